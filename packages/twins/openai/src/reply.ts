/** A reply as bytes in time: what is sent, how long after the piece before it, and how it ends. */
import type { TwinAnswer, TwinTrouble } from "./answers.ts";
import type { ChatRequest } from "./chat-request.ts";
import { type Chunk, chunksOf, type Identity } from "./chunks.ts";
import type { Latencies } from "./latencies.ts";
import { bytesOf, troubledLines } from "./troubled-lines.ts";

export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Before the headers. */
  afterMs: number;
  pieces: Iterable<TimedBytes>;
  /** `hang`: nothing more, and the connection stays open. `reset`: the socket is cut. */
  ending: "end" | "reset" | "hang";
}

export interface TimedBytes {
  afterMs: number;
  bytes: Uint8Array;
}

export function jsonReply(status: number, json: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    afterMs: 0,
    pieces: [{ afterMs: 0, bytes: bytesOf(JSON.stringify(json)) }],
    ending: "end",
  };
}

export function streamedReply(
  answer: TwinAnswer,
  request: ChatRequest,
  identity: Identity,
  latencies: Latencies,
): Reply {
  const { trouble } = answer;
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" },
    afterMs: 0,
    pieces: timedPieces(chunksOf(answer, request, identity), answer, latencies),
    ending: endingOf(trouble),
  };
}

function endingOf(trouble: TwinTrouble | undefined): Reply["ending"] {
  if (trouble?.type === "stall") return "hang";
  return trouble?.type === "close" && !trouble.politely ? "reset" : "end";
}

function* timedPieces(chunks: readonly Chunk[], answer: TwinAnswer, latencies: Latencies): Generator<TimedBytes> {
  let pieces = 0;
  for (const { bytes, isPiece } of troubledLines(chunks, answer.trouble)) {
    // The role comes with the headers; the first piece is what takes its time.
    yield { afterMs: isPiece ? waitFor(pieces, answer, latencies) : 0, bytes };
    if (isPiece) pieces += 1;
  }
}

function waitFor(pieces: number, { firstTokenMs, betweenTokensMs }: TwinAnswer, latencies: Latencies): number {
  return pieces === 0 ? (firstTokenMs ?? latencies.firstTokenMs()) : (betweenTokensMs ?? latencies.betweenTokensMs());
}
