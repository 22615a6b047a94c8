/** Whether Cartesia takes the key: by the first of its voices. What is left of the plan only other keys may see. */
import { type AccountAccess, type AccountCheck, askAccount, record } from "@offhook/provider-kit/account";

/** As its SDK 4.2.0 sends it. */
const API_VERSION = "2026-08-14";

export function checkAccount(access: AccountAccess): Promise<AccountCheck> {
  return askAccount({
    ...access,
    path: "/voices?limit=1",
    headers: { authorization: `Bearer ${access.apiKey}`, "cartesia-version": API_VERSION },
    read: (json) => (Array.isArray(record(json)?.data) || Array.isArray(json) ? {} : null),
  });
}
