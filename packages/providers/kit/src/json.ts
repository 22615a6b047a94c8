/** Reads JSON that others wrote, taking nothing for granted. */

/** `undefined`: not JSON. */
export function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function record(value: unknown): Record<string, unknown> | null {
  const isRecord = value !== null && typeof value === "object" && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : null;
}

export const string = (value: unknown): string => (typeof value === "string" ? value : "");
/** The records in a list; whatever else stands in it is left out. */
export const records = (value: unknown): Record<string, unknown>[] =>
  list(value).flatMap((one) => {
    const found = record(one);
    return found ? [found] : [];
  });

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Null: no number, or not a finite one. */
export const number = (value: unknown): number | null => (Number.isFinite(value) ? (value as number) : null);
