/** Ear, mouth and speech detector from a script, on a clock that the test moves. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { Clock, SpeechDetector, Transcriber, TranscriberSink, Voice } from "@offhook/engine/ports";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";

export const QUESTION = "What are your opening hours?";
const QUIET_DB = -50;
const BYTES_A_CHARACTER = 400;
const DECODING_MS = 120;

/** Whatever is said while the caller asks is the question; other sounds are no words. */
export function askedQuestion(clock: Clock, asking: () => boolean): Transcriber {
  return {
    id: "script",
    formats: [TELEPHONE_FORMAT],
    open: (_options, sink: TranscriberSink) => {
      let asked = false;
      let startAudioMs = 0;
      return {
        push: () => {
          asked ||= asking();
        },
        expect: () => {},
        speechStarted: (audioMs) => {
          startAudioMs = audioMs;
        },
        speechPaused: (audioMs) => {
          const text = asked && !asking() ? QUESTION : "";
          if (text !== "") asked = false;
          const said = { text, startAudioMs, endAudioMs: audioMs, confidence: 0.9, endOfTurn: false };
          clock.at(clock.nowMs() + DECODING_MS, () => sink.final(said));
        },
        close: () => {},
      };
    },
  };
}

export function steadyVoice(clock: Clock): Voice {
  return {
    id: "script",
    formats: [TELEPHONE_FORMAT],
    synthesize: ({ text }, sink) => {
      const timer = clock.at(clock.nowMs() + 40, () => {
        sink.audio(new Uint8Array(text.length * BYTES_A_CHARACTER).fill(0x2a));
        sink.done();
      });
      return timer;
    },
  };
}

/** Loud is speech. */
export const LOUDNESS: SpeechDetector = {
  open: (sink) => ({
    push: (audio, audioMs) => {
      const levelDb = levelDbOfMulaw(audio);
      sink.frame({ audioMs, durationMs: audio.length / 8, probability: levelDb > QUIET_DB ? 0.99 : 0.01, levelDb });
    },
    close: () => {},
  }),
};
