/** Models that speak: text in, raw sound at 24 kHz out in pieces. Checked as Google checks it. */
import { mulawToPcm, resample } from "@offhook/engine/audio";
import {
  bytesOf,
  type LineTrouble,
  SILENT_REPLY,
  type TimedBytes,
  type TimedReply,
  TroubleScript,
  type TwinReply,
  troubledReply,
  type WatchedReply,
} from "@offhook/twin-kit";
import { type GenerateRequest, readGenerateRequest } from "./generate-request.ts";
import type { Latencies } from "./latencies.ts";
import { refusal, wrong } from "./refusals.ts";

/** Text to µ-law at 8 kHz. */
export type Synthesize = (text: string, speed: number) => Uint8Array;

/** Every request with a valid body, for tests to look at. */
export interface SeenSpeech {
  model: string;
  request: GenerateRequest;
  aborted: boolean;
}

const VOICES = (
  "Zephyr Puck Charon Kore Fenrir Leda Orus Aoede Callirrhoe Autonoe Enceladus Iapetus Umbriel Algieba Despina " +
  "Erinome Algenib Rasalgethi Laomedeia Achernar Alnilam Schedar Gacrux Pulcherrima Achird Zubenelgenubi " +
  "Vindemiatrix Sadachbia Sadaltager Sulafat"
).split(" ");
/** A tenth of a second, and a byte: nobody promises that samples are not cut. */
const PIECE_BYTES = 4_801;

export class SpeechDesk {
  readonly seen: SeenSpeech[] = [];
  private readonly troubles = new TroubleScript();
  private readonly reasons: string[] = [];
  private readonly latencies: Latencies;
  private readonly synthesize: Synthesize;

  constructor(latencies: Latencies, synthesize: Synthesize) {
    this.latencies = latencies;
    this.synthesize = synthesize;
  }

  script(...troubles: readonly (LineTrouble | null)[]): void {
    this.troubles.add(...troubles);
  }

  /** Why the next ones stop after half of their sound, such as `OTHER` or `SAFETY`. */
  stop(...reasons: readonly string[]): void {
    this.reasons.push(...reasons);
  }

  speak(model: string, body: string): TwinReply | WatchedReply {
    const read = readGenerateRequest(body, model, () => true);
    const problem = read.ok ? problemOf(read.request, model) : read.message;
    if (!read.ok || problem !== null) return wrong(problem ?? "");
    const seen: SeenSpeech = { model, request: read.request, aborted: false };
    this.seen.push(seen);
    const trouble = this.troubles.take();
    if (trouble?.type === "refuse") return refusal(trouble.status);
    if (trouble?.type === "silent") return { reply: SILENT_REPLY, aborted: () => {} };
    return {
      reply: troubledReply(this.sound(seen), trouble),
      aborted() {
        seen.aborted = true;
      },
    };
  }

  private sound({ request, model }: SeenSpeech): TimedReply {
    const part = request.contents[0]?.parts[0];
    const pcm = resample(mulawToPcm(this.synthesize(part?.text ?? "", speedOf(part))), 8_000, 24_000);
    const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
    const pieces = this.pieces(bytes, this.reasons.shift() ?? "STOP", model);
    return { status: 200, headers: { "content-type": "text/event-stream" }, afterMs: 0, pieces, ending: "end" };
  }

  private *pieces(bytes: Uint8Array, finishReason: string, modelVersion: string): Generator<TimedBytes> {
    const chunk = (candidate: Record<string, unknown>): Uint8Array =>
      bytesOf(`data: ${JSON.stringify({ candidates: [{ ...candidate, index: 0 }], modelVersion })}\r\n\r\n`);
    const upTo = finishReason === "STOP" ? bytes.length : bytes.length / 2;
    for (let at = 0; at < upTo; at += PIECE_BYTES) {
      const data = Buffer.from(bytes.subarray(at, at + PIECE_BYTES)).toString("base64");
      const parts = [{ inlineData: { mimeType: "audio/L16;codec=pcm;rate=24000", data } }];
      const afterMs = at === 0 ? this.latencies.firstAudioMs() : this.latencies.betweenAudioMs();
      yield { afterMs, bytes: chunk({ content: { parts, role: "model" } }) };
    }
    yield { afterMs: 0, bytes: chunk({ finishReason }) };
  }
}

function problemOf(request: GenerateRequest, model: string): string | null {
  const { responseModalities, speechConfig } = (request.generationConfig ?? {}) as {
    responseModalities?: unknown[];
    speechConfig?: { voiceConfig?: { voice?: string; prebuiltVoiceConfig?: { voiceName?: string } } };
  };
  if (responseModalities?.join() !== "AUDIO") {
    return `The requested combination of response modalities (TEXT) is not supported by the model. models/${model} accepts the following combination of response modalities:\n* AUDIO\n`;
  }
  if (request.systemInstruction) return "Developer instruction is not enabled for this model";
  const { voice, prebuiltVoiceConfig } = speechConfig?.voiceConfig ?? {};
  const name = voice ?? prebuiltVoiceConfig?.voiceName ?? "Kore";
  if (!VOICES.includes(name)) return `Voice name ${name} is not supported.`;
  return request.contents.length === 1 ? null : "Multiturn chat is not enabled for this model";
}

/** Slower and faster are the two manners that can be heard in a tone. */
function speedOf(part: { speechMetadata?: { style?: string } } | undefined): number {
  const style = part?.speechMetadata?.style ?? "";
  if (style.includes("slower")) return 0.8;
  return style.includes("faster") ? 1.25 : 1;
}
