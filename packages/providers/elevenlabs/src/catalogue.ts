/** ElevenLabs' models, as data. An assistant names a voice (`Rachel`); the model is a setting beside it. */
import { type Catalogue, type ModelCard, NO_END, type Prices, price } from "@offhook/provider-kit/catalogue";

const PAGE = { source: "elevenlabs.io/docs/overview/models", asOf: "2026-11-23" };
const SURVEY = { source: "vendor's price page, by a public survey [SURVEY-0925]", asOf: "2026-09-25" };
const LANGUAGES_V2 = "en ja zh de hi fr ko pt it es id nl tr fil pl sv bg ro ar cs el fi hr ms sk da ta uk ru".split(
  " ",
);
const LANGUAGES_FLASH = [...LANGUAGES_V2, "hu", "no", "vi"];
const A_THOUSAND: Prices = [price("character", "0.05", 1_000, SURVEY)];
/** Inference alone, without the way there and back. */
const FLASH_LATENCY = { p50: 75, ...PAGE };

const SCRIBE_LATENCY = { p50: 150, ...PAGE };

const voice = (id: string, name: string, languages: readonly string[], prices: Prices): ModelCard => ({
  ...{ id, name, kind: "voice", languages, prices, formats: ["mulaw/8000"], ...NO_END, ...PAGE },
});

export const ELEVENLABS_CATALOGUE: Catalogue = {
  provider: "elevenlabs",
  name: "ElevenLabs",
  keyName: "ELEVENLABS_API_KEY",
  baseUrlName: "ELEVENLABS_BASE_URL",
  baseUrl: "https://api.elevenlabs.io",
  defaults: { voice: "eleven_flash_v2_5", transcriber: "scribe_v2_realtime" },
  idsAreNames: ["voice"],
  models: [
    { ...voice("eleven_flash_v2_5", "Flash v2.5", LANGUAGES_FLASH, A_THOUSAND), publishedLatencyMs: FLASH_LATENCY },
    voice("eleven_flash_v2", "Flash v2", ["en"], "unknown"),
    voice("eleven_turbo_v2_5", "Turbo v2.5", LANGUAGES_FLASH, "unknown"),
    voice("eleven_turbo_v2", "Turbo v2", ["en"], "unknown"),
    voice("eleven_multilingual_v2", "Multilingual v2", LANGUAGES_V2, "unknown"),
    voice("eleven_v3", "v3", ["mul"], "unknown"),
    voice("eleven_v3_conversational", "v3 Conversational", ["mul"], A_THOUSAND),
    {
      // "90+ languages".
      ...{ id: "scribe_v2_realtime", name: "Scribe v2 Realtime", kind: "transcriber", languages: ["mul"] },
      // 0.39 an hour.
      ...{ prices: [price("minute", "0.0065", 1, SURVEY)], formats: ["mulaw/8000"], ...NO_END, ...PAGE },
      publishedLatencyMs: SCRIBE_LATENCY,
    },
  ],
};
