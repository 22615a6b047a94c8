/** Reads what the server sends on a media stream, as strictly as Twilio: a wrong field or stream makes it invalid (31951). */

export type ServerMessage =
  | { ok: true; event: "media"; audio: Uint8Array }
  | { ok: true; event: "mark"; name: string }
  | { ok: true; event: "clear" }
  | { ok: false; why: string };

/** The whole set of keys that each message has. */
const KEYS = {
  media: ["event", "media", "streamSid"],
  mark: ["event", "mark", "streamSid"],
  clear: ["event", "streamSid"],
} as const;

export function readServerMessage(text: string, streamSid: string): ServerMessage {
  const message = parse(text);
  if (message === null) return invalid("not a JSON object");
  const event = message.event;
  if (event !== "media" && event !== "mark" && event !== "clear") return invalid("unknown event");
  if (message.streamSid !== streamSid) return invalid("wrong streamSid");
  if (!hasExactly(message, KEYS[event])) return invalid(`fields of ${event}`);
  if (event === "clear") return { ok: true, event };
  return event === "media" ? readMedia(message.media) : readMark(message.mark);
}

function readMedia(media: unknown): ServerMessage {
  if (!isObject(media) || !hasExactly(media, ["payload"])) return invalid("fields of media.media");
  const payload = media.payload;
  if (typeof payload !== "string" || payload === "" || !isBase64(payload)) return invalid("media.payload");
  return { ok: true, event: "media", audio: Buffer.from(payload, "base64") };
}

function readMark(mark: unknown): ServerMessage {
  if (!isObject(mark) || !hasExactly(mark, ["name"])) return invalid("fields of mark.mark");
  return typeof mark.name === "string" ? { ok: true, event: "mark", name: mark.name } : invalid("mark.name");
}

function isBase64(payload: string): boolean {
  return payload.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(payload);
}

function hasExactly(object: Record<string, unknown>, keys: readonly string[]): boolean {
  return Object.keys(object).length === keys.length && keys.every((key) => Object.hasOwn(object, key));
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(why: string): ServerMessage {
  return { ok: false, why };
}
