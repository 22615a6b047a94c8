/** Sends a recording, whole or a range of it, so that a player can seek. https://www.rfc-editor.org/rfc/rfc9110#section-14 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { FastifyReply } from "fastify";
import { OffhookError } from "../errors.ts";

export async function sendRecording(reply: FastifyReply, path: string, rangeHeader: string | undefined) {
  const file = await stat(path).catch(() => null);
  if (!file) throw new OffhookError("no-recording");
  const range = parseRange(rangeHeader, file.size);
  if (range === "outside") {
    reply.header("content-range", `bytes */${file.size}`);
    throw new OffhookError("range-not-satisfiable", { sizeBytes: file.size });
  }
  reply.type("audio/wav").header("accept-ranges", "bytes").header("cache-control", "private, no-store");
  const { first, last } = range ?? { first: 0, last: file.size - 1 };
  reply.header("content-length", last - first + 1);
  if (range) reply.status(206).header("content-range", `bytes ${first}-${last}/${file.size}`);
  return reply.send(createReadStream(path, { start: first, end: Math.max(first, last) }));
}

/** null: send all. Several ranges at once, and what is not understood, are answered with everything, as the RFC allows. */
export function parseRange(
  header: string | undefined,
  sizeBytes: number,
): { first: number; last: number } | "outside" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [from, to] = [match[1], match[2]].map((text) => (text ? Number(text) : null));
  // `-500` is the last 500 bytes.
  const first = from ?? Math.max(0, sizeBytes - (to ?? 0));
  const last = from === null || to === null || to === undefined ? sizeBytes - 1 : Math.min(to, sizeBytes - 1);
  if (from !== null && to !== null && to !== undefined && to < (from ?? 0)) return null;
  return first >= sizeBytes || (from === null && to === 0) ? "outside" : { first, last };
}
