/** Google's Gemini voices, over `streamGenerateContent`: raw sound at 24 kHz, brought down to the telephone's here. */
import { createHash } from "node:crypto";
import { TELEPHONE_FORMAT, type Voice, type VoiceRequest } from "@offhook/engine/ports";
import { failedSpeech, later, openAhead, SpeakJob, speakablePieces } from "@offhook/provider-kit";
import { type GoogleFaultCode, googleFault } from "./faults.ts";
import { type GoogleAccount, isTelephone, plainModel, streamUrl } from "./settings.ts";
import { GEMINI_VOICE_TIMEOUTS, GeminiVoiceRequest, type GeminiVoiceTimeouts } from "./voice-request.ts";

export interface GeminiVoiceOptions extends GoogleAccount {
  /** Default `gemini-3.8-flash-tts`; `gemini-3.8-flash-lite-tts` is the cheaper one for agents. */
  model?: string;
  /** Default `Kore`. */
  voice?: string;
  /** How to speak, in words: "calm and warm". Models before 3.8 take none. */
  style?: string;
  timeouts?: Partial<GeminiVoiceTimeouts>;
}

/** About a minute: earlier models were seen to break off beyond that when they stream. */
const MOST_CHARACTERS = 900;

/**
 * Never throws: what is wrong with the options is the fault of every request.
 *
 * By the vendor's types and documents, and UNVERIFIED against the vendor itself: how soon the first sound comes (the
 * deadlines are the call's own), that `prebuiltVoiceConfig` names the voice for the 3.8 models too (they also know
 * `voiceConfig.voice`), that a speed can be had by asking for it in the style, and that the language is told by the text
 * alone: no `languageCode` is sent, since which codes are taken is not documented.
 */
export function geminiVoice(options: GeminiVoiceOptions): Voice {
  const { voice = "Kore", style = "" } = options;
  const model = plainModel(options.model ?? "gemini-3.8-flash-tts");
  const id = idOf(voice, model, style);
  const url = streamUrl(options, model);
  const timeouts = { ...GEMINI_VOICE_TIMEOUTS, ...options.timeouts };
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    prepare() {
      if (url !== null && !options.fetch) openAhead(url);
    },
    synthesize(request, sink) {
      const problem = problemOf(options, request);
      if (problem) return failedSpeech(googleFault(problem, id), sink);
      if (url === null) return failedSpeech(googleFault("google-base-url-invalid", id), sink);
      const job = new SpeakJob(speakablePieces(request.text, MOST_CHARACTERS), request.speed, sink);
      if (job.pieces.length === 0) return later(() => job.done());
      const manner = mannerOf(model, style, request.speed);
      const speech = new GeminiVoiceRequest({
        ...{ account: options, url, timeouts, job },
        bodyFor: (text) => bodyOf(text, voice, manner),
        failed: (code, detail) => job.fail(googleFault(code, id, detail)),
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

function bodyOf(text: string, voice: string, manner: string): string {
  const part = { text, ...(manner === "" ? {} : { speechMetadata: { style: manner } }) };
  return JSON.stringify({
    contents: [{ role: "user", parts: [part] }],
    generationConfig: {
      responseModalities: ["AUDIO"],
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: voice } } },
    },
  });
}

/** Before 3.8 a manner would have to stand in the text, where it may be read out. */
function mannerOf(model: string, style: string, speed: number): string {
  if (/gemini-(2|3\.[0-7]|3-)/.test(model)) return "";
  const pace = speed > 1.05 ? "faster than usual" : speed < 0.95 ? "slower than usual" : "";
  return [style, pace].filter(Boolean).join(", ");
}

/** Part of the voice cache's key: whatever sounds different is called differently. */
function idOf(voice: string, model: string, style: string): string {
  const named = `google/${voice}/${model}`;
  return style === "" ? named : `${named}?manner=${createHash("sha1").update(style).digest("hex").slice(0, 8)}`;
}

function problemOf({ apiKey }: GoogleAccount, { format }: VoiceRequest): GoogleFaultCode | null {
  if (apiKey === "") return "google-key-missing";
  return isTelephone(format) ? null : "google-format-unsupported";
}
