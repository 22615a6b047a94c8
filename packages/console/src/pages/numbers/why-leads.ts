/** Where a diagnosis leads: what can be done here about it, or the page where it is done. Pure. */
import type { Diagnosis, PhoneNumber } from "../../data/phone-numbers.ts";

type Lead =
  | "repair"
  | "publish"
  | "call"
  | "disconnect"
  /** The account's token is entered anew. */
  | "keys"
  | { url: string; word: "console" | "errorPage" };

const BILLING = "https://console.twilio.com/us1/billing/manage-billing/billing-overview";
const CONSOLE = "https://console.twilio.com";

/** Null: nothing that a button could do, such as starting a proxy. */
export function leadsTo(
  { code, action, values }: Pick<Diagnosis, "code" | "action" | "values">,
  accountType: PhoneNumber["accountType"],
): Lead | null {
  if (code === "trial-account") return { url: BILLING, word: "console" };
  if (code === "twilio-account-not-active") return { url: CONSOLE, word: "console" };
  // Whoever has it now has other keys: here it can only be let go.
  if (code === "number-not-in-account") return "disconnect";
  if (action === "reconnect") return "keys";
  if (action === "repair" || action === "publish") return action;
  if (action !== "call") return null;
  if (accountType === "twin") return "call";
  const { number } = values;
  return code === "twilio-alert" && /^\d{5}$/.test(String(number))
    ? { url: `https://www.twilio.com/docs/errors/${number}`, word: "errorPage" }
    : null;
}
