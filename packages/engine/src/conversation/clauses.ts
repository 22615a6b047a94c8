/** Cuts text into clauses: what is spoken, marked and, after a false interruption, said again as a whole. */

const ABBREVIATIONS = String.raw`\b(?:Mr|Mrs|Ms|Dr|St|No|e\.g|i\.e|a\.m|p\.m)|(?<![а-яё])(?:ул|тел|им|кв|просп|т\.е|т\.к)`;
/**
 * A full stop (Latin ones before a space, Chinese and Indic ones anywhere) or the end of a line: lists have no stops.
 * Abbreviations and decimals end nothing.
 */
const SENTENCE_END = new RegExp(
  String.raw`(?<!${ABBREVIATIONS})[.!?…]+["')\]]*(?=\s|$)|[。！？।]+["')\]」』”]*|\n`,
  "gi",
);
const CLAUSE_PAUSE = /[,;:—–]["')\]]*(?=\s)|[，；：]/g;
/** Shorter clauses sound chopped; longer ones make a resumed sentence start too far back. */
const LEAST_CLAUSE_CHARACTERS = 28;
/** About fourteen seconds of speech: whoever writes no stops is cut at a word, or the caller waits for all of it. */
const MOST_CLAUSE_CHARACTERS = 200;
const FENCE = "```";
const CODE_BLOCK = /```[\s\S]*?```/g;

export function splitClauses(text: string): string[] {
  const clauses: string[] = [];
  const prose = withoutCode(text);
  for (const sentence of splitAt(beforeOpenFence(prose), SENTENCE_END)) addSentence(clauses, sentence);
  return clauses.flatMap(cutLong);
}

function addSentence(clauses: string[], sentence: string): void {
  let held = "";
  for (const part of splitAt(sentence, CLAUSE_PAUSE)) {
    held = held ? `${held} ${part}` : part;
    if (held.length >= LEAST_CLAUSE_CHARACTERS) {
      clauses.push(held);
      held = "";
    }
  }
  // A short tail ("please.") belongs to the clause before it, if that is of the same sentence.
  if (held && held.length < 12 && clauses.length > 0 && held !== sentence) clauses.push(`${clauses.pop()} ${held}`);
  else if (held) clauses.push(held);
}

/** Blocks of code are never spoken. They leave blanks of their own length, so that places in the text stay the same. */
const withoutCode = (text: string): string => text.replace(CODE_BLOCK, (block) => `${" ".repeat(block.length - 1)}\n`);

function beforeOpenFence(prose: string): string {
  const open = prose.indexOf(FENCE);
  return open < 0 ? prose : prose.slice(0, open);
}

function cutLong(clause: string): string[] {
  const pieces: string[] = [];
  let rest = clause;
  while (rest.length > MOST_CLAUSE_CHARACTERS) {
    const end = cutAt(rest);
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trimStart();
  }
  return rest ? [...pieces, rest] : pieces;
}

/** The last space before the longest clause ends; in a script without spaces, right there, between two letters. */
function cutAt(text: string): number {
  const space = text.lastIndexOf(" ", MOST_CLAUSE_CHARACTERS);
  if (space > 0) return space;
  const isHalfLetter = /[\uD800-\uDBFF]/.test(text[MOST_CLAUSE_CHARACTERS - 1] ?? "");
  return isHalfLetter ? MOST_CLAUSE_CHARACTERS - 1 : MOST_CLAUSE_CHARACTERS;
}

function splitAt(text: string, pattern: RegExp): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    parts.push(text.slice(from, end).trim());
    from = end;
  }
  parts.push(text.slice(from).trim());
  return parts.filter(Boolean);
}

/** The whole clauses of a text that is still growing, and the rest. */
export function takeClauses(buffer: string): { clauses: string[]; rest: string } {
  const prose = beforeOpenFence(withoutCode(buffer));
  let end = -1;
  for (const match of prose.matchAll(SENTENCE_END)) {
    const after = match.index + match[0].length;
    if (after < buffer.length) end = after; // a full stop at the very end may yet become "3.5"
  }
  if (end < 0 && prose.length > MOST_CLAUSE_CHARACTERS) end = cutAt(prose);
  if (end < 0) return { clauses: [], rest: buffer };
  return { clauses: splitClauses(prose.slice(0, end)), rest: buffer.slice(end).trimStart() };
}

/** Enough to begin a reply that is being spoken already: its sound waits for the word, and nobody should wait for more. */
const FIRST_WORDS = 1;

/** The first few words of a spoken reply, as soon as they are whole; then `takeClauses` goes on. */
export function takeFirstWords(buffer: string): { clauses: string[]; rest: string } {
  const sentences = takeClauses(buffer);
  if (sentences.clauses.length > 0) return sentences;
  const words = [...buffer.matchAll(/\S+(?=\s)/g)];
  const last = words[FIRST_WORDS - 1];
  if (!last) return { clauses: [], rest: buffer };
  const end = last.index + last[0].length;
  return { clauses: [buffer.slice(0, end).trim()], rest: buffer.slice(end).trimStart() };
}
