/**
 * A stand-in of Gemini Live (`BidiGenerateContent`): openings and messages are checked as the real server checks them, what
 * it answers, hears and suffers is scripted. https://ai.google.dev/api/live
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
  tonalSpeech,
  type Wire,
  watched,
} from "@offhook/twin-kit";
import { asLiveAnswer, type LiveAnswer } from "./live-answer.ts";
import { type LiveLatencies, usualLiveLatencies } from "./live-latencies.ts";
import { LiveMemories, type LiveTurn } from "./live-memory.ts";
import { liveRefusal } from "./live-refusals.ts";
import { LiveSocket } from "./live-socket.ts";

export interface LiveTwinOptions {
  /** Without one any key will do, but there must be one. */
  apiKey?: string;
  /** Default the live models of the day. */
  models?: readonly string[];
  latencies?: LiveLatencies;
  seed?: number;
  clock?: Clock;
  /** JSON in binary frames, as some of the vendor's servers send it. */
  binary?: boolean;
  /** Default true: a turn is complete when it would have been heard. */
  waitsForPlayback?: boolean;
  /** Default false. True: a turn interrupted before its first sound ends without a word. */
  quietInterruptions?: boolean;
  /** Default ten minutes. */
  connectionMs?: number;
  /** Text to µ-law at 8 kHz; default tones in the words' rhythm. */
  synthesize?: (text: string) => Uint8Array;
}

/** Every opening, accepted or not, for tests to look at. */
export interface SeenLive extends SeenTraffic {
  path: string;
  query: URLSearchParams;
  /** Of the refusal; null where it was not refused. */
  refused: number | null;
  readonly setup: Readonly<Record<string, unknown>>;
  /** What the vendor believes was said, as it stands now. */
  readonly conversation: readonly LiveTurn[];
  /** Sound outside of any activity. */
  readonly strayMs: number;
}

export type LiveAnswerTo = (conversation: readonly LiveTurn[]) => LiveAnswer | string;

const MODELS = [
  ...["gemini-3.8-live", "gemini-3.8-live-extended-thinking", "gemini-3.1-flash-live-preview"],
  ...["gemini-live-2.5-flash-preview", "gemini-2.5-flash-native-audio-latest"],
];
/** The vendor's SDK begins with two slashes where another address is set: then `ws` reads as a host's name. */
const METHOD = /^(?:.*\/ws)?\/google\.ai\.generativelanguage\.v1(alpha|beta)\.GenerativeService\.BidiGenerateContent$/;
const CONNECTION_MS = 600_000;

export class LiveTwin implements SocketTwin {
  readonly seen: SeenLive[] = [];
  private readonly options: LiveTwinOptions;
  private readonly latencies: LiveLatencies;
  private readonly memories = new LiveMemories();
  private readonly troubles = new TroubleScript();
  private readonly sockets: LiveSocket[] = [];
  private readonly wires: Wire[] = [];
  private readonly queue: LiveAnswer[] = [];
  private readonly script: string[] = [];
  private answerTo: LiveAnswerTo = () => "Hello.";

  constructor(options: LiveTwinOptions = {}) {
    this.options = options;
    this.latencies = options.latencies ?? usualLiveLatencies(seededRandom(options.seed ?? 1));
  }

  /** What goes wrong on the sockets to come, one each; `null` is one without trouble. */
  next(...troubles: readonly (LineTrouble | null)[]): this {
    this.troubles.add(...troubles);
    return this;
  }

  /** What the caller's utterances to come say, one each; after them, no words are heard. */
  says(...texts: readonly string[]): this {
    this.script.push(...texts);
    return this;
  }

  /** These answers first, in order; then whatever `repliesTo` says. */
  replies(...answers: readonly (LiveAnswer | string)[]): this {
    this.queue.push(...answers.map(asLiveAnswer));
    return this;
  }

  repliesTo(answerTo: LiveAnswerTo): this {
    this.answerTo = answerTo;
    return this;
  }

  /** Now, on every open socket: the server will be gone in so long. */
  goAway(timeLeftMs = 50_000): void {
    for (const socket of this.sockets) socket.goAway(timeLeftMs);
  }

  /** Now, every open socket without a goodbye. */
  cut(): void {
    for (const wire of this.wires.splice(0)) wire.reset();
  }

  handle({ path }: TwinRequest): TwinReply {
    return jsonReply(404, { error: { code: 404, message: `${path} is not found.`, status: "NOT_FOUND" } });
  }

  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    const opened: { socket: LiveSocket | null } = { socket: null };
    const seen = this.watch(request, opened);
    this.seen.push(seen);
    const trouble = this.troubles.take();
    if (trouble?.type === "silent") return "silent";
    const refused = trouble?.type === "refuse" ? liveRefusal(trouble.status) : this.refusalOf(request);
    seen.refused = refused?.status ?? null;
    if (refused) return refused;
    return (wire) => {
      const socket = this.socket(new Outbox(wire, this.clock, trouble));
      opened.socket = socket;
      this.wires.push(wire);
      this.sockets.push(socket);
      return watched(socket, seen);
    };
  }

  private watch({ path, query }: TwinRequest, opened: { socket: LiveSocket | null }): SeenLive {
    return {
      ...{ path, query, refused: null, texts: [], audioBytes: 0, closedWith: null },
      get setup() {
        return opened.socket?.setup ?? {};
      },
      get conversation() {
        return opened.socket?.turns ?? [];
      },
      get strayMs() {
        return (opened.socket?.straySamples ?? 0) / 16;
      },
    };
  }

  private refusalOf({ path, query }: TwinRequest): TwinReply | null {
    if (!METHOD.test(path)) return liveRefusal(404);
    const key = query.get("key") ?? query.get("access_token");
    if (!key) return liveRefusal(403);
    const { apiKey } = this.options;
    return apiKey !== undefined && key !== apiKey ? liveRefusal(400) : null;
  }

  private socket(outbox: Outbox): LiveSocket {
    const { options, latencies, memories, clock } = this;
    const { synthesize = (text: string) => tonalSpeech(text).audio } = options;
    return new LiveSocket({
      ...{ outbox, latencies, clock, memories, synthesize },
      models: options.models ?? MODELS,
      binary: options.binary ?? false,
      waitsForPlayback: options.waitsForPlayback ?? true,
      quietInterruptions: options.quietInterruptions ?? false,
      connectionMs: options.connectionMs ?? CONNECTION_MS,
      hear: () => this.script.shift() ?? "",
      answer: (turns) => this.queue.shift() ?? asLiveAnswer(this.answerTo(turns)),
    });
  }

  private get clock(): Clock {
    return this.options.clock ?? realClock;
  }
}
