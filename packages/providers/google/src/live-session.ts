/**
 * One call's session with Gemini Live. The caller's speech flows to the vendor as an activity that we mark; asked to answer,
 * the activity is ended, or words are given in its place. At most one reply is wanted at a time.
 */
import type {
  Clock,
  Fault,
  ModelRequest,
  RealtimeOptions,
  RealtimeReply,
  RealtimeReplySink,
  RealtimeSession,
  RealtimeSink,
} from "@offhook/engine/ports";
import { later, withoutKey } from "@offhook/provider-kit";
import { LiveActivity } from "./live-activity.ts";
import { LiveAnswers } from "./live-answers.ts";
import { type LiveFaultCode, liveFault } from "./live-faults.ts";
import { type Known, LiveHistory } from "./live-history.ts";
import { LiveLine } from "./live-line.ts";
import type { LiveMessage } from "./live-message.ts";
import { LiveReply } from "./live-reply.ts";
import type { LiveTimeouts } from "./live-settings.ts";
import { contentMessage, type LiveContent, resultsMessage, saidBy, setupMessage } from "./live-setup.ts";
import { LiveWords } from "./live-words.ts";
import { clockOf, type GoogleAccount } from "./settings.ts";

export interface LiveSessionParts {
  /** Such as `google/gemini-3.8-live`. */
  id: string;
  model: string;
  voice: string;
  account: GoogleAccount;
  timeouts: LiveTimeouts;
  options: RealtimeOptions;
  sink: RealtimeSink;
}

/** Where the latest handle brings the session back to. */
interface Remembered {
  known: Known;
  lastReply: LiveReply | null;
  held: readonly LiveContent[];
}

interface Wanted {
  request: ModelRequest;
  reply: LiveReply;
}

/** Words that nobody understood still want an answer. */
const NO_WORDS = "[inaudible]";

export class LiveSession implements RealtimeSession {
  private readonly parts: LiveSessionParts;
  private readonly clock: Clock;
  private readonly line: LiveLine;
  private readonly history: LiveHistory;
  private readonly activity = new LiveActivity();
  private readonly answers: LiveAnswers;
  private readonly words: LiveWords;
  private remembered: Remembered;
  /** The connection could not take it yet. */
  private waiting: Wanted | null = null;
  /** What it took last. */
  private asked: Wanted | null = null;
  /** Told by others while a call's result was awaited: told then, it would have called the call off. */
  private held: readonly LiveContent[] = [];
  private lastReply: LiveReply | null = null;
  private wasOpened = false;
  /** A message is being read to its end: what its receivers ask for meanwhile comes after it. */
  private isTaking = false;
  private mustMove = false;
  private lostBy: Fault | null = null;
  private closed = false;

  constructor(parts: LiveSessionParts) {
    this.parts = parts;
    const { account, timeouts, options, model, voice, sink } = parts;
    this.clock = clockOf(account);
    this.answers = new LiveAnswers(this.clock, () => this.fault("google-tool-call-malformed", ""));
    this.history = new LiveHistory(options.instructions);
    this.remembered = this.asItStands();
    this.words = new LiveWords(this.clock, (words) => sink.heard(words));
    this.line = new LiveLine({
      ...{ account, timeouts },
      setup: (handle) => setupMessage({ model, voice, options, handle }),
      ready: () => this.ready(),
      message: (message) => this.take(message),
      lost: (detail) => this.connectionLost(detail),
      ended: (code, detail) => this.end(this.fault(code, detail)),
    });
    queueMicrotask(() => this.line.connect());
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (this.isOver || audio.length === 0) return;
    this.activity.push(audio, audioMs);
    this.flow();
  }

  speechStarted(audioMs: number): void {
    if (this.isOver) return;
    if (!this.activity.isOpen) this.words.begun();
    this.activity.begin(audioMs);
    this.flow();
  }

  respond(request: ModelRequest, sink: RealtimeReplySink): RealtimeReply {
    const { lostBy, clock } = this;
    if (lostBy || this.closed) {
      const fault = lostBy ?? this.fault("google-connection-lost", "The session was closed.");
      return { ...later(() => sink.fault(fault)), heard() {} };
    }
    const before = [this.waiting?.reply, this.answers.wanted];
    const reply = new LiveReply({
      ...{ sink, clock, timeouts: this.parts.timeouts },
      silent: (silent) => this.silent(silent),
      cancelled: (cancelled) => this.unwanted(cancelled),
      over: () => this.flow(),
      takeUsage: () => this.answers.takeUsage(),
    });
    this.waiting = { request, reply };
    for (const one of before) if (one) this.supersede(one);
    this.flow();
    return reply;
  }

  close(): void {
    if (this.isOver) return;
    this.closed = true;
    this.words.close();
    this.line.close();
    for (const reply of [this.waiting?.reply, this.answers.wanted]) reply?.cancel();
  }

  private get isOver(): boolean {
    return this.closed || this.lostBy !== null;
  }

