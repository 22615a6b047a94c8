/** What the conversation believed, waited for and had decided at a moment of its log. Pure: a fold of the log's items. */
import type { LogItem } from "@offhook/api-client";

export interface Known {
  name: string;
  value: string;
  /** The words it came from. */
  words: string | null;
  /** The value before the present one; null: it was the first. */
  was: string | null;
}

export interface Waiting {
  for: string;
  slot: string | null;
  options: string[];
}

export interface Moment {
  atMs: number;
  phase: string | null;
  phaseSinceMs: number;
  known: Known[];
  /** Asked for now and not known. */
  wanted: string | null;
  waiting: Waiting | null;
  question: string | null;
  /** What happens by itself if nothing else does; null: nothing, or it is not known at this moment. */
  deadline: { name: string; inMs: number } | null;
  tools: string[];
  /** The last ones, newest first. */
  decisions: LogItem[];
  /** The snapshot that beliefs are read from. */
  asOfMs: number | null;
}

/** Decisions that say what happened and not why. */
const PLAIN_DECISIONS: ReadonlySet<string> = new Set(["phase", "agent-turn", "caller-turn", "utterance-heard"]);
/** They run through the whole call. */
const FAR_DEADLINES: ReadonlySet<string> = new Set(["almost-over", "max-duration"]);
/** Facts that leave a snapshot's deadlines as they were. */
const QUIET_FACTS: ReadonlySet<string> = new Set(["mark-reached", "audio-sent", "provider-used", "voice-ready"]);
const SHOWN_DECISIONS = 4;

export const isReasoned = ({ kind, type }: LogItem) => kind === "decision" && !PLAIN_DECISIONS.has(type);

/** null: the log has nothing up to this moment. */
export function momentAt(items: readonly LogItem[], atMs: number): Moment | null {
  const past = items.slice(0, countUntil(items, atMs));
  if (past.length === 0) return null;
  const snapshots = past.filter(({ kind }) => kind === "snapshot");
  const snapshot = snapshots.at(-1);
  const state = stateOf(snapshot);
  const phase = past.findLast(({ kind, type }) => kind === "decision" && type === "phase");
  const waiting = waitingOf(state);
  const known = knownOf(snapshots);
  return {
    atMs,
    phase: phase ? String(phase.data.to) : state ? String(state.phase) : null,
    phaseSinceMs: phase?.atMs ?? 0,
    known,
    wanted: waiting?.slot && !known.some(({ name }) => name === waiting.slot) ? waiting.slot : null,
    waiting,
    question: typeof state?.pendingQuestion === "string" ? state.pendingQuestion : null,
    deadline: deadlineOf(past, snapshot, atMs),
    tools: (state?.toolRuns ?? []).map(({ name }) => name),
    decisions: past.filter(isReasoned).slice(-SHOWN_DECISIONS).reverse(),
    asOfMs: snapshot?.atMs ?? null,
  };
}

/** The places that are worth stepping to: where something was decided. Ascending, each once. */
export function decisionTimes(items: readonly LogItem[]): number[] {
  return [...new Set(items.filter(isReasoned).map(({ atMs }) => atMs))].sort((a, b) => a - b);
}

/** The parts of a snapshot that are read here; everything else in it is left alone. */
interface State {
  phase?: string;
  deadlines?: Record<string, number>;
  flow?: {
    slots?: Record<string, { value: unknown; text?: string }>;
    waiting?: { for?: string; slot?: string; options?: string[] } | null;
  } | null;
  pendingQuestion?: string | null;
  toolRuns?: { name: string }[];
}

function stateOf(snapshot: LogItem | undefined): State | null {
  return (snapshot?.data.state as State | undefined) ?? null;
}

function waitingOf(state: State | null): Waiting | null {
  const waiting = state?.flow?.waiting;
  return waiting?.for ? { for: waiting.for, slot: waiting.slot ?? null, options: waiting.options ?? [] } : null;
}

function knownOf(snapshots: readonly LogItem[]): Known[] {
  const known = new Map<string, Known>();
  for (const snapshot of snapshots) {
    const slots = stateOf(snapshot)?.flow?.slots ?? {};
    for (const [name, { value, text }] of Object.entries(slots)) {
      const before = known.get(name);
      const was = before && before.value !== String(value) ? before.value : (before?.was ?? null);
      known.set(name, { name, value: String(value), words: text ?? null, was });
    }
    // What a snapshot no longer has was given up: the flow started over.
    for (const name of known.keys()) if (!(name in slots)) known.delete(name);
  }
  return [...known.values()];
}

function deadlineOf(past: readonly LogItem[], snapshot: LogItem | undefined, atMs: number): Moment["deadline"] {
  const since = snapshot ? past.slice(past.indexOf(snapshot) + 1) : [];
  // Anything that happened since may have moved the deadlines: better none than a wrong one.
  const untouched = since.every(({ kind, type }) => kind !== "decision" && (kind !== "input" || QUIET_FACTS.has(type)));
  const deadlines = Object.entries(stateOf(snapshot)?.deadlines ?? {});
  const next = deadlines.filter(([name, at]) => !FAR_DEADLINES.has(name) && at > atMs).sort(([, a], [, b]) => a - b)[0];
  return untouched && next ? { name: next[0], inMs: next[1] - atMs } : null;
}

/** Items come in the order of time: found by halving. */
function countUntil(items: readonly LogItem[], atMs: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
