/** Whole clauses as audio, shared by the calls of a worker: greetings, fillers and the questions of a flow cost nothing. */
import type { WordTime } from "../ports.ts";

export interface CachedClause {
  audio: Uint8Array;
  words: readonly WordTime[] | null;
}

/** ~70 minutes of speech at 8 kHz µ-law. */
const MOST_BYTES = 32 * 1_024 * 1_024;

export class VoiceCache {
  private readonly clauses = new Map<string, CachedClause>();
  private bytes = 0;
  private readonly mostBytes: number;

  constructor(mostBytes = MOST_BYTES) {
    this.mostBytes = mostBytes;
  }

  static key(voiceId: string, language: string, speed: number, text: string): string {
    return `${voiceId}\n${language}\n${speed}\n${text}`;
  }

  get(key: string): CachedClause | undefined {
    const found = this.clauses.get(key);
    if (found) {
      this.clauses.delete(key);
      this.clauses.set(key, found); // most recently used last
    }
    return found;
  }

  set(key: string, clause: CachedClause): void {
    if (this.clauses.has(key) || clause.audio.length > this.mostBytes / 8) return;
    this.clauses.set(key, clause);
    this.bytes += clause.audio.length;
    for (const [oldest, old] of this.clauses) {
      if (this.bytes <= this.mostBytes) return;
      this.clauses.delete(oldest);
      this.bytes -= old.audio.length;
    }
  }
}
