/**
 * A whole call in virtual time at text level: the real core and the real understanding, a scripted line, and a caller
 * who speaks words. Every log made here is replayed when the call is over, and must give the same hash.
 */

import { CoreRunner } from "../call/core-runner.ts";
import { replay, restore } from "../call/replay.ts";
import { loadClassifier } from "../call/understanding/intents.ts";
import { understand } from "../call/understanding/understand.ts";
import type { AssistantDefinition, Pin } from "../conversation/assistant.ts";
import type { Command, CommandOf } from "../conversation/commands.ts";
import { nextDeadline } from "../conversation/deadlines.ts";
import { DEFAULT_TIMING } from "../conversation/defaults.ts";
import { estimateMs } from "../conversation/heard-text.ts";
import type { EndedReason, Ending, Input, ToolOutcome } from "../conversation/inputs.ts";
import type { LogItem, ModelMessage } from "../ports.ts";
import { type Played, ScriptedLine, type Untimed } from "./scripted-line.ts";
import { VirtualClock } from "./virtual-clock.ts";

// Virtual time does not wait for modules.
await Promise.all([loadClassifier("en"), loadClassifier("ru")]);

export type ScriptedTool = (
  args: Record<string, unknown>,
  key: string,
) => ToolOutcome | { afterMs: number; outcome: ToolOutcome };
/** What the scripted model does: pieces of text with their delays, tool calls, or a failure. */
export interface ScriptedAnswer {
  text?: string;
  calls?: readonly { name: string; args: Record<string, unknown> }[];
  firstTokenMs?: number;
  /** With a text: it breaks off after that. */
  fault?: string;
  /** It speaks itself. */
  spoken?: boolean;
}
export type ScriptedModel = (messages: readonly ModelMessage[], speculative: boolean) => ScriptedAnswer;

export interface TextCallOptions {
  tools?: Record<string, ScriptedTool>;
  model?: ScriptedModel;
  pin?: Partial<Pin>;
}

export interface SayOptions {
  /** Length of the speech; by default at speaking pace. */
  durationMs?: number;
  /** From the end of speech to the final; null: no final comes. */
  finalAfterMs?: number | null;
  /** Share of the stretch with a pitch. */
  voicedShare?: number;
  /** Words of a running transcription, at this share of the speech. */
  partialAt?: number;
  endOfTurn?: boolean;
  /** How it ends, in the ear of the detector; by default that has nothing to say. */
  ending?: Ending;
}

/** From the end of speech until the detector tells of a pause, and of the end. */
const DETECTOR_PAUSE_MS = 96;
const DETECTOR_LATE_MS = 160;

export class TextCall {
  readonly clock = new VirtualClock();
  readonly log: LogItem[] = [];
  readonly commands: Command[] = [];
  line: ScriptedLine;
  runner = new CoreRunner();
  ended: EndedReason | null = null;
  private readonly pin: Pin;
  private readonly options: TextCallOptions;
  private pending = 0;
  private streams = 0;
  /** Raised by a crash: whatever an earlier life had under way never arrives. */
  private life = 1;

  constructor(assistant: AssistantDefinition, options: TextCallOptions = {}) {
    this.options = options;
    this.pin = { ...DEFAULT_PIN, ...options.pin, assistant };
    this.line = this.newLine();
  }

  private newLine(): ScriptedLine {
    const { life } = this;
    return new ScriptedLine(this.clock, (input) => {
      if (life === this.life) this.tell(input);
    });
  }

  /** The worker dies here and now; another takes the call up from the log after `afterMs`. */
  async crash(afterMs = 150): Promise<void> {
    this.life += 1;
    const { played } = this.line;
    this.line.drop();
    this.line = this.newLine();
    this.line.played.push(...played);
    await this.pass(afterMs);
    const restored = restore(this.log);
    if (!restored) throw new Error("Nothing of the call was in the log");
    this.runner = restored.runner;
    this.log.push(...restored.missing);
    this.openStream(true);
  }

  /** Counts crashes: a scripted tool of a dead worker does nothing more. */
  get lives(): number {
    return this.life;
  }

  /** Rings, is answered, and the stream opens. */
  start(): void {
    this.tell({ type: "call-started", pin: this.pin });
    this.openStream(false);
  }

  openStream(resumed: boolean): void {
    this.streams += 1;
    this.tell({ type: "stream-started", streamId: `MZ${this.streams}`, epoch: this.streams, resumed });
  }

  tell(input: Untimed<Input>): void {
    const ran = this.runner.take({ ...input, atMs: Math.round(this.clock.nowMs()) } as Input);
    this.log.push(...ran.items);
    for (const command of ran.commands) this.execute(command);
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    await this.until(() => false, ms);
  }

