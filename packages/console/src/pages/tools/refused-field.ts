/** At which field a refusal of the server belongs. Pure. */
import type { ApiFault } from "@offhook/api-client";
import type { ToolDraft, Wrongs } from "./draft-shape.ts";

/** `url: {{n}} is neither…`, `headers.bad name: Invalid key`, also behind a sentence of our own language. */
const NAMED =
  /(?:^|: )(name|description|url|body|parameters|headers|response|deadlineMs|sayWhileRunning|saySlow|sayOnFailure)(?:\.[^:]*)?: ./;

/** Empty: it is of no one field. */
export function refusedField({ code, message, fix }: ApiFault, { headers }: Pick<ToolDraft, "headers">): Wrongs {
  if (code === "tool-name-taken" || code === "tool-in-use") return { name: `${message} ${fix}` };
  if (code === "not-allowed" && headers.some(({ kind }) => kind === "secret")) return { headers: `${message} ${fix}` };
  const field = code === "invalid-field" ? NAMED.exec(message)?.[1] : undefined;
  // Which field it is can be seen; that it was in the request is the server's way of beginning.
  return field ? { [field]: message.replace(`The request: ${field}: `, "") } : {};
}
