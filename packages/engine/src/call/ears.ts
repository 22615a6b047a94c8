/**
 * What listens to the caller: the echo's canceller first, then the transcribers and the detector, which tell the core of
 * words and of the edges of speech.
 */
import type { Expectation, Heard, SpeechDetectorSession } from "../ports.ts";
import type { CallParts } from "./call-parts.ts";
import { Hearing, type HearingListener } from "./hearing.ts";
import type { ProviderOrder } from "./provider-order.ts";
import type { RealtimeLine } from "./realtime-line.ts";
import { SpeechTracker } from "./speech-tracker.ts";
import type { Untimed } from "./untimed.ts";
import type { VoiceEcho } from "./voice-echo.ts";

export interface EarsParts {
  parts: Pick<CallParts, "transcribers" | "detector" | "pin" | "clock">;
  echo: VoiceEcho;
  order: ProviderOrder;
  /** Realtime models hear the caller too. */
  lines: readonly RealtimeLine[];
  tell(input: Untimed): void;
  transcriberFaulted: HearingListener["transcriberFaulted"];
  used: NonNullable<HearingListener["used"]>;
}

export class Ears {
  private readonly echo: VoiceEcho;
  private readonly lines: readonly RealtimeLine[];
  private readonly hearing: Hearing;
  private readonly tracker: SpeechTracker;
  private readonly detector: SpeechDetectorSession;

  constructor({ parts, echo, order, lines, tell, transcriberFaulted, used }: EarsParts) {
    const { pin, detector, clock } = parts;
    this.echo = echo;
    this.lines = lines;
    this.hearing = new Hearing({
      transcribers: [...parts.transcribers, ...lines.map(({ ears }) => ears)],
      ...{ clock, order },
      language: pin.assistant.language,
      listener: {
        partial: (heard) => tell({ type: "transcript-partial", ...wordsOf(heard) }),
        final: (heard) => tell({ type: "transcript-final", ...wordsOf(heard), endOfTurn: heard.endOfTurn }),
        exhausted: () => tell({ type: "transcribers-exhausted" }),
        ...{ transcriberFaulted, used },
      },
    });
    this.hearing.open();
    this.tracker = this.trackerFor(tell, pin.assistant.timing.bargeInMs);
    const { tracker } = this;
    this.detector = detector.open({ frame: (frame) => tracker.frame(frame) });
  }

  /** Places in the caller's stream, counted from the call's start. */
  hear(bytes: Uint8Array, placeMs: number): void {
    const own = this.echo.heard(bytes, placeMs);
    this.hearing.push(own, placeMs);
    for (const line of this.lines) line.hear(own, placeMs);
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
    const { hearing, lines } = this;
    const begins = (audioMs: number): void => {
      hearing.speechStarted(audioMs);
      for (const line of lines) line.speechStarted(audioMs);
    };
    return new SpeechTracker(
      {
        started: (audioMs) => {
          begins(audioMs);
          tell({ type: "caller-speech-started", audioMs: Math.round(audioMs) });
        },
        progressed: (audioMs, features) =>
          tell({ type: "caller-speech-progressed", audioMs: Math.round(audioMs), ...features }),
        paused: (audioMs, features) => {
          hearing.speechPaused(audioMs);
          for (const line of lines) line.speechPaused(audioMs);
          tell({ type: "caller-speech-paused", audioMs: Math.round(audioMs), ...features });
        },
        resumed: (audioMs) => {
          begins(audioMs);
          tell({ type: "caller-speech-resumed", audioMs: Math.round(audioMs) });
        },
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
function wordsOf({ text, startAudioMs, endAudioMs, confidence, by, mayBeWhole }: Heard) {
  const whole = mayBeWhole ? { mayBeWhole } : {};
  return { text, startAudioMs: Math.round(startAudioMs), audioMs: Math.round(endAudioMs), confidence, by, ...whole };
}
