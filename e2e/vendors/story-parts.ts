/** What the stories with vendors have in common: the caller's one question, a tool, and looks at what came of a call. */
import { levelDbOfMulaw, wavHeader } from "@offhook/engine/audio";
import { replay } from "@offhook/engine/call";
import type { Tool, TranscriberSink } from "@offhook/engine/ports";
import { afterAll, expect } from "vitest";
import { type VendorCall, type VendorCallOptions, vendorCall } from "./vendor-call.ts";

export const ASKS = { fromMs: 2_500, toMs: 3_900, text: "When could I come, please?" };
export const ONE_TURN = { says: [ASKS], endsMs: 9_000 };

/** Calls of one file: when all are over, each log plays again with the same result. */
export function callsThatReplay(): (options: VendorCallOptions) => Promise<VendorCall> {
  const calls: VendorCall[] = [];
  afterAll(() => {
    for (const { log } of calls) expect(replay(log).same).toBe(true);
  });
  return async (options) => {
    const made = await vendorCall(options);
    calls.push(made);
    return made;
  };
}

export const decisions = ({ log }: VendorCall, type: string) =>
  log.filter((item) => item.kind === "decision" && item.type === type).map(({ data }) => data);

export const faultsOf = (call: VendorCall): unknown[] => decisions(call, "provider-faulted").map(({ code }) => code);

/** Why tools failed, as the log has it. */
export const toolFaults = ({ log }: VendorCall): unknown[] =>
  log.flatMap(({ kind, type, data }) => {
    const { ok, fault } = (data.outcome ?? {}) as { ok?: boolean; fault?: { code?: string } };
    return kind === "input" && type === "tool-settled" && ok === false ? [fault?.code] : [];
  });

export function firstLoudMs(heard: Uint8Array, fromMs = 0): number {
  for (let ms = fromMs; ms * 8 < heard.length; ms += 20) {
    if (levelDbOfMulaw(heard.subarray(ms * 8, ms * 8 + 160)) > -45) return ms;
  }
  return Number.POSITIVE_INFINITY;
}

/** How often one text stands in another. */
export const timesIn = (text: string, part: string): number => text.split(part).length - 1;

export const tool = (run: Tool["run"], more: Partial<Tool> = {}): Tool => ({
  name: "findSlots",
  description: "Which times are free?",
  parameters: { type: "object", properties: {} },
  effect: false,
  run,
  ...more,
});

export const HTML = async () => "<html><body>502 Bad Gateway</body></html>";
export const HUGE = async () => "x".repeat(10_000_000);
export const BROKEN = async () => {
  throw new Error("database is locked");
};

/** Longer than any speech begins with. */
export const SILENCE = new Uint8Array(4_000).fill(0xff);

/** µ-law at 8 kHz in a WAV whose length is not known yet, and silence. */
export function headerAndSilence(): Uint8Array {
  const header = wavHeader({ channels: 1, sampleRateHz: 8_000, dataBytes: 0 });
  const view = new DataView(header.buffer);
  view.setUint16(20, 7, true);
  view.setUint16(34, 8, true);
  return new Uint8Array(Buffer.concat([header, SILENCE]));
}

type Final = Parameters<TranscriberSink["final"]>[0];

/** A transcriber who first understands something else, and so long after it the words as they were said. */
export const changesItsMind =
  (first: string, afterMs: number): NonNullable<VendorCallOptions["transcriber"]> =>
  (inner) => ({
    ...inner,
    open: (options, sink) =>
      inner.open(options, {
        ...sink,
        final(words: Final) {
          sink.final(words.text ? { ...words, text: first } : words);
          if (words.text) setTimeout(() => sink.final(words), afterMs);
        },
      }),
  });

/** What a number of ten rows reads like when somebody writes it for a screen. */
export const TEN_ROWS = Array.from(
  { length: 10 },
  (_, row) => `Option ${row + 1}: a long appointment with doctor number ${row + 1} in the morning.`,
);
