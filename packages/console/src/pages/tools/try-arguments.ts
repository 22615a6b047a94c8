/** What was typed into the fields of a test, as arguments. Pure. */
import type { ParameterRow } from "./parameter-rows.ts";

/** Left empty, an argument is left out, required or not: the server says what is missing, as it would to a model. */
export function argumentsOf(
  rows: readonly ParameterRow[],
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const given = rows.flatMap(({ name, type }) => {
    const text = typed[name] ?? "";
    return text === "" ? [] : [[name, typedValue(type, text)] as const];
  });
  return Object.fromEntries(given);
}

/** No number stays the text that it is: then the server says so. */
function typedValue(type: ParameterRow["type"], text: string): unknown {
  if (type === "boolean") return text === "true";
  if (type === "string") return text;
  const number = Number(text.replace(",", "."));
  return Number.isFinite(number) ? number : text;
}
