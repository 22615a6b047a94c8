/** A phone number as the API gives it. */
import { dial, twiml } from "@offhook/carrier-twilio";
import type { z } from "zod";
import type { KeptProof } from "../numbers/kept-proof.ts";
import { said } from "../numbers/number-findings.ts";
import type { NumberBinding, PhoneNumberRow } from "../store/phone-numbers.ts";
import { etagOfState } from "./if-match.ts";
import type { phoneNumberShape } from "./phone-number-shapes.ts";

/** Of what can be edited: the server looks at Twilio meanwhile, and disturbs nobody. */
export const numberEtag = (row: NumberBinding): string =>
  etagOfState([row.assistantId, row.hours, row.afterHoursAssistantId, row.fallbackNumber, row.fallbackUrl]);

export type PhoneNumberJson = z.infer<typeof phoneNumberShape>;

/** Twilio lets it ring so long before it gives up; a person needs that. */
const FALLBACK_RINGS_S = 30;

export function phoneNumberJson(
  row: Omit<PhoneNumberRow, "id" | "createdAt"> & { id: string | null },
  proof: KeptProof | null,
): PhoneNumberJson {
  const { id, number, accountSid, accountType, assistantId, hours, afterHoursAssistantId, routing, before } = row;
  const { fallbackNumber, fallbackUrl } = row;
  return {
    ...{ id, number, carrier: "twilio", accountSid, accountType, assistantId, afterHoursAssistantId },
    hours: hours as PhoneNumberJson["hours"],
    ...{ fallbackNumber, fallbackUrl, fallbackTwiml: fallbackTwiml(fallbackNumber) },
    etag: numberEtag(row),
    restorable: before !== null,
    routing: { ...routing, changes: [...routing.changes] },
    warnings: [...addressWarnings(row, proof), ...warningsOf(row)],
  };
}

/** TwiML that needs nothing of this server: the caller reaches a person. */
function fallbackTwiml(person: string | null): string | null {
  return person === null ? null : twiml(dial({ numbers: [person], timeoutS: FALLBACK_RINGS_S }));
}

/** Twilio may reach what this machine does not, behind some routers; so it is said, and nothing is refused. */
function addressWarnings({ accountType }: Pick<PhoneNumberRow, "accountType">, proof: KeptProof | null) {
  if (accountType === "twin" || proof === null || proof.state === "proven") return [];
  const { code, message, fix } = said(`address-${proof.state}`, { address: proof.url, met: proof.met });
  return [{ code, message, fix }];
}

function warningsOf({ accountType, fallbackUrl }: Pick<PhoneNumberRow, "accountType" | "fallbackUrl">) {
  return [
    ...(accountType === "trial" ? [TRIAL] : []),
    ...(accountType === "full" && fallbackUrl === null ? [NO_FALLBACK] : []),
  ];
}

/** Twilio, "Try out Voice": the verbs that are replaced by a spoken sentence, and who can call. */
const TRIAL = {
  code: "trial-account",
  message:
    "This is a trial account. Twilio does not open audio streams for those: callers hear that the Stream verb is not available, and only verified numbers get through at all.",
  fix: "Upgrade the account in Twilio's console (Billing), then check the number here again; nothing else has to be changed.",
};

const NO_FALLBACK = {
  code: "no-fallback",
  message: "If this server cannot be reached, callers hear Twilio's error message.",
  fix: "Paste the TwiML into a TwiML Bin in Twilio's console and enter the Bin's address here.",
};
