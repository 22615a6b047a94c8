/** Whether Deepgram takes the key, and what is left of the project's balance where the key may see it. */
import {
  type AccountAccess,
  type AccountCheck,
  type AccountQuota,
  askAccount,
  number,
  record,
  records,
  string,
} from "@offhook/provider-kit/account";

export async function checkAccount(access: AccountAccess): Promise<AccountCheck> {
  let projectId = "";
  const headers = { authorization: `Token ${access.apiKey}` };
  const check = await askAccount({
    ...{ ...access, headers, path: "/v1/projects" },
    read(json) {
      if (!Array.isArray(record(json)?.projects)) return null;
      projectId = string(records(record(json)?.projects)[0]?.project_id);
      return {};
    },
    // Most keys may transcribe and speak, and see nothing of the project.
    meant: (status) => (status === 403 ? "restricted" : null),
  });
  if (!check.ok || projectId === "") return check;
  const path = `/v1/projects/${encodeURIComponent(projectId)}/balances`;
  const balances = await askAccount({ ...access, headers, path, read: (json) => ({ quota: balanceOf(json) }) });
  return { ...check, quota: balances.ok ? balances.quota : null };
}

/** The sum of what is in dollars. */
function balanceOf(json: unknown): AccountQuota | null {
  const dollars = records(record(json)?.balances).filter(({ units }) => string(units).toUpperCase() === "USD");
  if (dollars.length === 0) return null;
  const left = dollars.reduce((sum, { amount }) => sum + (number(amount) ?? 0), 0);
  return { left, limit: null, unit: "USD", resetsAt: null };
}
