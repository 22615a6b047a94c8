/** Providers and their models as the API shows them, with the prices that are in force here. */
import type { Catalogue, ModelCard, Price } from "@offhook/provider-kit/catalogue";
import type { PriceList } from "../money/price-list.ts";
import { CATALOGUES, type Environment, isConfigured, kindsOf, modelsOf } from "./catalogues.ts";
import { OWN_SERVERS } from "./diagnose-own-servers.ts";
import type { UsedModels } from "./dying-models.ts";
import type { ProviderStates } from "./provider-states.ts";

/** `used`: servers of one's own are only there where an assistant names one. */
export function providersJson(
  environment: Environment,
  states: ProviderStates,
  list: PriceList,
  used: readonly UsedModels[],
) {
  const listed = CATALOGUES.map((catalogue) => providerJson(catalogue, environment, states, list));
  return [...listed, ...ownServersJson(states, used)];
}

function providerJson(catalogue: Catalogue, environment: Environment, states: ProviderStates, list: PriceList) {
  const { provider: id, name, keyName } = catalogue;
  return {
    ...{ id, name, kinds: kindsOf(catalogue), needsKey: keyName !== null },
    ...{ configured: isConfigured(catalogue, environment), ...stateJson(states, id) },
    models: modelsOf(catalogue, environment).map((card) => modelJson(id, card, list)),
  };
}

/** No models: what could be chosen there, and at what price, only its owner knows. */
function ownServersJson(states: ProviderStates, used: readonly UsedModels[]) {
  const { provider: id, name } = OWN_SERVERS;
  const uses = used.flatMap((one) => one.uses).filter(({ provider }) => provider === id);
  const kinds = [...new Set(uses.map(({ kind }) => kind))];
  if (kinds.length === 0) return [];
  return [{ ...{ id, name, kinds, needsKey: false, configured: true }, ...stateJson(states, id), models: [] }];
}

function stateJson(states: ProviderStates, id: string) {
  const { state, checkedAt, lastFault } = states.stateOf(id);
  return {
    state,
    checkedAt: checkedAt?.toISOString() ?? null,
    lastFault: lastFault ? { ...lastFault, at: lastFault.at.toISOString() } : null,
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
