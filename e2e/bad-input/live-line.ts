/**
 * Calls in virtual time: Twilio's twin, the carrier's session and a whole live call, with providers from a script. A test
 * can slip messages of its own into the stream, between those that the twin sends.
 */
import { connectStream, TwilioSession, twiml } from "@offhook/carrier-twilio";
import { MULAW_SILENCE, pcmToMulaw, tone } from "@offhook/engine/audio";
import { LiveCall, loadClassifier, replay, VoiceCache } from "@offhook/engine/call";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import type { LogItem } from "@offhook/engine/ports";
import { FRONT_DESK } from "@offhook/server/assistants";
import { memoryHttp, memorySockets, SILENT_FRAME, TwilioTwin, type TwinCall, VirtualClock } from "@offhook/twin-twilio";
import type { WireMessage } from "./mutations.ts";
import { askedQuestion, LOUDNESS, QUESTION, steadyVoice } from "./scripted-parts.ts";

// Virtual time does not wait for modules.
await Promise.all([loadClassifier("en"), loadClassifier("ru")]);

const SPEECH_FRAME = pcmToMulaw(tone({ hz: 150, durationMs: 20, levelDb: -18 }));
const SPEECH_FRAMES = 60;

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
  /** Why the agent hung up. */
  hungUp: string[];
  recordedMs(): number;
  /** The newest valid message of each kind that the twin sent, `start` included. */
  valid(): string[];
  slipIn(message: WireMessage): void;
  readonly streamSid: string;
  /** The stream's next audio message, of so many bytes of silence. */
  nextAudio(bytes: number): string;
  /** The caller asks for the opening hours; resolves with what the agent says to it, or with null. */
  askAndListen(): Promise<string | null>;
  hangsUp(): Promise<void>;
}

interface Setting {
  assistant: AssistantDefinition;
  /** The recording cannot be opened. */
  withoutDisk: boolean;
}

export class LineLab {
  readonly clock = new VirtualClock();
  private readonly setting: Setting;
  private calls = 0;

  constructor(assistant: AssistantDefinition = FRONT_DESK, { withoutDisk = false } = {}) {
    this.setting = { assistant, withoutDisk };
  }

  /** A call whose greeting has been heard. */
  async call(): Promise<LiveLine> {
    this.calls += 1;
    const line = new Line(this.clock, this.calls, this.setting);
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
  readonly hungUp: string[] = [];
  readonly live: LiveCall;
  readonly twinCall: TwinCall;
  session!: TwilioSession;
  private readonly clock: VirtualClock;
  private readonly newest = new Map<string, string>();
  private recordedSamples = 0;
  private speechFrames = 0;
  private slippedAudio = 0;
  private ticking = true;

  constructor(clock: VirtualClock, seed: number, setting: Setting) {
    this.clock = clock;
    this.live = this.makeCall(setting);
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

  get streamSid(): string {
    return JSON.parse(this.newest.get("start") ?? "{}").streamSid;
  }

  nextAudio(bytes: number): string {
    this.slippedAudio += 1;
    const newest = JSON.parse(this.newest.get("media") ?? "{}");
    const chunk = String(Number(newest.media.chunk) + this.slippedAudio);
    const payload = Buffer.alloc(bytes, MULAW_SILENCE).toString("base64");
    return JSON.stringify({ ...newest, media: { ...newest.media, chunk, payload } });
  }

  slipIn(message: WireMessage): void {
    if (typeof message === "string") this.session.receive(message);
    else this.session.receiveBinary();
  }

  heardFromAgent(text: RegExp): boolean {
    return this.log.some(({ type, data }) => type === "agent-turn" && text.test(String(data.text)));
  }

  async askAndListen(): Promise<string | null> {
    // Whatever the mess made the agent say comes to its end first.
    await this.clock.advanceBy(12_000);
    this.speechFrames = SPEECH_FRAMES;
    const answer = (): LogItem | undefined => {
      const asked = this.log.findIndex(({ type, data }) => type === "caller-turn" && data.text === QUESTION);
      return asked < 0 ? undefined : this.log.slice(asked).find(({ type }) => type === "agent-turn");
    };
    await this.clock.runUntil(() => answer() !== undefined, 30_000);
    return answer() ? String(answer()?.data.text) : null;
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

  private recording() {
    return {
      writtenMs: 0,
      write: (samples: Int16Array) => {
        this.recordedSamples += samples.length;
      },
      close: () => {},
    };
  }

  private makeCall({ assistant, withoutDisk }: Setting): LiveCall {
    const { clock } = this;
    const pin = {
      ...{ callId: "call_1", engineVersion: "0", assistantId: "asst_1", assistantVersion: 1, assistant },
      ...{ direction: "inbound" as const, carrier: "twin", from: "+14155550100", to: "+14155550199", variables: {} },
      ...{ startedAt: "2026-01-05T11:00:00.000+02:00", seed: 1 },
    };
    const live = new LiveCall({
      ...{ pin, clock, startedAtMs: clock.nowMs(), tools: [], models: [], cache: new VoiceCache() },
      log: { append: (items) => void this.log.push(...items), flush: async () => ({ ok: true, value: true }) },
      effects: { intend: async () => ({ ok: true, value: { state: "new" } }), settle: async () => {} },
      transcribers: [askedQuestion(clock, () => this.speechFrames > 0)],
      voices: [steadyVoice(clock)],
      detector: LOUDNESS,
      recording: () => {
        if (withoutDisk) throw new Error("ENOSPC");
        return this.recording();
      },
      control: {
        hangUp: (because) => void this.hungUp.push(because),
        transfer: () => {},
        finished: (because) => void this.ended.push(because),
      },
      onFault: (part, _provider, { code, message }) => void this.partFaults.push(`${part}: ${code} ${message}`),
    });
    live.start();
    return live;
  }
}
