/** The phases of a call and the moves between them, as data. `docs/turn-table.md` is drawn from this table. */
export type Phase =
  | "greeting"
  | "listening"
  | "thinking"
  | "speaking"
  | "ducked"
  | "paused"
  | "tool-running"
  | "handing-off"
  | "goodbye"
  | "suspended"
  | "ended";

const ANYTIME: readonly Phase[] = ["suspended", "ended", "goodbye", "handing-off"];

/** From each phase, where a call may go. Whatever is not here is a bug of ours. */
export const TURN_TABLE: Readonly<Record<Phase, readonly Phase[]>> = Object.freeze({
  greeting: ["listening", "thinking", "speaking", "paused", "ducked", "tool-running", ...ANYTIME],
  listening: ["thinking", "speaking", "paused", "tool-running", ...ANYTIME],
  thinking: ["speaking", "tool-running", "listening", "paused", ...ANYTIME],
  // A model that is to greet may need a filler first.
  speaking: ["greeting", "paused", "ducked", "listening", "thinking", "tool-running", ...ANYTIME],
  ducked: ["paused", "speaking", "greeting", "listening", "thinking", "tool-running", ...ANYTIME],
  paused: ["speaking", "greeting", "listening", "thinking", "tool-running", ...ANYTIME],
  "tool-running": ["speaking", "thinking", "listening", "paused", "ducked", ...ANYTIME],
  "handing-off": ["speaking", "listening", "thinking", "paused", "ducked", "tool-running", ...ANYTIME],
  goodbye: [
    "speaking",
    "listening",
    "thinking",
    "paused",
    "ducked",
    "tool-running",
    "suspended",
    "ended",
    "handing-off",
  ],
  suspended: [
    "greeting",
    "speaking",
    "listening",
    "thinking",
    "tool-running",
    "goodbye",
    "handing-off",
    "ended",
    "paused",
    "ducked",
  ],
  ended: [],
});

export function mayMove(from: Phase, to: Phase): boolean {
  return from === to || TURN_TABLE[from].includes(to);
}
