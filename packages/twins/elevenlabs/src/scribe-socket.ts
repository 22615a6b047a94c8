/**
 * One `speech-to-text/realtime` socket of the twin. Audio belongs to a segment until that is committed: by the client, or
 * with `commit_strategy=vad` by silence, or because it has become too long.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import { type Outbox, parseObject, type TwinConversation } from "@offhook/twin-kit";
import { IncomingAudio } from "./incoming-audio.ts";
import type { Latencies } from "./latencies.ts";
import { ScribeSegment, type TimedWord } from "./scribe-segment.ts";

export interface ScribeParts {
  query: URLSearchParams;
  sessionId: string;
  outbox: Outbox;
  latencies: Latencies;
  clock: Clock;
  /** What is wrong with key or query: said right after opening, and then the socket closes. */
  problem: { message_type: "auth_error" | "invalid_request"; error: string } | null;
  /** What the utterances to come say. */
  nextText(): string;
}

const BYTES_PER_MS = 8;
const PARTIAL_MS = 300;
/** By the vendor's own message. */
const LEAST_COMMIT_MS = 300;
/** Longer segments are committed without being asked for, as public reports have it. */
const MOST_SEGMENT_MS = 90_000;
/** Without a message; seen by others, a normal close. */
const IDLE_MS = 15_000;
/** Made up: the vendor does not tell its own. */
const MOST_CHUNK_MS = 30_000;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export class ScribeSocket implements TwinConversation {
  private readonly parts: ScribeParts;
  private readonly audio = new IncomingAudio();
  private readonly silenceMs: number;
  private segment: ScribeSegment;
  private streamMs = 0;
  private partialMs = 0;
  private partialText = "";
  private chunks = 0;
  private idle: Timer | null = null;

  constructor(parts: ScribeParts) {
    this.parts = parts;
    const { query, problem } = parts;
    const byVad = query.get("commit_strategy") === "vad";
    const silenceS = Number(query.get("vad_silence_threshold_secs") ?? 1.5);
    this.silenceMs = byVad ? silenceS * 1_000 : Number.POSITIVE_INFINITY;
    this.segment = new ScribeSegment(0, parts.nextText);
    if (problem) this.end(problem.message_type, problem.error);
    else {
      this.send("session_started", { session_id: parts.sessionId, config: configOf(query) }, 0);
      this.alive();
    }
  }

  binary(): void {
    this.end("input_error", "A message must be JSON text.");
  }

  text(text: string): void {
    if (this.parts.problem) return;
    this.alive();
    const message = parseObject(text);
    const audio = message?.audio_base_64;
    if (message?.message_type !== "input_audio_chunk") return this.end("input_error", "Unknown message_type.");
    if (typeof audio !== "string" || !BASE64.test(audio)) return this.end("input_error", "audio_base_64 is no base64.");
    if ((message.sample_rate ?? 8_000) !== 8_000)
      return this.end("input_error", "sample_rate differs from audio_format.");
    if (message.previous_text !== undefined && this.chunks > 0) {
      return this.end("input_error", "previous_text belongs to the first chunk only.");
    }
    const bytes = Buffer.from(audio, "base64");
    if (bytes.length > MOST_CHUNK_MS * BYTES_PER_MS) return this.end("chunk_size_exceeded", "The chunk is too long.");
    this.chunks += 1;
    this.hear(bytes);
    if (message.commit === true) this.commitAsked();
  }

  closed(): void {
    this.idle?.cancel();
    this.parts.outbox.stop();
  }

  private hear(bytes: Uint8Array): void {
    for (const { isLoud } of this.audio.push(bytes)) {
      this.segment.frame(isLoud);
      this.streamMs += 20;
      if (this.segment.quietMs >= this.silenceMs || this.segment.lengthMs >= MOST_SEGMENT_MS) this.commit();
      else this.partial();
    }
  }

  private partial(): void {
    const text = this.segment.soFar().join(" ");
    if (text === "" || text === this.partialText || this.streamMs - this.partialMs < PARTIAL_MS) return;
    this.partialMs = this.streamMs;
    this.partialText = text;
    this.send("partial_transcript", { text });
  }

  private commitAsked(): void {
    const { lengthMs } = this.segment;
    if (lengthMs >= LEAST_COMMIT_MS) return this.commit();
    const error =
      `Commit request ignored: only ${(lengthMs / 1_000).toFixed(2)}s of uncommitted audio. ` +
      "You need at least 0.3s of uncommitted audio before committing.";
    this.send("commit_throttled", { error });
  }

  private commit(): void {
    const words = this.segment.words();
    const text = words.map(({ word }) => word).join(" ");
    this.segment = new ScribeSegment(this.streamMs, this.parts.nextText);
    this.partialText = "";
    // The same words as settled before they are committed: whoever counts both has them twice.
    if (text !== "") this.send("final_transcript", { text });
    this.send("committed_transcript", { text });
    const { query } = this.parts;
    if (query.get("include_timestamps") !== "true" && query.get("include_language_detection") !== "true") return;
    const timed = query.get("include_timestamps") === "true" ? { words: words.flatMap(wordItems) } : {};
    const language_code = query.get("language_code") ?? "en";
    this.send("committed_transcript_with_timestamps", { text, language_code, ...timed });
  }

  private send(message_type: string, more: object, afterMs = this.parts.latencies.wordsMs()): void {
    this.parts.outbox.json({ message_type, ...more }, afterMs);
  }

  private end(message_type: string, error: string): void {
    this.idle?.cancel();
    this.send(message_type, { error }, 0);
    this.parts.outbox.close(1_008, error.slice(0, 100));
  }

  private alive(): void {
    const { clock, outbox } = this.parts;
    this.idle?.cancel();
    this.idle = clock.at(clock.nowMs() + IDLE_MS, () => outbox.close(1_000));
  }
}

/** A word, and the space before it. */
function wordItems({ word, startMs, endMs }: TimedWord, index: number): object[] {
  const [start, end] = [startMs / 1_000, endMs / 1_000];
  const item = { text: word, start, end, type: "word", logprob: -0.05, characters: [...word] };
  return index === 0 ? [item] : [{ text: " ", start, end: start, type: "spacing", logprob: 0 }, item];
}

function configOf(query: URLSearchParams): object {
  return {
    ...{ model_id: query.get("model_id"), audio_format: query.get("audio_format"), sample_rate: 8_000 },
    ...{ commit_strategy: query.get("commit_strategy") ?? "manual", language_code: query.get("language_code") },
    vad_silence_threshold_secs: Number(query.get("vad_silence_threshold_secs") ?? 1.5),
    vad_threshold: Number(query.get("vad_threshold") ?? 0.4),
    include_timestamps: query.get("include_timestamps") === "true",
    keyterms: query.getAll("keyterms"),
  };
}
