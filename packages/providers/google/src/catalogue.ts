/** Google's Gemini models, as data. Ends of life: ai.google.dev/gemini-api/docs/deprecations, in part by those who quote it. */
import {
  audioTokenPrices,
  type Catalogue,
  type Evidence,
  type ModelCard,
  NO_END,
  price,
  type TokenPrices,
  tokenPrices,
} from "@offhook/provider-kit/catalogue";

export { GOOGLE_CLOUD_CATALOGUE } from "./cloud-speech/catalogue.ts";

const SDK = { source: "@google/genai 2.32.0, types", asOf: "2026-11-22" };
const SEEN = { source: "public code and pages [OBS]", asOf: "2026-11-22" };
const GENAI_PRICES = { source: "@pydantic/genai-prices 0.1.8 [GP]", asOf: "2026-11-22" };
const SURVEY = { source: "public survey of price pages [SURVEY-0925]", asOf: "2026-09-25" };
/** The source counts minutes, bills count tokens: 25 a second, a rate that nobody dated vouches for. */
const MINUTES_AS_TOKENS: Evidence = { ...SURVEY, source: `${SURVEY.source}, at 25 tokens a second`, verified: false };
const TOKENS_A_MINUTE = 1_500;

const model = (id: string, name: string, prices: TokenPrices | null, life: Partial<ModelCard> = {}): ModelCard => ({
  ...{ id, name, kind: "model", languages: ["mul"], ...NO_END, ...SDK },
  ...{ prices: prices ? tokenPrices(prices, GENAI_PRICES) : "unknown", ...life },
});

/** 16 kHz in and 24 kHz out at the vendor; a call's own format on our side. */
const realtime = (id: string, name: string, rest: Pick<ModelCard, "prices"> & Partial<ModelCard>): ModelCard => ({
  ...{ id, name, kind: "realtime", languages: ["mul"], formats: ["mulaw/8000"], contextTokens: 128_000, ...NO_END },
  ...{ ...SEEN, ...rest },
});

const LIVE_TEXT = tokenPrices({ input: "0.75", output: "4.50" }, GENAI_PRICES);

export const GOOGLE_CATALOGUE: Catalogue = {
  provider: "google",
  name: "Google",
  keyName: "GEMINI_API_KEY",
  baseUrlName: "GEMINI_BASE_URL",
  baseUrl: "https://generativelanguage.googleapis.com",
  defaults: { model: "gemini-3.8-flash", voice: "gemini-3.8-flash-tts", realtime: "gemini-3.8-live" },
  idsAreNames: ["voice"],
  models: [
    model("gemini-3.8-flash", "Gemini 3.8 Flash", { input: "0.75", cached: "0.075", output: "3.75" }),
    model("gemini-3.6-flash", "Gemini 3.6 Flash", { input: "0.75", cached: "0.075", output: "3.75" }),
    model("gemini-3.5-flash", "Gemini 3.5 Flash", { input: "1.50", cached: "0.15", output: "9.00" }),
    model("gemini-3.5-flash-lite", "Gemini 3.5 Flash-Lite", { input: "0.30", cached: "0.03", output: "2.50" }),
    model(
      "gemini-3.1-flash-lite",
      "Gemini 3.1 Flash-Lite",
      { input: "0.25", cached: "0.025", output: "1.50" },
      // "At the earliest": the day itself will be announced.
      { endOfLife: "2027-05-07", successor: "gemini-3.5-flash-lite" },
    ),
    model(
      "gemini-2.5-flash",
      "Gemini 2.5 Flash",
      { input: "0.30", cached: "0.03", output: "2.50" },
      { endOfLife: "2026-12-01", successor: "gemini-3.5-flash-lite" },
    ),
    model("gemini-2.5-flash-lite", "Gemini 2.5 Flash-Lite", { input: "0.10", cached: "0.01", output: "0.40" }),
    model("gemini-3.7-flash", "Gemini 3.7 Flash", null),
    realtime("gemini-3.8-live", "Gemini 3.8 Live", {
      prices: [
        price("audio-output-token", "0.018", TOKENS_A_MINUTE, MINUTES_AS_TOKENS),
        price("audio-input-token", "0.005", TOKENS_A_MINUTE, MINUTES_AS_TOKENS),
        ...LIVE_TEXT,
      ],
    }),
    realtime("gemini-3.1-flash-live-preview", "Gemini 3.1 Flash Live (preview)", {
      prices: [...audioTokenPrices({ input: "3", output: "12" }, GENAI_PRICES), ...LIVE_TEXT],
    }),
    realtime("gemini-live-2.5-flash-preview", "Gemini 2.5 Flash Live (preview)", {
      prices: [
        ...audioTokenPrices({ input: "3", output: "12" }, GENAI_PRICES),
        ...tokenPrices({ input: "0.50", output: "2.00" }, GENAI_PRICES),
      ],
      ...{ endOfLife: "2025-12-09", successor: "gemini-3.8-live" },
    }),
    {
      ...{ id: "gemini-3.5-transcribe-live", name: "Gemini 3.5 Transcribe Live", kind: "transcriber" },
      // 0.005 for the sound and 0.004 for the text.
      ...{ prefix: "gemini-3.5-transcribe-live-", prices: [price("minute", "0.009", 1, SURVEY)] },
      ...{ languages: ["mul"], ...NO_END, ...SEEN },
    },
    {
      ...{ id: "gemini-3.8-flash-tts", name: "Gemini 3.8 Flash TTS", kind: "voice", languages: ["mul"] },
      ...{ prices: [price("character", "16.5", 1_000_000, SURVEY)], formats: ["mulaw/8000"], ...NO_END, ...SDK },
    },
  ],
};
