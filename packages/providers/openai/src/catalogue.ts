/** OpenAI's models, as data: language models here, those that hear and speak in `catalogue-speech.ts`. */
import { type Catalogue, type ModelCard, NO_END, type TokenPrices, tokenPrices } from "@offhook/provider-kit/catalogue";
import { SPEECH_MODELS } from "./catalogue-speech.ts";

const SDK = { source: "openai 7.57.0, types", asOf: "2026-11-22" };
const GENAI_PRICES = { source: "@pydantic/genai-prices 0.1.8 [GP]", asOf: "2026-11-22" };

/**
 * `[endOfLife, successor]`: days by the doc comments of the SDK's types [DEP]; successors as the vendor recommends for
 * gpt-4o and gpt-4.1, elsewhere the model of about the same size and price.
 */
type Life = readonly [endOfLife: string, successor: string];

const model = (id: string, name: string, prices: TokenPrices | null, life?: Life): ModelCard => ({
  ...{ id, name, kind: "model", languages: ["mul"], prices: prices ? tokenPrices(prices, GENAI_PRICES) : "unknown" },
  ...(life ? { endOfLife: life[0], successor: life[1] } : NO_END),
  ...SDK,
});

const DECEMBER = "2026-12-11";
const JANUARY = "2027-01-14";
const APRIL = "2027-04-01";
const GONE = "2026-10-23";

/** The prices of gpt-5.6 and gpt-6 double above 272,000 tokens of input: no call comes near. */
const LANGUAGE_MODELS: readonly ModelCard[] = [
  model("gpt-6-luna", "GPT-6 Luna", { input: "0.10", cached: "0.01", write: "0.125", output: "0.50" }),
  model("gpt-6-sol", "GPT-6 Sol", { input: "2.00", cached: "0.20", write: "2.50", output: "10.00" }),
  model("gpt-6-astra", "GPT-6 Astra", null),
  model("gpt-6.1-sol", "GPT-6.1 Sol", null),
  model("gpt-6.1-terra", "GPT-6.1 Terra", null),
  model("gpt-5.6-luna", "GPT-5.6 Luna", { input: "0.20", cached: "0.02", write: "0.25", output: "1.20" }),
  model("gpt-5.6-terra", "GPT-5.6 Terra", { input: "2.00", cached: "0.20", write: "2.50", output: "12.00" }),
  model("gpt-5.6-sol", "GPT-5.6 Sol", null),
  model("gpt-5.5", "GPT-5.5", null),
  model("gpt-5.4", "GPT-5.4", { input: "2.50", cached: "0.25", output: "15.00" }),
  model("gpt-5.4-mini", "GPT-5.4 mini", { input: "0.75", cached: "0.075", output: "4.50" }),
  model("gpt-5.4-nano", "GPT-5.4 nano", { input: "0.20", cached: "0.02", output: "1.25" }, [APRIL, "gpt-6-luna"]),
  model("gpt-5.2", "GPT-5.2", null),
  model("gpt-5.1", "GPT-5.1", null, [APRIL, "gpt-6-sol"]),
  model("gpt-5", "GPT-5", null, [DECEMBER, "gpt-6.1-sol"]),
  model("gpt-5-mini", "GPT-5 mini", { input: "0.25", cached: "0.025", output: "2.00" }, [DECEMBER, "gpt-6.1-terra"]),
  model("gpt-5-nano", "GPT-5 nano", null, [DECEMBER, "gpt-6-luna"]),
  model("o3", "o3", null, [DECEMBER, "gpt-5.6-sol"]),
  model("gpt-4.1", "GPT-4.1", { input: "2.00", cached: "0.50", output: "8.00" }, [JANUARY, "gpt-6-luna"]),
  model("gpt-4.1-mini", "GPT-4.1 mini", { input: "0.40", cached: "0.10", output: "1.60" }, [JANUARY, "gpt-6-luna"]),
  model("gpt-4o", "GPT-4o", null, [JANUARY, "gpt-6-luna"]),
  model("gpt-4o-mini", "GPT-4o mini", { input: "0.15", cached: "0.075", output: "0.60" }, [JANUARY, "gpt-6-luna"]),
  model("gpt-4.1-nano", "GPT-4.1 nano", null, [GONE, "gpt-6-luna"]),
  model("gpt-4-turbo", "GPT-4 Turbo", null, [GONE, "gpt-5.6-sol"]),
  model("gpt-3.5-turbo", "GPT-3.5 Turbo", null, [GONE, "gpt-5.6-terra"]),
  model("o4-mini", "o4-mini", null, [GONE, "gpt-5.6-terra"]),
];

export const OPENAI_CATALOGUE: Catalogue = {
  provider: "openai",
  name: "OpenAI",
  keyName: "OPENAI_API_KEY",
  baseUrlName: "OPENAI_BASE_URL",
  baseUrl: "https://api.openai.com/v1",
  defaults: { transcriber: "gpt-live-transcribe", voice: "gpt-4o-mini-tts", realtime: "gpt-realtime-2.1" },
  idsAreNames: ["voice"],
  models: [...LANGUAGE_MODELS, ...SPEECH_MODELS],
};
