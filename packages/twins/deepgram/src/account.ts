/** The project of the key, and its balance. */
import { jsonReply, type TwinReply, type TwinRequest } from "@offhook/twin-kit";
import { refusal } from "./refusals.ts";

const PROJECT = { project_id: "1a2b3c4d-0000-4000-8000-000000000001", name: "Twin's project" };
const BALANCE = { balance_id: "1a2b3c4d-0000-4000-8000-000000000002", units: "USD", purchase_order_id: "twin" };
const USUAL_BALANCE_USD = 200;

/** `balanceUsd` null: a key that may hear and speak, and see nothing of the project. */
export function accountReply(
  { method, path }: Pick<TwinRequest, "method" | "path">,
  balanceUsd: number | null | undefined,
  requestId: string,
): TwinReply {
  const asked = path === "/v1/projects" || path === `/v1/projects/${PROJECT.project_id}/balances`;
  if (method !== "GET" || !asked) return refusal(404, requestId);
  if (balanceUsd === null) return refusal(403, requestId);
  const headers = { "dg-request-id": requestId };
  if (path === "/v1/projects") return jsonReply(200, { projects: [PROJECT] }, headers);
  return jsonReply(200, { balances: [{ ...BALANCE, amount: balanceUsd ?? USUAL_BALANCE_USD }] }, headers);
}
