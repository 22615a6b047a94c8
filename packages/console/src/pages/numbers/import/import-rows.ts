/** How far each number of an import has come. What befalls one leaves the others as they are. Pure. */
import type { ApiFault } from "@offhook/api-client";
import type { NumberRehearsal } from "../../../data/phone-numbers.ts";
import type { OwnedNumber } from "../../../data/twilio-accounts.ts";

export type ImportRow =
  | { step: "looking" | "importing" }
  | { step: "seen"; seen: NumberRehearsal }
  | { step: "failed"; fault: ApiFault }
  | { step: "imported" };

/** By number; one that was never looked at has none. */
export type ImportRows = Readonly<Record<string, ImportRow>>;

/** Those that calls can come to and that are not here yet. */
export const canImport = ({ capabilities, phoneNumberId }: OwnedNumber): boolean =>
  capabilities.voice && phoneNumberId === null;

export const isBusy = (rows: ImportRows): boolean =>
  Object.values(rows).some(({ step }) => step === "looking" || step === "importing");

/** What is to be looked at next: what was chosen, and not seen yet or failed. */
export const toLookAt = (rows: ImportRows, chosen: readonly string[]): string[] =>
  chosen.filter((number) => {
    const step = rows[number]?.step;
    return step === undefined || step === "failed";
  });

/** Nothing is imported whose changes nobody has seen. */
export const toImport = (rows: ImportRows, chosen: readonly string[]): string[] =>
  chosen.filter((number) => rows[number]?.step === "seen");

export interface ImportCount {
  imported: number;
  failed: number;
}

/** Of all that were chosen. */
export function importCount(rows: ImportRows): ImportCount {
  const steps = Object.values(rows).map(({ step }) => step);
  const count = (wanted: ImportRow["step"]): number => steps.filter((step) => step === wanted).length;
  return { imported: count("imported"), failed: count("failed") };
}

/** Who answers a number now, in a word that can be read: the server, where the whole address is long. */
export function answeringHost(voiceUrl: string): string {
  return URL.canParse(voiceUrl) ? new URL(voiceUrl).host : voiceUrl;
}
