/**
 * What listens to the caller: the echo's canceller first, then the transcribers and the detector, which tell the core of
 * words and of the edges of speech.
 */
import type { Expectation, Heard, SpeechDetectorSession } from "../ports.ts";
import type { CallParts } from "./call-parts.ts";
import { Hearing } from "./hearing.ts";
import { SpeechTracker } from "./speech-tracker.ts";
import type { Untimed } from "./untimed.ts";
import type { VoiceEcho } from "./voice-echo.ts";

export interface EarsParts {
  parts: Pick<CallParts, "transcribers" | "detector" | "pin" | "clock">;
  echo: VoiceEcho;
  tell(input: Untimed): void;
  transcriberFaulted: ConstructorParameters<typeof Hearing>[2]["transcriberFaulted"];
}

export class Ears {
  private readonly echo: VoiceEcho;
  private readonly hearing: Hearing;
  private readonly tracker: SpeechTracker;
  private readonly detector: SpeechDetectorSession;

  constructor({ parts, echo, tell, transcriberFaulted }: EarsParts) {
    const { transcribers, pin, detector } = parts;
    this.echo = echo;
    this.hearing = new Hearing(
      transcribers,
      pin.assistant.language,
      {
        partial: (heard) => tell({ type: "transcript-partial", ...wordsOf(heard) }),
        final: (heard) => tell({ type: "transcript-final", ...wordsOf(heard), endOfTurn: heard.endOfTurn }),
        transcriberFaulted,
      },
      parts.clock,
    );
    this.hearing.open();
    this.tracker = this.trackerFor(tell, pin.assistant.timing.bargeInMs);
    const { tracker } = this;
    this.detector = detector.open({ frame: (frame) => tracker.frame(frame) });
  }

  /** Places in the caller's stream, counted from the call's start. */
  hear(bytes: Uint8Array, placeMs: number): void {
    const own = this.echo.heard(bytes, placeMs);
    this.hearing.push(own, placeMs);
    this.tracker.heard(own);
    this.detector.push(own, placeMs);
  }

  expect(expectation: Expectation | null): void {
    this.hearing.expect(expectation);
  }

  close(): void {
    this.detector.close();
    this.hearing.close();
  }

  private trackerFor(tell: EarsParts["tell"], bargeInMs: number): SpeechTracker {
    const { hearing } = this;
    return new SpeechTracker(
      {
        started: (audioMs) => {
          hearing.speechStarted(audioMs);
          tell({ type: "caller-speech-started", audioMs: Math.round(audioMs) });
        },
        progressed: (audioMs, features) =>
          tell({ type: "caller-speech-progressed", audioMs: Math.round(audioMs), ...features }),
        paused: (audioMs) => hearing.speechPaused(audioMs),
        resumed: (audioMs) => hearing.speechStarted(audioMs),
        ended: (audioMs, seenMs, features) => {
          const places = { audioMs: Math.round(audioMs), seenAudioMs: Math.round(seenMs) };
          tell({ type: "caller-speech-ended", ...places, ...features });
        },
      },
      bargeInMs,
    );
  }
}

/** Whole milliseconds: a deadline between two of them would be early and due at once, again and again. */
function wordsOf({ text, startAudioMs, endAudioMs, confidence, by }: Heard) {
  return { text, startAudioMs: Math.round(startAudioMs), audioMs: Math.round(endAudioMs), confidence, by };
}
