/** Which of an account's papers fit a number, which is chosen, and how an address is written. Pure. */
import type { Address, Bundle, Offer } from "../../../data/twilio-accounts.ts";

export type AddressNeed = Exclude<Offer["addressRequirements"], "none">;

/** What a number is sold with; a bundle is `possible` where Twilio says only when it is bought. */
export interface Needs {
  address: AddressNeed | null;
  bundle: "required" | "possible" | null;
}

/** As it goes to Twilio; empty: none. */
export interface ChosenPapers {
  addressSid: string;
  bundleSid: string;
}

export function fittingAddresses(addresses: readonly Address[], need: AddressNeed, country: string): Address[] {
  if (need === "any") return [...addresses];
  return addresses.filter((each) => (each.country === country) === (need === "local"));
}

/** What somebody has chosen, as long as it is there; before that the only one that there is. */
export function chosenSid(items: readonly { sid: string }[], chosen: string | undefined): string {
  if (chosen === "" || items.some(({ sid }) => sid === chosen)) return chosen ?? "";
  return items.length === 1 ? (items[0]?.sid ?? "") : "";
}

/** With what the account has, Twilio would refuse: there is nothing to be bought yet. */
export function lacksPapers(needs: Needs, addresses: readonly Address[], bundles: readonly Bundle[]): boolean {
  return (needs.address !== null && addresses.length === 0) || (needs.bundle === "required" && bundles.length === 0);
}

/** Where the postal code stands behind the place. */
const CODE_BEHIND = new Set(["AU", "CA", "GB", "HK", "IE", "IN", "JM", "NZ", "PR", "SG", "TH", "US", "ZA"]);

/** Line by line, as on an envelope: whose, street, place, country. */
export function addressLines(address: Address, countryName: string): string[] {
  const { customerName, street, streetSecondary, city, region, postalCode, country } = address;
  const place = CODE_BEHIND.has(country)
    ? joined(", ", city, joined(" ", region, postalCode))
    : joined(", ", joined(" ", postalCode, city), region === city ? null : region);
  return [customerName, joined(", ", street, streetSecondary), place, countryName].filter(
    (line) => line !== null && line !== "",
  ) as string[];
}

function joined(between: string, ...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(between);
}
