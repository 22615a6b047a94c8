/** Two editors of one thing: an edit names the state that it was made on, and changes no other. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { OffhookError } from "../errors.ts";

export const ifMatch = z.looseObject({ "if-match": z.string().optional().describe("The `etag` that GET gave.") });
export const etagField = z.string().describe("For `If-Match` of the next edit.");

/** Of a state that has no number of its own. It gives nothing away of what is in it: a secret may be. */
export const etagOfState = (state: unknown): string =>
  `"${createHash("sha256").update(JSON.stringify(state)).digest("base64url").slice(0, 22)}"`;

/** A state as GET gives it, and as PUT answers. */
export function withEtag<State extends object>(
  reply: { header(name: string, value: string): unknown },
  state: State,
): State & { etag: string } {
  const etag = etagOfState(state);
  reply.header("etag", etag);
  return { ...state, etag };
}

export function refuseStale(given: string | undefined, etag: string): void {
  if (given === undefined) throw new OffhookError("if-match-missing");
  if (given.trim() !== etag) throw new OffhookError("stale-version");
}

/** A script that says nothing of a state means whatever is there: it names what it wants, and has looked at nothing. */
export function refuseOther(given: string | undefined, etag: string): void {
  if (given !== undefined) refuseStale(given, etag);
}

/** In the body of a PUT: what GET gave can be sent back whole, and then says by itself which state it was made on. */
export const givenEtag = etagField.optional().describe("The same as `If-Match`, where no header can be sent.");

/** Its answer is for a write to call with what it is about to change, while nobody else can change that. */
export const madeOn =
  (headers: { "if-match"?: string | undefined }, body: { etag?: string | undefined }) =>
  (before: unknown): void =>
    refuseOther(headers["if-match"] ?? body.etag, etagOfState(before));