  /** Lets time pass until it holds; at most `limitMs`. True if it came to hold. */
  async until(holds: () => boolean, limitMs = 60_000): Promise<boolean> {
    const endMs = this.clock.nowMs() + limitMs;
    for (let steps = 0; steps < 200_000; steps += 1) {
      await this.idle();
      if (holds()) return true;
      const deadline = this.ended ? null : nextDeadline(this.runner.state.deadlines);
      const dueMs = Math.max(this.clock.nowMs(), deadline?.atMs ?? Number.POSITIVE_INFINITY);
      if (this.clock.runNext(Math.min(endMs, dueMs))) continue;
      if (deadline && dueMs <= endMs) {
        this.clock.moveTo(dueMs);
        this.tell({ type: "deadline-reached", name: deadline.name });
        continue;
      }
      this.clock.moveTo(endMs);
      return holds();
    }
    throw new Error("The call does not come to rest");
  }

  /** Until the agent has said everything and it is the caller's move. */
  async agentFinishes(limitMs = 90_000): Promise<void> {
    await this.until(() => this.ended !== null || this.agentIsQuiet(), limitMs);
  }

  private agentIsQuiet(): boolean {
    const { utterances, reply, turn, toolRuns, line } = this.runner.state;
    const quiet = utterances.length === 0 && !this.line.busy && toolRuns.length === 0 && line.status === "open";
    return quiet && reply === null && turn === null;
  }

  /** The caller says something; returns when the last of it, its final included, has arrived. */
  async says(text: string, options: SayOptions = {}): Promise<void> {
    const durationMs = options.durationMs ?? Math.max(300, estimateMs(text));
    const startMs = this.now;
    const features = { levelDb: -22, voicedShare: options.voicedShare ?? 0.7 };
    this.tell({ type: "caller-speech-started", audioMs: startMs });
    for (const speechMs of [160, 480, 700]) {
      if (speechMs > durationMs) break;
      this.at(startMs + speechMs, {
        type: "caller-speech-progressed",
        audioMs: startMs + speechMs,
        speechMs,
        ...features,
      });
    }
    const endMs = startMs + durationMs;
    const fact = { text, startAudioMs: startMs, audioMs: endMs, confidence: 0.9 };
    if (options.partialAt !== undefined) {
      const audioMs = Math.round(startMs + durationMs * options.partialAt);
      const words = text.split(" ");
      const partial = words.slice(0, Math.max(1, Math.floor(words.length * options.partialAt))).join(" ");
      this.at(audioMs + 60, { type: "transcript-partial", ...fact, text: partial, audioMs });
    }
    const ending = options.ending ?? null;
    const sound = { speechMs: durationMs, ...features, ending };
    this.at(endMs + DETECTOR_PAUSE_MS, { type: "caller-speech-paused", audioMs: endMs, ...sound });
    const seenAudioMs = endMs + DETECTOR_LATE_MS;
    this.at(seenAudioMs, {
      type: "caller-speech-ended",
      audioMs: endMs,
      seenAudioMs,
      ...sound,
    });
    const finalAfterMs = options.finalAfterMs === undefined ? 220 : options.finalAfterMs;
    if (finalAfterMs !== null) {
      this.at(endMs + finalAfterMs, { type: "transcript-final", ...fact, endOfTurn: options.endOfTurn ?? false });
    }
    const lastMs = Math.max(seenAudioMs, endMs + (finalAfterMs ?? 0));
    await this.pass(lastMs - this.now + 1);
  }

  /** Sound without words: a cough, a door. */
  async makesNoise(durationMs: number, voicedShare = 0.05): Promise<void> {
    await this.says("", { durationMs, voicedShare, finalAfterMs: 300 });
  }

  /** Says it once the agent has finished, and waits for the answer to be heard. */
  async answers(text: string, options: SayOptions = {}): Promise<void> {
    await this.agentFinishes();
    await this.says(text, options);
    await this.until(
      () => this.ended !== null || this.runner.state.turn?.status === "ended" || this.runner.state.turn === null,
      5_000,
    );
    await this.agentFinishes();
  }

  presses(keys: string): void {
    for (const digit of keys) this.tell({ type: "key-pressed", digit });
  }

  get now(): number {
    return Math.round(this.clock.nowMs());
  }

  /** Told at `atMs`, with the time it then is. */
  at(atMs: number, input: Untimed<Input>): void {
    const { life } = this;
    this.clock.at(atMs, () => {
      if (!this.ended && life === this.life) this.tell(input);
    });
  }

  decisions(type: string): Record<string, unknown>[] {
    return this.log.filter((item) => item.kind === "decision" && item.type === type).map((item) => item.data);
  }

  commandsOf<T extends Command["type"]>(type: T): CommandOf<T>[] {
    return this.commands.filter((one): one is CommandOf<T> => one.type === type);
  }

