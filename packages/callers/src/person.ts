/**
 * One person on one call. Hears µ-law and gives µ-law, 160 bytes every 20 ms; everything known about the agent came in
 * through `hear`. Must not know the server or the conversation's core: words cross as sound or not at all.
 */
import { MULAW_FRAME_MS } from "@offhook/engine/audio";
import type { Transcriber } from "@offhook/engine/ports";
import { embeddedTranscriber } from "@offhook/provider-embedded";
import type { CallEvent, CallerEar } from "@offhook/twin-twilio";
import type { Behaviour, Body, Saying, Telephone } from "./body.ts";
import { type CallerVoice, callerVoice } from "./caller-voice.ts";
import { Ear, type HeardSpeech } from "./ear.ts";
import { type Echo, Mouth } from "./mouth.ts";

export interface PersonOptions {
  does: Behaviour;
  /** Another voice than the agent's; flite's `rms` by default. */
  voice?: CallerVoice;
  /** Null: hears that the agent speaks, but no words. Embedded by default. */
  transcriber?: Transcriber | null;
  /** Noise from the start, so many dB below the speech. */
  noiseBelowSpeechDb?: number | null;
  /** The telephone gives back what it plays, as on loudspeaker; left out: nothing comes back. */
  echo?: Echo;
  /** Hangs up after so long, and the run has failed. */
  maxMs?: number;
  /** A virtual clock's `hold`: time stands still while something is transcribed or synthesised. */
  hold?: <T>(work: Promise<T>) => Promise<T>;
  /** For the noise. */
  seed?: number;
}

export interface SpokenPiece {
  text: string;
  startMs: number;
  endMs: number;
}

export interface PersonResult {
  ok: boolean;
  /** Why the run failed, in the order in which it was noticed. */
  problems: string[];
  heard: SpokenPiece[];
  /** `overAgent`: begun while the agent was speaking. */
  said: (SpokenPiece & { overAgent: boolean })[];
}

const MAX_MS = 300_000;
/** Who hangs up sooner need not have heard anybody. */
const EARLY_HANG_UP_MS = 3_000;

export class Person implements CallerEar, Body {
  nowMs = 0;
  lastSaying: Saying | null = null;
  readonly agent: Ear;
  private readonly options: PersonOptions;
  private readonly hold: <T>(work: Promise<T>) => Promise<T>;
  private readonly voice: CallerVoice;
  private readonly mouth: Mouth;
  private readonly sayings: Saying[] = [];
  private readonly problems: string[] = [];
  private readonly work = new Set<Promise<unknown>>();
  private readonly alerts: string[] = [];
  private telephone: Telephone | null = null;
  private acting: Generator<void, void, void> | null = null;
  private hungUpMs: number | null = null;
  private connected = false;
  private over = false;

  constructor(options: PersonOptions) {
    this.options = options;
    const hold = options.hold ?? ((work) => work);
    this.hold = (work) => {
      const settled: Promise<unknown> = work.catch(() => {}).finally(() => this.work.delete(settled));
      this.work.add(settled);
      return hold(work);
    };
    this.voice = options.voice ?? callerVoice();
    this.mouth = new Mouth(options.seed ?? 1, options.echo);
    if (options.noiseBelowSpeechDb !== undefined) this.mouth.setNoise(options.noiseBelowSpeechDb);
    const transcriber = options.transcriber === undefined ? embeddedTranscriber() : options.transcriber;
    this.agent = new Ear({ transcriber, hold: this.hold, fault: (message) => this.problem(message) });
  }

  /** Speaks ahead what can be. */
  async prepare(): Promise<void> {
    await Promise.all(this.options.does.texts.map((text) => this.voice.speak(text)));
  }

  /** Before the first frame. */
  takes(telephone: Telephone): void {
    this.telephone = telephone;
  }

  nextFrame(): Uint8Array {
    this.connected = true;
    return this.mouth.nextFrame();
  }

