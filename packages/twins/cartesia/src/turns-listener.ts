/**
 * One `/stt/turns/websocket` socket of the twin. That the caller speaks is less and less probable the longer the silence;
 * below one threshold the turn may be over, below the next it is.
 */
import { type Outbox, parseObject, type TwinConversation } from "@offhook/twin-kit";
import { IncomingSpeech } from "./incoming-speech.ts";
import type { Latencies } from "./latencies.ts";
import { errorMessage, invalid } from "./refusals.ts";

export interface ListenerParts {
  query: URLSearchParams;
  requestId: string;
  outbox: Outbox;
  latencies: Latencies;
  nextText(): string;
}

const UPDATE_MS = 240;
/** After so much silence nobody would say that there is speech. */
const SURELY_OVER_MS = 700;

export class TurnsListener implements TwinConversation {
  private readonly parts: ListenerParts;
  private readonly speech: IncomingSpeech;
  private readonly limits: { eager: number; end: number; timeoutMs: number };
  private turn: { eager: boolean; said: string; updatedMs: number } | null = null;

  constructor(parts: ListenerParts) {
    const { query, nextText } = parts;
    this.parts = parts;
    this.speech = new IncomingSpeech(nextText);
    this.limits = {
      eager: Number(query.get("turn_eager_end_threshold") ?? 0.4),
      end: Number(query.get("turn_end_threshold") ?? 0.2),
      timeoutMs: Number(query.get("turn_end_timeout_ms") ?? 5_600),
    };
    this.send("connected", {}, 0);
  }

  binary(bytes: Uint8Array): void {
    this.speech.push(bytes, (isLoud) => this.frame(isLoud));
  }

  text(text: string): void {
    const message = parseObject(text);
    if (message?.type === "close") return this.drain();
    if (message?.type === "config") return;
    this.parts.outbox.json(errorMessage(invalid("The message is not one of this endpoint."), this.parts.requestId));
  }

  closed(): void {
    this.parts.outbox.stop();
  }

  private frame(isLoud: boolean): void {
    const { speech } = this;
    // A noise is over when it is quiet.
    if (!speech.isSpeech) {
      if (speech.quietMs >= SURELY_OVER_MS) speech.next();
      return;
    }
    this.turn ??= this.begin();
    const probability = Math.max(0, 1 - speech.quietMs / SURELY_OVER_MS);
    if (probability < this.limits.end || speech.quietMs >= this.limits.timeoutMs) return this.end();
    if (this.turn.eager && isLoud) {
      this.turn.eager = false;
      this.send("turn.resume");
    }
    if (!this.turn.eager && probability < this.limits.eager) {
      this.turn.eager = true;
      return this.send("turn.eager_end", { transcript: speech.words().join(" ") });
    }
    this.update(this.turn);
  }

  private begin(): NonNullable<TurnsListener["turn"]> {
    this.send("turn.start");
    return { eager: false, said: "", updatedMs: this.speech.endMs };
  }

  private update(turn: NonNullable<TurnsListener["turn"]>): void {
    const said = this.speech.words().join(" ");
    if (said === turn.said || this.speech.endMs - turn.updatedMs < UPDATE_MS) return;
    turn.said = said;
    turn.updatedMs = this.speech.endMs;
    this.send("turn.update", { transcript: said });
  }

  private end(): void {
    this.send("turn.end", { transcript: this.speech.words(true).join(" ") });
    this.speech.next();
    this.turn = null;
  }

  private drain(): void {
    if (this.turn) this.end();
    this.parts.outbox.close(1_000);
  }

  private send(type: string, more: Record<string, unknown> = {}, afterMs = this.parts.latencies.wordsMs()): void {
    this.parts.outbox.json({ type, request_id: this.parts.requestId, ...more }, afterMs);
  }
}
