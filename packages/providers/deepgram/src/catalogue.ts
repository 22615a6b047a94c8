/**
 * Deepgram's models, as data. Prices are the regular ones, not those of a promotion. Languages: the vendor's pages on
 * Nova-3 and Flux; voices and models: the types of its SDK 5.13.0.
 */
import { type Catalogue, type ModelCard, NO_END, type Prices, price } from "@offhook/provider-kit/catalogue";
import { aura2Voices } from "./catalogue-voices.ts";

const SDK = { source: "@deepgram/sdk 5.13.0, types", asOf: "2026-11-22" };
const SURVEY = { source: "vendor's price page, by a public survey [SURVEY-0925]", asOf: "2026-09-25" };
const FORMATS = ["mulaw/8000"];
const A_MINUTE: Prices = [price("minute", "0.0077", 1, SURVEY)];
const RESULTS_LATENCY = { p50: 300, source: "vendor: streamed results under 300 ms", asOf: "2026-11-22" };
const VOICE_LATENCY = { p50: 200, source: "vendor: Aura-2's first byte under 200 ms", asOf: "2026-11-22" };

const FLUX_LANGUAGES = "en es fr de hi ru pt ja it nl".split(" ");
const NOVA_LANGUAGES = (
  "multi en af ar be bn bs bg ca zh zh-HK hr cs da nl nl-BE et fi fr gl de de-CH el gu he hi hu id it ja kn ko lv lt mk ms " +
  "mr no fa pl pt ro ru sr sk sl es sv tl ta te th tr uk vi xh zu"
).split(" ");

const transcriber = (id: string, name: string, languages: readonly string[], prices: Prices): ModelCard => ({
  ...{ id, name, kind: "transcriber", languages, prices, formats: FORMATS, ...NO_END, ...SDK },
});

export const DEEPGRAM_CATALOGUE: Catalogue = {
  provider: "deepgram",
  name: "Deepgram",
  keyName: "DEEPGRAM_API_KEY",
  baseUrlName: "DEEPGRAM_BASE_URL",
  baseUrl: "https://api.deepgram.com",
  defaults: { transcriber: "nova-3", voice: "aura-2-thalia-en" },
  models: [
    { ...transcriber("nova-3", "Nova-3", NOVA_LANGUAGES, A_MINUTE), publishedLatencyMs: RESULTS_LATENCY },
    transcriber("nova-3-general", "Nova-3 General", NOVA_LANGUAGES, A_MINUTE),
    transcriber("nova-3-medical", "Nova-3 Medical", ["en"], "unknown"),
    transcriber("flux-general-en", "Flux English", ["en"], A_MINUTE),
    transcriber("flux-general-multi", "Flux Multilingual", FLUX_LANGUAGES, A_MINUTE),
    { ...transcriber("nova-2", "Nova-2", ["mul"], "unknown"), prefix: "nova-2-" },
    ...aura2Voices({
      prices: [price("character", "0.030", 1_000, SURVEY)],
      formats: FORMATS,
      publishedLatencyMs: VOICE_LATENCY,
      ...NO_END,
      ...SDK,
    }),
    // Paid since 2026-09-13, at a price that no source has.
    {
      ...{ id: "flux-alexis-en", prefix: "flux-", name: "Flux Alexis", kind: "voice", languages: ["en"] },
      ...{ prices: "unknown", formats: FORMATS, ...NO_END, ...SDK },
    },
  ],
};
