/** `prices.json` in the data folder: only what differs from the prices that came with the program. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import type { PriceUnit } from "@offhook/provider-kit/catalogue";
import { z } from "zod";
import { isAmount } from "./decimal.ts";
import type { PriceEntries } from "./price-list.ts";

const UNITS = [
  "second",
  "minute",
  "character",
  "input-token",
  "cached-input-token",
  "cache-write-token",
  "output-token",
  "audio-input-token",
  "cached-audio-input-token",
  "audio-output-token",
  "segment",
  "call",
  "leg-minute",
] as const satisfies readonly PriceUnit[];

const priceShape = z.strictObject({
  unit: z.enum(UNITS),
  amount: z.string().refine(isAmount, "a decimal such as 0.0077, with at most ten places"),
  per: z.int().min(1).max(1_000_000_000).default(1),
  currency: z.literal("USD").default("USD"),
  source: z.string().min(1).max(300).default("set here"),
  // Today, where it is left out; as a default it would stand in the API's own description, another one every day.
  // A codec, not a transform: the same shape writes the answers.
  asOf: z.codec(z.iso.date().optional(), z.iso.date(), {
    decode: (day) => day ?? new Date().toISOString().slice(0, 10),
    encode: (day) => day,
  }),
  verified: z.literal(false).optional(),
});

/** `null`: the price is not known after all. An id has a vendor before its first slash, as in `deepgram/nova-3`. */
export const changesShape = z.strictObject({
  prices: z.record(
    z
      .string()
      .regex(/^[a-z0-9-]+(\/[^/\s]+)+$/i, "an id such as deepgram/nova-3 or twilio/stream")
      .max(200),
    z
      .array(priceShape)
      .min(1)
      .max(UNITS.length)
      .refine((prices) => new Set(prices.map(({ unit }) => unit)).size === prices.length, "each unit once")
      .nullable(),
  ),
});

export type PriceChanges = z.output<typeof changesShape>;

export const entriesOf = ({ prices }: PriceChanges): PriceEntries =>
  Object.fromEntries(Object.entries(prices).map(([id, given]) => [id, given ?? "unknown"]));

/** The file's content; no file is no difference. */
export function readPriceFile(path: string): { ok: true; changes: PriceChanges } | { ok: false; problem: string } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { ok: true, changes: { prices: {} } };
    return { ok: false, problem: String((error as NodeJS.ErrnoException).code) };
  }
  try {
    const read = changesShape.safeParse(JSON.parse(text));
    if (read.success) return { ok: true, changes: read.data };
    const [first] = read.error.issues;
    return { ok: false, problem: `${first?.path.join(".") || "the file"}: ${first?.message ?? "not valid"}` };
  } catch {
    return { ok: false, problem: "it is no JSON" };
  }
}

/** Whole or not at all, also when the power goes. */
export function writePriceFile(path: string, changes: PriceChanges): void {
  const draft = `${path}.${process.pid}.new`;
  const file = openSync(draft, "w", 0o600);
  try {
    writeSync(file, `${JSON.stringify(changes, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
