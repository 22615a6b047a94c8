/**
 * A stand-in of Deepgram: `/v1/listen` (Nova), `/v2/listen` (Flux), `/v1/speak` (Aura), `/v1/projects`. Openings are checked as
 * the real server checks them; what speech says is scripted (`says`) or heard by a function (`hears`).
 */
import type { Clock } from "@offhook/engine/ports";
import {
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
  tonalSpeech,
  uuid,
  type Wire,
  watched,
} from "@offhook/twin-kit";
import { accountReply } from "./account.ts";
import { type Ear, type Hear, listeningEar, scriptedEar } from "./ear.ts";
import { FluxListener } from "./flux-listener.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import { NovaListener } from "./nova-listener.ts";
import { fluxProblem, listenProblem, speakProblem } from "./query-rules.ts";
import { refusal } from "./refusals.ts";
import { Speaker } from "./speaker.ts";

export interface DeepgramTwinOptions {
  /** Without one any key will do, but there must be one. */
  apiKey?: string;
  /** What the project has left, 200 if not said; null: this key may not see it, nor the project. */
  balanceUsd?: number | null;
  latencies?: Latencies;
  seed?: number;
  clock?: Clock;
  /** Text to µ-law at 8 kHz; default tones in the words' rhythm. */
  synthesize?: (text: string, speed: number) => Uint8Array;
}

/** Every opening, accepted or not, for tests to look at. */
export interface SeenSocket extends SeenTraffic {
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  /** Of the refusal; null where it was not refused. */
  refused: number | null;
}

const ENDPOINTS: Readonly<Record<string, (query: URLSearchParams) => string | null>> = Object.freeze({
  "/v1/listen": listenProblem,
  "/v2/listen": fluxProblem,
  "/v1/speak": speakProblem,
});

export class DeepgramTwin implements SocketTwin {
  readonly seen: SeenSocket[] = [];
  private readonly options: DeepgramTwinOptions;
  private readonly random: () => number;
  private readonly latencies: Latencies;
  private readonly troubles = new TroubleScript();
  private readonly script: string[] = [];
  private hear: Hear | null = null;

  constructor(options: DeepgramTwinOptions = {}) {
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
  hears(hear: Hear): this {
    this.hear = hear;
    return this;
  }

  handle(request: TwinRequest): TwinReply {
    const requestId = uuid(this.random);
    if (this.keyIsWrong(request)) return refusal(401, requestId);
    return accountReply(request, this.options.balanceUsd, requestId);
  }

  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    const { path, query, headers } = request;
    const seen: SeenSocket = { path, query, headers, refused: null, texts: [], audioBytes: 0, closedWith: null };
    this.seen.push(seen);
    const requestId = uuid(this.random);
    const trouble = this.troubles.take();
    if (trouble?.type === "silent") return "silent";
    const refused =
      trouble?.type === "refuse" ? refusal(trouble.status, requestId) : this.refusalOf(request, requestId);
    if (refused) {
      seen.refused = refused.status;
      return refused;
    }
    return (wire) => {
      const outbox = new Outbox(wire, this.clock, trouble);
      return watched(this.conversation(path, query, requestId, outbox), seen);
    };
  }

  private keyIsWrong({ headers }: TwinRequest): boolean {
    const key = /^(?:Token|Bearer) (\S+)$/i.exec(headers.authorization ?? "")?.[1];
    const { apiKey } = this.options;
    return !key || Boolean(apiKey && key !== apiKey);
  }

  private refusalOf(request: TwinRequest, requestId: string): TwinReply | null {
    if (this.keyIsWrong(request)) return refusal(401, requestId);
    const { path, query } = request;
    const problemIn = ENDPOINTS[path];
    if (!problemIn) return refusal(404, requestId);
    const problem = problemIn(query);
    return problem ? refusal(400, requestId, problem) : null;
  }

  private conversation(path: string, query: URLSearchParams, requestId: string, outbox: Outbox): TwinConversation {
    const parts = { query, requestId, outbox, latencies: this.latencies, clock: this.clock };
    if (path === "/v1/speak") {
      const { synthesize = (text, speed) => tonalSpeech(text, speed).audio } = this.options;
      return new Speaker({ ...parts, synthesize });
    }
    const listening = { ...parts, nextEar: () => this.nextEar() };
    return path === "/v2/listen" ? new FluxListener(listening) : new NovaListener(listening);
  }

  private nextEar(): Ear {
    return this.hear ? listeningEar(this.hear) : scriptedEar(this.script.shift() ?? "");
  }

  private get clock(): Clock {
    return this.options.clock ?? realClock;
  }
}
