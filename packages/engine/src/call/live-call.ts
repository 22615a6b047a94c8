/**
 * One live call: the core, and around it the streams, timers and providers that bring it facts and carry out its
 * commands. All of it is synchronous but for flushes; a fact that arrives while another is handled waits its turn.
 */

import type { Pin } from "../conversation/assistant.ts";
import type { Command } from "../conversation/commands.ts";
import { nextDeadline } from "../conversation/deadlines.ts";
import type { EndedReason, Input, TransferOutcome } from "../conversation/inputs.ts";
import { instructionsOf } from "../conversation/instructions.ts";
import type { Leg, LegSink, LogItem, Timer } from "../ports.ts";
import { Answering } from "./answering.ts";
import type { CallParts } from "./call-parts.ts";
import { Circuits } from "./circuits.ts";
import { CoreRunner } from "./core-runner.ts";
import { Ears } from "./ears.ts";
import { LegWatch } from "./leg-watch.ts";
import { LineSound } from "./line-sound.ts";
import { type Listeners, listenersFor } from "./listeners.ts";
import type { Monitor } from "./monitors.ts";
import { Playout } from "./playout.ts";
import { ProviderOrder } from "./provider-order.ts";
import { ToolRunner } from "./tool-runner.ts";
import { understand } from "./understanding/understand.ts";
import type { Untimed } from "./untimed.ts";

const LINGER_MS = 5_000;
/** µ-law at 8 kHz. */
const BYTES_A_MS = 8;
const MOST_PROBLEM_CHARACTERS = 1_000;

/** How a stream came to this call. */
export interface Attachment {
  epoch: number;
  resumed: boolean;
  /** When the carrier began it, by the call's clock; left out: now. Its audio counts from there, however long it waited. */
  cameAtMs?: number;
}

export class LiveCall {
  private readonly parts: CallParts;
  private readonly runner: CoreRunner;
  private readonly waiting: Untimed[] = [];
  private handling = false;
  private timer: { timer: Timer; atMs: number } | null = null;
  private leg: Leg | null = null;
  private watch: LegWatch | null = null;
  private ears: Ears | null = null;
  private readonly sound = new LineSound();
  private streamStartMs = 0;
  private heardUpToMs = 0;
  private over = false;
  private isBroken = false;
  private readonly playout: Playout;
  private readonly answering: Answering;
  private readonly listeners: Listeners;
  private readonly hearingOrder: ProviderOrder;
  private readonly tools: ToolRunner;

  /** `runner`: a call that was begun elsewhere and is taken up from its log. */
  constructor(parts: CallParts, runner: CoreRunner = new CoreRunner()) {
    this.parts = parts;
    this.runner = runner;
    const { clock, log, effects, voices, models, tools, cache, pin } = parts;
    this.listeners = listenersFor((input) => this.tell(input), parts.onFault);
    const circuits = parts.circuits ?? new Circuits(clock);
    const { choose } = pin.assistant;
    this.hearingOrder = new ProviderOrder("transcriber", clock, circuits, choose?.transcriber);
    this.playout = new Playout({
      sent: (piece) => this.tell({ type: "audio-sent", ...piece }),
      playing: (audio, atMs) => this.sound.playing(audio, atMs),
      cleared: (atMs) => this.sound.cleared(atMs),
    });
    this.answering = new Answering({
      ...{ voices, models, cache, circuits, choose },
      realtime: parts.realtime ?? [],
      tools: pin.assistant.tools,
      language: pin.assistant.language,
      instructions: instructionsOf(pin),
      hedge: pin.assistant.hedge ?? true,
      pronunciations: pin.assistant.pronunciations,
      playout: this.playout,
      clock: this.callClock(),
      ...this.listeners,
    });
    const context = {
      callId: pin.callId,
      carrier: pin.carrier,
      callerNumber: pin.from,
      timeZone: pin.assistant.timeZone,
    };
    this.tools = new ToolRunner({
      tools,
      log,
      effects,
      context,
      settled: (toolRunId, outcome) => this.tell({ type: "tool-settled", toolRunId, outcome }),
    });
  }

  get pin(): Pin {
    return this.parts.pin;
  }

  get streamId(): string | null {
    return this.leg?.streamId ?? null;
  }

  get lastSeq(): number {
    return this.runner.seq;
  }

  /** The very first fact. Not for a call taken up from its log. */
  start(): void {
    this.tell({ type: "call-started", pin: this.parts.pin });
  }

