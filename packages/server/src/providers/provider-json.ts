/** Providers and their models as the API shows them, with the prices that are in force here. */
import type { Catalogue, ModelCard, Price } from "@offhook/provider-kit/catalogue";
import type { PriceList } from "../money/price-list.ts";
import { CATALOGUES, type Environment, isConfigured, kindsOf, modelsOf } from "./catalogues.ts";
import type { ProviderStates } from "./provider-states.ts";

export function providersJson(environment: Environment, states: ProviderStates, list: PriceList) {
  return CATALOGUES.map((catalogue) => providerJson(catalogue, environment, states, list));
}

function providerJson(catalogue: Catalogue, environment: Environment, states: ProviderStates, list: PriceList) {
  const { provider: id, name, keyName } = catalogue;
  const { state, checkedAt, lastFault } = states.stateOf(id);
  return {
    ...{ id, name, kinds: kindsOf(catalogue), needsKey: keyName !== null },
    ...{ configured: isConfigured(catalogue, environment), state },
    checkedAt: checkedAt?.toISOString() ?? null,
    lastFault: lastFault ? { ...lastFault, at: lastFault.at.toISOString() } : null,
    models: modelsOf(catalogue, environment).map((card) => modelJson(id, card, list)),
  };
}

function modelJson(provider: string, card: ModelCard, { entries }: PriceList) {
  const { id, kind, name, languages, endOfLife, successor, publishedLatencyMs, contextTokens } = card;
  const known = entries[`${provider}/${id}`] ?? card.prices;
  const prices = known === "unknown" ? [] : known.map(priceJson);
  const latency = publishedLatencyMs ? { p50: publishedLatencyMs.p50, p95: publishedLatencyMs.p95 ?? null } : null;
  const [main] = prices;
  return {
    ...{ id, kind, name, languages },
    price: main ? { amount: main.amount, currency: main.currency, per: main.per, asOf: main.asOf } : null,
    ...{ prices, endOfLife, successor, publishedLatencyMs: latency, contextTokens: contextTokens ?? null },
  };
}

export function priceJson({ unit, amount, per, currency, asOf, source, verified }: Price) {
  return { amount, currency, per: perText(unit, per), asOf, source, verified: verified !== false };
}

/** `minute`, `1000 characters`. */
const perText = (unit: string, per: number): string => (per === 1 ? unit : `${per} ${unit}s`);
