/** Synthetic callers on a telephone line, and what the transcriber makes of them. For tests and measurements only. */
import { dbToGain, join, levelDbOfPcm, mixPcm, mulawToPcm, noise, pcmToMulaw, silence } from "@offhook/engine/audio";
import { type Expectation, type Heard, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { embeddedTranscriber } from "../transcriber/embedded-transcriber.ts";
import { embeddedVoice } from "../voice/embedded-voice.ts";
import type { FliteVoice } from "../voice/flite.ts";

/** A caller's usual level, and the faint sound of a line without noise. */
const CALLER_DB = -22;
const QUIET_LINE_DB = -62;
const MARGIN_MS = 500;
/** How late a VAD notices: about five frames of 32 ms. */
const NOTICED_AFTER_MS = 160;

export interface SpokenLine {
  /** µ-law with half a second of the line before and after the speech. */
  audio: Uint8Array;
  speechStartMs: number;
  speechEndMs: number;
}

export interface HeardCall {
  final: Heard;
  partials: Heard[];
  /** From the pause's hint to the final. */
  latencyMs: number;
}

export function speak(text: string, voice: FliteVoice, speed = 1): Promise<Int16Array> {
  return new Promise((resolve, reject) => {
    let pcm: Int16Array = new Int16Array(0);
    embeddedVoice({ voice }).synthesize(
      { text, language: "en", format: TELEPHONE_FORMAT, speed },
      {
        audio: (bytes) => {
          pcm = mulawToPcm(bytes);
        },
        words: () => {},
        done: () => resolve(pcm),
        fault: (fault) => reject(new Error(fault.message)),
      },
    );
  });
}

/** Puts speech on a line, with white noise that many dB below it; null leaves the line's own faint sound. */
export function onLine(speech: Int16Array, noiseBelowDb: number | null = null, seed = 1): SpokenLine {
  const gain = dbToGain(CALLER_DB - levelDbOfPcm(speech));
  const caller = speech.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
  const whole = join(silence(MARGIN_MS), caller, silence(MARGIN_MS));
  const levelDb = noiseBelowDb === null ? QUIET_LINE_DB : CALLER_DB - noiseBelowDb;
  const audio = pcmToMulaw(mixPcm(whole, noise({ seed, durationMs: whole.length / 8, levelDb })));
  return { audio, speechStartMs: MARGIN_MS, speechEndMs: MARGIN_MS + speech.length / 8 };
}

/** Plays a line to the transcriber as fast as it takes it, with the hints of a perfect but late VAD. */
export function hear(line: SpokenLine, expectation: Expectation | null = null): Promise<HeardCall> {
  return new Promise((resolve, reject) => {
    const partials: Heard[] = [];
    let pausedAtMs = 0;
    const session = embeddedTranscriber().open(
      { format: TELEPHONE_FORMAT, language: "en" },
      {
        partial: (heard) => partials.push(heard),
        final: (final) => {
          session.close();
          resolve({ final, partials, latencyMs: performance.now() - pausedAtMs });
        },
        fault: (fault) => {
          session.close();
          reject(new Error(`${fault.code}: ${fault.message}`));
        },
      },
    );
    session.expect(expectation);
    for (let at = 0; at < line.audio.length; at += 160) {
      const audioMs = at / 8;
      session.push(line.audio.subarray(at, at + 160), audioMs);
      if (crosses(audioMs, line.speechStartMs + NOTICED_AFTER_MS)) session.speechStarted(line.speechStartMs);
      if (crosses(audioMs, line.speechEndMs + NOTICED_AFTER_MS)) {
        pausedAtMs = performance.now();
        session.speechPaused(line.speechEndMs);
      }
    }
  });
}

/** Whether this 20 ms frame is the one that holds the place. */
function crosses(audioMs: number, placeMs: number): boolean {
  return audioMs <= placeMs && placeMs < audioMs + 20;
}
