/**
 * One `/v2/listen` socket of the twin. A turn begins with its first word and ends when the confidence that no more comes
 * passes `eot_threshold`; the confidence grows with the silence after the last sound.
 */
import type { Outbox, TwinConversation } from "@offhook/twin-kit";
import { parseObject } from "@offhook/twin-kit";
import type { Ear } from "./ear.ts";
import { Inbox } from "./inbox.ts";
import { type Frame, IncomingAudio } from "./incoming-audio.ts";
import type { ListenerParts } from "./nova-listener.ts";
import { timedWords } from "./nova-results.ts";

const UPDATE_MS = 240;
/** Silence of 490 ms makes a confidence of 0.7. */
const SURE_AFTER_MS = 700;
const PAUSE_MS = 60;

interface Turn {
  ear: Ear;
  startMs: number;
  loudMs: number;
  lastLoudMs: number;
  started: boolean;
  eager: boolean;
  words: string[];
}

type Item = Uint8Array | "ForceEndTurn" | "CloseStream";

export class FluxListener implements TwinConversation {
  private readonly parts: ListenerParts;
  private readonly outbox: Outbox;
  private readonly audio: IncomingAudio;
  private readonly inbox = new Inbox<Item>((item) => this.take(item));
  private eagerThreshold: number | null;
  private threshold: number;
  private timeoutMs: number;
  private turn: Turn | null = null;
  private turnIndex = 0;
  private sequenceId = 0;
  private lastUpdateMs = 0;

  constructor(parts: ListenerParts) {
    const { query, outbox, requestId } = parts;
    this.parts = parts;
    this.outbox = outbox;
    this.audio = new IncomingAudio(query.get("encoding") ?? "linear16", Number(query.get("sample_rate") ?? 16_000));
    this.eagerThreshold = query.has("eager_eot_threshold") ? Number(query.get("eager_eot_threshold")) : null;
    this.threshold = Number(query.get("eot_threshold") ?? 0.7);
    this.timeoutMs = Number(query.get("eot_timeout_ms") ?? 5_000);
    this.send({ type: "Connected", request_id: requestId }, 0);
  }

  binary(bytes: Uint8Array): void {
    this.inbox.push(bytes.length === 0 ? "CloseStream" : bytes);
  }

  text(text: string): void {
    const message = parseObject(text);
    const type = message?.type;
    if (type === "ForceEndTurn" || type === "CloseStream") return this.inbox.push(type);
    if (message && type === "Configure") return this.configure(message);
    // There is no KeepAlive in this protocol.
    const description = "The message is not one that this endpoint knows.";
    this.send({ type: "Error", code: "UNPARSABLE_CLIENT_MESSAGE", description }, 0);
    this.outbox.close(1_008, "DATA-0000");
  }

  closed(): void {
    this.inbox.stop();
    this.outbox.stop();
  }

  private configure(message: Record<string, unknown>): void {
    const thresholds = (message.thresholds ?? {}) as Record<string, number>;
    this.eagerThreshold = thresholds.eager_eot_threshold ?? this.eagerThreshold;
    this.threshold = thresholds.eot_threshold ?? this.threshold;
    this.timeoutMs = thresholds.eot_timeout_ms ?? this.timeoutMs;
    const now = { eot_threshold: this.threshold, eot_timeout_ms: this.timeoutMs };
    const { requestId } = this.parts;
    const keyterms = message.keyterms ?? [];
    this.send({ type: "ConfigureSuccess", request_id: requestId, thresholds: now, keyterms }, 0);
  }

  private async take(item: Item): Promise<void> {
    if (item === "ForceEndTurn") return this.endTurn("manual");
    if (item === "CloseStream") return this.outbox.close(1_000);
    for (const frame of this.audio.push(item)) await this.frame(frame);
  }

  private async frame({ endMs, isLoud }: Frame): Promise<void> {
    if (isLoud) this.loud(endMs);
    const { turn } = this;
    if (!turn) return;
    const quietMs = endMs - turn.lastLoudMs;
    if (quietMs >= this.timeoutMs) return this.endTurn("timeout");
    if (turn.started && this.confidence >= this.threshold) return this.endTurn("model");
    const eager = this.eagerThreshold !== null && this.confidence >= this.eagerThreshold;
    if (turn.started && eager && !turn.eager) {
      turn.eager = true;
      return this.hear("EagerEndOfTurn");
    }
    if (turn.eager && isLoud) {
      turn.eager = false;
      return this.hear("TurnResumed");
    }
    if (endMs - this.lastUpdateMs >= UPDATE_MS) await this.hear("Update");
  }

  private loud(endMs: number): void {
    this.turn ??= {
      ...{ ear: this.parts.nextEar(), startMs: endMs - 20, loudMs: 0, lastLoudMs: endMs },
      ...{ started: false, eager: false, words: [] },
    };
    this.turn.loudMs += 20;
    this.turn.lastLoudMs = endMs;
  }

  /** 0–1, that no more speech is coming. */
  private get confidence(): number {
    const quietMs = this.turn ? this.audio.endMs - this.turn.lastLoudMs : 0;
    return Math.min(0.95, quietMs / SURE_AFTER_MS);
  }

  private async hear(event: string): Promise<void> {
    const { turn } = this;
    if (!turn) return;
    this.lastUpdateMs = this.audio.endMs;
    const isWhole = this.audio.endMs - turn.lastLoudMs >= PAUSE_MS;
    const audio = (): Uint8Array => this.audio.since(Math.max(0, turn.startMs - 200));
    turn.words = await turn.ear.words({ loudMs: turn.loudMs, isWhole, given: 0, audio });
    if (turn.words.length === 0) return;
    this.turnInfo(turn.started ? event : "StartOfTurn");
    turn.started = true;
  }

  private async endTurn(trigger: string): Promise<void> {
    const { turn } = this;
    if (!turn) return;
    const audio = (): Uint8Array => this.audio.since(Math.max(0, turn.startMs - 200));
    turn.words = await turn.ear.words({ loudMs: turn.loudMs, isWhole: true, given: 0, audio });
    if (turn.words.length > 0) {
      if (!turn.started) this.turnInfo("StartOfTurn");
      this.turnInfo("EndOfTurn", trigger);
      this.turnIndex += 1;
    }
    this.turn = null;
  }

  private turnInfo(event: string, trigger?: string): void {
    const { turn, turnIndex } = this;
    if (!turn) return;
    const speech = { startMs: turn.startMs, endMs: turn.lastLoudMs };
    this.send({
      type: "TurnInfo",
      request_id: this.parts.requestId,
      event,
      turn_index: turnIndex,
      audio_window_start: turn.startMs / 1_000,
      audio_window_end: this.audio.endMs / 1_000,
      transcript: turn.words.join(" "),
      words: timedWords(turn.words, speech).map(({ punctuated_word, confidence, start, end }) => ({
        ...{ word: punctuated_word, confidence, start, end },
      })),
      end_of_turn_confidence: Math.round(this.confidence * 100) / 100,
      ...(trigger ? { trigger } : {}),
    });
  }

  private send(message: Record<string, unknown>, afterMs = this.parts.latencies.resultMs()): void {
    this.outbox.json({ ...message, sequence_id: this.sequenceId }, afterMs);
    this.sequenceId += 1;
  }
}
