/**
 * An agent of the size that callers need to be tried against: it speaks prompts over a twin's media stream, hears the
 * caller by the same means as a caller hears an agent, and stops speaking when it is interrupted. Virtual time.
 */
import { mulawToPcm } from "@offhook/engine/audio";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { embeddedTranscriber, embeddedVoice } from "@offhook/provider-embedded";
import { type MemoryPeer, memoryHttp, memorySockets, TwilioTwin, VirtualClock } from "@offhook/twin-twilio";
import { Ear } from "../ear.ts";

export interface TinyAgentOptions {
  greeting: string | null;
  /** Null hangs up; an empty text says nothing. */
  answer?(heard: string, turn: number): string | null;
  /** False: the caller's words are not transcribed, and `answer` gets "". */
  understands?: boolean;
  /** Of `TwilioTwin.placeCall`'s webhook: another answer than a stream. */
  twiml?: string;
}

const STREAM = '<Response><Connect><Stream url="wss://agent.test/media"/></Connect></Response>';
/** Callers speak at −20 dB; noise up to 15 dB below that is none of theirs. */
const ABOVE_NOISE_DB = -30;
/** After the caller's speech, which the ear already waited half a second for. */
const BARGE_IN_MS = 200;

export class TinyAgent {
  readonly clock = new VirtualClock();
  readonly twin: TwilioTwin;
  readonly heard: string[] = [];
  readonly keys: string[] = [];
  interrupted = 0;
  private readonly options: TinyAgentOptions;
  private peer: MemoryPeer | null = null;
  private streamSid = "";
  private ear: Ear;
  private taken = 0;
  private playingUntilMs = 0;
  private nowMs = 0;

  constructor(options: TinyAgentOptions) {
    this.options = options;
    this.ear = this.makeEar();
    const body = options.twiml ?? STREAM;
    const http = memoryHttp(() => ({ status: 200, headers: { "content-type": "text/xml" }, body }), this.clock);
    const sockets = memorySockets((_request, peer) => {
      this.peer = peer;
      return { text: (text) => this.receive(JSON.parse(text)), closed: () => {} };
    });
    this.twin = new TwilioTwin({ clock: this.clock, http, sockets });
  }

  private makeEar(): Ear {
    const transcriber = this.options.understands === false ? null : embeddedTranscriber();
    const fault = (message: string) => void this.heard.push(message);
    return new Ear({ transcriber, hold: (work) => this.clock.hold(work), fault, loudDb: ABOVE_NOISE_DB });
  }

  private receive(message: {
    event: string;
    streamSid?: string;
    media?: { payload: string };
    dtmf?: { digit: string };
  }): void {
    if (message.event === "start") {
      this.streamSid = message.streamSid ?? "";
      if (this.options.greeting) this.say(this.options.greeting);
    }
    if (message.event === "dtmf") this.keys.push(message.dtmf?.digit ?? "");
    if (message.event === "media" && message.media) this.hear(Buffer.from(message.media.payload, "base64"));
  }

  private hear(frame: Uint8Array): void {
    this.ear.hear(frame, this.nowMs);
    this.nowMs += 20;
    const { speaking, speechStartedMs, heard, wordsPending } = this.ear;
    const isPlaying = this.nowMs < this.playingUntilMs;
    if (isPlaying && speaking && this.nowMs - (speechStartedMs ?? 0) >= BARGE_IN_MS) this.stop();
    const speech = heard[this.taken];
    if (speaking || wordsPending || !speech) return;
    this.taken += 1;
    this.heard.push(speech.text);
    const answer = this.options.answer?.(speech.text, this.taken) ?? null;
    if (answer === null) this.peer?.close();
    else if (answer !== "") this.say(answer);
  }

  private say(text: string): void {
    const pieces: Uint8Array[] = [];
    const spoken = new Promise<void>((resolve) => {
      const request = { text, language: "en", format: TELEPHONE_FORMAT, speed: 1 };
      embeddedVoice().synthesize(request, {
        audio: (bytes) => void pieces.push(bytes),
        words: () => {},
        done: () => resolve(this.play(Buffer.concat(pieces))),
        fault: (fault) => resolve(void this.heard.push(fault.message)),
      });
    });
    void this.clock.hold(spoken);
  }

  private play(audio: Uint8Array): void {
    this.playingUntilMs = this.nowMs + mulawToPcm(audio).length / 8;
    this.send({ event: "media", media: { payload: Buffer.from(audio).toString("base64") } });
  }

  private stop(): void {
    this.interrupted += 1;
    this.playingUntilMs = 0;
    this.send({ event: "clear" });
  }

  private send(message: Record<string, unknown>): void {
    this.peer?.send(JSON.stringify({ ...message, streamSid: this.streamSid }));
  }
}
