/** A chat completion as a reply in time: pieces with their waits, and how it ends. */
import type { TimedBytes, TimedReply } from "@offhook/twin-kit";
import type { TwinAnswer, TwinTrouble } from "./answers.ts";
import type { ChatRequest } from "./chat-request.ts";
import { type Chunk, chunksOf, type Identity } from "./chunks.ts";
import type { Latencies } from "./latencies.ts";
import { troubledLines } from "./troubled-lines.ts";

export function streamedReply(
  answer: TwinAnswer,
  request: ChatRequest,
  identity: Identity,
  latencies: Latencies,
): TimedReply {
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" },
    afterMs: 0,
    pieces: timedPieces(chunksOf(answer, request, identity), answer, latencies),
    ending: endingOf(answer.trouble),
  };
}

function endingOf(trouble: TwinTrouble | undefined): TimedReply["ending"] {
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
