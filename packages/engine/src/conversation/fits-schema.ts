/** Does a value fit a tool's JSON Schema? The part of it that tool parameters use; what fails is said in a sentence. */
type Schema = Record<string, unknown>;

export function misfit(value: unknown, schema: Schema, path = "arguments"): string | null {
  const wrongType = typeof schema.type === "string" && !isType(value, schema.type);
  if (wrongType) return `${path} should be ${String(schema.type)}`;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value))
    return `${path} should be one of ${schema.enum.join(", ")}`;
  if (typeof value === "number") return numberMisfit(value, schema, path);
  if (typeof value === "string") return stringMisfit(value, schema, path);
  if (Array.isArray(value)) return listMisfit(value, schema, path);
  if (value !== null && typeof value === "object") return objectMisfit(value as Schema, schema, path);
  return null;
}

function isType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "object") return value !== null && typeof value === "object" && !Array.isArray(value);
  return typeof value === type;
}

function numberMisfit(value: number, { minimum, maximum }: Schema, path: string): string | null {
  if (typeof minimum === "number" && value < minimum) return `${path} should be at least ${minimum}`;
  return typeof maximum === "number" && value > maximum ? `${path} should be at most ${maximum}` : null;
}

function stringMisfit(value: string, schema: Schema, path: string): string | null {
  if (typeof schema.maxLength === "number" && value.length > schema.maxLength) return `${path} is too long`;
  if (typeof schema.minLength === "number" && value.length < schema.minLength) return `${path} is too short`;
  if (typeof schema.pattern === "string" && !new RegExp(schema.pattern, "u").test(value)) {
    return `${path} should match ${schema.pattern}`;
  }
  return null;
}

function listMisfit(value: readonly unknown[], schema: Schema, path: string): string | null {
  if (!schema.items || typeof schema.items !== "object") return null;
  for (const [index, item] of value.entries()) {
    const problem = misfit(item, schema.items as Schema, `${path}[${index}]`);
    if (problem) return problem;
  }
  return null;
}

function objectMisfit(value: Schema, schema: Schema, path: string): string | null {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  for (const name of Array.isArray(schema.required) ? schema.required : []) {
    if (value[name as string] === undefined) return `${path}.${String(name)} is missing`;
  }
  for (const [name, item] of Object.entries(value)) {
    const property = properties[name];
    if (!property && schema.additionalProperties === false) return `${path}.${name} is not known`;
    const problem = property ? misfit(item, property, `${path}.${name}`) : null;
    if (problem) return problem;
  }
  return null;
}
