/**
 * Gathers frames of many calls into batches for the one neural session. A batch leaves at 8 frames or after 8 ms,
 * whichever is first; while one is under way the next one fills. One frame a call and batch, so order is kept.
 */
import type { Result } from "@offhook/engine/ports";
import type { WorkerLink } from "../workers/worker-link.ts";
import { FRAME_SAMPLES } from "./detector-frames.ts";
import type { SileroBatch } from "./silero.ts";

export interface PendingFrame {
  call: number;
  /** µ-law, the batcher's own from now on. */
  audio: Uint8Array;
  /** The call's memory begins anew with this frame. */
  fresh: boolean;
  /** Null: the model could not say. */
  answer(probability: number | null): void;
}

export interface FrameBatcher {
  push(frame: PendingFrame): void;
  /** Forgets a call; its frames not yet sent are dropped without an answer. */
  drop(call: number): void;
}

/** Eight frames at once cost 22 µs each, one alone 67 µs (measured, onnxruntime-node 1.30); DESIGN §4 sets the wait. */
const BATCH_FRAMES = 8;
const BATCH_WAIT_MS = 8;
/** A batch grown while another was under way: beyond this a run takes longer than a millisecond. */
const MAX_BATCH_FRAMES = 32;

export function createFrameBatcher(link: WorkerLink<SileroBatch, number[]>): FrameBatcher {
  let pending: PendingFrame[] = [];
  let closed: number[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let underWay = false;

  const send = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = takeBatch();
    if (batch.length === 0) return;
    underWay = true;
    const dropped = closed;
    closed = [];
    link.ask(requestOf(batch, dropped), (result: Result<number[]>) => {
      underWay = false;
      // Frames that gathered meanwhile have waited long enough.
      if (pending.length > 0) send();
      batch.forEach((frame, index) => {
        frame.answer(result.ok ? (result.value[index] ?? null) : null);
      });
    });
  };

  const takeBatch = (): PendingFrame[] => {
    const batch: PendingFrame[] = [];
    const calls = new Set<number>();
    const rest: PendingFrame[] = [];
    for (const frame of pending) {
      if (batch.length < MAX_BATCH_FRAMES && !calls.has(frame.call)) {
        calls.add(frame.call);
        batch.push(frame);
      } else rest.push(frame);
    }
    pending = rest;
    return batch;
  };

  return {
    push(frame) {
      pending.push(frame);
      if (underWay) return;
      if (pending.length >= BATCH_FRAMES) send();
      else timer ??= setTimeout(send, BATCH_WAIT_MS);
    },
    drop(call) {
      pending = pending.filter((frame) => frame.call !== call);
      closed.push(call);
    },
  };
}

function requestOf(batch: readonly PendingFrame[], closed: readonly number[]): SileroBatch {
  const audio = new Uint8Array(batch.length * FRAME_SAMPLES);
  batch.forEach((frame, index) => {
    audio.set(frame.audio, index * FRAME_SAMPLES);
  });
  return {
    calls: batch.map((frame) => frame.call),
    fresh: batch.filter((frame) => frame.fresh).map((frame) => frame.call),
    closed,
    audio,
  };
}
