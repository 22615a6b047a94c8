/** A line to a voice that may be called by its name: requests wait while the name is looked up, which is once. */
import type { Fault } from "@offhook/engine/ports";
import type { LineEvents, SpeakJob, VoiceLine } from "@offhook/provider-kit";
import { MOST_CONTEXTS } from "./context-line.ts";
import type { ElevenLabsFaultCode } from "./faults.ts";
import type { ElevenLabsAccount } from "./settings.ts";
import { isVoiceId, voiceIdOf } from "./voice-list.ts";

export interface NamedLineParts extends LineEvents<ElevenLabsFaultCode> {
  account: ElevenLabsAccount;
  /** Name or id. */
  voice: string;
  withinMs: number;
}

export class NamedLine implements VoiceLine {
  private readonly parts: NamedLineParts;
  private readonly make: (voiceId: string) => VoiceLine;
  private line: VoiceLine | null = null;
  private waiting: SpeakJob[] = [];
  private over = false;

  constructor(parts: NamedLineParts, make: (voiceId: string) => VoiceLine) {
    this.parts = parts;
    this.make = make;
  }

  get isUsable(): boolean {
    return !this.over && (this.line?.isUsable ?? true);
  }

  get hasRoom(): boolean {
    return this.line?.hasRoom ?? this.waiting.length < MOST_CONTEXTS;
  }

  connect(): void {
    const { account, voice, withinMs } = this.parts;
    if (isVoiceId(voice)) return this.found(voice);
    void voiceIdOf(account, voice, withinMs).then((id) => (id.ok ? this.found(id.value) : this.missed(id.fault)));
  }

  speak(job: SpeakJob): void {
    if (this.line) this.line.speak(job);
    else this.waiting.push(job);
  }

  dropped(): void {
    this.line?.dropped();
  }

  close(): void {
    this.over = true;
    this.line?.close();
  }

  private found(voiceId: string): void {
    if (this.over) return;
    this.line = this.make(voiceId);
    this.line.connect();
    for (const job of this.waiting.splice(0)) if (!job.isOver) this.line.speak(job);
  }

  private missed({ code, message }: Fault): void {
    if (this.over) return;
    this.over = true;
    this.parts.ended({ jobs: this.waiting, code: code as ElevenLabsFaultCode, detail: message, served: false });
  }
}
