/** What the caller's words mean, as data: made by the shell's understanding, read by flows. */
import type { SlotSpec } from "./definition.ts";

/** What a flow would like to know about the next words. */
export interface FlowWant {
  /** The slot asked for now, first; then every other slot that may be filled in the same breath. */
  slots: readonly { name: string; spec: SlotSpec }[];
  /** Intents that may be meant now, with example phrases. */
  intents: readonly { id: string; examples: readonly string[] }[];
  /** Local start of the call, ISO 8601 with offset. */
  now: string;
  timeZone: string;
  language: string;
  /** Country of phone numbers without a prefix, ISO 3166, from the number that was called. */
  country: string;
}

export interface SlotValue {
  /** Canonical: `2026-11-24`, `10:00`, `+14155550100`, `true`, a choice's id. */
  value: string | number | boolean;
  /** The words it came from. */
  text: string;
  /** 0–1. Below 0.5 it is asked for again. */
  confidence: number;
}

export interface Meaning {
  text: string;
  slots: Readonly<Record<string, SlotValue>>;
  /** Best first; empty: none fits. */
  intents: readonly { id: string; score: number }[];
}

export const NOTHING_MEANT: Meaning = Object.freeze({ text: "", slots: {}, intents: [] });
