/** JSON that somebody types: what it says, if it is any, and how it is shown. Pure. */

/** Undefined: no JSON, or nothing. */
export function jsonIn(text: string): unknown {
  try {
    return text.trim() === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function objectIn(text: string): Record<string, unknown> | null {
  const value = jsonIn(text);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

export const written = (value: unknown): string => JSON.stringify(value, null, 2);

/** As people read it; what is no JSON stays as it is. */
export function unfolded(text: string): string {
  const value = jsonIn(text);
  return value === undefined ? text : written(value);
}