  /** The transcript as the API gives it: the last record of each turn, by time. */
  transcript(): { speaker: string; text: string; kind: string; interrupted: boolean; [key: string]: unknown }[] {
    const turns = new Map<string, ReturnType<TextCall["transcript"]>[number]>();
    for (const item of this.log) {
      if (item.kind !== "decision" || (item.type !== "caller-turn" && item.type !== "agent-turn")) continue;
      turns.set(item.data.id as string, item.data as ReturnType<TextCall["transcript"]>[number]);
    }
    return [...turns.values()].sort((a, b) => Number(a.startMs) - Number(b.startMs));
  }

  /** Everything that reached the caller's ear, as text. */
  get heard(): string {
    return this.line.played.map((one: Played) => (one.cut ? `${one.text}–` : one.text)).join(" ");
  }

  /** Longest time in which the caller, having finished, heard nothing. */
  get longestSilenceMs(): number {
    const ends = this.log
      .filter((item) => item.type === "turn-ended" && item.kind === "decision")
      .map((item) => item.atMs - Number(item.data.waitedMs));
    const waits = ends.map((endMs) => {
      const next = this.line.played.find((one) => one.startMs >= endMs);
      const again = ends.find((other) => other > endMs);
      return next && (again === undefined || next.startMs <= again) ? next.startMs - endMs : 0;
    });
    return Math.max(0, ...waits);
  }

  /** Replays the whole log; throws where it differs. */
  verifyReplay(): void {
    const played = replay(this.log);
    if (!played.same) throw new Error(`The replay differs: ${JSON.stringify(played)}`);
  }

  private execute(command: Command): void {
    this.commands.push(command);
    switch (command.type) {
      case "speak":
        return this.line.speak(command);
      case "clear-playout":
        return this.line.clear(command.generation);
      case "duck-playout":
        return this.line.duck();
      case "resume-playout":
        return this.line.resume(command.utteranceId, command.clause);
      case "drop-playout":
        return this.line.drop();
      case "understand":
        return this.understand(command);
      case "generate":
        return this.generate(command);
      case "run-tool":
        return this.runTool(command);
      case "finish":
        this.ended = command.because;
    }
  }

  private understand({ id, text, want }: CommandOf<"understand">): void {
    this.pending += 1;
    const { life } = this;
    void understand(text, want).then((meaning) => {
      this.pending -= 1;
      if (!this.ended && life === this.life) this.tell({ type: "caller-meant", understandId: id, meaning });
    });
  }

  /** Waits until no real asynchronous work is under way: virtual time stands still meanwhile. */
  private async idle(): Promise<void> {
    while (this.pending > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  private generate({ id, messages, speculative }: CommandOf<"generate">): void {
    const answer = this.options.model?.(messages, speculative) ?? { fault: "no-model" };
    let atMs = this.now + (answer.firstTokenMs ?? 200);
    const spoken = answer.spoken ? { spoken: true } : {};
    for (const text of answer.text?.match(/\S+\s*/g) ?? []) {
      this.at(atMs, { type: "model-said", generationId: id, text, ...spoken });
      atMs += 15;
    }
    if (answer.fault) {
      const begun = answer.text ? { begun: true } : {};
      const fault = { code: answer.fault, message: "scripted" };
      return this.at(atMs, { type: "model-failed", generationId: id, fault, ...begun });
    }
    for (const call of answer.calls ?? []) {
      const toolCallId = `call_${id}_${call.name}`;
      const argumentsJson = JSON.stringify(call.args);
      this.at(atMs, { type: "model-called", generationId: id, toolCallId, name: call.name, argumentsJson });
    }
    const usage = { inputTokens: 100, cachedTokens: 0, outputTokens: 20 };
    this.at(atMs, { type: "model-ended", generationId: id, because: answer.calls ? "tool-calls" : "stop", usage });
  }

  private runTool({ id, name, args, key }: CommandOf<"run-tool">): void {
    const ran = this.options.tools?.[name]?.(args, key) ?? {
      ok: false,
      fault: { code: "tool-missing", message: name },
    };
    const [afterMs, outcome] = "afterMs" in ran ? [ran.afterMs, ran.outcome] : [80, ran];
    this.at(this.now + afterMs, { type: "tool-settled", toolRunId: id, outcome });
  }
}

const DEFAULT_PIN: Omit<Pin, "assistant"> = {
  callId: "call_test",
  engineVersion: "0.1.0",
  assistantId: "asst_test",
  assistantVersion: 1,
  direction: "inbound",
  carrier: "twin",
  from: "+14155550100",
  to: "+14155550199",
  variables: {},
  startedAt: "2026-11-22T10:00:00+02:00",
  seed: 1,
};

export { DEFAULT_TIMING };
