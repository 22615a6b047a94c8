/** What the agent says: who thinks of it, who speaks it, and whose sound comes with the words. */

import type { ChooseBy } from "../conversation/assistant.ts";
import type { CommandOf } from "../conversation/commands.ts";
import type { Clock, Fault, Model, RealtimeModel, ToolDescription, Voice } from "../ports.ts";
import type { Circuits } from "./circuits.ts";
import type { Playout } from "./playout.ts";
import { type Pronunciations, pronounced } from "./pronounce.ts";
import { providerFault } from "./provider-faults.ts";
import { ProviderOrder } from "./provider-order.ts";
import { RealtimeLine } from "./realtime-line.ts";
import { Speaking, type SpeakingListener } from "./speaking.ts";
import { SpokenReply, usualPace } from "./spoken-reply.ts";
import { thinkerOf } from "./thinker.ts";
import { Thinking, type ThinkingListener } from "./thinking.ts";
import type { VoiceCache } from "./voice-cache.ts";

export interface AnsweringParts {
  voices: readonly Voice[];
  models: readonly Model[];
  realtime: readonly RealtimeModel[];
  tools: readonly ToolDescription[];
  language: string;
  instructions: string;
  cache: VoiceCache;
  playout: Playout;
  clock: Clock;
  circuits: Circuits;
  choose: { voice?: ChooseBy; model?: ChooseBy } | undefined;
  /** False: nobody is asked before the one in front has failed. */
  hedge: boolean;
  pronunciations: Pronunciations | undefined;
  voiceListener: SpeakingListener;
  modelListener: Omit<ThinkingListener, "audio">;
  realtimeFaulted(id: string, fault: Fault): void;
}

/** Generations whose sound is kept: the running one, and those that are still being heard. */
const KEPT_REPLIES = 4;

export class Answering {
  readonly lines: readonly RealtimeLine[];
  private readonly speaking: Speaking;
  private readonly thinking: Thinking;
  private readonly spoken = new Map<string, SpokenReply>();
  private readonly pace = usualPace();
  private readonly voices: readonly Voice[];
  private readonly models: readonly Model[];
  private readonly language: string;

  constructor(parts: AnsweringParts) {
    const { voices, models, cache, playout, clock, circuits, choose, tools } = parts;
    this.voices = voices;
    this.models = models;
    this.language = parts.language;
    const order = new ProviderOrder("model", clock, circuits, choose?.model);
    this.lines = parts.realtime.map(
      (model) =>
        new RealtimeLine({
          ...{ model, clock },
          options: { language: parts.language, instructions: parts.instructions, tools },
          faulted: ({ id }, fault) => {
            order.failed(id, fault);
            parts.realtimeFaulted(id, fault);
          },
        }),
    );
    this.speaking = new Speaking({
      ...{ voices, cache, playout, clock, hedge: parts.hedge },
      pronounce: (text) => pronounced(text, parts.pronunciations),
      order: new ProviderOrder("voice", clock, circuits, choose?.voice),
      listener: parts.voiceListener,
    });
    const thinkers = models.map(thinkerOf);
    this.thinking = new Thinking({
      thinkers: () => [...this.lines.filter((line) => line.isUsable).map(({ thinker }) => thinker), ...thinkers],
      ...{ tools, clock, order, hedge: parts.hedge },
      listener: this.listenerFor(parts.modelListener),
    });
  }

  /** The line is open: whatever needs a connection makes it now, while the greeting plays. */
  open(): void {
    for (const line of this.lines) line.open();
    this.voices[0]?.prepare?.(this.language);
    this.models[0]?.prepare?.();
  }

  speak(command: CommandOf<"speak">): void {
    const own = command.generationId ? this.spoken.get(command.generationId) : undefined;
    this.speaking.speak(command, own?.asVoice() ?? null);
  }

  prepareSpeech(command: CommandOf<"prepare-speech">): void {
    this.speaking.prepare(command);
  }

  generate(command: CommandOf<"generate">): void {
    this.thinking.generate(command);
  }

  cancel(generationId: string): void {
    this.thinking.cancel(generationId);
    this.spoken.get(generationId)?.broke(providerFault("generation-cancelled", ""));
  }

  heard(generationId: string, audioMs: number): void {
    this.thinking.heard(generationId, audioMs);
    this.spoken.delete(generationId);
  }

  dropSpeech(): void {
    this.speaking.drop();
  }

  stop(): void {
    this.speaking.drop();
    this.thinking.cancelAll();
    for (const line of this.lines) line.close();
    for (const voice of this.voices) voice.close?.();
    this.spoken.clear();
  }

  private listenerFor(listener: AnsweringParts["modelListener"]): ThinkingListener {
    return {
      ...listener,
      said: (id, text, spoken) => {
        if (spoken) this.replyOf(id).said(text);
        listener.said(id, text, spoken);
      },
      audio: (id, bytes) => this.replyOf(id).push(bytes),
      ended: (id, because, usage) => {
        this.spoken.get(id)?.end();
        listener.ended(id, because, usage);
      },
      failed: (id, fault, begun) => {
        this.spoken.get(id)?.broke({ ...fault, retryable: true });
        listener.failed(id, fault, begun);
      },
    };
  }

  private replyOf(generationId: string): SpokenReply {
    const found = this.spoken.get(generationId);
    if (found) return found;
    const made = new SpokenReply(generationId, this.pace);
    this.spoken.set(generationId, made);
    for (const oldest of this.spoken.keys()) {
      if (this.spoken.size <= KEPT_REPLIES) break;
      this.spoken.delete(oldest);
    }
    return made;
  }
}
