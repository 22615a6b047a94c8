/** Cartesia's models, as data. Its plans sell credits: the price of a character follows from the plan. */
import {
  type Catalogue,
  type Evidence,
  type ModelCard,
  NO_END,
  type Prices,
  price,
} from "@offhook/provider-kit/catalogue";

const SDK = { source: "@cartesia/cartesia-js 4.2.0, types; docs.cartesia.ai", asOf: "2026-11-22" };
const PLAN: Evidence = {
  source: "299 USD a month buy 8M credits, by a public survey, which also found 0.049 elsewhere [SURVEY-0925]",
  asOf: "2026-09-25",
  verified: false,
};
/** Of Sonic 3, which 3.5 has kept: 42. */
const LANGUAGES = (
  "en de es fr ja pt zh hi ko it nl pl ru sv tr tl bg ro ar cs el fi hr ms sk da ta uk hu no vi bn th he ka id te gu kn ml " +
  "mr pa"
).split(" ");
const BY_PLAN: Prices = [price("character", "0.037", 1_000, PLAN)];

const voice = (id: string, name: string): ModelCard => ({
  ...{ id, name, kind: "voice", languages: LANGUAGES, prices: BY_PLAN, formats: ["mulaw/8000"], ...NO_END, ...SDK },
});

const transcriber = (id: string, name: string, languages: readonly string[]): ModelCard => ({
  // In the plan's credits, at a rate that no source has.
  ...{ id, name, kind: "transcriber", languages, prices: "unknown", formats: ["mulaw/8000"], ...NO_END, ...SDK },
});

export const CARTESIA_CATALOGUE: Catalogue = {
  provider: "cartesia",
  name: "Cartesia",
  keyName: "CARTESIA_API_KEY",
  baseUrlName: "CARTESIA_BASE_URL",
  baseUrl: "https://api.cartesia.ai",
  defaults: { voice: "sonic-3.5", transcriber: "ink-2" },
  idsAreNames: ["voice"],
  models: [
    { ...voice("sonic-3.5", "Sonic 3.5"), prefix: "sonic-3.5-" },
    { ...voice("sonic-3", "Sonic 3"), prefix: "sonic-3-" },
    voice("sonic-latest", "Sonic, latest"),
    transcriber("ink-2", "Ink 2", ["en"]),
    transcriber("ink-whisper", "Ink Whisper", ["mul"]),
  ],
};
