/** A streaming voice in virtual time, four times as fast as speech, that may be in trouble. */
import type { Voice, VoiceSink } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/twin-twilio";
import { noiseOf } from "../virtual/virtual-call.ts";
import { LATE_BY_MS, MID_PIECES, type Trouble } from "./trouble.ts";

const FIRST_AFTER_MS = 120;
const PIECE_BYTES = 800;
const PIECE_EVERY_MS = 25;
const HTML = new TextEncoder().encode("<html><body>Voice service not available</body></html>");

export function scriptedVoice(id: string, clock: VirtualClock, trouble: Trouble | null): Voice {
  return {
    id,
    formats: [],
    synthesize({ text }, sink) {
      let wanted = true;
      const later = (ms: number, run: () => void): void => {
        clock.at(clock.nowMs() + ms, () => {
          if (wanted) run();
        });
      };
      const fail = (): void => {
        wanted = false;
        if (trouble) sink.fault(trouble.fault(id));
      };
      speak({ text, sink, later, fail, trouble });
      return {
        cancel: () => {
          wanted = false;
        },
      };
    },
  };
}

interface Speech {
  text: string;
  sink: VoiceSink;
  trouble: Trouble | null;
  later(ms: number, run: () => void): void;
  fail(): void;
}

function speak({ text, sink, trouble, later, fail }: Speech): void {
  if (trouble?.at("connect", "stalled")) return;
  if (trouble?.at("connect", "refused", "busy", "lost")) return later(1, fail);
  if (trouble?.at("before-first-output", "stalled")) return;
  if (trouble?.at("before-first-output", "refused", "busy", "lost")) return later(FIRST_AFTER_MS, fail);
  const audio = noiseOf(text);
  const pieces = Math.ceil(audio.length / PIECE_BYTES);
  const lateMs = trouble?.at("before-first-output", "late") ? LATE_BY_MS : 0;
  if (trouble?.at("before-first-output", "garbage")) later(FIRST_AFTER_MS - 10, () => sink.audio(HTML));
  const { failure, phase } = trouble?.cell ?? {};
  const mid = trouble?.isOn && phase === "mid-output" ? MID_PIECES : Number.POSITIVE_INFINITY;
  for (let piece = 0; piece < pieces; piece += 1) {
    const byMs = FIRST_AFTER_MS + lateMs + piece * PIECE_EVERY_MS;
    if (piece === mid) {
      if (trouble?.at("mid-output", "stalled")) return;
      if (trouble?.at("mid-output", "lost")) return later(byMs, fail);
    }
    const extraMs = piece >= mid && failure === "late" && trouble?.at("mid-output", "late") ? LATE_BY_MS : 0;
    later(byMs + extraMs, () => sink.audio(audio.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES)));
    if (piece === pieces - 1) later(byMs + extraMs + 10, () => end(sink, trouble, later, fail));
  }
}

function end(sink: VoiceSink, trouble: Trouble | null, later: Speech["later"], fail: () => void): void {
  if (trouble?.at("end", "stalled")) return;
  if (trouble?.at("end", "lost")) return fail();
  sink.done();
  if (trouble?.is("doubled") || trouble?.at("end", "garbage")) later(5, () => sink.done());
}