  private ready(): void {
    this.activity.startAgain();
    if (!this.wasOpened) this.parts.sink.opened();
    this.wasOpened = true;
    this.flow();
  }

  /**
   * What can go now goes. Speech waits while an answer is being made or a tool runs: its beginning would cut off the one and
   * call off the other, and a cough is not worth that. An answer comes faster than it is heard, so the wait is short.
   */
  private flow(): void {
    if (!this.line.isReady || this.isOver || this.isTaking) return;
    if (this.waiting) return this.ask(this.waiting);
    const isBusy = this.answers.wanted?.isGenerating === true || this.history.hasOpenCalls;
    if (!isBusy && this.activity.isOpen) {
      this.answers.interrupted();
      this.activity.flowTo((message) => this.line.send(message));
    }
    // By a handle that is older than the last answer, the session would come back without it.
    const isRemembered = this.remembered.known === this.history.snapshot;
    const isIdle = !isBusy && !this.activity.isOpen && this.answers.isIdle && isRemembered;
    if (this.mustMove && isIdle && this.line.move()) this.mustMove = false;
  }

  private ask(wanted: Wanted): void {
    const { request, reply } = wanted;
    this.waiting = null;
    this.asked = wanted;
    this.activity.forgetEnded();
    const { results, turns, words } = this.history.news(request.messages, this.lastReply?.text ?? "");
    const told = [...this.held, ...turns];
    this.held = [];
    this.lastReply = reply;
    if (results.length > 0) this.line.send(resultsMessage(results));
    if (results.length > 0 && words === null) {
      this.held = told;
      return this.answers.goesOn(reply);
    }
    this.history.callsOff();
    this.answers.asked(reply);
    if (words !== null && this.activity.isOpen) return this.endActivity(told, words);
    const asked = words === null ? told : [...told, saidBy("user", words.trim() || NO_WORDS)];
    this.line.send(contentMessage(asked.length > 0 ? asked : [saidBy("user", NO_WORDS)], true));
  }

  private endActivity(told: readonly LiveContent[], words: string): void {
    // Keys are a turn like any other and cannot be heard; what was heard beside them was not meant.
    const typed = words.startsWith("(keys pressed:") ? [saidBy("user", words)] : [];
    const known = [...told, ...typed];
    if (known.length > 0) this.line.send(contentMessage(known, false));
    const stretch = this.activity.end((message) => this.line.send(message));
    if (stretch) this.words.ended(stretch);
  }

  private take(message: LiveMessage): void {
    const { heard, usage, cancelledCalls, handle } = message;
    this.isTaking = true;
    if (heard) this.words.piece(heard.text, heard.isLast);
    this.answers.take(message, (calls) => this.history.called(calls));
    this.history.cancelled(cancelledCalls);
    if (usage) this.answers.used(usage);
    if (message.generated || message.turnComplete) this.words.tell();
    this.answers.end(message);
    if (handle !== null) this.remembered = this.asItStands();
    if (message.goesAway) this.mustMove = true;
    this.isTaking = false;
    this.flow();
  }

  private silent(reply: LiveReply): void {
    const fault = this.fault(reply.hasBegun ? "google-stalled" : "google-late", "");
    // Not even connected: that has a deadline of its own.
    if (this.waiting?.reply === reply) this.waiting = null;
    if (!this.line.isReady) return reply.fail(fault);
    this.line.close();
    this.end(fault);
  }

  private supersede(reply: LiveReply): void {
    this.answers.disown(reply);
    reply.fail(this.fault("google-reply-superseded", ""));
  }

  private unwanted(reply: LiveReply): void {
    if (this.waiting?.reply === reply) this.waiting = null;
    this.answers.disown(reply);
    this.flow();
  }

  private asItStands(): Remembered {
    return { known: this.history.snapshot, lastReply: this.lastReply, held: this.held };
  }

  /**
   * The session is taken up as it stood at the last handle; what was asked since is not known there. A question without any
   * answer yet is asked again. An answer that had begun is given up: its question is told as text when somebody asks again.
   */
  private connectionLost(detail: string): void {
    const { asked, answers, history, remembered } = this;
    const { wanted } = answers;
    history.restore(remembered.known);
    this.lastReply = remembered.lastReply;
    this.held = remembered.held;
    answers.clear();
    this.activity.startAgain();
    this.mustMove = false;
    if (!wanted) return;
    if (wanted.hasBegun || asked?.reply !== wanted) return wanted.fail(this.fault("google-connection-lost", detail));
    this.activity.reopen();
    this.waiting ??= asked;
  }

  private end(fault: Fault): void {
    if (this.isOver) return;
    this.lostBy = fault;
    this.words.close();
    for (const reply of [this.waiting?.reply, this.answers.wanted]) reply?.fail(fault);
    this.parts.sink.fault(fault);
  }

  private fault(code: LiveFaultCode, detail: string): Fault {
    return liveFault(code, this.parts.id, withoutKey(detail, this.parts.account.apiKey));
  }
}
