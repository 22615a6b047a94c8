/** Vendors of the cells in real time: each with its own adapter, and the twin that stands for it. */
import type { Model, RealtimeModel, Transcriber, Voice } from "@offhook/engine/ports";
import { claudeModel } from "@offhook/provider-anthropic";
import { cartesiaTranscriber, cartesiaVoice } from "@offhook/provider-cartesia";
import { deepgramTranscriber, deepgramVoice } from "@offhook/provider-deepgram";
import { elevenLabsVoice, scribeTranscriber } from "@offhook/provider-elevenlabs";
import { geminiLive, geminiModel, geminiVoice, googleCloudTranscriber } from "@offhook/provider-google";
import { openaiCompatible, openaiRealtime, openaiTranscriber } from "@offhook/provider-openai";
import { AnthropicTwin } from "@offhook/twin-anthropic";
import { CartesiaTwin, TWIN_VOICES } from "@offhook/twin-cartesia";
import { DeepgramTwin } from "@offhook/twin-deepgram";
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { CloudSpeechTwin, GoogleTwin, LiveTwin, serveCloudSpeech } from "@offhook/twin-google";
import { serveHttpTwin, serveSocketTwin } from "@offhook/twin-kit";
import { OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import { claudeAnswer, geminiAnswer, liveReply, twinAnswer, twinHears, twinReply } from "./answers.ts";
import { LOCAL_TRANSCRIBER, LOCAL_VOICE } from "./local-stand.ts";
import { FIRST_TEXT, LAST_TEXT, STRUCK_TEXT } from "./script.ts";
import { overSockets, type RealVendor } from "./stand.ts";

const apiKey = "key";
/** Twins that take their words from a script, one sentence each. */
const SAID = [FIRST_TEXT, STRUCK_TEXT, LAST_TEXT];

export const TRANSCRIBERS = {
  "deepgram/nova-3": overSockets(
    "",
    (seed) => serveSocketTwin(new DeepgramTwin({ seed }).hears(twinHears)),
    (baseUrl) => deepgramTranscriber({ apiKey, baseUrl }),
  ),
  "deepgram/flux-general-en": overSockets(
    "flux",
    (seed) => serveSocketTwin(new DeepgramTwin({ seed }).hears(twinHears)),
    (baseUrl) => deepgramTranscriber({ apiKey, baseUrl, model: "flux-general-en" }),
  ),
  "cartesia/ink-2": overSockets(
    "cartesia",
    (seed) => serveSocketTwin(new CartesiaTwin({ seed }).says(...SAID)),
    (baseUrl) => cartesiaTranscriber({ apiKey, baseUrl }),
  ),
  "elevenlabs/scribe_v2_realtime": overSockets(
    "scribe",
    (seed) => serveSocketTwin(new ElevenLabsTwin({ seed }).says(...SAID)),
    (baseUrl) => scribeTranscriber({ apiKey, baseUrl }),
  ),
  "google-cloud/telephony": overSockets(
    "google_cloud",
    (seed) => serveCloudSpeech(new CloudSpeechTwin({ seed }).hears(twinHears)),
    (baseUrl) => googleCloudTranscriber({ apiKey, baseUrl }),
  ),
  "openai/gpt-live-transcribe": overSockets(
    "openai",
    (seed) => serveTwin(new OpenAiTwin({ seed }).hears(twinHears)),
    (baseUrl) => openaiTranscriber({ apiKey, baseUrl }),
  ),
  "local/streaming-transducer": LOCAL_TRANSCRIBER,
} satisfies Record<string, RealVendor<Transcriber>>;

export const VOICES = {
  "elevenlabs/flash-v2.5": overSockets(
    "",
    (seed) => serveSocketTwin(new ElevenLabsTwin({ seed })),
    (baseUrl) => elevenLabsVoice({ apiKey, baseUrl, voice: "Rachel" }),
  ),
  "cartesia/sonic-3.5": overSockets(
    "cartesia",
    (seed) => serveSocketTwin(new CartesiaTwin({ seed })),
    (baseUrl) => cartesiaVoice({ apiKey, baseUrl, voice: TWIN_VOICES[0]?.id ?? "" }),
  ),
  "deepgram/aura-2-thalia-en": overSockets(
    "aura",
    (seed) => serveSocketTwin(new DeepgramTwin({ seed })),
    (baseUrl) => deepgramVoice({ apiKey, baseUrl }),
  ),
  "google/gemini-3.8-flash-tts": overSockets(
    "gemini",
    (seed) => serveSocketTwin(new GoogleTwin({ seed })),
    (baseUrl) => geminiVoice({ apiKey, baseUrl }),
  ),
  "local/piper": LOCAL_VOICE,
} satisfies Record<string, RealVendor<Voice>>;

export const MODELS = {
  "openai/chat": overSockets(
    "",
    (seed) => serveTwin(new OpenAiTwin({ seed }).answers(twinAnswer)),
    (baseUrl) => openaiCompatible({ model: "twin-model", baseUrl, id: "one/twin-model" }),
  ),
  "anthropic/claude-haiku-4-5": overSockets(
    "anthropic",
    (seed) => serveHttpTwin(new AnthropicTwin({ seed }).answers(claudeAnswer)),
    (baseUrl) => claudeModel({ apiKey, baseUrl }),
  ),
  "google/gemini-3.8-flash": overSockets(
    "gemini",
    (seed) => serveSocketTwin(new GoogleTwin({ seed }).answers(geminiAnswer)),
    (baseUrl) => geminiModel({ apiKey, baseUrl }),
  ),
} satisfies Record<string, RealVendor<Model>>;

export const REALTIME_MODELS = {
  "openai/gpt-realtime-2.1": overSockets(
    "",
    (seed) => serveTwin(new OpenAiTwin({ seed }).repliesTo(twinReply).hears(twinHears)),
    (baseUrl) => openaiRealtime({ apiKey, baseUrl }),
  ),
  "google/gemini-3.8-live": overSockets(
    "gemini",
    (seed) => serveSocketTwin(new LiveTwin({ seed }).repliesTo(liveReply)),
    (baseUrl) => geminiLive({ apiKey, baseUrl }),
  ),
} satisfies Record<string, RealVendor<RealtimeModel>>;

/** Who stands behind a transcriber and a model in trouble; behind a voice it is another voice of the list. */
export const SPARE_TRANSCRIBER: RealVendor<Transcriber> = overSockets(
  "",
  (seed) => serveSocketTwin(new DeepgramTwin({ seed }).hears(twinHears)),
  (baseUrl) => deepgramTranscriber({ apiKey, baseUrl, model: "nova-2-phonecall" }),
);
export const SPARE_MODEL: RealVendor<Model> = overSockets(
  "",
  (seed) => serveTwin(new OpenAiTwin({ seed }).answers(twinAnswer)),
  (baseUrl) => openaiCompatible({ model: "twin-model", baseUrl, id: "two/twin-model" }),
);
