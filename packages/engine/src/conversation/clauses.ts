/** Cuts text into clauses: what is spoken, marked and, after a false interruption, said again as a whole. */

/** A sentence end, or a comma-like pause after enough words; abbreviations and decimals do not end anything. */
const SENTENCE_END = /(?<!\b(?:Mr|Mrs|Ms|Dr|St|No|e\.g|i\.e|a\.m|p\.m))[.!?…]+["')\]]*(?=\s|$)/g;
const CLAUSE_PAUSE = /[,;:—–]["')\]]*(?=\s)/g;
/** Shorter clauses sound chopped; longer ones make a resumed sentence start too far back. */
const LEAST_CLAUSE_CHARACTERS = 28;

export function splitClauses(text: string): string[] {
  const clauses: string[] = [];
  for (const sentence of splitAt(text.trim(), SENTENCE_END)) {
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
  return clauses;
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
  let end = -1;
  for (const match of buffer.matchAll(SENTENCE_END)) {
    const after = match.index + match[0].length;
    if (after < buffer.length) end = after; // a full stop at the very end may yet become "3.5"
  }
  if (end < 0) return { clauses: [], rest: buffer };
  return { clauses: splitClauses(buffer.slice(0, end)), rest: buffer.slice(end).trimStart() };
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
