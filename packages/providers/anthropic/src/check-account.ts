/** Whether Anthropic takes the key: by the list of its models, which costs nothing. */
import {
  type AccountAccess,
  type AccountCheck,
  askAccount,
  record,
  records,
  string,
} from "@offhook/provider-kit/account";

/** As its SDK 1.12.0 sends it. */
const API_VERSION = "2026-10-21";

export function checkAccount(access: AccountAccess): Promise<AccountCheck> {
  return askAccount({
    ...access,
    path: "/v1/models?limit=1000",
    headers: { "x-api-key": access.apiKey, "anthropic-version": API_VERSION },
    read(json) {
      const answer = record(json);
      if (!Array.isArray(answer?.data)) return null;
      // What is retired stays in the list as a record of it.
      const usable = records(answer.data).filter(({ lifecycle }) => lifecycle !== "retired");
      const models = usable.map(({ id }) => ({ id: string(id), endOfLife: null }));
      return { models: answer.has_more === true ? null : models };
    },
    meant: (status, body) => (status === 400 && body.includes("credit balance") ? "quota-exhausted" : null),
  });
}
