/** The API's shapes by their names. Made from `schema.ts` alone: when that file is generated anew, these follow. */
import type { components, operations } from "./schema.ts";

type Schemas = components["schemas"];

export type Call = Schemas["Call"];
export type CallDirection = Call["direction"];
export type CallStatus = Call["status"];
export type EndedReason = NonNullable<Call["endedReason"]>;
export type Money = Schemas["Money"];
export type Transcript = Schemas["Transcript"];
export type Turn = Schemas["Turn"];
export type TurnLatency = NonNullable<Turn["latency"]>;
export type LogItem = Schemas["LogItem"];
export type LogKind = LogItem["kind"];
export type CallCost = Schemas["CallCost"];
export type CostItem = Schemas["CostItem"];
export type Provider = Schemas["Provider"];
export type ProviderHistory = Schemas["ProviderHistory"];
export type ProviderState = Provider["state"];
export type ProviderModel = Schemas["ProviderModel"];
export type UsedModels = Schemas["UsedModels"];
export type TestCall = Schemas["TestCall"];
export type NewTestCall = Schemas["NewTestCallInput"];
export type TestRun = Schemas["TestRun"];
export type Readiness = Schemas["Readiness"];
export type ErrorBody = Schemas["Error"];
export type CallsQuery = NonNullable<operations["listCalls"]["parameters"]["query"]>;

/** Every list. `nextCursor` null: there is no more. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** As the server's table has them. */
export const ENDED_REASONS: readonly EndedReason[] = [
  "caller-hung-up",
  "agent-hung-up",
  "transferred",
  "caller-silent",
  "max-duration",
  "budget-reached",
  "refused-full",
  "refused-draining",
  "carrier-lost",
  "voicemail",
  "busy",
  "no-answer",
  "failed",
];
