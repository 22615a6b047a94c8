/**
 * A stand-in of Cartesia: Sonic over `/tts/websocket`, Ink over `/stt/turns/websocket` and `/stt/websocket`, and the voice
 * list. What speech says is scripted (`says`) or told by a function (`hears`).
 */
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
  uuid,
  type Wire,
  watched,
} from "@offhook/twin-kit";
import { FinalizeListener } from "./finalize-listener.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import { finalizeProblem, turnsProblem } from "./listening-rules.ts";
import { noVersion, type Problem, refusal, unauthorized, usualProblem } from "./refusals.ts";
import { SpeechSocket } from "./speech-socket.ts";
import { TurnsListener } from "./turns-listener.ts";

export interface TwinVoice {
  id: string;
  name: string;
}

export interface CartesiaTwinOptions {
  /** Without one any key will do, but there must be one. */
  apiKey?: string;
  voices?: readonly TwinVoice[];
  latencies?: Latencies;
  seed?: number;
  clock?: Clock;
}

/** Every opening and every list request, for tests to look at. */
export interface SeenRequest extends SeenTraffic {
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
}

/** Made up; ids have the vendor's form. */
export const TWIN_VOICES: readonly TwinVoice[] = Object.freeze([
  { id: "00000000-0000-4000-8000-00000000a001", name: "Twin's calm receptionist" },
  { id: "00000000-0000-4000-8000-00000000a002", name: "Twin's cheerful clerk" },
]);

const ENDPOINTS: Readonly<Record<string, (query: URLSearchParams) => Problem | null>> = Object.freeze({
  "/tts/websocket": () => null,
  "/stt/turns/websocket": turnsProblem,
  "/stt/websocket": finalizeProblem,
});

export class CartesiaTwin implements SocketTwin {
  readonly seen: SeenRequest[] = [];
  private readonly options: CartesiaTwinOptions;
  private readonly random: () => number;
  private readonly latencies: Latencies;
  private readonly troubles = new TroubleScript();
  private readonly script: string[] = [];
  private hear: (() => string) | null = null;

  constructor(options: CartesiaTwinOptions = {}) {
    this.options = options;
    this.random = seededRandom(options.seed ?? 1);
    this.latencies = options.latencies ?? usualLatencies(seededRandom((options.seed ?? 1) + 1));
  }

  /** What goes wrong on the sockets to come, one each; `null` is one without trouble. */
  next(...troubles: readonly (LineTrouble | null)[]): this {
    this.troubles.add(...troubles);
    return this;
  }

  /** What the utterances to come say, one each; after them, no words are heard. */
  says(...texts: readonly string[]): this {
    this.script.push(...texts);
    return this;
  }

  /** Instead of a script. */
  hears(hear: () => string): this {
    this.hear = hear;
    return this;
  }

  handle(request: TwinRequest): TwinReply {
    this.note(request);
    const problem = this.accessProblem(request);
    if (problem) return refusal(problem, uuid(this.random));
    if (request.method !== "GET" || request.path !== "/voices") return refusal(usualProblem(404), uuid(this.random));
    return this.voicesPage(request.query);
  }

  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    const seen = this.note(request);
    const requestId = uuid(this.random);
    const trouble = this.troubles.take();
    if (trouble?.type === "silent") return "silent";
    const problem = trouble?.type === "refuse" ? usualProblem(trouble.status) : this.openingProblem(request);
    if (problem) return refusal(problem, requestId);
    return (wire) => {
      const outbox = new Outbox(wire, this.options.clock ?? realClock, trouble);
      return watched(this.conversation(request, requestId, outbox), seen);
    };
  }

  private conversation({ path, query }: TwinRequest, requestId: string, outbox: Outbox): TwinConversation {
    const { latencies } = this;
    const { clock = realClock } = this.options;
    const voices = this.voices.map(({ id }) => id);
    if (path === "/tts/websocket") return new SpeechSocket({ voices, requestId, outbox, latencies, clock });
    const nextText = (): string => (this.hear ? this.hear() : (this.script.shift() ?? ""));
    const parts = { query, requestId, outbox, latencies, nextText };
    return path === "/stt/websocket" ? new FinalizeListener(parts) : new TurnsListener(parts);
  }

  private get voices(): readonly TwinVoice[] {
    return this.options.voices ?? TWIN_VOICES;
  }

  private voicesPage(query: URLSearchParams): TwinReply {
    const before = query.get("starting_after");
    const rest = this.voices.slice(before === null ? 0 : this.voices.findIndex(({ id }) => id === before) + 1);
    const page = rest.slice(0, Number(query.get("limit") ?? 10));
    const data = page.map((voice) => ({ ...voice, language: "en", is_owner: false }));
    return jsonReply(200, { data, has_more: page.length < rest.length });
  }

  private openingProblem(request: TwinRequest): Problem | null {
    const problemIn = ENDPOINTS[request.path];
    return this.accessProblem(request) ?? (problemIn ? problemIn(request.query) : usualProblem(404));
  }

  /** By headers, or as browsers do it in the query. */
  private accessProblem({ headers, query }: TwinRequest): Problem | null {
    const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
    const key = bearer ?? headers["x-api-key"] ?? query.get("api_key");
    if (!key || (this.options.apiKey && key !== this.options.apiKey)) return unauthorized;
    const version = headers["cartesia-version"] ?? query.get("cartesia_version") ?? "";
    return /^\d{4}-\d\d-\d\d$/.test(version) ? null : noVersion;
  }

  private note({ path, query, headers }: TwinRequest): SeenRequest {
    const seen: SeenRequest = { path, query, headers, texts: [], audioBytes: 0, closedWith: null };
    this.seen.push(seen);
    return seen;
  }
}
