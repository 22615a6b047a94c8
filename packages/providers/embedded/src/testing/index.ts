/** Synthetic callers for tests and measurements; not for a running server. */
export { edits, spokenWords } from "../transcriber/spoken-words.ts";
export { type HeardCall, hear, onLine, type SpokenLine, speak } from "./simulated-caller.ts";
export { CLOSED_CASES, type ClosedCase, OPEN_SENTENCES, OUTSIDE_ANSWERS } from "./spoken-cases.ts";
