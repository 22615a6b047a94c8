/**
 * X-Twilio-Signature: base64(HMAC-SHA1(auth token, URL + sorted form parameters)).
 * https://www.twilio.com/docs/usage/security#validating-requests; agrees with npm `twilio` (tested both ways).
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { parse, stringify } from "node:querystring";
import type { Result } from "@offhook/engine/ports";
import { type TwilioFaultCode, twilioFault } from "./faults.ts";

/** Form fields; a field that came more than once has all its values. */
export type SignedParams = Readonly<Record<string, string | readonly string[]>>;

export interface SignedRequest {
  /** `X-Twilio-Signature`. */
  signature: string | undefined;
  /** As Twilio asked for it; for an upgrade the `wss://` (or `ws://`) address of the TwiML. */
  url: string;
  /** The form of a POST; leave out for GET, JSON and upgrades. */
  params?: SignedParams;
  /** The raw body where it is not a form: checked against `bodySHA256` in the address. */
  body?: string | Uint8Array;
}

export function twilioSignature(authToken: string, url: string, params: SignedParams = {}): string {
  const signed = Object.keys(params)
    .sort()
    .reduce((text, name) => text + nameAndValues(name, params[name] ?? ""), url);
  return createHmac("sha1", authToken).update(signed, "utf8").digest("base64");
}

/** Several tokens: an account's primary and secondary while it rotates, or every configured account's at an upgrade. */
export function verifyTwilioSignature(
  authTokens: readonly string[],
  request: SignedRequest,
): Result<{ authToken: string }> {
  const { signature } = request;
  if (signature === undefined || signature === "") return fail("twilio-signature-missing");
  const urls = signableUrls(request.url);
  const authToken = authTokens.find((token) =>
    urls.some((url) => equalInConstantTime(signature, twilioSignature(token, url, request.params))),
  );
  if (authToken === undefined) return fail("twilio-signature-invalid");
  if (request.body !== undefined && !bodyIsAsSigned(request.url, request.body)) return fail("twilio-body-changed");
  return { ok: true, value: { authToken } };
}

export function bodySha256(body: string | Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

function bodyIsAsSigned(url: string, body: string | Uint8Array): boolean {
  const claimed = URL.canParse(url) ? new URL(url).searchParams.get("bodySHA256") : null;
  return claimed !== null && equalInConstantTime(claimed, bodySha256(body));
}

function nameAndValues(name: string, value: string | readonly string[]): string {
  if (typeof value === "string") return name + value;
  const unique = [...new Set(value)].sort();
  return unique.map((each) => name + each).join("");
}

/**
 * Twilio signs with or without the port, depending on the product, and some back ends sign an escaped form:
 * the same candidates as in npm `twilio`, and a bare host with and without its slash.
 */
function signableUrls(url: string): string[] {
  const asReceived = withAndWithoutPort(url);
  if (!URL.canParse(url)) return asReceived;
  const normalised = withAndWithoutPort(new URL(url).toString());
  const bareHost = /^[a-z]+:\/\/[^/?#]+\/?$/i.test(url) ? withAndWithoutPort(toggleSlash(url)) : [];
  return [...new Set([url, ...asReceived, ...normalised, ...normalised.map(withLegacyQuery), ...bareHost])];
}

const AUTHORITY = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(:\d*)?/i;

function withAndWithoutPort(url: string): string[] {
  const parts = AUTHORITY.exec(url);
  if (parts === null) return [url];
  const [head, scheme = "", user = "", host = "", port] = parts;
  const rest = url.slice(head.length);
  const usualPort = /^(https|wss):/i.test(scheme) ? ":443" : ":80";
  return [scheme + user + host + rest, scheme + user + host + (port ?? usualPort) + rest];
}

function withLegacyQuery(url: string): string {
  const at = url.indexOf("?");
  return at === -1 || at === url.length - 1 ? url : `${url.slice(0, at)}?${stringify(parse(url.slice(at + 1)))}`;
}

function toggleSlash(url: string): string {
  return url.endsWith("/") ? url.slice(0, -1) : `${url}/`;
}

/** A length that differs tells nothing: the right length is public. */
function equalInConstantTime(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

function fail(code: TwilioFaultCode): { ok: false; fault: ReturnType<typeof twilioFault> } {
  return { ok: false, fault: twilioFault(code) };
}
