/** JSON data as TypeScript: keys without quotes where they need none. Knows nothing of assistants. */

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

export function printValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "undefined";
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  return fields.length === 0
    ? "{}"
    : `{ ${fields.map(([key, one]) => `${printKey(key)}: ${printValue(one)}`).join(", ")} }`;
}

/** `__proto__: …` in a literal sets the prototype; in brackets it is a field like any other. */
export function printKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return PLAIN_KEY.test(key) ? key : JSON.stringify(key);
}
