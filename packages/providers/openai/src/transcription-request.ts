/** One utterance as a WAV file to `/audio/transcriptions`, and its words. */
import { wavHeader } from "@offhook/engine/audio";
import { parse, record } from "@offhook/provider-kit";
import type { OpenAiAccount } from "./account.ts";
import type { OpenAiFaultCode } from "./openai-faults.ts";
import { hintsFor } from "./transcription-hints.ts";
import { VendorPost } from "./vendor-post.ts";

export interface TranscriptionParts {
  account: OpenAiAccount;
  model: string;
  /** Two letters. */
  language: string;
  /** Words and phrases that are likely now. */
  phrases: readonly string[];
  /** 16 kHz, 16 bits. */
  pieces: readonly Int16Array[];
  /** From the request to the whole answer. */
  withinMs: number;
  done(text: string): void;
  failed(code: OpenAiFaultCode, detail: string): void;
}

/** Some servers, such as whisper.cpp's, take no other rate. OpenAI's take any. */
export const WAV_RATE_HZ = 16_000;
/** Shorter sound is refused as too short. */
const LEAST_SAMPLES = WAV_RATE_HZ / 5;
/** The words of half a minute are a few hundred. */
const MOST_ANSWER_BYTES = 256_000;

export function startTranscription(parts: TranscriptionParts): VendorPost {
  const { account, withinMs } = parts;
  const answer: Uint8Array[] = [];
  let bytes = 0;
  const post: VendorPost = new VendorPost(
    { account, path: "/audio/transcriptions", body: formOf(parts), connectMs: withinMs },
    {
      // The deadline is for the whole answer: it stays as it was set.
      opened: (type) => (/text\/html/.test(type) ? `It came as ${type}.` : null),
      piece: (piece) => {
        answer.push(piece);
        bytes += piece.length;
        if (bytes > MOST_ANSWER_BYTES) post.fail("openai-answer-malformed", "It has no end.");
      },
      ended: () => {
        const json = Buffer.concat(answer).toString("utf8");
        const text = record(parse(json))?.text;
        if (typeof text === "string") parts.done(text.trim());
        else parts.failed("openai-answer-malformed", json.slice(0, 80));
      },
      failed: (code, detail) => parts.failed(code === "openai-connect-late" ? "openai-stalled" : code, detail),
    },
  );
  post.start();
  return post;
}

function formOf({ model, language, phrases, pieces }: TranscriptionParts): FormData {
  const form = new FormData();
  form.set(
    "file",
    new Blob(wavOf(pieces) as ConstructorParameters<typeof Blob>[0], { type: "audio/wav" }),
    "speech.wav",
  );
  form.set("model", model);
  form.set("response_format", "json");
  if (language !== "") form.set("language", language);
  const { keywords = [], prompt } = hintsFor(model, phrases);
  for (const keyword of keywords) form.append("keywords[]", keyword);
  if (prompt !== undefined) form.set("prompt", prompt);
  return form;
}

function wavOf(pieces: readonly Int16Array[]): (Uint8Array | Int16Array)[] {
  const samples = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const padding = Math.max(0, LEAST_SAMPLES - samples);
  const dataBytes = (samples + padding) * 2;
  const header = wavHeader({ channels: 1, sampleRateHz: WAV_RATE_HZ, dataBytes });
  return [header, ...pieces, new Int16Array(padding)];
}
