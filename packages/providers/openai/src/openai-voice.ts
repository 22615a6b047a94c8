/**
 * OpenAI's voices, and those of servers that speak `/audio/speech`. The telephone's µ-law is not to be had there: raw sound
 * at 24 kHz is asked for and brought down here.
 */
import { createHash } from "node:crypto";
import { TELEPHONE_FORMAT, type Voice, type VoiceRequest } from "@offhook/engine/ports";
import { failedSpeech, later, openAhead, SpeakJob, speakablePieces } from "@offhook/provider-kit";
import { baseUrlOf, isTelephone, lacksKey, type OpenAiAccount } from "./account.ts";
import { type OpenAiFaultCode, openaiFault } from "./openai-faults.ts";
import { SPEECH_TIMEOUTS, SpeechRequest, type SpeechTimeouts } from "./speech-request.ts";

export interface OpenAiVoiceOptions extends OpenAiAccount {
  /** Default `gpt-4o-mini-tts`, which OpenAI ends on 2027-01-06; it names no successor at this address. */
  model?: string;
  /** Default `marin`. */
  voice?: string;
  /** How to speak, in words: "calm, a little slower than usual". The `tts-1` models take none. */
  instructions?: string;
  timeouts?: Partial<SpeechTimeouts>;
}

/** OpenAI refuses more than 4,096 in one request. */
const MOST_CHARACTERS = 4_000;

/** Never throws: what is wrong with the options is the fault of every request. */
export function openaiVoice(options: OpenAiVoiceOptions): Voice {
  const { model = "gpt-4o-mini-tts", voice = "marin" } = options;
  const instructions = model.startsWith("tts-1") ? "" : (options.instructions ?? "");
  const id = idOf(voice, model, instructions);
  const timeouts = { ...SPEECH_TIMEOUTS, ...options.timeouts };
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    prepare() {
      if (!options.fetch) openAhead(baseUrlOf(options));
    },
    synthesize(request, sink) {
      const problem = problemOf(options, request);
      if (problem) return failedSpeech(openaiFault(problem, id), sink);
      const job = new SpeakJob(speakablePieces(request.text, MOST_CHARACTERS), request.speed, sink);
      if (job.pieces.length === 0) return later(() => job.done());
      const settings = {
        model,
        voice,
        response_format: "pcm",
        ...speedOf(request),
        ...(instructions && { instructions }),
      };
      const speech = new SpeechRequest({
        ...{ account: options, timeouts, settings, job },
        failed: (code, detail) => job.fail(openaiFault(code, id, detail)),
      });
      speech.start();
      return {
        cancel() {
          job.end();
          speech.cancel();
        },
      };
    },
  };
}

/** Part of the voice cache's key: whatever sounds different is called differently. */
function idOf(voice: string, model: string, instructions: string): string {
  const named = `openai/${voice}/${model}`;
  return instructions === ""
    ? named
    : `${named}?manner=${createHash("sha1").update(instructions).digest("hex").slice(0, 8)}`;
}

/** OpenAI takes 0.25 to 4. */
const speedOf = ({ speed }: VoiceRequest): { speed?: number } =>
  speed === 1 ? {} : { speed: Math.min(4, Math.max(0.25, speed)) };

function problemOf(account: OpenAiAccount, { format }: VoiceRequest): OpenAiFaultCode | null {
  if (lacksKey(account)) return "openai-key-missing";
  return isTelephone(format) ? null : "openai-format-unsupported";
}
