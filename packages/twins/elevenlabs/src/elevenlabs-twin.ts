/** A stand-in of ElevenLabs: `multi-stream-input` speech, the voice list and the subscription. */
import type { Clock } from "@offhook/engine/ports";
import {
  jsonReply,
  type LineTrouble,
  Outbox,
  realClock,
  type SeenTraffic,
  type SocketTwin,
  seededRandom,
  TroubleScript,
  type TwinConversation,
  type TwinReply,
  type TwinRequest,
  type Wire,
  watched,
} from "@offhook/twin-kit";
import { ContextsSocket } from "./contexts-socket.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import { refusal, type SocketErrorName } from "./refusals.ts";
import { subscriptionReply, type TwinSubscription } from "./subscription.ts";

export interface TwinVoice {
  voice_id: string;
  name: string;
}

export interface ElevenLabsTwinOptions {
  /** Without one any key will do, but there must be one. */
  apiKey?: string;
  voices?: readonly TwinVoice[];
  /** What differs from a fresh plan; null: this key may not read it. */
  subscription?: Partial<TwinSubscription> | null;
  latencies?: Latencies;
  seed?: number;
  clock?: Clock;
  /** Of `contextId` and `isFinal`: the vendor's own SDK has both. */
  spelling?: "camel" | "snake";
}

/** Every opening and every list request, for tests to look at. */
export interface SeenRequest extends SeenTraffic {
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
}

/** Made up; ids have the vendor's form. */
export const TWIN_VOICES: readonly TwinVoice[] = Object.freeze([
  { voice_id: "TwinRachel0000000001", name: "Rachel" },
  { voice_id: "TwinGeorge0000000002", name: "George - warm storyteller" },
]);

const MODELS = /^eleven_(flash_v2_5|flash_v2|turbo_v2_5|turbo_v2|multilingual_v2|v3|v3_conversational)$/;
const SOCKET = /^\/v1\/text-to-speech\/([^/]+)\/multi-stream-input$/;

export class ElevenLabsTwin implements SocketTwin {
  readonly seen: SeenRequest[] = [];
  private readonly options: ElevenLabsTwinOptions;
  private readonly latencies: Latencies;
  private readonly troubles = new TroubleScript();

  constructor(options: ElevenLabsTwinOptions = {}) {
    this.options = options;
    this.latencies = options.latencies ?? usualLatencies(seededRandom(options.seed ?? 1));
  }

  /** What goes wrong on the sockets to come, one each; `null` is one without trouble. */
  next(...troubles: readonly (LineTrouble | null)[]): this {
    this.troubles.add(...troubles);
    return this;
  }

  handle(request: TwinRequest): TwinReply {
    this.note(request);
    if (this.keyProblem(request)) return refusal(401);
    const { path, query } = request;
    if (path === "/v1/user/subscription") return subscriptionReply(this.options.subscription);
    if (path !== "/v1/voices" && path !== "/v2/voices") return refusal(404);
    const search = (query.get("search") ?? "").toLowerCase();
    const all = this.voices.map((voice) => ({ ...voice, category: "premade", labels: {} }));
    if (path === "/v1/voices") return jsonReply(200, { voices: all });
    const voices = all.filter(({ name }) => name.toLowerCase().includes(search));
    return jsonReply(200, { voices, has_more: false, total_count: voices.length, next_page_token: null });
  }

  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    const seen = this.note(request);
    const voiceId = SOCKET.exec(request.path)?.[1];
    const trouble = this.troubles.take();
    if (trouble?.type === "silent") return "silent";
    if (trouble?.type === "refuse") return refusal(trouble.status);
    if (!voiceId) return refusal(404);
    return (wire) => {
      const { clock = realClock, spelling = "camel" } = this.options;
      const outbox = new Outbox(wire, clock, trouble);
      const problem = this.problemOf(request, voiceId);
      const { query } = request;
      const { latencies } = this;
      return watched(new ContextsSocket({ query, outbox, latencies, clock, problem, spelling }), seen);
    };
  }

  private problemOf(request: TwinRequest, voiceId: string): SocketErrorName | null {
    const { query } = request;
    if (!this.voices.some(({ voice_id }) => voice_id === voiceId)) {
      return this.keyProblem(request) ?? "voice_id_does_not_exist";
    }
    if (!MODELS.test(query.get("model_id") ?? "eleven_multilingual_v2")) return "model_id_does_not_exist";
    return this.keyProblem(request) ?? (query.get("output_format") === "ulaw_8000" ? null : "invalid_output_format");
  }

  private keyProblem({ headers }: TwinRequest): SocketErrorName | null {
    const key = headers["xi-api-key"];
    if (!key) return "missing_api_key";
    return this.options.apiKey && key !== this.options.apiKey ? "invalid_api_key" : null;
  }

  private note({ path, query, headers }: TwinRequest): SeenRequest {
    const seen: SeenRequest = { path, query, headers, texts: [], audioBytes: 0, closedWith: null };
    this.seen.push(seen);
    return seen;
  }

  private get voices(): readonly TwinVoice[] {
    return this.options.voices ?? TWIN_VOICES;
  }
}
