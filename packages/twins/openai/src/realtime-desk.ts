/** `/v1/realtime`: openings checked as OpenAI checks them, and what the sockets behind them shall answer and suffer. */
import type { Clock } from "@offhook/engine/ports";
import {
  type LineTrouble,
  Outbox,
  type SeenTraffic,
  TroubleScript,
  type TwinConversation,
  type TwinReply,
  type TwinRequest,
  type Wire,
  watched,
} from "@offhook/twin-kit";
import type { Item } from "./conversation-items.ts";
import type { Ear } from "./ear.ts";
import type { Latencies } from "./latencies.ts";
import { RealtimeSocket } from "./realtime-socket.ts";
import { notFound, refusal, refusedKey, unknownModel, wrong } from "./refusals.ts";
import type { SpokenText } from "./response-speaker.ts";
import { asRealtimeAnswer, type RealtimeAnswer } from "./spoken-reply.ts";

/** Every opening, accepted or not, for tests to look at. */
export interface SeenRealtime extends SeenTraffic {
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  /** Of the refusal; null where it was not refused. */
  refused: number | null;
  /** As it stands now; empty where it was refused. */
  readonly session: Readonly<Record<string, unknown>>;
  /** What the vendor believes was said, as it stands now. */
  readonly conversation: readonly Item[];
}

export type RealtimeAnswerTo = (
  conversation: readonly Item[],
  response: Readonly<Record<string, unknown>>,
) => RealtimeAnswer | string;

export interface RealtimeDeskParts {
  apiKey: string | undefined;
  models: readonly string[];
  latencies: Latencies;
  clock: Clock;
  ear: Ear;
  sessionMs: number;
  spoken(text: string): SpokenText;
}

const MODELS = /^(gpt-realtime(-mini|-1\.5|-2|-2\.1|-2\.1-mini)?(-\d{4}-\d{2}-\d{2})?|gpt-audio-(1\.5|mini))$/;

export class RealtimeDesk {
  readonly seen: SeenRealtime[] = [];
  answerTo: RealtimeAnswerTo = () => "Hello.";
  private readonly parts: RealtimeDeskParts;
  private readonly troubles = new TroubleScript();
  private readonly queue: RealtimeAnswer[] = [];

  constructor(parts: RealtimeDeskParts) {
    this.parts = parts;
  }

  script(...troubles: readonly (LineTrouble | null)[]): void {
    this.troubles.add(...troubles);
  }

  next(...answers: readonly (RealtimeAnswer | string)[]): void {
    this.queue.push(...answers.map(asRealtimeAnswer));
  }

  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    let socket: RealtimeSocket | null = null;
    const seen: SeenRealtime = {
      ...{ query: request.query, headers: request.headers, refused: null, texts: [], audioBytes: 0, closedWith: null },
      get session() {
        return socket?.session ?? {};
      },
      get conversation() {
        return socket?.items.list ?? [];
      },
    };
    this.seen.push(seen);
    const trouble = this.troubles.take();
    if (trouble?.type === "silent") return "silent";
    const refused = trouble?.type === "refuse" ? refusal(trouble.status) : this.refusalOf(request);
    seen.refused = refused?.status ?? null;
    if (refused) return refused;
    return (wire) => {
      socket = this.socket(request, new Outbox(wire, this.parts.clock, trouble));
      return watched(socket, seen);
    };
  }

  private socket({ query }: TwinRequest, outbox: Outbox): RealtimeSocket {
    const { latencies, clock, ear, sessionMs, spoken } = this.parts;
    return new RealtimeSocket({
      kind: query.get("intent") === "transcription" ? "transcription" : "realtime",
      model: query.get("model") ?? "",
      ...{ outbox, latencies, clock, ear, sessionMs },
      answer: (items, response) => this.queue.shift() ?? asRealtimeAnswer(this.answerTo(items, response)),
      spoken: (text) => spoken(text),
    });
  }

  private refusalOf({ path, query, headers }: TwinRequest): TwinReply | null {
    if (!path.endsWith("/v1/realtime")) return notFound("GET", path);
    // Unlike over HTTP, there is no session without a key, whichever it is.
    const key = this.parts.apiKey ?? headers.authorization?.replace(/^Bearer /, "");
    const refused = refusedKey(headers.authorization, key || "none");
    if (refused) return refused;
    if (headers["openai-beta"]) return wrong("The beta version of this API has ended.");
    const named = ["model", "intent", "call_id"].filter((name) => query.has(name));
    if (named.length !== 1) return wrong("You must provide exactly one of 'model', 'intent' and 'call_id'.");
    const model = query.get("model");
    const known = model === null || MODELS.test(model) || this.parts.models.includes(model);
    if (!known) return unknownModel(model);
    return query.has("intent") && query.get("intent") !== "transcription" ? wrong("Invalid value for 'intent'.") : null;
  }
}
