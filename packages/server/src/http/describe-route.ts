/** What a route takes and gives, as `/openapi.json` tells it. Every route below `/v1` says at least its name and its answers. */

type Tag = "calls" | "assistants" | "phone numbers" | "providers" | "money" | "tests" | "members" | "tools" | "server";

/** `operationId` is the name of the client's function; `response` by status. Refusals are added for all alike. */
export const describes = <const Schema extends { response: object }>(
  operationId: string,
  tag: Tag,
  schema: Schema,
) => ({
  schema: { operationId, tags: [tag] as string[], ...schema },
});
