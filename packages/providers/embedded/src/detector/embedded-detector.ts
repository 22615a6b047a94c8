/**
 * The neural speech detector: Silero behind a cheap gate. All calls share one session in one worker thread; a call's
 * frames come back in order. Where the model cannot answer, the energy detector's judgement stands in.
 */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { SpeechDetector, SpeechDetectorSession, SpeechDetectorSink, SpeechFrame } from "@offhook/engine/ports";
import { createWorkerLink } from "../workers/worker-link.ts";
import { createDetectorFrames, FRAME_MS } from "./detector-frames.ts";
import { energyProbability } from "./energy-detector.ts";
import { createFrameBatcher, type FrameBatcher } from "./frame-batcher.ts";
import { createNoiseFloor } from "./noise-floor.ts";
import type { SileroBatch } from "./silero.ts";

/** A frame this close to the line's own level holds no speech that a person could make out. */
const GATE_ABOVE_FLOOR_DB = 3;
/** The gate shuts after this many such frames (320 ms): word ends and short closures still reach the model. */
const GATE_HANGOVER_FRAMES = 10;
/**
 * After speech in noise the model stays above one half for up to 230 ms (measured at 10 dB), so frames at the line's own
 * level cap what it says: the first is let through (a stop consonant is as long), the second no longer counts as speech.
 */
const QUIET_CAPS: readonly number[] = [1, 1, 0.45];
const LONG_QUIET_CAP = 0.2;
/** Two seconds behind, a frame's answer is of no use any more: the energy detector answers instead. */
const MAX_FRAMES_OWED = 64;

const link = createWorkerLink<SileroBatch, number[]>(new URL("./detector-worker.ts", import.meta.url));
const batcher = createFrameBatcher(link);
let nextCall = 1;

export function embeddedSpeechDetector(): SpeechDetector {
  return { open: (sink) => openSession(batcher, sink) };
}

/** Loads the model ahead of the first call. */
export function warmDetector(done: (loaded: boolean) => void): void {
  link.ask({ calls: [], fresh: [], closed: [], audio: new Uint8Array(0) }, (result) => done(result.ok));
}

/** Ends the thread; the next frame starts a new one. */
export function closeDetector(): Promise<void> {
  return link.close();
}

interface OwedFrame extends SpeechFrame {
  settled: boolean;
}

function openSession(frameBatcher: FrameBatcher, sink: SpeechDetectorSink): SpeechDetectorSession {
  const call = nextCall++;
  const frames = createDetectorFrames();
  const floor = createNoiseFloor();
  const owed: OwedFrame[] = [];
  let quietFrames = GATE_HANGOVER_FRAMES;
  let open = true;

  const release = () => {
    while (open && owed[0]?.settled) {
      const { audioMs, durationMs, probability, levelDb } = owed.shift() as OwedFrame;
      sink.frame({ audioMs, durationMs, probability, levelDb });
    }
  };

  const judge = (frame: Uint8Array, audioMs: number) => {
    const levelDb = levelDbOfMulaw(frame);
    const floorDb = floor.push(levelDb);
    const wasShut = quietFrames >= GATE_HANGOVER_FRAMES;
    quietFrames = levelDb < floorDb + GATE_ABOVE_FLOOR_DB ? quietFrames + 1 : 0;
    const entry = { audioMs, durationMs: FRAME_MS, probability: 0, levelDb, settled: true };
    owed.push(entry);
    if (quietFrames >= GATE_HANGOVER_FRAMES) return;
    if (owed.length > MAX_FRAMES_OWED) {
      entry.probability = energyProbability(levelDb, floorDb);
      return;
    }
    entry.settled = false;
    const cap = QUIET_CAPS[quietFrames] ?? LONG_QUIET_CAP;
    const answer = (probability: number | null) => {
      entry.probability = Math.min(cap, probability ?? energyProbability(levelDb, floorDb));
      entry.settled = true;
      release();
    };
    frameBatcher.push({ call, audio: frame.slice(), fresh: wasShut, answer });
  };

  return {
    push(audio, audioMs) {
      if (!open) return;
      frames.push(audio, audioMs, judge);
      release();
    },
    close() {
      if (!open) return;
      open = false;
      owed.length = 0;
      frameBatcher.drop(call);
    },
  };
}
