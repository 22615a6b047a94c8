/** The typed client of the API: every request ends in an answer or a fault, never in a throw. */
import createFetchClient, { type Client } from "openapi-fetch";
import { type ApiFault, faultOf, unreachable } from "./fault.ts";
import type { paths } from "./schema.ts";

export interface ApiClientOptions {
  /** `http://127.0.0.1:3000`; empty in a browser: where the page came from. */
  baseUrl: string;
  /** Such as `Authorization`. A browser that is signed in sends its cookie instead. */
  headers?: Record<string, string>;
  fetch?: (request: Request) => Promise<Response>;
}

export type ApiClient = Client<paths>;

export type Outcome<Body> = { ok: true; body: Body } | { ok: false; fault: ApiFault };

export function createApiClient({ baseUrl, headers, fetch }: ApiClientOptions): ApiClient {
  return createFetchClient<paths>({ baseUrl, headers, ...(fetch ? { fetch } : {}) });
}

/** `settle(api.GET("/v1/calls"))`. A request that was given up on purpose still throws its AbortError. */
export async function settle<Body>(
  answer: Promise<{ data?: Body; error?: unknown; response: Response }>,
): Promise<Outcome<Body>> {
  try {
    const { data, error, response } = await answer;
    if (response.ok && error === undefined) return { ok: true, body: data as Body };
    return { ok: false, fault: faultOf(error, response.status) };
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    // A refusal whose body is no JSON is answered, and yet not by us.
    if (error instanceof SyntaxError) return { ok: false, fault: faultOf(null, 502) };
    return { ok: false, fault: unreachable() };
  }
}
