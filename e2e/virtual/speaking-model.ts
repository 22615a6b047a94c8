/** A realtime model in virtual time: it hears sound, and answers with words and the sound of them, faster than real time. */
import type { Fault, RealtimeModel, RealtimeOptions, RealtimeSession, RealtimeSink } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/twin-twilio";
import { noiseOf } from "./virtual-call.ts";

/** What one session was told. */
export interface SeenSession {
  options: RealtimeOptions;
  sink: RealtimeSink;
  heardMs: number;
  asked: (readonly { role: string; content: string }[])[];
  /** Of each cut reply. */
  heard: number[];
  closed: boolean;
}

export interface SpeakingModelOptions {
  answers(times: number): string;
  firstMs?: number;
  /** After so many words of its next answer the connection is lost. */
  diesAfterWords?: number;
}

const WORD_EVERY_MS = 60;
const LOST: Fault = { code: "realtime-lost", message: "scripted", retryable: true, provider: "scripted/speaking" };

export function speakingModel(clock: VirtualClock, options: SpeakingModelOptions) {
  const seen: SeenSession[] = [];
  const model: RealtimeModel = {
    id: "scripted/speaking",
    formats: [],
    open(opened, sink) {
      const session: SeenSession = { options: opened, sink, heardMs: 0, asked: [], heard: [], closed: false };
      seen.push(session);
      return sessionOf(clock, options, session);
    },
  };
  return { model, seen };
}

function sessionOf(clock: VirtualClock, options: SpeakingModelOptions, seen: SeenSession): RealtimeSession {
  return {
    push: (audio) => {
      seen.heardMs += audio.length / 8;
    },
    speechStarted: () => {},
    respond({ messages }, sink) {
      seen.asked.push(messages.map(({ role, content }) => ({ role, content })));
      const words = options.answers(seen.asked.length).match(/\S+\s*/g) ?? [];
      let wanted = true;
      const later = (ms: number, run: () => void): void => {
        clock.at(clock.nowMs() + ms, () => {
          if (wanted) run();
        });
      };
      words.forEach((word, index) => {
        later((options.firstMs ?? 300) + index * WORD_EVERY_MS, () => {
          if (index === options.diesAfterWords && seen.asked.length === 1) {
            wanted = false;
            sink.fault(LOST);
            return seen.sink.fault(LOST);
          }
          sink.text(word);
          sink.audio(noiseOf(word));
          if (index === words.length - 1) sink.done({ because: "stop", usage: null });
        });
      });
      return {
        cancel: () => {
          wanted = false;
        },
        heard: (ms) => void seen.heard.push(ms),
      };
    },
    close: () => {
      seen.closed = true;
    },
  };
}
