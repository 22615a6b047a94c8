/** The typed client of Offhook's API. Imports nothing of the house. */
export { type ApiClient, type ApiClientOptions, createApiClient, type Outcome, settle } from "./client.ts";
export { type ApiFault, faultOf, unreachable } from "./fault.ts";
export { type LiveEvents, type LiveEventsOptions, type LiveSocket, liveEvents } from "./live-events.ts";
export type { components, operations, paths } from "./schema.ts";
export * from "./types.ts";
