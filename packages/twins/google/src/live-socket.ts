/** One live socket of the twin: set up once, then speech, texts and tools' results in, one turn of the model at a time out. */
import type { Clock, Timer } from "@offhook/engine/ports";
import { type Outbox, parseObject, type TwinConversation } from "@offhook/twin-kit";
import type { LiveAnswer } from "./live-answer.ts";
import { LiveInput, pcmOf } from "./live-input.ts";
import type { LiveLatencies } from "./live-latencies.ts";
import type { LiveMemories, LiveTurn, Memory } from "./live-memory.ts";
import {
  type Closing,
  fields,
  invalid,
  type LiveSettings,
  settingsOf,
  setupProblem,
  unknownField,
} from "./live-setup.ts";
import { LiveSpeaker, type SpokenTurn, type WantedCall } from "./live-speaker.ts";
import { liveUsage } from "./live-usage.ts";

export interface LiveSocketParts {
  outbox: Outbox;
  latencies: LiveLatencies;
  clock: Clock;
  models: readonly string[];
  memories: LiveMemories;
  /** JSON in binary frames. */
  binary: boolean;
  waitsForPlayback: boolean;
  /** A turn that is interrupted before its first sound ends without a word. */
  quietInterruptions: boolean;
  /** The vendor ends a connection after this, and says so a little before. */
  connectionMs: number;
  synthesize(text: string): Uint8Array;
  /** µ-law at 8 kHz to words. */
  hear(audio: Uint8Array): string;
  answer(turns: readonly LiveTurn[]): LiveAnswer;
}

type Fields = Record<string, unknown>;

const GO_AWAY_BEFORE_MS = 60_000;
const CLIENT_FIELDS = ["setup", "clientContent", "realtimeInput", "toolResponse"];
const INPUT_FIELDS = ["audio", "text", "video", "audioStreamEnd", "activityStart", "activityEnd", "mediaChunks"];

export class LiveSocket implements TwinConversation {
  private readonly parts: LiveSocketParts;
  private readonly input: LiveInput;
  private settings: LiveSettings | null = null;
  private memory: Memory | null = null;
  private speaker: LiveSpeaker | null = null;
  private readonly awaited = new Map<string, WantedCall>();
  private calls = 0;
  private timer: Timer;
  private over = false;
  /** As it came. */
  setup: Readonly<Fields> = {};
  /** Which belongs to no activity, and is not heard. */
  straySamples = 0;

  constructor(parts: LiveSocketParts) {
    this.parts = parts;
    const { clock, connectionMs } = parts;
    this.input = new LiveInput({ started: () => this.activityStarted(), ended: (audio) => this.activityEnded(audio) });
    const warnedAtMs = clock.nowMs() + Math.max(0, connectionMs - GO_AWAY_BEFORE_MS);
    this.timer = clock.at(warnedAtMs, () => this.goAway(Math.min(GO_AWAY_BEFORE_MS, connectionMs)));
  }

  get turns(): readonly LiveTurn[] {
    return this.memory?.turns ?? [];
  }

  /** The server will be gone in so long. */
  goAway(timeLeftMs: number): void {
    const { clock, outbox } = this.parts;
    if (this.over) return;
    this.send({ goAway: { timeLeft: `${timeLeftMs / 1_000}s` } });
    this.timer.cancel();
    this.timer = clock.at(clock.nowMs() + timeLeftMs, () => {
      outbox.close(1_011, "Deadline expired before operation could complete.");
    });
  }

  binary(bytes: Uint8Array): void {
    this.text(Buffer.from(bytes).toString("utf8"));
  }

  text(text: string): void {
    if (this.over) return;
    const message = parseObject(text);
    if (!message) return this.close(invalid("Invalid JSON payload received. Unable to parse message."));
    const problem = unknownField(message, CLIENT_FIELDS, "") ?? this.take(message);
    if (problem) this.close(problem);
  }

  closed(): void {
    this.over = true;
    if (this.memory) this.memory.isConnected = false;
    this.timer.cancel();
    this.speaker?.stop();
    this.parts.outbox.stop();
  }

  private take({ setup, clientContent, realtimeInput, toolResponse }: Fields): Closing | null {
    if (setup !== undefined) return this.begin(fields(setup));
    if (!this.settings) return invalid("setup must be the first message and only the first.");
    if (clientContent !== undefined) return this.content(fields(clientContent));
    if (realtimeInput !== undefined) return this.hear(fields(realtimeInput), this.settings);
    return this.results(fields(toolResponse));
  }

  private begin(setup: Fields): Closing | null {
    if (this.settings) return invalid("setup must be the first message and only the first.");
    const problem = setupProblem(setup, this.parts.models);
    if (problem) return problem;
    const settings = settingsOf(setup);
    const { memories, latencies } = this.parts;
    const memory = settings.handle ? memories.resume(settings.handle) : memories.start();
    if (memory === "unknown") return { code: 1_008, reason: "BidiGenerateContent session not found" };
    // Seen by those who did: https://github.com/aicc2025/sip-to-ai/pull/14
    if (memory === "connected") return { code: 1_011, reason: "The session is still connected." };
    this.settings = settings;
    this.memory = memory;
    this.setup = setup;
    this.send({ setupComplete: {} }, latencies.setupMs());
    return null;
  }

  private content({ turns, turnComplete }: Fields): Closing | null {
    this.interrupt();
    for (const turn of Array.isArray(turns) ? turns.map(fields) : []) {
      const role = turn.role ?? "user";
      if (role !== "user" && role !== "model") return invalid("Please use a valid role: user, model.");
      const parts = Array.isArray(turn.parts) ? turn.parts.map(fields) : [];
      const text = parts.map((part) => String(part.text ?? "")).join("");
      if (text === "") return invalid("Request contains an invalid argument.");
      this.memory?.turns.push({ role, text });
    }
    if (turnComplete === true) this.generate();
    return null;
  }

