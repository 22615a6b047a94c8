/** Whether an OpenAI account, or a compatible server, takes the key: by the list of its models, which costs nothing. */
import {
  type AccountAccess,
  type AccountCheck,
  askAccount,
  record,
  records,
  string,
} from "@offhook/provider-kit/account";

export function checkAccount(access: AccountAccess): Promise<AccountCheck> {
  const { apiKey } = access;
  return askAccount({
    ...access,
    path: "/models",
    headers: apiKey === "" ? {} : { authorization: `Bearer ${apiKey}` },
    read(json) {
      if (!Array.isArray(record(json)?.data)) return null;
      const listed = records(record(json)?.data).map(({ id, shutdown_date }) => ({
        id: string(id),
        endOfLife: string(shutdown_date) || null,
      }));
      return { models: listed.filter(({ id }) => id !== "") };
    },
    meant(status, body) {
      if (status === 429 && body.includes("insufficient_quota")) return "quota-exhausted";
      // Keys can be made that may speak and not list.
      return status === 403 && body.includes("Missing scopes") ? "restricted" : null;
    },
  });
}
