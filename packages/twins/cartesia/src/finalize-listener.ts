/**
 * One `/stt/websocket` socket of the twin: no turns, words when `finalize` asks for them or, with Ink Whisper, after a
 * silence. Each transcript holds what comes after the last final one, with its own spaces.
 */
import type { TwinConversation } from "@offhook/twin-kit";
import { IncomingSpeech } from "./incoming-speech.ts";
import { errorMessage, invalid } from "./refusals.ts";
import type { ListenerParts } from "./turns-listener.ts";

const INTERIM_MS = 400;
/** Where the query does not say it. Made up: the vendor does not tell its own. */
const USUAL_SILENCE_S = 1;

export class FinalizeListener implements TwinConversation {
  private readonly parts: ListenerParts;
  private readonly speech: IncomingSpeech;
  private readonly mostSilenceMs: number;
  private given = 0;
  private interimMs = 0;

  constructor(parts: ListenerParts) {
    const { query, nextText } = parts;
    this.parts = parts;
    this.speech = new IncomingSpeech(nextText);
    const byItself = query.get("model")?.startsWith("ink-whisper") ?? false;
    const silenceS = Number(query.get("max_silence_duration_secs") ?? USUAL_SILENCE_S);
    this.mostSilenceMs = byItself ? silenceS * 1_000 : Number.POSITIVE_INFINITY;
  }

  binary(bytes: Uint8Array): void {
    this.speech.push(bytes, () => this.frame());
  }

  text(text: string): void {
    if (text !== "finalize" && text !== "close" && text !== "done") {
      const problem = invalid("The command is not one of this endpoint.");
      return this.parts.outbox.json(errorMessage(problem, this.parts.requestId));
    }
    this.finalWords();
    if (text === "finalize") return this.send("flush_done");
    this.send("done");
    this.parts.outbox.close(1_000);
  }

  closed(): void {
    this.parts.outbox.stop();
  }

  private frame(): void {
    if (this.speech.quietMs >= this.mostSilenceMs) return this.finalWords();
    const words = this.speech.words();
    if (words.length <= this.given || this.speech.endMs - this.interimMs < INTERIM_MS) return;
    this.interimMs = this.speech.endMs;
    this.transcript(words.slice(this.given), false);
  }

  /** In two pieces where there are several words: they may be cut anywhere. */
  private finalWords(): void {
    const words = this.speech.words(true).slice(this.given);
    const half = Math.ceil(words.length / 2);
    for (const piece of [words.slice(0, half), words.slice(half)]) {
      if (piece.length > 0) this.transcript(piece, true);
    }
    this.given = 0;
    this.speech.next();
  }

  private transcript(words: readonly string[], isFinal: boolean): void {
    const text = `${this.given > 0 ? " " : ""}${words.join(" ")}`;
    if (isFinal) this.given += words.length;
    const duration = (this.speech.endMs - this.speech.startMs) / 1_000;
    const language = this.parts.query.get("language") ?? "en";
    this.send("transcript", { text, is_final: isFinal, duration, language });
  }

  private send(type: string, more: Record<string, unknown> = {}): void {
    const { outbox, requestId, latencies } = this.parts;
    outbox.json({ type, request_id: requestId, ...more }, latencies.wordsMs());
  }
}
