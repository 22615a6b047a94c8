/** Whether ElevenLabs takes the key, and how many characters are left of the plan. */
import { type AccountAccess, type AccountCheck, askAccount, number, record } from "@offhook/provider-kit/account";

export function checkAccount(access: AccountAccess): Promise<AccountCheck> {
  return askAccount({
    ...access,
    path: "/v1/user/subscription",
    headers: { "xi-api-key": access.apiKey },
    read(json) {
      const plan = record(json);
      const [used, limit] = [number(plan?.character_count), number(plan?.character_limit)];
      if (used === null || limit === null) return null;
      const resetsAt = instantOf(number(plan?.next_character_count_reset_unix));
      // Plans that bill by use go on above their limit.
      const open = plan?.can_extend_character_limit === true && Boolean(plan.allowed_to_extend_character_limit);
      return { quota: open && used >= limit ? null : { left: limit - used, limit, unit: "characters", resetsAt } };
    },
    // A key without the right to read the account still speaks.
    meant: (_status, body) => (body.includes("missing_permissions") ? "restricted" : null),
  });
}

/** Seconds since 1970; a number that is no time is none. */
function instantOf(seconds: number | null): string | null {
  const instant = new Date((seconds ?? Number.NaN) * 1_000);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
