/** About how many tokens a model reads in a text. No tokenizer: they differ by vendor, and this is to be known while typing. */

/** English prose has about four letters a token, with the vendors' own rule of thumb; Cyrillic some two and a half. */
const ASCII_PER_TOKEN = 4;
const OTHERS_PER_TOKEN = 2.5;

/** Whole, and to two figures: more would claim what is not known. */
export function tokenEstimate(text: string): number {
  const others = [...text].filter((letter) => letter > "\u007f").length;
  const tokens = (text.length - others) / ASCII_PER_TOKEN + others / OTHERS_PER_TOKEN;
  return Math.ceil(Number(tokens.toPrecision(2)));
}
