/** X-Twilio-Signature as Twilio's side computes it. Written from the documentation, apart from the code that checks it. */
import { createHmac } from "node:crypto";

export type FormField = readonly [name: string, value: string];

/** `fields`: the form of a POST; none for GET, JSON and WebSocket upgrades. A fragment is never part of the address. */
export function signRequest(authToken: string, url: string, fields: readonly FormField[] = []): string {
  const hmac = createHmac("sha1", authToken);
  hmac.update(withoutFragment(url));
  for (const [name, value] of [...fields].sort(byNameThenValue)) hmac.update(name + value);
  return hmac.digest("base64");
}

export function withoutFragment(url: string): string {
  const at = url.indexOf("#");
  return at === -1 ? url : url.slice(0, at);
}

function byNameThenValue([nameA, valueA]: FormField, [nameB, valueB]: FormField): number {
  if (nameA !== nameB) return nameA < nameB ? -1 : 1;
  return valueA < valueB ? -1 : valueA > valueB ? 1 : 0;
}
