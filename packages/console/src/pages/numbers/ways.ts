/** The ways to a number, in the order of their tabs. Pure. */

export const WAYS = ["one", "import", "buy"] as const;
export type Way = (typeof WAYS)[number];

/** Where a key leads, as in every list of tabs; null: the key is not for tabs. */
export function wayAfter(way: Way, key: string): Way | null {
  const at = WAYS.indexOf(way);
  const wanted = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: WAYS.length - 1 }[key];
  return wanted === undefined ? null : (WAYS[(wanted + WAYS.length) % WAYS.length] ?? null);
}
