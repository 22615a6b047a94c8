/** What can be wrong with a line, as data. Times count from the stream's `start`. */

export interface LineScript {
  /** Messages to the server come up to this much late; their order stays, as on any TCP connection. */
  jitterMs?: number;
  /** Share of the caller's frames that never reach Twilio (0–100): the time stamps then have holes. */
  lossPercent?: number;
  /** Share of the agent's frames that the caller does not hear. */
  agentLossPercent?: number;
  /** Nothing passes, in either direction; what was sent comes at once afterwards. */
  stalls?: readonly { atMs: number; forMs: number }[];
  /** Again and again the caller's audio is held for `holdMs` and then comes at once. */
  bursts?: { everyMs: number; holdMs: number };
  /** The person speaks `times` frames a tick: more audio than time. */
  faster?: { fromMs: number; toMs: number; times: number };
  /** Share of media messages that come twice. */
  duplicatePercent?: number;
  /** Share of media messages that come after their successor. */
  reorderPercent?: number;
  marks?: "normal" | "never" | "duplicate" | { lateMs: number };
  /** The socket goes without a `stop`; the call itself goes on. */
  dropAtMs?: number;
  /** The same with a TCP reset. */
  resetAtMs?: number;
  /** The call's end is not announced by a `stop`. */
  noStop?: boolean;
}

export const GOOD_LINE: LineScript = Object.freeze({});
