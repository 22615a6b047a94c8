/** Amounts and minutes as people type them. Pure. */

/** US dollars as the server takes them; null: no amount. Nothing typed: no limit. */
export function readDollars(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^\$\s*/, "")
    .replace(",", ".");
  if (plain === "") return "";
  return /^\d{1,6}(\.\d{1,4})?$/.test(plain) ? plain : null;
}

/** Minutes, a day at most; halves count. Nothing typed: the default. */
export function readMinutes(text: string): string | null {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return "";
  const minutes = Number(plain);
  return /^\d{1,4}(\.\d{1,2})?$/.test(plain) && minutes >= 1 && minutes <= 1_440 ? String(minutes) : null;
}
