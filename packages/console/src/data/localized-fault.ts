/** A refusal in the language of the page: the server speaks English, and gives sentences without their values. */
import type { ApiFault } from "@offhook/api-client";
import i18next from "i18next";
import { fixesForPeople } from "../locales/en/fixes-for-people.ts";
import { FAULTS } from "../locales/i18n.ts";
import type { ServerFault } from "../locales/ru/faults.ts";

/** What the server cannot say itself, or says to a program. */
const OWN_WORDS: Readonly<Record<string, "shell.unreachable" | "faults.garbled" | "faults.unauthenticated">> = {
  unreachable: "shell.unreachable",
  garbled: "faults.garbled",
  unauthenticated: "faults.unauthenticated",
};

/** The server speaks English, and some of its advice is for programs. */
const forPeople = (fault: ApiFault): ApiFault => ({ ...fault, fix: fixesForPeople[fault.code] ?? fault.fix });

/** As it came, where there is nothing better: in English, or for a code that nobody has translated yet. */
export function localizedFault(fault: ApiFault): ApiFault {
  const own = OWN_WORDS[fault.code];
  if (own) return { ...fault, message: i18next.t(`${own}.message`), fix: i18next.t(`${own}.fix`) };
  const known = i18next.getResource(i18next.language, FAULTS, fault.code) as ServerFault | undefined;
  if (!known) return i18next.language === "en" ? forPeople(fault) : fault;
  const { message, fix = fault.fix, detail } = known;
  return {
    ...fault,
    message: detail ? i18next.t("faults.detail", { message, detail: fault[detail] }) : message,
    fix,
  };
}
