/** `/v1/audio/speech`: text in, sound at 24 kHz out in pieces. Checked as OpenAI checks it. */
import { mulawToPcm, resample, wavHeader } from "@offhook/engine/audio";
import {
  type LineTrouble,
  parseObject,
  type TimedBytes,
  type TimedReply,
  TroubleScript,
  type TwinReply,
  troubledReply,
  type WatchedReply,
} from "@offhook/twin-kit";
import type { Latencies } from "./latencies.ts";
import { refusal, unknownModel, wrong } from "./refusals.ts";

/** Text to µ-law at 8 kHz. */
export type Synthesize = (text: string, speed: number) => Uint8Array;

/** Every request that came through, for tests to look at. */
export interface SeenSpeech {
  request: Readonly<Record<string, unknown>>;
  aborted: boolean;
}

const MODELS = /^(tts-1|tts-1-hd|gpt-4o-mini-tts)(-\d{4}-\d{2}-\d{2})?$/;
const VOICES = "alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar".split(" ");
const FORMATS = "mp3 opus aac flac wav pcm".split(" ");
const MOST_CHARACTERS = 4_096;
/** A tenth of a second, and a byte: nobody promises that samples are not cut. */
const PIECE_BYTES = 4_801;

export class SpeechDesk {
  readonly seen: SeenSpeech[] = [];
  readonly troubles = new TroubleScript();
  private readonly models: readonly string[];
  private readonly latencies: Latencies;
  private readonly synthesize: Synthesize;

  constructor(models: readonly string[], latencies: Latencies, synthesize: Synthesize) {
    this.models = models;
    this.latencies = latencies;
    this.synthesize = synthesize;
  }

  speak(body: string): TwinReply | TimedReply | WatchedReply {
    const request = parseObject(body);
    const seen: SeenSpeech = { request: request ?? {}, aborted: false };
    this.seen.push(seen);
    const trouble = this.troubles.take();
    if (trouble?.type === "refuse") return refusal(trouble.status);
    const problem = request ? this.problemOf(request) : wrong("We could not parse the JSON body of your request.");
    if (problem) return problem;
    return {
      reply: troubledReply(this.sound(request ?? {}), trouble),
      aborted() {
        seen.aborted = true;
      },
    };
  }

  script(...troubles: readonly (LineTrouble | null)[]): void {
    this.troubles.add(...troubles);
  }

  private problemOf({ model, input, voice, response_format, speed }: Record<string, unknown>): TwinReply | null {
    if (typeof model !== "string") return wrong("you must provide a model parameter");
    if (!MODELS.test(model) && !this.models.includes(model)) return unknownModel(model);
    if (typeof input !== "string" || input.trim() === "") return wrong("Input should not be empty.", "input");
    if (input.length > MOST_CHARACTERS) return wrong("String should have at most 4096 characters", "input");
    if (typeof voice !== "string" || !VOICES.includes(voice))
      return wrong(`Invalid value: '${String(voice)}'.`, "voice");
    if (response_format !== undefined && !FORMATS.includes(String(response_format))) {
      return wrong(`Invalid value: '${String(response_format)}'.`, "response_format");
    }
    const fits = speed === undefined || (typeof speed === "number" && speed >= 0.25 && speed <= 4);
    return fits ? null : wrong("Invalid 'speed': must be between 0.25 and 4.", "speed");
  }

  /** Sound is made as PCM or WAV; whoever asks for another format is told that a twin has none. */
  private sound({ input, speed, response_format }: Record<string, unknown>): TimedReply {
    const mulaw = this.synthesize(String(input), typeof speed === "number" ? speed : 1);
    const pcm = resample(mulawToPcm(mulaw), 8_000, 24_000);
    const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
    const isWav = response_format === "wav";
    const header = wavHeader({ channels: 1, sampleRateHz: 24_000, dataBytes: bytes.length });
    const type = isWav ? "audio/wav" : response_format === "pcm" ? "audio/pcm" : "audio/mpeg";
    return {
      ...{ status: 200, headers: { "content-type": type }, afterMs: 0, ending: "end" },
      pieces: this.pieces(isWav ? new Uint8Array(Buffer.concat([header, bytes])) : bytes),
    };
  }

  private *pieces(bytes: Uint8Array): Generator<TimedBytes> {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const afterMs = at === 0 ? this.latencies.firstAudioMs() : this.latencies.betweenAudioMs();
      yield { afterMs, bytes: bytes.subarray(at, at + PIECE_BYTES) };
    }
  }
}
