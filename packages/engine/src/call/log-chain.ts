/** The hash chain of a call's log: each item's hash covers it and, through the one before, everything before it. */
import { createHash } from "node:crypto";
import type { LogItem } from "../ports.ts";
import { canonicalJson } from "./canonical-json.ts";

export const FIRST_HASH = "0".repeat(64);

export function chainedHash(previous: string, item: Omit<LogItem, "hash">): string {
  const { seq, atMs, audioMs, kind, type, data } = item;
  return createHash("sha256")
    .update(previous)
    .update(canonicalJson([seq, atMs, audioMs, kind, type, data]))
    .digest("hex");
}
