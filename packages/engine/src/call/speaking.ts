/** Gets each clause spoken by the first voice in the list that can, in order, without gaps of our making. */
import type { CommandOf } from "../conversation/commands.ts";
import type { LoggedFault } from "../conversation/inputs.ts";
import type { Clock, Fault, Voice, WordTime } from "../ports.ts";
import { ClauseJob, type ClauseText } from "./clause-job.ts";
import type { Playout } from "./playout.ts";
import type { ProviderOrder } from "./provider-order.ts";
import type { UsageFact } from "./usage.ts";
import type { VoiceCache } from "./voice-cache.ts";

export interface SpeakingListener {
  ready(utteranceId: string, clause: number, audio: { durationMs: number; words: readonly WordTime[] | null }): void;
  failed(utteranceId: string, clause: number, fault: LoggedFault): void;
  voiceFaulted(voiceId: string, fault: Fault): void;
  used(voiceId: string, fact: UsageFact): void;
}

export interface SpeakingParts {
  voices: readonly Voice[];
  cache: VoiceCache;
  playout: Playout;
  clock: Clock;
  order: ProviderOrder;
  /** The next one is asked as well when one is late. */
  hedge: boolean;
  /** As the voice should say it. */
  pronounce(text: string): string;
  listener: SpeakingListener;
}

export class Speaking {
  private readonly parts: SpeakingParts;
  private readonly jobs = new Set<ClauseJob>();
  /** Sound that may be wanted. */
  private prepared: ClauseJob | null = null;

  constructor(parts: SpeakingParts) {
    this.parts = parts;
  }

  /** `own`: the sound that came with the words, of a model that speaks itself; the voices of the list stand in for it. */
  speak(command: CommandOf<"speak">, own: Voice | null = null): void {
    const job = (own ? null : this.takePrepared(command)) ?? this.jobFor(command);
    this.jobs.add(job);
    job.speak(command, this.parts.playout.reserve(command.utteranceId, command.clause));
    job.start(own);
  }

  /** Made and kept until a `speak` of the same words wants it; whatever was prepared before is given up. */
  prepare(command: CommandOf<"prepare-speech">): void {
    this.prepared?.cancel();
    this.prepared = this.jobFor(command);
    this.prepared.start(null);
  }

  private takePrepared(command: CommandOf<"speak">): ClauseJob | null {
    const { prepared } = this;
    this.prepared = null;
    if (prepared?.isFor(command)) return prepared;
    prepared?.cancel();
    return null;
  }

  private jobFor(what: ClauseText): ClauseJob {
    const before = [...this.jobs];
    const job: ClauseJob = new ClauseJob(this.parts, what, {
      finished: () => this.jobs.delete(job),
      // Clauses of one answer are asked for together and spoken one after the other: the second is not late yet.
      mayWait: () => before.some((one) => this.jobs.has(one)),
    });
    return job;
  }

  /** Everything under way is called off. */
  drop(): void {
    for (const job of this.jobs) job.cancel();
    this.prepared?.cancel();
    this.prepared = null;
    this.jobs.clear();
  }
}
