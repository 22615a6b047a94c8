/** Is this really from a Twilio account of ours? Checked on every webhook and on the WebSocket's upgrade. */
import type { IncomingMessage } from "node:http";
import { signedParams, verifyTwilioSignature } from "@offhook/carrier-twilio";
import { OffhookError } from "../errors.ts";
import { hostKind, requestBase } from "../http/host-guard.ts";
import type { TwilioAccount } from "./accounts.ts";

export interface Signed {
  account: TwilioAccount;
  /** Where Twilio reached us: `https://example.com`, without a trailing slash. */
  base: string;
}

/** Throws `twilio-signature-invalid` unless the form's own account signed it. */
export function checkWebhook(
  request: IncomingMessage,
  form: URLSearchParams,
  accounts: readonly TwilioAccount[],
  publicUrl: string | null,
): Signed {
  const base = baseOf(request, accounts, publicUrl);
  const account = accounts.find((one) => one.accountSid === form.get("AccountSid"));
  const signature = headerOf(request);
  if (!account || !signature) throw new OffhookError("twilio-signature-invalid");
  const signed = { signature, url: `${base}${request.url ?? "/"}`, params: signedParams(form) };
  if (!verifyTwilioSignature([account.authToken], signed).ok) throw new OffhookError("twilio-signature-invalid");
  return { account, base };
}

/** The upgrade names no account: each is tried, and `start.accountSid` must then be the one that fitted. */
export function checkUpgrade(
  request: IncomingMessage,
  accounts: readonly TwilioAccount[],
  publicUrl: string | null,
): Signed {
  const base = baseOf(request, accounts, publicUrl);
  const signature = headerOf(request);
  const url = streamUrl(base, request.url ?? "/");
  const account = accounts.find(
    ({ authToken }) => signature && verifyTwilioSignature([authToken], { signature, url }).ok,
  );
  if (!account) throw new OffhookError("twilio-signature-invalid");
  return { account, base };
}

export const streamUrl = (base: string, path: string): string => `${base.replace(/^http/, "ws")}${path}`;

function baseOf(request: IncomingMessage, accounts: readonly TwilioAccount[], publicUrl: string | null): string {
  const { host } = request.headers;
  const isPublic = hostKind(host, publicUrl) === "public";
  if (isPublic && !accounts.some((one) => one.carrier === "twilio")) throw new OffhookError("twilio-token-missing");
  return requestBase(host, publicUrl);
}

function headerOf(request: IncomingMessage): string | undefined {
  const value = request.headers["x-twilio-signature"];
  return Array.isArray(value) ? value[0] : value;
}
