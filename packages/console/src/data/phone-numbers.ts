/** Phone numbers: what is connected, what would change, and why one did not ring. */
import type { components } from "@offhook/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";

type Schemas = components["schemas"];

export type NumberHours = Schemas["NumberHours"];
export type Weekday = `${keyof NumberHours["days"]}`;
export type RoutingChange = Schemas["NumberRouting"]["changes"][number];
export type Diagnosis = Schemas["NumberDiagnosis"];
/** As it would be; its `id` is null where it is not connected yet. */
export type NumberRehearsal = Schemas["PhoneNumber"];
export type PhoneNumber = NumberRehearsal & { id: string };

export interface NumberOrder {
  number: string;
  accountSid: string;
  /** Left out: the one that is kept for that account. */
  authToken?: string;
  assistantId: string | null;
}

export type NumberEdit = Partial<
  Pick<PhoneNumber, "assistantId" | "hours" | "afterHoursAssistantId" | "fallbackNumber" | "fallbackUrl">
>;

const path = (id: string) => ({ params: { path: { id } } });

/** What is kept has an id: only a rehearsal has none. */
const kept = async (answer: Promise<NumberRehearsal>): Promise<PhoneNumber> => (await answer) as PhoneNumber;

export const phoneNumbersQuery = () =>
  queryOptions({
    queryKey: ["phone-numbers"],
    queryFn: async () => (await ask(api.GET("/v1/phone-numbers"))).items as PhoneNumber[],
  });

export const diagnosisQuery = (id: string) =>
  queryOptions({
    queryKey: ["phone-numbers", id, "diagnosis"],
    queryFn: () => ask(api.GET("/v1/phone-numbers/{id}/diagnosis", path(id))),
    staleTime: 0,
    gcTime: 0,
  });

export const rehearseNumber = (order: NumberOrder): Promise<NumberRehearsal> =>
  ask(api.POST("/v1/phone-numbers", { body: { ...order, carrier: "twilio", dryRun: true } }));

export const connectNumber = (order: NumberOrder) =>
  kept(ask(api.POST("/v1/phone-numbers", { body: { ...order, carrier: "twilio" } })));

export const connectSimulator = (assistantId: string | null) =>
  kept(ask(api.POST("/v1/simulator/numbers", { body: { assistantId } })));

/** `etag`: of the state that it was made on. */
export const editNumber = (id: string, etag: string, edit: NumberEdit) =>
  kept(
    ask(api.PATCH("/v1/phone-numbers/{id}", { params: { path: { id }, header: { "if-match": etag } }, body: edit })),
  );

export const repairNumber = (id: string) => kept(ask(api.POST("/v1/phone-numbers/{id}/repair", path(id))));

export const callNumber = (id: string, says: string[]) =>
  ask(api.POST("/v1/phone-numbers/{id}/call", { ...path(id), body: { says } }));

export const disconnectNumber = (id: string, restore: boolean) =>
  ask(api.DELETE("/v1/phone-numbers/{id}", { params: { path: { id }, query: restore ? { restore: "true" } : {} } }));
