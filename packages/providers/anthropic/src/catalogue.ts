/** Anthropic's models, as data. */
import { type Catalogue, type ModelCard, NO_END, type TokenPrices, tokenPrices } from "@offhook/provider-kit/catalogue";

const SDK = { source: "@anthropic-ai/sdk 1.12.0, types", asOf: "2026-11-22" };
const GENAI_PRICES = { source: "@pydantic/genai-prices 0.1.8 [GP]", asOf: "2026-11-22" };
/** Up to 100,000 tokens of prompt, far beyond any call's; above, five times as much. */
const HAIKU_PAGE = { source: "platform.claude.com/docs/en/models/haiku-5-5/overview", asOf: "2026-10-16" };

const model = (id: string, name: string, prices: TokenPrices | null, evidence = GENAI_PRICES): ModelCard => ({
  ...{ id, name, kind: "model", languages: ["mul"], ...NO_END, ...SDK },
  prices: prices ? tokenPrices(prices, evidence) : "unknown",
});

export const ANTHROPIC_CATALOGUE: Catalogue = {
  provider: "anthropic",
  name: "Anthropic",
  keyName: "ANTHROPIC_API_KEY",
  baseUrlName: "ANTHROPIC_BASE_URL",
  baseUrl: "https://api.anthropic.com",
  defaults: { model: "claude-haiku-4-5" },
  models: [
    model("claude-haiku-4-5", "Claude Haiku 4.5", { input: "1.00", cached: "0.10", write: "1.25", output: "5.00" }),
    {
      ...model(
        "claude-haiku-5-5",
        "Claude Haiku 5.5",
        { input: "0.10", cached: "0.01", write: "0.125", output: "0.50" },
        HAIKU_PAGE,
      ),
      contextTokens: 1_000_000,
    },
    {
      ...model("claude-sonnet-4-5", "Claude Sonnet 4.5", null),
      // The SDK warns of it.
      ...{ endOfLife: "2026-11-30", successor: "claude-sonnet-5" },
    },
    model("claude-sonnet-4-6", "Claude Sonnet 4.6", { input: "3.00", cached: "0.30", output: "15.00" }),
    model("claude-sonnet-5", "Claude Sonnet 5", { input: "2.00", cached: "0.20", output: "10.00" }),
    model("claude-sonnet-5-5", "Claude Sonnet 5.5", null),
    model("claude-opus-5-5", "Claude Opus 5.5", { input: "4.00", cached: "0.20", output: "20.00" }),
  ],
};
