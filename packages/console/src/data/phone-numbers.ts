/** Phone numbers: what is connected, what would change, and why one did not ring. */
import { queryOptions } from "@tanstack/react-query";
import { type Page, send } from "./send.ts";

export type Weekday = "1" | "2" | "3" | "4" | "5" | "6" | "7";

export interface NumberHours {
  timeZone: string;
  days: Partial<Record<Weekday, { from: string; until: string }[]>>;
}

export interface RoutingChange {
  field: string;
  from: string;
  to: string;
}

export interface PhoneNumber {
  id: string;
  number: string;
  accountSid: string;
  accountType: "full" | "trial" | "twin";
  assistantId: string | null;
  hours: NumberHours | null;
  afterHoursAssistantId: string | null;
  fallbackNumber: string | null;
  fallbackUrl: string | null;
  fallbackTwiml: string | null;
  restorable: boolean;
  routing: { state: "ok" | "wrong" | "unknown"; voiceUrl: string; checkedAt: string | null; changes: RoutingChange[] };
  warnings: { code: string; message: string; fix: string }[];
}

export type NumberRehearsal = Omit<PhoneNumber, "id"> & { id: string | null };

export interface NumberOrder {
  number: string;
  accountSid: string;
  authToken: string;
  assistantId: string | null;
}

export type NumberEdit = Partial<
  Pick<PhoneNumber, "assistantId" | "hours" | "afterHoursAssistantId" | "fallbackNumber" | "fallbackUrl">
>;

interface Found {
  code: string;
  message: string;
  values: Readonly<Record<string, string | number>>;
}

export interface Diagnosis extends Found {
  ok: boolean;
  fix: string;
  action: "repair" | "reconnect" | "publish" | "call" | "none";
  checks: (Found & {
    name: "account" | "address" | "routing" | "assistant" | "webhook" | "alerts";
    state: "ok" | "failed" | "unknown" | "skipped";
  })[];
}

const BASE = "/v1/phone-numbers";
const at = (id: string, rest = ""): string => `${BASE}/${encodeURIComponent(id)}${rest}`;

export const phoneNumbersQuery = () =>
  queryOptions({
    queryKey: ["phone-numbers"],
    queryFn: async () => (await send<Page<PhoneNumber>>("GET", BASE)).items,
  });

export const diagnosisQuery = (id: string) =>
  queryOptions({
    queryKey: ["phone-numbers", id, "diagnosis"],
    queryFn: () => send<Diagnosis>("GET", at(id, "/diagnosis")),
    staleTime: 0,
    gcTime: 0,
  });

export const rehearseNumber = (order: NumberOrder) =>
  send<NumberRehearsal>("POST", BASE, { ...order, carrier: "twilio", dryRun: true });

export const connectNumber = (order: NumberOrder) => send<PhoneNumber>("POST", BASE, { ...order, carrier: "twilio" });

export const connectSimulator = (assistantId: string | null) =>
  send<PhoneNumber>("POST", "/v1/simulator/numbers", { assistantId });

export const editNumber = (id: string, edit: NumberEdit) => send<PhoneNumber>("PATCH", at(id), edit);
export const repairNumber = (id: string) => send<PhoneNumber>("POST", at(id, "/repair"));
export const callNumber = (id: string, says: string[]) => send<{ calling: true }>("POST", at(id, "/call"), { says });
export const disconnectNumber = (id: string, restore: boolean) =>
  send<void>("DELETE", at(id, restore ? "?restore=true" : ""));