  hear(frame: Uint8Array): void {
    this.agent.hear(frame, this.nowMs);
    this.mouth.loudspeaker(frame);
    this.nowMs += MULAW_FRAME_MS;
    this.acting ??= this.options.does.run(this);
    this.acting.next();
    if (this.nowMs < (this.options.maxMs ?? MAX_MS) || this.hungUpMs !== null) return;
    this.problem(`still on the line after ${Math.round(this.nowMs / 1_000)} s`);
    this.hangUp();
  }

  event(event: CallEvent): void {
    if (event.type === "alert") this.alerts.push(`${event.detail} (Twilio ${event.code})`);
    if (event.type === "ended") this.agent.close();
  }

  heardAfter(ms: number): string {
    const speeches = this.agent.heard.filter(({ endMs }) => endMs > ms);
    return speeches.map(({ text }) => text).join(" ");
  }

  say(text: string, options: { wantsAnswer?: boolean } = {}): Saying {
    const saying = this.begin(text, options.wantsAnswer ?? true);
    void this.hold(this.voice.speak(text)).then(
      (pcm) => this.speak(saying, pcm),
      (error: Error) => this.problem(error.message),
    );
    return saying;
  }

  sound(pcm: Int16Array, label: string, options: { wantsAnswer?: boolean } = {}): Saying {
    const saying = this.begin(label, options.wantsAnswer ?? false);
    this.speak(saying, pcm);
    return saying;
  }

  noise(belowSpeechDb: number | null): void {
    this.mouth.setNoise(belowSpeechDb);
  }

  press(keys: string): void {
    for (const key of keys) this.telephone?.pressKey(key);
    const pressed = this.begin(`(keys ${keys})`, true);
    pressed.startMs = this.nowMs;
    pressed.endMs = this.nowMs;
    this.sayings.push(pressed);
  }

  hangUp(): void {
    this.hungUpMs ??= this.nowMs;
    this.telephone?.hangUp();
  }

  problem(text: string): void {
    if (!this.problems.includes(text)) this.problems.push(text);
  }

  /** Once the call is over: what came of it, with the last words transcribed. */
  async result(): Promise<PersonResult> {
    while (this.work.size > 0) await Promise.all(this.work);
    if (!this.over) this.judge();
    this.over = true;
    const said = this.sayings.flatMap(({ text, startMs, endMs, overAgent }) =>
      startMs === null ? [] : [{ text, startMs, endMs: endMs ?? this.nowMs, overAgent }],
    );
    const heard = this.agent.heard.map((speech: HeardSpeech) => ({ ...speech }));
    return { ok: this.problems.length === 0, problems: [...this.problems], heard, said };
  }

  private begin(text: string, wantsAnswer: boolean): Saying {
    const saying: Saying = { text, wantsAnswer, startMs: null, endMs: null, overAgent: false };
    this.lastSaying = saying;
    return saying;
  }

  private speak(saying: Saying, pcm: Int16Array): void {
    this.mouth.put(pcm, {
      started: () => {
        saying.startMs = this.nowMs;
        saying.overAgent = this.agent.speaking;
        this.sayings.push(saying);
      },
      ended: () => {
        saying.endMs = this.nowMs + MULAW_FRAME_MS;
      },
    });
  }

  private judge(): void {
    if (!this.connected) this.problem(["the call was never answered", ...this.alerts].join(": "));
    else if (this.agent.lastSoundMs === null && (this.hungUpMs ?? this.nowMs) >= EARLY_HANG_UP_MS) {
      this.problem(["no speech was heard in the whole call", ...this.alerts].join(": "));
    }
    if (this.hungUpMs === null) this.judgeCutOff();
    for (const left of this.options.does.unfinished()) this.problem(left);
  }

  /** The other side ended the call: whatever was said before had to be reacted to. */
  private judgeCutOff(): void {
    const asked = this.sayings.findLast(({ wantsAnswer }) => wantsAnswer);
    if (asked && asked.endMs === null) this.problem(`the call ended while "${asked.text}" was being said`);
    else if (asked && (this.agent.lastSoundMs ?? 0) <= (asked.endMs ?? 0)) {
      this.problem(`the call ended without an answer to "${asked.text}"`);
    }
  }
}
