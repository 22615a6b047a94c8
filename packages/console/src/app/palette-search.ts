/** What typed text may mean as a search for calls. Pure. */
import { dialled } from "../pages/calls/call-filters.ts";

export interface CallSearchHit {
  find: "id" | "from" | "to" | "q";
  value: string;
}

const LEAST_DIGITS = 5;

/** Best first; a text of a letter or two means nothing yet. */
export function callSearchHits(typed: string): CallSearchHit[] {
  const text = typed.trim();
  const id = /\bcall_[0-9A-Za-z]{8,}\b/.exec(text)?.[0];
  if (id) return [{ find: "id", value: id }];
  const number = dialled(text);
  if (number && /^\+\d+$/.test(number)) {
    if (number.length <= LEAST_DIGITS) return [];
    return [
      { find: "from", value: number },
      { find: "to", value: number },
    ];
  }
  return text.length >= 3 ? [{ find: "q", value: text }] : [];
}

/** Whether every word typed begins, or is in, the name of something. */
export function isMeant(typed: string, name: string): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => name.toLowerCase().includes(word));
}