  /** A stream has been accepted for this call; returns what it reports to. */
  attach(leg: Leg, { cameAtMs, ...stream }: Attachment): LegSink {
    const before = this.leg;
    this.watch?.stop();
    this.leg = leg;
    // A peer that keeps the old stream open would hold it for ever.
    before?.close();
    this.streamStartMs = this.placeOfStream(cameAtMs);
    this.playout.attach(leg, this.runner.state.ledger.generation);
    this.answering.open();
    this.openEars();
    this.sound.record(this.parts);
    this.watch = new LegWatch(this.parts.clock, () => this.carrierLost(leg, "no-media"));
    this.tell({ type: "stream-started", streamId: leg.streamId, ...stream });
    return {
      audio: (bytes, audioMs) => this.callerAudio(leg, bytes, audioMs),
      mark: (mark) => this.fromLeg(leg, { type: "mark-reached", mark }),
      key: (digit) => this.fromLeg(leg, { type: "key-pressed", digit }),
      ended: (because) => this.legEnded(leg, because),
    };
  }

  /** Whole milliseconds, and after all that was heard before: places in the caller's stream never go back. */
  private placeOfStream(cameAtMs: number | undefined): number {
    const nowMs = this.nowMs();
    const came = cameAtMs === undefined ? nowMs : Math.min(nowMs, cameAtMs - this.parts.startedAtMs);
    return Math.round(Math.max(0, came, this.heardUpToMs));
  }

  /** The carrier came back from dialling a person. */
  transferSettled(outcome: TransferOutcome): void {
    this.tell({ type: "transfer-settled", outcome });
  }

  /** The carrier says that the caller is gone. */
  callerGone(): void {
    this.tell({ type: "caller-hung-up" });
  }

  /** Another worker is to go on with this call, as soon as nobody would notice. */
  requestMove(because: string): void {
    this.tell({ type: "move-requested", because });
  }

  requestHangUp(because: EndedReason): void {
    this.tell({ type: "hang-up-requested", because });
  }

  /** Another worker takes the call over: everything here stops, the log is made durable first. */
  async release(): Promise<void> {
    const { leg } = this;
    this.stopParts();
    await this.parts.log.flush();
    leg?.close();
  }

  /** Somebody listens in, until the call is over or what comes back is called. */
  monitor(monitor: Monitor): () => void {
    return this.sound.monitor(monitor);
  }

  /** Called every 20 ms by the worker's ticker. */
  tick(): void {
    if (this.leg) this.playout.pump(this.nowMs());
  }

  /** Agent audio leads by this much; the worker raises it when its loop is late. */
  setLeadMs(leadMs: number): void {
    this.playout.leadMs = leadMs;
  }

  private nowMs(): number {
    return this.parts.clock.nowMs() - this.parts.startedAtMs;
  }

  /** The clock as the parts see it: zero is the call's start. */
  private callClock() {
    const { clock, startedAtMs } = this.parts;
    return {
      nowMs: () => this.nowMs(),
      at: (atMs: number, run: () => void) => clock.at(atMs + startedAtMs, run),
    };
  }

  private tell(input: Untimed): void {
    if (this.over) return;
    this.waiting.push(input);
    if (this.handling) return;
    this.handling = true;
    try {
      for (let next = this.waiting.shift(); next && !this.over; next = this.waiting.shift()) this.handle(next);
    } catch (error) {
      this.broke(error);
    } finally {
      this.handling = false;
    }
    this.setTimer();
  }

  private handle(input: Untimed): void {
    const ran = this.runner.take({ ...input, atMs: Math.max(0, Math.round(this.nowMs())) } as Input);
    this.parts.log.append(ran.items as LogItem[]);
    this.parts.onDecisions?.(ran.decisions);
    for (const command of ran.commands) this.execute(command);
  }

  /** The core threw: a broken assistant, or our own mistake. This call ends; the worker's others do not notice. */
  private broke(error: unknown): void {
    const { leg, parts } = this;
    this.isBroken = true;
    this.stopParts();
    const message = String(error instanceof Error ? error.stack : error).slice(0, MOST_PROBLEM_CHARACTERS);
    parts.onFault?.("call", "engine", { code: "call-broken", message });
    void parts.log
      .flush()
      .then(() => parts.control.hangUp("failed"))
      .catch(() => {})
      .then(() => {
        leg?.close();
        parts.control.finished("failed");
      });
  }

  private setTimer(): void {
    const next = this.over ? null : nextDeadline(this.runner.state.deadlines);
    if (this.timer?.atMs === next?.atMs) return;
    this.timer?.timer.cancel();
    this.timer = null;
    if (!next) return;
    const run = (): void => {
      this.timer = null;
      const due = nextDeadline(this.runner.state.deadlines);
      if (due && due.atMs <= this.nowMs() + 1) this.tell({ type: "deadline-reached", name: due.name });
      this.setTimer();
    };
    this.timer = { timer: this.callClock().at(next.atMs, run), atMs: next.atMs };
  }

