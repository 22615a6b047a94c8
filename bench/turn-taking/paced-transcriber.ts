/**
 * The real transcriber in a call whose time is virtual. While it owes nothing, time may run as fast as it likes; while
 * it decodes, time passes no faster than on the wall, so that its answers come as late as they really would.
 */
import type { Clock, Transcriber, TranscriberSession, TranscriberSink } from "@offhook/engine/ports";
import { embeddedTranscriber } from "@offhook/provider-embedded";
import { warmOpen } from "../../packages/providers/embedded/src/transcriber/decoders.ts";

export interface PacedTranscriber extends Transcriber {
  /** Lets wall time catch up with `ms` of the call's time, if a decode is under way. */
  pass(ms: number): Promise<void>;
  /** Waits for everything still being decoded. */
  drain(): Promise<void>;
}

/** Words of the opening question come this long after its end: the tail that is decoded, and a usual decode. */
const OPENING_WORDS_MS = 240;
/** The real session hears this much before its first word. */
const LEAD_MS = 600;

/** Before `realFromMs` the words are given: only what comes after them is measured. */
export function pacedTranscriber(clock: Clock, realFromMs: number): PacedTranscriber {
  const owed = owedWork();
  return {
    id: "embedded",
    formats: embeddedTranscriber().formats,
    pass: (ms) => owed.pass(ms),
    drain: () => owed.drain(),
    open(options, sink) {
      const real = embeddedTranscriber().open(options, inTime(sink, clock, owed));
      return withOpening(real, sink, clock, realFromMs, owed);
    },
  };
}

/** An answer comes in the middle of a tick: its place in the call's time is as far on as the wall clock is. */
function inTime(sink: TranscriberSink, clock: Clock, owed: ReturnType<typeof owedWork>): TranscriberSink {
  const later = (tell: () => void): void => void clock.at(clock.nowMs() + owed.sinceTickMs(), tell);
  return {
    partial: (words) => later(() => sink.partial(words)),
    final(words) {
      owed.holdForFinal(false);
      later(() => sink.final(words));
    },
    fault: (fault) => later(() => sink.fault(fault)),
  };
}

interface Owed {
  expectWork(): void;
  holdForFinal(yes: boolean): void;
}

const NOTHING_OWED: Owed = { expectWork: () => {}, holdForFinal: () => {} };

export function withOpening(
  real: TranscriberSession,
  sink: TranscriberSink,
  clock: Clock,
  realFromMs: number,
  owed: Owed = NOTHING_OWED,
): TranscriberSession {
  let openingMs: number | null = null;
  let runs = 0;
  const given = (endAudioMs: number): void => {
    const run = ++runs;
    clock.at(clock.nowMs() + OPENING_WORDS_MS, () => {
      if (run !== runs || openingMs === null) return;
      const words = { text: "Hello, what do you offer?", startAudioMs: openingMs, endAudioMs, confidence: null };
      openingMs = null;
      sink.final({ ...words, endOfTurn: true });
    });
  };
  return {
    push(audio, audioMs) {
      if (audioMs >= realFromMs - LEAD_MS) real.push(audio, audioMs);
    },
    expect(expectation) {
      real.expect(expectation);
    },
    speechStarted(audioMs) {
      runs += 1;
      if (audioMs < realFromMs) {
        openingMs ??= audioMs;
        return;
      }
      owed.expectWork();
      owed.holdForFinal(false);
      real.speechStarted(audioMs);
    },
    speechPaused(audioMs) {
      if (audioMs < realFromMs) return given(audioMs);
      owed.expectWork();
      owed.holdForFinal(true);
      real.speechPaused(audioMs);
    },
    close: () => real.close(),
  };
}

/** After the last hint of the detector a decode may be asked for this long: the longest stretch without a hint. */
const WORK_COMES_WITHIN_MS = 10_000;

/** Two empty jobs in a row come back when nothing was before them in the decoder's thread. */
function owedWork() {
  let watchedMs = 0;
  let tickedMs = 0;
  /** The grammar's decoder has a thread of its own: its answer is waited for at the wall's pace. */
  let held = false;
  let marker: Promise<void> | null = null;
  let realMs = 0;
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      warmOpen(() => warmOpen(() => resolve()));
    });
  return {
    expectWork(): void {
      watchedMs = WORK_COMES_WITHIN_MS;
    },
    holdForFinal(yes: boolean): void {
      held = yes;
    },
    sinceTickMs: (): number => performance.now() - tickedMs,
    async pass(ms: number): Promise<void> {
      tickedMs = performance.now();
      watchedMs -= ms;
      if (watchedMs < 0 && !marker) return;
      if (!marker) {
        if (!held || tickedMs - realMs > ms * 2) realMs = tickedMs;
        const mine = idle().then(() => {
          if (marker === mine) marker = null;
        });
        marker = mine;
      }
      realMs += ms;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, Math.max(0, realMs - performance.now()));
      });
      await (held ? late : Promise.race([marker, late]));
      clearTimeout(timer);
    },
    drain: () => idle(),
  };
}
