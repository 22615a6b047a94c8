/** Whom the agents may call: toll fraud goes to far countries and comes in numbers. */
import { z } from "zod";
import { numberPlace } from "../money/number-place.ts";
import { listPhoneNumbers } from "../store/phone-numbers.ts";
import { changeSetting, getSetting } from "../store/settings.ts";
import type { Store } from "../store/store.ts";

export const outboundShape = z
  .strictObject({
    /** ISO 3166; null: the countries of one's own connected numbers. */
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/, "two letters, such as US"))
      .max(250)
      .nullable(),
    /** In 24 hours, all assistants together. */
    callsPerDay: z.int().min(0).max(100_000),
  })
  .meta({ id: "OutboundSettings" });

export type OutboundSettings = z.infer<typeof outboundShape>;

const NAME = "outbound";
const USUAL: OutboundSettings = Object.freeze({ countries: null, callsPerDay: 100 });

export async function readOutbound(store: Store): Promise<OutboundSettings> {
  return outboundIn(await getSetting(store, NAME));
}

/** `check` sees what it replaces, and may throw. */
export const writeOutbound = (
  store: Store,
  settings: OutboundSettings,
  check: (before: OutboundSettings) => void,
): Promise<OutboundSettings> =>
  changeSetting(store, NAME, (before) => {
    check(outboundIn(before));
    return settings;
  });

function outboundIn(stored: unknown): OutboundSettings {
  const kept = outboundShape.safeParse(stored);
  return kept.success ? kept.data : USUAL;
}

/** Null: it may be called. Otherwise its country, or `?` where that cannot be told. */
export async function countryNotAllowed(
  store: Store,
  to: string,
  { countries }: OutboundSettings,
): Promise<string | null> {
  const { country } = numberPlace(to);
  const allowed = countries ?? (await listPhoneNumbers(store)).map(({ number }) => numberPlace(number).country);
  return country !== null && allowed.includes(country) ? null : (country ?? "?");
}
