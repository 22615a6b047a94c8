/** Data in a few words, for a line. Pure. */

const MOST_CHARACTERS = 60;
const MOST_FIELDS = 3;

/** `findSlots(day: 2026-11-24)` */
export function briefCall(name: string, args: Record<string, unknown>): string {
  const inside = Object.entries(args).map(([field, value]) => `${field}: ${plain(value)}`);
  return `${name}(${cut(inside.join(", "))})`;
}

/** `free: yes, time: 10:00`; lists by how many they hold. */
export function brief(value: unknown): string {
  if (value === null || value === undefined) return "—";
  if (typeof value !== "object") return cut(plain(value));
  if (Array.isArray(value)) return `[${value.length}]`;
  const fields = Object.entries(value);
  const shown = fields.slice(0, MOST_FIELDS).map(([field, inner]) => `${field}: ${plain(inner)}`);
  return cut(shown.join(", ") + (fields.length > MOST_FIELDS ? ", …" : "")) || "—";
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === "object" && value !== null ? "{…}" : String(value);
}

const cut = (text: string) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text);

const MOST_OF_A_LINE = 240;

/** A log item's data on one line. Long ones are cut before they are drawn: a snapshot has thousands of characters. */
export function briefData(data: Record<string, unknown>): string {
  const text = JSON.stringify(data);
  return text.length > MOST_OF_A_LINE ? `${text.slice(0, MOST_OF_A_LINE)}…` : text;
}
