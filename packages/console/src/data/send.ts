/** Requests whose shapes the client does not know yet, thrown as every query of the console throws. */
import { faultOf, type Outcome, unreachable } from "@offhook/api-client";
import { Refusal } from "./api.ts";
import { localizedFault } from "./localized-fault.ts";

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** One request; a refusal of the server is thrown as every query of the console throws it. */
export async function send<Body>(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Body> {
  const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
  const answer = await fetch(path, {
    method,
    headers: { ...type, ...headers },
    body: body ? JSON.stringify(body) : null,
  }).catch(() => null);
  if (!answer) throw new Refusal(unreachable());
  if (answer.status === 204) return undefined as Body;
  const given = (await answer.json().catch(() => null)) as object | null;
  if (answer.ok && given) return given as Body;
  throw new Refusal(faultOf(given, answer.status));
}

/** An answer that is a sound, or why there is none. */
export async function sound(path: string, body: object): Promise<Outcome<Blob>> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
  if (!answer) return { ok: false, fault: localizedFault(unreachable()) };
  if (answer.ok) return { ok: true, body: await answer.blob() };
  return { ok: false, fault: localizedFault(faultOf(await answer.json().catch(() => null), answer.status)) };
}
