/**
 * Calls in virtual time: Twilio's twin, the carrier's session and a whole live call, with providers from a script. A test
 * can slip messages of its own into the stream, between those that the twin sends.
 */
import { connectStream, TwilioSession, twiml } from "@offhook/carrier-twilio";
import { levelDbOfMulaw, pcmToMulaw, tone } from "@offhook/engine/audio";
import { LiveCall, replay, VoiceCache } from "@offhook/engine/call";
import type { Clock, LogItem, SpeechDetector, Transcriber, TranscriberSink, Voice } from "@offhook/engine/ports";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { FRONT_DESK } from "@offhook/server/assistants";
import { memoryHttp, memorySockets, SILENT_FRAME, type TwinCall, TwilioTwin, VirtualClock } from "@offhook/twin-twilio";
import type { WireMessage } from "./mutations.ts";

const QUESTION = "What are your opening hours?";
const SPEECH_FRAME = pcmToMulaw(tone({ hz: 150, durationMs: 20, levelDb: -18 }));
const SPEECH_FRAMES = 60;
const QUIET_DB = -50;
const BYTES_A_CHARACTER = 400;

export interface LiveLine {
  live: LiveCall;
  session: TwilioSession;
  twinCall: TwinCall;
  log: LogItem[];
  /** Faults that the session told of, by code. */
  faults: Record<string, number>;
  /** Faults of the call's own parts. */
  partFaults: string[];
  ended: string[];
  recordedMs(): number;
  /** The newest valid message of each kind that the twin sent, `start` included. */
  valid(): string[];
  slipIn(message: WireMessage): void;
  /** The caller asks for the opening hours; true once the answer was heard. */
  asksAndIsAnswered(): Promise<boolean>;
  hangsUp(): Promise<void>;
}

export class LineLab {
  readonly clock = new VirtualClock();
  private calls = 0;

  /** A call whose greeting has been heard. */
  async call(): Promise<LiveLine> {
    this.calls += 1;
    const line = new Line(this.clock, this.calls);
    const greeted = () => line.heardFromAgent(/How can I help you/);
    if (!(await this.clock.runUntil(greeted, 20_000))) throw new Error("The greeting was not heard");
    return line;
  }
}

class Line implements LiveLine {
  readonly log: LogItem[] = [];
  readonly faults: Record<string, number> = {};
  readonly partFaults: string[] = [];
  readonly ended: string[] = [];
  readonly live: LiveCall;
  readonly twinCall: TwinCall;
  session!: TwilioSession;
  private readonly clock: VirtualClock;
  private readonly newest = new Map<string, string>();
  private recordedSamples = 0;
  private speechFrames = 0;
  private ticking = true;

  constructor(clock: VirtualClock, seed: number) {
    this.clock = clock;
    this.live = this.makeCall();
    const twin = new TwilioTwin({ clock, seed, keepsAudio: false, http: this.http(), sockets: this.sockets() });
    const caller = { nextFrame: () => this.nextFrame(), hear: () => {} };
    const voiceUrl = "https://voice.example.com/twilio/voice";
    this.twinCall = twin.placeCall({ from: "+14155550100", to: "+14155550199", voiceUrl, caller });
    this.tick();
  }

  recordedMs(): number {
    return this.recordedSamples / 2 / 8;
  }

  valid(): string[] {
    return [...this.newest].filter(([event]) => event !== "stop").map(([, text]) => text);
  }

  slipIn(message: WireMessage): void {
    if (typeof message === "string") this.session.receive(message);
    else this.session.receiveBinary();
  }

  heardFromAgent(text: RegExp): boolean {
    return this.log.some(({ type, data }) => type === "agent-turn" && text.test(String(data.text)));
  }

  async asksAndIsAnswered(): Promise<boolean> {
    // Whatever the mess made the agent say comes to its end first.
    await this.clock.advanceBy(12_000);
    this.speechFrames = SPEECH_FRAMES;
    return this.clock.runUntil(() => this.heardFromAgent(/open from nine/), 30_000);
  }

  async hangsUp(): Promise<void> {
    this.twinCall.hangUp();
    await this.clock.advanceBy(6_000);
    this.ticking = false;
    await this.clock.advanceBy(100);
    const again = replay(this.log);
    if (!again.same) throw new Error(`The log does not replay: ${JSON.stringify(again).slice(0, 500)}`);
  }

