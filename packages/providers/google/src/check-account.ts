/** Whether the Gemini API takes the key: by the list of its models, which costs nothing. */
import {
  type AccountAccess,
  type AccountCheck,
  askAccount,
  record,
  records,
  string,
} from "@offhook/provider-kit/account";

export { checkCloudAccount } from "./cloud-speech/check-account.ts";

export function checkAccount(access: AccountAccess): Promise<AccountCheck> {
  return askAccount({
    ...access,
    path: "/v1beta/models?pageSize=1000",
    headers: { "x-goog-api-key": access.apiKey },
    read(json) {
      const answer = record(json);
      if (!Array.isArray(answer?.models)) return null;
      const models = records(answer.models).map(({ name }) => ({
        id: string(name).replace(/^models\//, ""),
        endOfLife: null,
      }));
      // A second page would be a second question.
      return { models: string(answer.nextPageToken) === "" ? models : null };
    },
    // A wrong key is a wrong argument to Google.
    meant: (status, body) => (status === 400 && /API_KEY_INVALID|API key not valid/i.test(body) ? "key-refused" : null),
  });
}
