/** A written text as the words that were spoken, and how alike two texts are. Pure. */

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Lower case, no punctuation; "45" is forty five, longer numbers are read digit by digit. */
export function spokenWords(text: string): string[] {
  const spelled = text.toLowerCase().replace(/\d+/g, (digits) => ` ${readNumber(digits)} `);
  return spelled.replaceAll("-", " ").match(/[\p{L}']+/gu) ?? [];
}

function readNumber(digits: string): string {
  const value = Number(digits);
  if (digits.length > 2 || digits.startsWith("0")) return [...digits].map((digit) => SMALL[Number(digit)]).join(" ");
  if (value < SMALL.length) return SMALL[value] as string;
  const ones = value % 10 > 0 ? ` ${SMALL[value % 10]}` : "";
  return `${TENS[Math.floor(value / 10)]}${ones}`;
}

/** 1 for equal texts, 0 for nothing in common: one minus the edits, as a share of the longer one. */
export function similarity(one: string, other: string): number {
  const longer = Math.max(one.length, other.length);
  return longer === 0 ? 1 : 1 - edits([...one], [...other]) / longer;
}

/** Levenshtein's distance: insertions, deletions and replacements that turn one list into the other. */
export function edits<T>(from: readonly T[], to: readonly T[]): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  from.forEach((item, row) => {
    const current = [row + 1];
    to.forEach((wanted, column) => {
      const replaced = (previous[column] as number) + (item === wanted ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] as number) + 1, (current[column] as number) + 1));
    });
    previous = current;
  });
  return previous[to.length] as number;
}
