/** The one client of the console, and how its faults reach a page: as the error of a query. */
import { type ApiFault, createApiClient, type Outcome, settle } from "@offhook/api-client";
import { localizedFault } from "./localized-fault.ts";

/** Where the page came from; in development its proxy. */
export const api = createApiClient({ baseUrl: "" });

/** What a query of the console fails with, and nothing else. */
export class Refusal extends Error {
  readonly fault: ApiFault;
  constructor(fault: ApiFault) {
    super(fault.message);
    this.fault = localizedFault(fault);
  }
}

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Refusal;
  }
}

/** `ask(api.GET("/v1/calls"))` gives the body, or throws a Refusal as TanStack Query wants it. */
export async function ask<Body>(answer: Promise<{ data?: Body; error?: unknown; response: Response }>): Promise<Body> {
  const outcome: Outcome<Body> = await settle(answer);
  if (!outcome.ok) throw new Refusal(outcome.fault);
  return outcome.body;
}
