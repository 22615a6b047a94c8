/** The assistant's tools as Google takes them. */
import type { ToolDescription } from "@offhook/engine/ports";

/**
 * `parametersJsonSchema` and not `parameters`: the latter is Google's own subset of OpenAPI, which refuses a request for
 * fields that every JSON Schema has (`additionalProperties`, `$ref`, `const`); the former takes JSON Schema as it stands.
 * Without parameters there is none: an empty object is refused by older models.
 */
export function toolDeclarations(tools: readonly ToolDescription[]): Record<string, unknown> {
  if (tools.length === 0) return {};
  const functionDeclarations = tools.map(({ name, description, parameters }) => ({
    ...{ name, description },
    ...(hasProperties(parameters) ? { parametersJsonSchema: parameters } : {}),
  }));
  return { tools: [{ functionDeclarations }] };
}

function hasProperties({ properties, ...rest }: Record<string, unknown>): boolean {
  const named = properties !== null && typeof properties === "object" ? Object.keys(properties) : [];
  return named.length > 0 || ["anyOf", "oneOf", "allOf", "$ref"].some((way) => way in rest);
}
