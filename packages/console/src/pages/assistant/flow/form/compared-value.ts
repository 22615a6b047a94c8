/** What a condition compares with, as it is written in a field. Pure: `true` is a truth, `"true"` is a word. */
export type Compared = string | number | boolean;

const MOST_LETTERS = 500;

export function writeCompared(value: Compared | undefined): string {
  if (typeof value !== "string") return value === undefined ? "" : String(value);
  return typeof readCompared(value) === "string" && !isQuoted(value) && value === value.trim() ? value : `"${value}"`;
}

export function readCompared(text: string): Compared {
  const plain = text.trim();
  if (plain === "true" || plain === "false") return plain === "true";
  if (isQuoted(plain)) return plain.slice(1, -1).slice(0, MOST_LETTERS);
  const number = Number(plain.replace(",", "."));
  return plain !== "" && Number.isFinite(number) && /^-?[\d.,]+$/.test(plain) ? number : plain.slice(0, MOST_LETTERS);
}

const isQuoted = (text: string): boolean => text.length >= 2 && text.startsWith('"') && text.endsWith('"');
