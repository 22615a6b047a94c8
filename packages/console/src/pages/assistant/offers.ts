/** What may stand in a slot, with what is known of it. Pure. */
import type { Provider, ProviderModel } from "@offhook/api-client";
import type { ProviderChoice, Slot } from "../../data/assistants.ts";

export interface Offer {
  provider: string;
  providerName: string;
  id: string;
  name: string;
  configured: boolean;
  model: ProviderModel;
}

/** Those that can be used now stand first; what its vendor has announced to end is not offered anew. */
export function choicesOf(
  providers: readonly Provider[],
  slot: Slot,
  today = new Date().toISOString().slice(0, 10),
): Offer[] {
  const offers = providers.flatMap(({ id: provider, name: providerName, configured, models }) =>
    models
      .filter((model) => model.kind === slot && (model.endOfLife === null || model.endOfLife > today))
      .map((model): Offer => ({ provider, providerName, configured, id: model.id, name: model.name, model })),
  );
  return [...offers.filter(({ configured }) => configured), ...offers.filter(({ configured }) => !configured)];
}

export const keyOf = ({ provider, id }: Pick<Offer, "provider" | "id">): string => `${provider}\n${id}`;

/** What a choice means; one without an id is the provider's first. */
export function chosenOffer(
  providers: readonly Provider[],
  slot: Slot,
  { provider, id }: ProviderChoice,
): Offer | undefined {
  return choicesOf(providers, slot).find((one) => one.provider === provider && (id === undefined || one.id === id));
}

/** To the first result, in ms: half of all are sooner. Null: not known. */
export const latencyOf = (offer: Offer | undefined): number | null => offer?.model.publishedLatencyMs?.p50 ?? null;
