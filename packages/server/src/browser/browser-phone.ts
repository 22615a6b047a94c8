/**
 * The browser phone: a page of ours with a microphone. It speaks the protocol of Twilio's media streams, so that what is
 * tried in the console is what happens on the telephone: the same frames, marks, turns and log.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { OffhookError } from "../errors.ts";
import { originDiffers } from "../http/host-guard.ts";
import { newId } from "../ids.ts";
import { createCall } from "../store/index.ts";
import type { StreamSource } from "../twilio/media-sockets.ts";
import type { TwilioDesk } from "../twilio/twilio-desk.ts";
import type { WebCall, WebCallOrder } from "../worker/call-host.ts";
import { CHAT } from "./chat-line.ts";

const PATH = "/browser/media";
export const CHAT_PATH = "/browser/chat";
const BROWSER: StreamSource = Object.freeze({ accountSid: "browser", carrier: "browser" });

export const isBrowserPhone = ({ url }: Pick<IncomingMessage, "url">): boolean => url === PATH;

/** Throws for a page of another site. What lets a call in is its one-time ticket. */
export function checkBrowser({ headers: { origin, host } }: IncomingMessage, publicUrl: string | null): StreamSource {
  if (originDiffers(origin, host, publicUrl)) throw new OffhookError("origin-refused");
  return BROWSER;
}

/** The page has as long as a ticket lives to connect. */
export async function openWebCall(
  desk: TwilioDesk,
  assistant: { id: string; version: number },
  { by, variables }: WebCallOrder,
): Promise<WebCall> {
  const refusal = await desk.refusal();
  if (refusal) throw new OffhookError(refusal === "full" ? "all-busy" : "not-ready", { because: "it is ending" });
  const callSid = newId("web");
  const { call } = await createCall(desk.context.store, {
    ...{ carrier: "browser", carrierCallId: callSid, direction: "web" },
    ...{
      from: by === "chat" ? CHAT : "browser",
      to: assistant.id,
      assistantId: assistant.id,
      assistantVersion: assistant.version,
      variables,
    },
  });
  desk.context.metrics.callsTotal.inc({ direction: "web" });
  desk.admit(call.id);
  const ticket = await desk.tickets.issue(callSid, Date.now());
  const streamSid = `MZ${randomBytes(16).toString("hex")}`;
  return {
    callId: call.id,
    path: by === "chat" ? CHAT_PATH : PATH,
    start: { accountSid: BROWSER.accountSid, callSid, streamSid, customParameters: { ticket } },
  };
}