  private execute(command: Command): void {
    const nowMs = this.nowMs();
    switch (command.type) {
      case "speak":
        return this.answering.speak(command);
      case "prepare-speech":
        return this.answering.prepareSpeech(command);
      case "clear-playout":
        return this.playout.clear(command.generation, nowMs);
      case "duck-playout":
        return this.playout.duck(nowMs);
      case "resume-playout":
        return this.playout.resume(command.utteranceId, command.clause, nowMs);
      case "drop-playout":
        this.answering.dropSpeech();
        return this.playout.drop(nowMs);
      case "expect":
        return this.ears?.expect(command.expectation);
      case "understand":
        return this.understand(command.id, command.text, command.want);
      case "generate":
        return this.answering.generate(command);
      case "cancel-generation":
        return this.answering.cancel(command.id);
      case "reply-heard":
        return this.answering.heard(command.generationId, command.heardMs);
      case "run-tool":
        return this.tools.run(command);
      default:
        return this.leave(command);
    }
  }

  private understand(id: string, text: string, want: Parameters<typeof understand>[1]): void {
    understand(text, want).then(
      (meaning) => this.tell({ type: "caller-meant", understandId: id, meaning }),
      () => this.tell({ type: "caller-meant", understandId: id, meaning: { text, slots: {}, intents: [] } }),
    );
  }

  /** Commands that end this stream: flush, then close; the carrier's question is answered from the log. */
  private leave(command: Extract<Command, { type: "transfer" | "hang-up" | "move" | "finish" }>): void {
    if (command.type === "finish") return this.finish(command.because);
    const { leg } = this;
    const { log, control } = this.parts;
    const told = async (): Promise<void> => {
      if (command.type === "transfer") await control.transfer(command);
      if (command.type === "hang-up") await control.hangUp(command.because);
    };
    void log
      .flush()
      .then(told)
      .finally(() => leg?.close());
  }

  private finish(because: EndedReason): void {
    const { leg, parts } = this;
    this.stopParts();
    void parts.log.flush().then(() => parts.control.finished(because));
    // By then the carrier has closed it, unless its connection went without a word.
    parts.clock.at(parts.clock.nowMs() + LINGER_MS, () => leg?.close());
  }

  private stopParts(): void {
    this.timer?.timer.cancel();
    this.watch?.stop();
    this.answering.stop();
    this.playout.detach();
    this.closeEars();
    this.takeLastBills();
    this.over = true;
    this.tools.stop();
    this.sound.end(this.nowMs());
  }

  /** What the parts used until now goes on record; whatever else still waits is not told any more. */
  private takeLastBills(): void {
    const bills = this.waiting.filter(({ type }) => type === "provider-used");
    this.waiting.length = 0;
    if (!this.isBroken) for (const bill of bills) this.handle(bill);
  }

  private openEars(): void {
    this.ears?.close();
    this.ears = new Ears({
      parts: this.parts,
      echo: this.sound.echo,
      order: this.hearingOrder,
      lines: this.answering.lines,
      tell: (input) => this.tell(input),
      transcriberFaulted: this.listeners.transcriberFaulted,
      used: this.listeners.transcriberUsed,
    });
  }

  private closeEars(): void {
    this.ears?.close();
    this.ears = null;
  }

  private callerAudio(leg: Leg, bytes: Uint8Array, audioMs: number): void {
    if (leg !== this.leg || this.over) return;
    // Places in the caller's stream are counted from the call's start, whichever stream they came on.
    const placeMs = this.streamStartMs + audioMs;
    this.heardUpToMs = placeMs + bytes.length / BYTES_A_MS;
    this.watch?.alive();
    this.ears?.hear(bytes, placeMs);
    this.sound.callerAudio(bytes, placeMs);
  }

  private fromLeg(leg: Leg, input: Untimed): void {
    if (leg === this.leg) this.tell(input);
  }

  private legEnded(leg: Leg, because: Parameters<LegSink["ended"]>[0]): void {
    if (leg !== this.leg) return;
    this.watch?.stop();
    if (because === "caller-hung-up") return this.callerGone();
    if (because === "carrier-lost") this.carrierLost(leg, because);
  }

  private carrierLost(leg: Leg, because: string): void {
    if (leg !== this.leg || this.over) return;
    this.leg = null;
    this.answering.dropSpeech();
    this.playout.detach();
    this.closeEars();
    this.tell({ type: "carrier-lost", because });
    if (because === "no-media") leg.close();
  }
}
