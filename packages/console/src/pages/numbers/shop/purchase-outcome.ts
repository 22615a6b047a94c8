/**
 * What a purchase that did not come back well has left behind. In doubt it may have been bought: then nobody asks for it
 * again before having looked. Pure.
 */
import type { ApiFault } from "@offhook/api-client";

/** `address` and `bundle`: not bought, and what lacks is known. */
export type PurchaseOutcome = "unclear" | "not-bought" | "address" | "bundle";

/** Twilio's own numbers for "you must name an address", "…one there", "…a bundle". */
const PAPERS: Readonly<Record<string, PurchaseOutcome>> = { 21615: "address", 21631: "address", 21649: "bundle" };

/** The server says these before it asks Twilio for anything, or Twilio says them of the account. */
const BEFORE = new Set(["twilio-refused-key", "public-url-missing", "unknown-assistant", "unknown-twilio-account"]);

export function purchaseOutcome({ code, status, message }: ApiFault): PurchaseOutcome {
  if (code === "twilio-refused") return refusalOutcome(message);
  if (BEFORE.has(code)) return "not-bought";
  // Other faults of Twilio's, and of its numbers, may come from the steps after the purchase.
  if (/^(twilio|number)-/.test(code)) return "unclear";
  return status >= 400 && status < 500 ? "not-bought" : "unclear";
}

/** 21xxx are refusals of what was asked; other numbers may belong to a later question. */
function refusalOutcome(message: string): PurchaseOutcome {
  const number = /\((\d{5})\)/.exec(message)?.[1] ?? "";
  return PAPERS[number] ?? (number.startsWith("21") ? "not-bought" : "unclear");
}
