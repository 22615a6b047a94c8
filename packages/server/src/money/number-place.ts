/** Where a telephone number is and what kind it is, as price lists ask. */
import { parsePhoneNumberFromString } from "libphonenumber-js/max";

export interface NumberPlace {
  /** ISO 3166, such as `EE`; null: cannot be told. */
  country: string | null;
  kind: "landline" | "mobile" | "toll-free" | null;
}

/** Most of the plan that shares +1. */
const NORTH_AMERICA = "1";

export function numberPlace(number: string): NumberPlace {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return { country: null, kind: null };
  // Invented numbers of films and tests (+1 555…) belong to no plan.
  const country = parsed.country ?? (parsed.countryCallingCode === NORTH_AMERICA ? "US" : null);
  const type = parsed.getType();
  if (type === "TOLL_FREE") return { country, kind: "toll-free" };
  if (type === "MOBILE") return { country, kind: "mobile" };
  return { country, kind: type === "FIXED_LINE" ? "landline" : null };
}

/** The keys of a leg's price in a list, the narrowest first. Numbers that one rents are `local` where they are no others. */
export function legPriceKeys(direction: "inbound" | "outbound", number: string): string[] {
  const { country, kind } = numberPlace(number);
  if (country === null) return [];
  const place = `twilio/${direction}/${country}`;
  const narrow = direction === "inbound" && kind !== "mobile" && kind !== "toll-free" ? "local" : kind;
  return narrow ? [`${place}/${narrow}`, place] : [place];
}
