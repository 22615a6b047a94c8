/** Runs transcribers and voices for tests and keeps what their sinks were told. */
import {
  type Cancellable,
  type Fault,
  type Heard,
  TELEPHONE_FORMAT,
  type Transcriber,
  type TranscriberSession,
  type Voice,
  type WordTime,
} from "@offhook/engine/ports";
import { expect } from "vitest";

export interface HeardCall {
  session: TranscriberSession;
  partials: Heard[];
  finals: (Heard & { endOfTurn: boolean })[];
  faults: Fault[];
}

export function listenWith(transcriber: Transcriber, language = "en"): HeardCall {
  const heard: Omit<HeardCall, "session"> = { partials: [], finals: [], faults: [] };
  const session = transcriber.open(
    { format: TELEPHONE_FORMAT, language },
    {
      partial: (words) => void heard.partials.push(words),
      final: (words) => void heard.finals.push(words),
      fault: (fault) => void heard.faults.push(fault),
    },
  );
  return { ...heard, session };
}

/** In frames of 20 ms, as a call sends them, without waiting in between. */
export function pushInFrames(session: Pick<TranscriberSession, "push">, audio: Uint8Array, fromMs = 0): void {
  for (let at = 0; at < audio.length; at += 160) session.push(audio.subarray(at, at + 160), fromMs + at / 8);
}

export const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

export interface SpokenClause {
  job: Cancellable;
  audio: Uint8Array;
  words: WordTime[];
  faults: Fault[];
  /** How often it ended. */
  ends: number;
  /** Called within the first end. */
  onEnd?: () => void;
}

export function speakWith(
  voice: Voice,
  text: string,
  change: { language?: string; speed?: number } = {},
): SpokenClause {
  const spoken: SpokenClause = { job: { cancel() {} }, audio: new Uint8Array(0), words: [], faults: [], ends: 0 };
  const { language = "en", speed = 1 } = change;
  spoken.job = voice.synthesize(
    { text, language, format: TELEPHONE_FORMAT, speed },
    {
      audio: (bytes) => {
        spoken.audio = joined(spoken.audio, bytes);
      },
      words: (words) => void spoken.words.push(...words),
      done: () => {
        spoken.ends += 1;
        if (spoken.ends === 1) spoken.onEnd?.();
      },
      fault: (fault) => {
        spoken.ends += 1;
        spoken.faults.push(fault);
      },
    },
  );
  return spoken;
}

/** Something that should not come gets this long to come. */
export const aWhile = (ms = 80): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until it holds: long enough for a machine that has other things to do. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 5 });

type Deadlines = Record<"listMs" | "connectMs" | "firstAudioMs" | "stallMs" | "clearedMs", number>;

/** Deadlines that a busy machine does not reach; what a test is about is set beside them. */
export const PATIENT: Readonly<Deadlines> = Object.freeze({
  ...{ listMs: 10_000, connectMs: 10_000, firstAudioMs: 10_000, stallMs: 10_000, clearedMs: 10_000 },
});

/** Patient but for what this trouble is about. */
export function deadlinesFor(trouble: { type: string }): Readonly<Deadlines> {
  if (trouble.type === "silent") return { ...PATIENT, connectMs: 400 };
  return trouble.type === "stall" ? { ...PATIENT, firstAudioMs: 400, stallMs: 400 } : PATIENT;
}
