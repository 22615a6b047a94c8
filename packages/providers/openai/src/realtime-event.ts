/** Reads an event of `/v1/realtime`. Fields that the adapter lives by are checked; the rest may be missing. */
import type { ModelToolCall } from "@offhook/engine/ports";
import { number, parse, record, records, string } from "@offhook/provider-kit";
import { readError, type VendorError } from "./openai-faults.ts";

export type RealtimeEvent =
  | { type: "session-updated" }
  | { type: "error"; error: VendorError; eventId: string }
  | { type: "committed"; itemId: string }
  /** Of what the caller said. */
  | { type: "heard-delta"; itemId: string; delta: string }
  | { type: "heard"; itemId: string; text: string }
  | { type: "heard-failed"; itemId: string; error: VendorError }
  /** Of what the model says. */
  | { type: "response-created"; responseId: string }
  | { type: "item-begun"; responseId: string; itemId: string; isCall: boolean }
  | { type: "sound"; responseId: string; itemId: string; audio: Uint8Array }
  | { type: "words"; responseId: string; itemId: string; delta: string }
  | { type: "call-progress"; responseId: string }
  | { type: "call"; responseId: string; call: ModelToolCall }
  | { type: "response-done"; responseId: string; end: ResponseEnd }
  /** Of this protocol, and nothing to do about it. */
  | { type: "other" };

export interface ResponseEnd {
  status: string;
  reason: string;
  error: VendorError;
  /** All of them: one whose own event was missed is found here. */
  calls: readonly ModelToolCall[];
  usage: Record<string, unknown> | null;
}

type Fields = Record<string, unknown>;

/** Null: not an event of this protocol. */
export function readRealtimeEvent(text: string): RealtimeEvent | null {
  const event = record(parse(text));
  if (!event || typeof event.type !== "string") return null;
  const read = READERS[event.type];
  return read ? read(event) : { type: "other" };
}

const HEARD = "conversation.item.input_audio_transcription";

const READERS: Readonly<Record<string, (event: Fields) => RealtimeEvent | null>> = {
  "session.updated": () => ({ type: "session-updated" }),
  error: ({ error }) => ({ type: "error", error: readError(error), eventId: string(record(error)?.event_id) }),
  "input_audio_buffer.committed": (event) => withItem(event, (itemId) => ({ type: "committed", itemId })),
  [`${HEARD}.delta`]: (event) =>
    withItem(event, (itemId) => ({ type: "heard-delta", itemId, delta: string(event.delta) })),
  [`${HEARD}.completed`]: (event) =>
    withItem(event, (itemId) =>
      typeof event.transcript === "string" ? { type: "heard", itemId, text: event.transcript.trim() } : null,
    ),
  [`${HEARD}.failed`]: (event) =>
    withItem(event, (itemId) => ({ type: "heard-failed", itemId, error: readError(event.error) })),
  "response.created": ({ response }) => {
    const responseId = string(record(response)?.id);
    return responseId === "" ? null : { type: "response-created", responseId };
  },
  "response.output_item.added": (event) => {
    const { id, type } = record(event.item) ?? {};
    if (typeof id !== "string") return null;
    return withResponse(event, (responseId) => ({
      ...{ type: "item-begun", responseId, itemId: id },
      isCall: type === "function_call",
    }));
  },
  "response.output_audio.delta": (event) => {
    const audio = bytesOf(event.delta);
    return audio && place(event, (responseId, itemId) => ({ type: "sound", responseId, itemId, audio }));
  },
  "response.output_audio_transcript.delta": (event) => words(event),
  "response.output_text.delta": (event) => words(event),
  "response.function_call_arguments.delta": (event) =>
    withResponse(event, (responseId) => ({ type: "call-progress", responseId })),
  "response.output_item.done": (event) => {
    const call = callIn(record(event.item));
    return call ? withResponse(event, (responseId) => ({ type: "call", responseId, call })) : { type: "other" };
  },
  "response.done": ({ response }) => {
    const done = record(response);
    const responseId = string(done?.id);
    return done && responseId !== "" ? { type: "response-done", responseId, end: endOf(done) } : null;
  },
};

function endOf(response: Fields): ResponseEnd {
  const details = record(response.status_details);
  return {
    status: string(response.status),
    reason: string(details?.reason),
    error: readError(details?.error),
    calls: records(response.output).flatMap((item) => callIn(item) ?? []),
    usage: record(response.usage),
  };
}

/** A call that was cut short is none. */
function callIn(item: Fields | null): ModelToolCall | null {
  if (item?.type !== "function_call" || item.status === "incomplete" || typeof item.call_id !== "string") return null;
  return { id: item.call_id, name: string(item.name), argumentsJson: string(item.arguments) };
}

const withItem = (event: Fields, make: (itemId: string) => RealtimeEvent | null): RealtimeEvent | null =>
  typeof event.item_id === "string" ? make(event.item_id) : null;

const withResponse = (event: Fields, make: (responseId: string) => RealtimeEvent): RealtimeEvent | null =>
  typeof event.response_id === "string" ? make(event.response_id) : null;

const place = (event: Fields, make: (responseId: string, itemId: string) => RealtimeEvent): RealtimeEvent | null =>
  withItem(event, (itemId) => withResponse(event, (responseId) => make(responseId, itemId)));

function words(event: Fields): RealtimeEvent | null {
  const { delta } = event;
  if (typeof delta !== "string") return null;
  return place(event, (responseId, itemId) => ({ type: "words", responseId, itemId, delta }));
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function bytesOf(delta: unknown): Uint8Array | null {
  const isBase64 = typeof delta === "string" && delta.length % 4 === 0 && BASE64.test(delta);
  return isBase64 ? Buffer.from(delta, "base64") : null;
}

/** Whole and not negative; 0 where it is missing. */
export const count = (value: unknown): number => Math.max(0, Math.round(number(value) ?? 0));
