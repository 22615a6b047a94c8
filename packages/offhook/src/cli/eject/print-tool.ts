/** Tools that somebody made in the console, as `httpTool({ … })`, and what each is called in the file. */
import type { HttpToolDefinition } from "@offhook/server/code";
import { printKey, printValue } from "./print-value.ts";

/** `findOrder` becomes `findOrderTool`: no name of a tool is then a word of the language, or one that is imported. */
export function constantsForTools(made: readonly HttpToolDefinition[]): Map<string, string> {
  // The one name that would be the word itself.
  const constantOf = (name: string): string => (name === "http" ? "httpTool2" : `${name}Tool`);
  return new Map(made.map(({ name }) => [name, constantOf(name)]));
}

export function printHttpTool(constant: string, definition: HttpToolDefinition): string {
  const fields = Object.entries(definition).filter(([, value]) => value !== undefined);
  const printed = fields.map(
    ([name, value]) => `${printKey(name)}: ${name === "headers" ? printHeaders(value) : printValue(value)},`,
  );
  return `const ${constant} = httpTool({\n${printed.join("\n")}\n});`;
}

export const usesSecrets = ({ headers = {} }: HttpToolDefinition): boolean =>
  Object.values(headers).some((value) => typeof value !== "string");

function printHeaders(headers: NonNullable<HttpToolDefinition["headers"]>): string {
  const printed = Object.entries(headers).map(([name, value]) => {
    const given = typeof value === "string" ? printValue(value) : `secret(${printValue(value.secret)})`;
    return `${printKey(name)}: ${given}`;
  });
  return `{ ${printed.join(", ")} }`;
}
