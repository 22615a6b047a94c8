/** The vendor's turns and the reply that waits for one of them: who gets what comes, and what it is billed as. */
import type { Clock, Fault, ModelToolCall, ModelUsage } from "@offhook/engine/ports";
import type { LiveMessage } from "./live-message.ts";
import type { LiveReply } from "./live-reply.ts";
import { LiveTurns } from "./live-turns.ts";
import { addUsage, NO_USAGE } from "./live-usage.ts";

export class LiveAnswers {
  private readonly turns = new LiveTurns<LiveReply>();
  /** Of turns that somebody heard; usually told with the next reply, since a turn's own comes when it would have been heard. */
  private usage: ModelUsage = NO_USAGE;
  /** The model wrote a tool call that is none. */
  private readonly malformed: () => Fault;
  private readonly clock: Clock;

  constructor(clock: Clock, malformed: () => Fault) {
    this.clock = clock;
    this.malformed = malformed;
  }

  /** The reply that is wanted and not over. */
  get wanted(): LiveReply | null {
    const reply = this.turns.last?.reply;
    return reply && !reply.isOver ? reply : null;
  }

  /** Nothing is under way. */
  get isIdle(): boolean {
    return this.turns.isEmpty;
  }

  asked(reply: LiveReply): void {
    this.turns.asked(reply, this.clock.nowMs());
  }

  /** The turn waited for a tool, and goes on. Where it has ended by now, another begins. */
  goesOn(reply: LiveReply): void {
    const { last } = this.turns;
    if (!last || last.isSpent || last.interruptedAtMs !== null) return this.asked(reply);
    last.reply = reply;
  }

  interrupted(): void {
    this.turns.interrupted(this.clock.nowMs());
  }

  disown(reply: LiveReply): void {
    this.turns.disown(reply);
  }

  clear(): void {
    this.turns.clear();
  }

  /** What the model says and wants. Of a reply that nobody wants, calls are not made known: they are not run. */
  take({ audio, said, calls }: LiveMessage, called: (calls: readonly ModelToolCall[]) => void): void {
    if (audio.length === 0 && said === "" && calls.length === 0) return;
    const reply = this.turns.spoke(this.clock.nowMs())?.reply;
    if (!reply || reply.isOver) return;
    reply.said(said);
    for (const pcm of audio) reply.audio(pcm);
    if (calls.length === 0 || reply.isOver) return;
    called(calls);
    reply.calls(calls);
  }

  end({ interrupted, generated, turnComplete, because }: LiveMessage): void {
    if (interrupted || generated) this.turns.spent()?.reply?.generated();
    if (!turnComplete) return;
    const reply = this.turns.ended()?.reply;
    if (reply && because === "MALFORMED_FUNCTION_CALL" && !reply.hasBegun) return reply.fail(this.malformed());
    reply?.complete(BLOCKED.test(because) ? "content-filter" : "stop");
  }

  /** Whoever called a turn off has counted it as wasted already. */
  used(usage: ModelUsage): void {
    if (this.turns.first?.reply !== null) this.usage = addUsage(this.usage, usage);
  }

  takeUsage(): ModelUsage {
    const { usage } = this;
    this.usage = NO_USAGE;
    return usage;
  }
}

const BLOCKED = /PROHIBITED|REJECTED|BLOCKLIST|SAFETY/;
