/** What a twin answers over HTTP: at once and whole, or as bytes in time. Knows no vendor. */

export interface TwinRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  /** As UTF-8 reads it. */
  body: string;
}

/** One that is no socket's opening. */
export interface TwinHttpRequest extends TwinRequest {
  /** As it came: multipart bodies hold sound. */
  bodyBytes: Uint8Array;
}

/** Whole and at once. */
export interface TwinReply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

/** What is sent, how long after the piece before it, and how it ends. */
export interface TimedReply {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Before the headers. Infinity: not even those come. */
  afterMs: number;
  pieces: Iterable<TimedBytes>;
  /** `hang`: nothing more, and the connection stays open. `reset`: the socket is cut. */
  ending: "end" | "reset" | "hang";
}

export interface TimedBytes {
  afterMs: number;
  bytes: Uint8Array;
}

/** A reply, and where to tell that the client has gone before its end. */
export interface WatchedReply {
  reply: TwinReply | TimedReply;
  aborted(): void;
}

export type TwinAnswer = TwinReply | TimedReply | WatchedReply;

const encoder = new TextEncoder();
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

export const jsonReply = (status: number, json: unknown, headers: Record<string, string> = {}): TwinReply => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(json),
});

/** Not even headers come. */
export const SILENT_REPLY: TimedReply = Object.freeze({
  status: 200,
  headers: {},
  afterMs: Number.POSITIVE_INFINITY,
  pieces: [],
  ending: "hang",
});

export const watchedReply = (answer: TwinAnswer): WatchedReply =>
  "reply" in answer ? answer : { reply: answer, aborted: () => {} };

export function timedReply(reply: TwinReply | TimedReply): TimedReply {
  if ("pieces" in reply) return reply;
  const { status, headers, body } = reply;
  const bytes = typeof body === "string" ? bytesOf(body) : body;
  return { status, headers, afterMs: 0, pieces: [{ afterMs: 0, bytes }], ending: "end" };
}
