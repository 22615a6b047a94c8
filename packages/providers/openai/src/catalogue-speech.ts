/** OpenAI's models that hear and speak, as data. Ends of life by the doc comments of the SDK's types [DEP]. */
import {
  audioTokenPrices,
  type Evidence,
  type ModelCard,
  NO_END,
  type Price,
  type Prices,
  price,
  tokenPrices,
} from "@offhook/provider-kit/catalogue";

const SDK = { source: "openai 7.57.0, types", asOf: "2026-11-22" };
const GENAI_PRICES = { source: "@pydantic/genai-prices 0.1.8 [GP]", asOf: "2026-11-22" };
const SURVEY = { source: "vendor's price page, by a public survey [SURVEY-0925]", asOf: "2026-09-25" };
const MODEL_PAGE = { source: "developers.openai.com/api/docs/models", asOf: "2026-11-23" };
const ABOUT: Evidence = { source: "estimated from the prices of tokens", asOf: "2026-11-22", verified: false };
const COMMON = { languages: ["mul"], formats: ["mulaw/8000"], ...NO_END, ...SDK };

const realtime = (id: string, name: string, prices: Prices, rest: Partial<ModelCard> = {}): ModelCard => ({
  ...{ id, name, kind: "realtime", prices, ...COMMON, ...rest },
});

const transcriber = (id: string, name: string, prices: Prices, rest: Partial<ModelCard> = {}): ModelCard => ({
  ...{ id, name, kind: "transcriber", prices, ...COMMON, ...rest },
});

const voice = (id: string, name: string, prices: Prices): ModelCard => ({
  ...{ id, name, kind: "voice", prices, ...COMMON },
  // The vendor's own advice is a realtime model, which is no voice in this place.
  ...{ endOfLife: "2027-01-06", successor: "deepgram/aura-2-thalia-en" },
});

/** The longest part of a bill first: what the model says. */
const soundAndText = (sound: { input: string; cached: string; output: string }, textOutput: string): Price[] => [
  ...audioTokenPrices(sound, GENAI_PRICES).reverse(),
  ...tokenPrices({ input: "4", cached: "0.40", output: textOutput }, GENAI_PRICES),
];
const SOUND = { input: "32", cached: "0.40", output: "64" };
const mini = (evidence: Evidence): Price[] => [
  ...audioTokenPrices({ input: "10", cached: "0.30", output: "20" }, evidence).reverse(),
  ...tokenPrices({ input: "0.60", cached: "0.06", output: "2.40" }, evidence),
];

const LARGE_END = { endOfLife: "2027-01-20", successor: "gpt-realtime-2.1" };
const MINI_END = { endOfLife: "2027-01-20", successor: "gpt-realtime-2.1-mini" };
const WHISPER_END = { endOfLife: "2027-02-26", successor: "gpt-transcribe" };
const LONG = { contextTokens: 128_000 };

export const SPEECH_MODELS: readonly ModelCard[] = [
  realtime("gpt-realtime-2.1", "GPT Realtime 2.1", soundAndText(SOUND, "24"), LONG),
  realtime("gpt-realtime-2.1-mini", "GPT Realtime 2.1 mini", mini(MODEL_PAGE), LONG),
  realtime("gpt-realtime-2", "GPT Realtime 2", soundAndText(SOUND, "24"), LONG),
  realtime("gpt-realtime-1.5", "GPT Realtime 1.5", soundAndText(SOUND, "16"), { contextTokens: 32_000 }),
  realtime("gpt-realtime", "GPT Realtime", soundAndText(SOUND, "16"), LARGE_END),
  realtime("gpt-realtime-mini", "GPT Realtime mini", mini(GENAI_PRICES), MINI_END),
  transcriber("gpt-live-transcribe", "GPT Live Transcribe", [price("minute", "0.017", 1, MODEL_PAGE)]),
  transcriber("gpt-realtime-whisper", "GPT Realtime Whisper", [price("minute", "0.017", 1, SURVEY)]),
  transcriber("gpt-transcribe", "GPT Transcribe", [price("minute", "0.0045", 1, GENAI_PRICES)]),
  transcriber("gpt-4o-transcribe", "GPT-4o Transcribe", [price("minute", "0.006", 1, SURVEY)], WHISPER_END),
  transcriber("gpt-4o-mini-transcribe", "GPT-4o mini Transcribe", [price("minute", "0.003", 1, ABOUT)], WHISPER_END),
  transcriber("gpt-4o-transcribe-diarize", "GPT-4o Transcribe Diarize", "unknown", WHISPER_END),
  transcriber("whisper-1", "Whisper", "unknown", WHISPER_END),
  voice("gpt-4o-mini-tts", "GPT-4o mini TTS", [
    price("minute", "0.015", 1, ABOUT),
    price("input-token", "0.60", 1_000_000, GENAI_PRICES),
    price("audio-output-token", "12", 1_000_000, GENAI_PRICES),
  ]),
  voice("tts-1", "TTS-1", "unknown"),
  voice("tts-1-hd", "TTS-1 HD", "unknown"),
];