  private hear(input: Fields, settings: LiveSettings): Closing | null {
    const problem = unknownField(input, INPUT_FIELDS, "realtime_input");
    if (problem) return problem;
    const marked = "activityStart" in input || "activityEnd" in input;
    if (marked !== settings.ownActivities && (marked || "audioStreamEnd" in input)) {
      return invalid("Explicit activity control is not supported when automatic activity detection is enabled.");
    }
    if ("activityStart" in input) {
      if (this.input.isOpen) return invalid("Request contains an invalid argument.");
      this.input.start();
    }
    if ("audio" in input) {
      const pcm = pcmOf(fields(input.audio));
      if (!pcm) return invalid("Request contains an invalid argument.");
      if (settings.ownActivities && !this.input.isOpen) this.straySamples += pcm.length;
      this.input.push(pcm, settings.ownActivities ? null : settings.silenceMs);
    }
    if (typeof input.text === "string") {
      this.memory?.turns.push({ role: "user", text: input.text });
      this.interrupt();
      this.generate();
    }
    if ("activityEnd" in input) {
      if (!this.input.isOpen) return invalid("Request contains an invalid argument.");
      this.input.end();
    }
    return null;
  }

  private results({ functionResponses }: Fields): Closing | null {
    for (const one of Array.isArray(functionResponses) ? functionResponses.map(fields) : []) {
      const { response } = one;
      const isObject = response !== null && typeof response === "object" && !Array.isArray(response);
      if (!isObject) return invalid("Invalid value at 'tool_response.function_responses[0].response'.");
      const id = String(one.id);
      // Of a call that was cancelled, or never made: nobody waits for it.
      if (!this.awaited.delete(id)) continue;
      this.memory?.turns.push({ role: "user", result: { id, name: String(one.name), response } });
      if (this.awaited.size > 0) continue;
      if (this.speaker) this.speaker.goOn(this.nextAnswer());
      else this.generate();
    }
    return null;
  }

  private activityStarted(): void {
    if (this.settings?.interrupts) this.interrupt();
  }

  private activityEnded(audio: Uint8Array): void {
    const text = this.parts.hear(audio);
    this.memory?.turns.push({ role: "user", text, audioMs: audio.length / 8 });
    const afterMs = this.parts.latencies.transcriptMs();
    for (const piece of this.settings?.hearsInput ? (text.match(/\s*\S+/g) ?? []) : []) {
      this.send({ serverContent: { inputTranscription: { text: piece } } }, afterMs, "heard");
    }
    this.generate();
  }

  private generate(): void {
    this.interrupt();
    if (this.settings?.handle !== null) this.send({ sessionResumptionUpdate: { resumable: false } });
    const { latencies, clock, waitsForPlayback, synthesize } = this.parts;
    const answer = this.nextAnswer();
    const speaker = new LiveSpeaker({
      ...{ answer, latencies, clock, waitsForPlayback, synthesize },
      writesOutput: this.settings?.writesOutput === true,
      send: (message) => this.send(message),
      nextCallId: () => {
        this.calls += 1;
        return `function-call-${this.calls}`;
      },
      calls: (calls) => this.called(calls),
      ended: (spoken) => this.ended(spoken, answer),
    });
    this.speaker = speaker;
    speaker.start();
  }

  private called(calls: readonly WantedCall[]): boolean {
    for (const call of calls) {
      this.awaited.set(call.id, call);
      this.memory?.turns.push({ role: "model", call });
    }
    return calls.some(({ name }) => this.settings?.blockingTools.has(name));
  }

  private ended(spoken: SpokenTurn, { endsBecause }: LiveAnswer): void {
    this.remember(spoken);
    this.speaker = null;
    const reason = endsBecause === undefined ? {} : { turnCompleteReason: endsBecause };
    const usageMetadata = liveUsage(this.turns, spoken.audioMs);
    this.send({ serverContent: { turnComplete: true, interactionStatus: "IDLE", ...reason }, usageMetadata });
    this.giveHandle();
  }

  /** What the model was about to say it has said as far as it would have been heard. */
  private interrupt(): void {
    const { speaker } = this;
    if (!speaker) return;
    this.speaker = null;
    const isQuiet = this.parts.quietInterruptions && !speaker.hasBegun;
    this.remember(speaker.stop());
    const ids = [...this.awaited.keys()];
    this.awaited.clear();
    if (isQuiet) return;
    this.send({ serverContent: { interrupted: true } });
    if (ids.length > 0) this.send({ toolCallCancellation: { ids } });
    this.send({ serverContent: { turnComplete: true } });
    this.giveHandle();
  }

  private remember({ text }: SpokenTurn): void {
    if (text !== "") this.memory?.turns.push({ role: "model", text });
  }

  private giveHandle(): void {
    if (!this.memory || this.settings?.handle === null) return;
    const newHandle = this.parts.memories.handleOf(this.memory);
    this.send({ sessionResumptionUpdate: { newHandle, resumable: true } });
  }

  private nextAnswer(): LiveAnswer {
    return this.parts.answer(this.turns);
  }

  private send(message: Fields, afterMs = 0, lane = ""): void {
    const json = JSON.stringify(message);
    this.parts.outbox.send(this.parts.binary ? Buffer.from(json) : json, afterMs, lane);
  }

  private close({ code, reason }: Closing): void {
    this.over = true;
    this.speaker?.stop();
    this.parts.outbox.close(code, reason);
  }
}
