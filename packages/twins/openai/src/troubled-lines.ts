/** The lines of a streamed answer, with what was asked to go wrong. */
import { bytesOf } from "@offhook/twin-kit";
import type { TwinTrouble } from "./answers.ts";
import type { Chunk } from "./chunks.ts";
import { refusalBody } from "./refusals.ts";

export interface Line {
  bytes: Uint8Array;
  /** Carries content: counts for troubles, and takes its time. */
  isPiece: boolean;
}

const lineOf = (json: unknown, isPiece = false): Line => ({
  bytes: bytesOf(`data: ${JSON.stringify(json)}\n\n`),
  isPiece,
});

export function troubledLines(chunks: readonly Chunk[], trouble: TwinTrouble | undefined): Iterable<Line> {
  const whole = [
    ...chunks.map(({ json, isPiece }) => lineOf(json, isPiece)),
    { bytes: bytesOf("data: [DONE]\n\n"), isPiece: false },
  ];
  if (!trouble) return whole;
  if (trouble.type === "double") return whole.flatMap((line) => [line, line]);
  if (trouble.type === "endless") return endless(whole);
  if (!("afterPieces" in trouble)) return whole;
  const cut = placeAfter(whole, trouble.afterPieces);
  const before = whole.slice(0, cut);
  if (trouble.type === "error") return [...before, errorLine(trouble)];
  if (trouble.type === "garbage") return [...before, { bytes: bytesOf("data: <html>502\n\n"), isPiece: false }];
  if (trouble.type === "broken-bytes") return [...before, brokenLine(chunks[0]), ...whole.slice(cut)];
  return before;
}

/** Where the piece after so many would stand; with too few, where the finish does. */
function placeAfter(lines: readonly Line[], pieces: number): number {
  const places = lines.flatMap((line, index) => (line.isPiece ? [index] : []));
  return places[pieces] ?? (places.at(-1) ?? 0) + 1;
}

function* endless(lines: readonly Line[]): Generator<Line> {
  const last = lines.findLastIndex((line) => line.isPiece);
  yield* lines.slice(0, last);
  for (;;) yield lines[last] as Line;
}

function errorLine({ code, message, named }: Extract<TwinTrouble, { type: "error" }>): Line {
  const body = refusalBody(500, { code, message });
  return { bytes: bytesOf(`${named ? "event: error\n" : ""}data: ${JSON.stringify(body)}\n\n`), isPiece: false };
}

/** "caf\xe9" as Latin-1 writes it, inside a chunk that is otherwise right. */
function brokenLine(role: Chunk | undefined): Line {
  const choices = [{ index: 0, delta: { content: " caf@ " }, logprobs: null, finish_reason: null }];
  const { bytes } = lineOf({ ...role?.json, choices });
  return { bytes: bytes.map((byte) => (byte === 0x40 ? 0xe9 : byte)), isPiece: true };
}
