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

/** With these the id says whose voice it is, and the model stands beside it. */
const VOICES_BY_NAME: readonly string[] = ["elevenlabs", "cartesia"];

export const namesVoice = (slot: Slot, { provider }: ProviderChoice): boolean =>
  slot === "voice" && VOICES_BY_NAME.includes(provider);

/** What of an offer a choice means. */
export const modelIn = (slot: Slot, choice: ProviderChoice): string | undefined => {
  if (!namesVoice(slot, choice)) return choice.id;
  return typeof choice.model === "string" ? choice.model : undefined;
};

/** A choice of that offer; whose voice it was stays. */
export function chosenAs(slot: Slot, { provider, id }: Offer, before: ProviderChoice | undefined): ProviderChoice {
  if (!namesVoice(slot, { provider })) return { provider, id };
  const voice = before?.provider === provider && before.id ? { id: before.id } : {};
  return { provider, ...voice, model: id };
}

/** What a choice means; one without an id is the provider's first. */
export function chosenOffer(providers: readonly Provider[], slot: Slot, choice: ProviderChoice): Offer | undefined {
  const id = modelIn(slot, choice);
  return choicesOf(providers, slot).find(
    (one) => one.provider === choice.provider && (id === undefined || one.id === id),
  );
}

/** To the first result, in ms: half of all are sooner. Null: not known. */
export const latencyOf = (offer: Offer | undefined): number | null => offer?.model.publishedLatencyMs?.p50 ?? null;
