/** The arguments of a tool as rows of a form, and as the JSON Schema that they are. Pure. */

export const PARAMETER_TYPES = ["string", "number", "integer", "boolean"] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

export interface ParameterRow {
  name: string;
  type: ParameterType;
  description: string;
  required: boolean;
  /** Separated by commas; empty: anything. */
  choices: string;
  /** Length of a text, size of a number; empty: no limit. */
  least: string;
  most: string;
}

export const NEW_PARAMETER: ParameterRow = Object.freeze({
  ...{ name: "", type: "string" as const, description: "", required: true, choices: "", least: "", most: "" },
});

const NAME = /^\w{1,64}$/;
const SHOWN = new Set(["type", "description", "enum", "minLength", "maxLength", "minimum", "maximum"]);

/** Null: it says something that rows cannot. */
export function rowsOf(schema: Record<string, unknown>): ParameterRow[] | null {
  const { type, properties = {}, required = [], ...more } = schema;
  if (type !== "object" || Object.keys(more).length > 0) return null;
  if (typeof properties !== "object" || properties === null || !Array.isArray(required)) return null;
  const rows = Object.entries(properties as Record<string, Record<string, unknown>>).map(([name, property]) =>
    rowOf(name, property, required.includes(name)),
  );
  return rows.every((row) => row !== null) ? rows : null;
}

function rowOf(name: string, property: Record<string, unknown>, required: boolean): ParameterRow | null {
  const type = PARAMETER_TYPES.find((one) => one === property.type);
  if (!type || Object.keys(property).some((key) => !SHOWN.has(key))) return null;
  const choices = property.enum ?? [];
  const isPlain = (choice: unknown) => typeof choice === "string" && choice.trim() === choice && !choice.includes(",");
  if (!Array.isArray(choices) || !choices.every(isPlain) || (choices.length > 0 && type !== "string")) return null;
  const isText = type === "string";
  if (property[isText ? "minimum" : "minLength"] !== undefined) return null;
  if (property[isText ? "maximum" : "maxLength"] !== undefined) return null;
  const text = (value: unknown): string => (value === undefined ? "" : String(value));
  return {
    ...{ name, type, required, description: text(property.description), choices: choices.join(", ") },
    least: text(property[isText ? "minLength" : "minimum"]),
    most: text(property[isText ? "maxLength" : "maximum"]),
  };
}

/** Null: a row has no name, or one twice, or a limit that is no number. */
export function schemaOf(rows: readonly ParameterRow[]): Record<string, unknown> | null {
  const names = rows.map(({ name }) => name);
  if (!names.every((name) => NAME.test(name)) || new Set(names).size < names.length) return null;
  const properties = rows.map((row) => [row.name, propertyOf(row)] as const);
  if (properties.some(([, property]) => property === null)) return null;
  const required = rows.filter((row) => row.required).map(({ name }) => name);
  return {
    ...{ type: "object", properties: Object.fromEntries(properties) },
    ...(required.length > 0 ? { required } : {}),
  };
}

function propertyOf({ type, description, choices, least, most }: ParameterRow): Record<string, unknown> | null {
  const limits = [least, most].map((text) => (text.trim() === "" ? undefined : Number(text)));
  if (limits.some((limit) => limit !== undefined && !Number.isFinite(limit))) return null;
  const [low, high] = type === "boolean" ? [] : limits;
  const [lowName, highName] = type === "string" ? ["minLength", "maxLength"] : ["minimum", "maximum"];
  const listed = choicesIn(choices);
  return {
    type,
    ...(description.trim() ? { description: description.trim() } : {}),
    ...(type === "string" && listed.length > 0 ? { enum: listed } : {}),
    ...(low === undefined ? {} : { [lowName as string]: low }),
    ...(high === undefined ? {} : { [highName as string]: high }),
  };
}

export const choicesIn = (text: string): string[] =>
  text
    .split(",")
    .map((choice) => choice.trim())
    .filter(Boolean);