  private nextFrame(): Uint8Array {
    if (this.speechFrames === 0) return SILENT_FRAME;
    this.speechFrames -= 1;
    return SPEECH_FRAME;
  }

  private tick(): void {
    if (!this.ticking) return;
    this.live.tick();
    this.clock.at(this.clock.nowMs() + 20, () => this.tick());
  }

  private http() {
    const stream = { url: "wss://voice.example.com/twilio/media", parameters: {} };
    const body = twiml(connectStream(stream));
    return memoryHttp(() => ({ status: 200, headers: { "content-type": "text/xml" }, body }), this.clock);
  }

  private sockets() {
    return memorySockets((_request, peer) => {
      this.session = new TwilioSession({
        clock: this.clock,
        transport: peer,
        onStart: (_start, leg) => this.session.accept(this.live.attach(leg, { epoch: 1, resumed: false })),
        onFault: ({ code }) => {
          this.faults[code] = (this.faults[code] ?? 0) + 1;
        },
      });
      const text = (message: string): void => {
        this.newest.set(/"event":"(\w+)"/.exec(message)?.[1] ?? "", message);
        this.session.receive(message);
      };
      return { text, closed: () => this.session.transportClosed() };
    });
  }

  private makeCall(): LiveCall {
    const { clock } = this;
    const pin = {
      ...{ callId: "call_1", engineVersion: "0", assistantId: "asst_1", assistantVersion: 1, assistant: FRONT_DESK },
      ...{ direction: "inbound" as const, carrier: "twin", from: "+14155550100", to: "+14155550199", variables: {} },
      ...{ startedAt: "2026-01-05T11:00:00.000+02:00", seed: 1 },
    };
    const live = new LiveCall({
      ...{ pin, clock, startedAtMs: clock.nowMs(), tools: [], models: [], cache: new VoiceCache() },
      log: { append: (items) => void this.log.push(...items), flush: async () => ({ ok: true, value: true }) },
      effects: { intend: async () => ({ ok: true, value: { state: "new" } }), settle: async () => {} },
      transcribers: [askedQuestion(() => this.speechFrames > 0)],
      voices: [steadyVoice(clock)],
      detector: LOUDNESS,
      recording: () => ({
        writtenMs: 0,
        write: (samples) => {
          this.recordedSamples += samples.length;
        },
        close: () => {},
      }),
      control: { hangUp: () => {}, transfer: () => {}, finished: (because) => void this.ended.push(because) },
      onFault: (part, _provider, { code, message }) => void this.partFaults.push(`${part}: ${code} ${message}`),
    });
    live.start();
    return live;
  }
}

/** Whatever is said while the caller asks is the question; other sounds are no words. */
function askedQuestion(asking: () => boolean): Transcriber {
  return {
    id: "script",
    formats: [TELEPHONE_FORMAT],
    open: (_options, sink: TranscriberSink) => {
      let asked = false;
      let startAudioMs = 0;
      return {
        push: () => {
          asked ||= asking();
        },
        expect: () => {},
        speechStarted: (audioMs) => {
          startAudioMs = audioMs;
        },
        speechPaused: (audioMs) => {
          const text = asked && !asking() ? QUESTION : "";
          if (text !== "") asked = false;
          const said = { text, startAudioMs, endAudioMs: audioMs, confidence: 0.9, endOfTurn: false };
          queueMicrotask(() => sink.final(said));
        },
        close: () => {},
      };
    },
  };
}

function steadyVoice(clock: Clock): Voice {
  return {
    id: "script",
    formats: [TELEPHONE_FORMAT],
    synthesize: ({ text }, sink) => {
      const timer = clock.at(clock.nowMs() + 40, () => {
        sink.audio(new Uint8Array(text.length * BYTES_A_CHARACTER).fill(0x2a));
        sink.done();
      });
      return timer;
    },
  };
}

/** Loud is speech. */
const LOUDNESS: SpeechDetector = {
  open: (sink) => ({
    push: (audio, audioMs) => {
      const levelDb = levelDbOfMulaw(audio);
      sink.frame({ audioMs, durationMs: audio.length / 8, probability: levelDb > QUIET_DB ? 0.99 : 0.01, levelDb });
    },
    close: () => {},
  }),
};
