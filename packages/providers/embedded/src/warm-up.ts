/** Loads everything before the first call, tells how many calls this machine carries, and ends it all. */
import { availableParallelism } from "node:os";
import type { Fault, Result } from "@offhook/engine/ports";
import { closeDetector, warmDetector } from "./detector/embedded-detector.ts";
import { embeddedFault } from "./faults.ts";
import { closeDecoders, prepareGrammar, timeDecode, warmOpen } from "./transcriber/decoders.ts";
import { closeVoice, speakUncached } from "./voice/embedded-voice.ts";

export type EmbeddedPart = "voice" | "detector" | "open-transcriber" | "closed-transcriber";

export interface WarmUpProgress {
  part: EmbeddedPart;
  tookMs: number;
  /** Null: it is ready. */
  fault: Fault | null;
}

export interface EmbeddedCapacity {
  /** Calls with embedded speech at once, before answers come late. */
  calls: number;
  /** Time to decode `audioMs` of speech, the better of two. */
  decodeMs: number;
  audioMs: number;
  /** Time to synthesise that same sentence. */
  voiceMs: number;
}

/** A usual turn: what is decoded to measure, and how often a call does it. */
const SAMPLE_TEXT = "I would like to book an appointment for tomorrow at ten.";
const TURN_EVERY_MS = 8_000;
/** An utterance is decoded once whole and a few times in growing parts, which add up to about one whole. */
const DECODES_PER_TURN = 2;
/** One decoder thread serves all: half busy, a caller's final waits for another's only now and then. */
const BUSY_SHARE = 0.5;
/** Speech detection while a caller speaks and between: 22–67 µs a frame of 32 ms (measured), and the call itself. */
const OTHER_MS_PER_CALL_SECOND = 3;
/** Left to the main thread, the database and the rest. */
const CORES_SHARE = 0.7;

const LOADS: Readonly<Record<EmbeddedPart, () => Promise<Fault | null>>> = {
  voice: async () => faultOf(await speakOnce("Hello.")),
  detector: () => new Promise((resolve) => warmDetector((ok) => resolve(ok ? null : DETECTOR_FAULT))),
  "open-transcriber": () => new Promise((resolve) => warmOpen(resolve)),
  "closed-transcriber": () => new Promise((resolve) => prepareGrammar(ANY_GRAMMAR, resolve)),
};
export const EMBEDDED_PARTS = Object.keys(LOADS) as EmbeddedPart[];

/** Loads these parts in parallel; each is reported as it is ready. Parts that fail say so and the rest go on. */
export async function warmUpEmbedded(
  progress: (done: WarmUpProgress) => void = () => {},
  parts: readonly EmbeddedPart[] = EMBEDDED_PARTS,
): Promise<WarmUpProgress[]> {
  const startedMs = performance.now();
  const warm = async (part: EmbeddedPart): Promise<WarmUpProgress> => {
    const fault = await LOADS[part]();
    const done = { part, tookMs: Math.round(performance.now() - startedMs), fault };
    progress(done);
    return done;
  };
  return Promise.all(parts.map(warm));
}

/** One sentence spoken and decoded, and what follows for calls at once on this machine. */
export async function measureEmbeddedCapacity(): Promise<Result<EmbeddedCapacity>> {
  const voiceStartedMs = performance.now();
  const spoken = await speakOnce(SAMPLE_TEXT);
  if (!spoken.ok) return spoken;
  const voiceMs = performance.now() - voiceStartedMs;
  let decodeMs = Number.POSITIVE_INFINITY;
  // The first decode also fills caches.
  for (let round = 0; round < 2; round++) {
    const decoded = await decodeOnce(spoken.value);
    if (!decoded.ok) return decoded;
    decodeMs = Math.min(decodeMs, decoded.value);
  }
  const calls = callsCarried({ decodeMs, voiceMs, cores: availableParallelism() });
  return { ok: true, value: { calls, decodeMs, voiceMs, audioMs: spoken.value.length / 8 } };
}

/** The smaller of what the one decoder thread and what all cores together carry; at least one. */
export function callsCarried(machine: { decodeMs: number; voiceMs: number; cores: number }): number {
  const decodeShare = (machine.decodeMs * DECODES_PER_TURN) / TURN_EVERY_MS;
  const allShare = decodeShare + machine.voiceMs / TURN_EVERY_MS + OTHER_MS_PER_CALL_SECOND / 1_000;
  return Math.max(1, Math.floor(Math.min(BUSY_SHARE / decodeShare, (machine.cores * CORES_SHARE) / allShare)));
}

/** Ends every thread. What is asked for later starts them again. */
export async function closeEmbedded(): Promise<void> {
  await Promise.all([closeVoice(), closeDetector(), closeDecoders()]);
}

const DETECTOR_FAULT = embeddedFault("detector-failed");
const ANY_GRAMMAR = "#JSGF V1.0;\ngrammar warm;\npublic <answer> = yes | no;";

function faultOf(result: Result<unknown>): Fault | null {
  return result.ok ? null : result.fault;
}

function speakOnce(text: string): Promise<Result<Uint8Array>> {
  return new Promise((resolve) => {
    speakUncached(text, (result) => resolve(result.ok ? { ok: true, value: result.value.audio } : result));
  });
}

function decodeOnce(audio: Uint8Array): Promise<Result<number>> {
  return new Promise((resolve) => {
    timeDecode(audio, (result) => resolve(result.ok ? { ok: true, value: result.value.decodeMs } : result));
  });
}
