/** A streaming transcriber in virtual time: it hears loudness, knows from the place what is said, and may be in trouble. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { Transcriber, TranscriberSession, TranscriberSink } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/twin-twilio";
import { type Script, VIRTUAL_SCRIPT, wordsAt } from "./script.ts";
import { LATE_BY_MS, type Trouble } from "./trouble.ts";

const LOUD_DB = -40;
const PARTIAL_EVERY_MS = 300;
const QUIET_MS = 100;
const FINAL_AFTER_MS = 150;

export function scriptedTranscriber(
  id: string,
  clock: VirtualClock,
  trouble: Trouble | null,
  script: Script = VIRTUAL_SCRIPT,
): Transcriber {
  return { id, formats: [], open: (_, sink) => new Session({ id, clock, trouble, script }, sink) };
}

interface SessionParts {
  id: string;
  clock: VirtualClock;
  trouble: Trouble | null;
  script: Script;
}

class Session implements TranscriberSession {
  private open = true;
  private startMs: number | null = null;
  private loudUntilMs = 0;
  private partialAtMs = 0;
  private readonly id: string;
  private readonly clock: VirtualClock;
  private readonly trouble: Trouble | null;
  private readonly sink: TranscriberSink;
  private readonly script: Script;

  constructor({ id, clock, trouble, script }: SessionParts, sink: TranscriberSink) {
    this.id = id;
    this.script = script;
    this.clock = clock;
    this.trouble = trouble;
    this.sink = sink;
    if (trouble?.cell.phase === "connect" || trouble?.cell.phase === "between-turns") this.watchStanding(trouble);
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (!this.open) return;
    if (levelDbOfMulaw(audio) > LOUD_DB) this.loud(audioMs);
    else if (this.startMs !== null && audioMs - this.loudUntilMs >= QUIET_MS) this.pause();
  }

  expect(): void {}
  speechStarted(): void {}
  speechPaused(): void {}

  close(): void {
    this.open = false;
  }

  /** A connection that stands: it may break while nobody speaks, and a new one may not come about. */
  private watchStanding(trouble: Trouble): void {
    const strike = (): void => {
      if (trouble.at(trouble.cell.phase, "refused", "busy", "lost")) this.fail();
    };
    if (trouble.isOn) this.later(50, strike);
    else this.later(trouble.inMs, strike);
  }

  private loud(audioMs: number): void {
    if (this.startMs === null) this.begin(audioMs);
    this.loudUntilMs = audioMs + 20;
    if (this.startMs === null || audioMs - this.partialAtMs < PARTIAL_EVERY_MS) return;
    this.partialAtMs = audioMs;
    this.tell((text, startAudioMs) => {
      if (this.trouble?.at("mid-output", "lost")) return this.fail();
      if (this.trouble?.at("mid-output", "garbage")) return this.sink.partial(this.words("bzzz", 0, 100));
      this.sink.partial(this.words(text.split(" ").slice(0, 2).join(" "), startAudioMs, audioMs));
    });
  }

  private begin(audioMs: number): void {
    if (this.trouble?.at("before-first-output", "refused", "busy", "lost")) return this.fail();
    this.startMs = audioMs;
    this.partialAtMs = audioMs;
  }

  private pause(): void {
    const endMs = this.loudUntilMs;
    this.tell((text, startAudioMs) => {
      const { trouble, sink } = this;
      if (trouble?.at("end", "lost")) return this.fail();
      // Words for a moment that was answered long ago.
      if (trouble?.at("end", "garbage")) sink.final({ ...this.words("bzzz", 1_000, 2_000), endOfTurn: false });
      const final = { ...this.words(text, startAudioMs, endMs), endOfTurn: false };
      sink.final(final);
      if (trouble?.is("doubled")) this.later(40, () => sink.final(final));
    }, FINAL_AFTER_MS);
    this.startMs = null;
  }

  private tell(run: (text: string, startAudioMs: number) => void, afterMs = 60): void {
    const startAudioMs = this.startMs ?? 0;
    if (this.isStalled(afterMs === FINAL_AFTER_MS)) return;
    const lateMs = this.trouble?.is("late") ? LATE_BY_MS : 0;
    this.later(afterMs + lateMs, () => run(wordsAt(this.script, startAudioMs), startAudioMs));
  }

  private isStalled(isFinal: boolean): boolean {
    const { trouble } = this;
    if (trouble?.cell.failure !== "stalled" || !trouble.isOn) return false;
    // It says its first partial, or all of them, and then nothing more.
    const saysPartials = trouble.cell.phase === "mid-output" || trouble.cell.phase === "end";
    return saysPartials && !isFinal ? false : trouble.is("stalled");
  }

  private words(text: string, startAudioMs: number, endAudioMs: number) {
    return { text, startAudioMs, endAudioMs, confidence: 0.9 };
  }

  private fail(): void {
    if (!this.open || !this.trouble) return;
    this.open = false;
    this.sink.fault(this.trouble.fault(this.id));
  }

  private later(ms: number, run: () => void): void {
    this.clock.at(this.clock.nowMs() + ms, () => {
      if (this.open) run();
    });
  }
}
