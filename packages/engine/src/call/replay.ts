/** Plays a log again through the core and says where it first differs. Restores a call from its last snapshot. */
import type { AssistantDefinition, Pin } from "../conversation/assistant.ts";
import { completed } from "../conversation/completed.ts";
import type { InputOf } from "../conversation/inputs.ts";
import { type CallState, emptyState } from "../conversation/state.ts";
import type { LogItem } from "../ports.ts";
import { canonicalJson } from "./canonical-json.ts";
import { CoreRunner, inputOf } from "./core-runner.ts";
import { chainedHash, FIRST_HASH } from "./log-chain.ts";

export type Replay =
  | { same: true; hash: string; inputs: number }
  | {
      same: false;
      /** The first item whose stored hash does not fit its content. */
      brokenAt: { seq: number; kind: string; type: string } | null;
      /** The first item that this engine would have written differently. */
      differs: { seq: number; afterInput: string; expected: string; got: string } | null;
    };

export function replay(items: readonly LogItem[]): Replay {
  const brokenAt = firstBroken(items);
  const { differs, hash, inputs } = runAgain(items);
  if (!brokenAt && !differs) return { same: true, hash, inputs };
  return { same: false, brokenAt, differs };
}

function firstBroken(items: readonly LogItem[]): { seq: number; kind: string; type: string } | null {
  let hash = FIRST_HASH;
  for (const item of items) {
    hash = chainedHash(hash, item);
    if (hash !== item.hash) return { seq: item.seq, kind: item.kind, type: item.type };
  }
  return null;
}

function runAgain(items: readonly LogItem[]) {
  const runner = new CoreRunner();
  const stored = new Map(items.map((item) => [item.seq, item]));
  let inputs = 0;
  for (const item of items) {
    if (item.kind !== "input") continue;
    inputs += 1;
    const made = runner.take(inputOf(item)).items;
    for (const again of made) {
      const before = stored.get(again.seq);
      if (before && shown(before) === shown(again)) continue;
      const differs = {
        seq: again.seq,
        afterInput: item.type,
        expected: before ? shown(before) : "nothing",
        got: shown(again),
      };
      return { differs, hash: runner.hash, inputs };
    }
  }
  const last = items.at(-1)?.seq ?? 0;
  if (runner.seq === last) return { differs: null, hash: runner.hash, inputs };
  const differs = { seq: runner.seq + 1, afterInput: "end", expected: "more items", got: "nothing" };
  return { differs, hash: runner.hash, inputs };
}

const shown = (item: LogItem): string => canonicalJson([item.kind, item.type, item.data]);

export interface Restored {
  runner: CoreRunner;
  /** Items that follow from the stored ones and were lost with the worker: to be appended first. */
  missing: readonly LogItem[];
}

/**
 * The runner as it was after the last item: from the last snapshot, then every later input. Commands of those inputs
 * were given before and are not given again.
 */
export function restore(items: readonly LogItem[]): Restored | null {
  const first = items[0];
  if (first?.type !== "call-started") return null;
  const { pin: pinned } = inputOf(first) as InputOf<"call-started">;
  const pin = { ...pinned, assistant: completed(pinned.assistant) as AssistantDefinition };
  const from = items.findLastIndex((item) => item.kind === "snapshot");
  const snapshot = items[from];
  if (!snapshot) return withPin(rerun(new CoreRunner(), items), pin);
  // What has come since the version that wrote it is as in a new call.
  const state = { ...emptyState(), ...(snapshot.data.state as Omit<CallState, "pin">), pin };
  return rerun(new CoreRunner({ state, seq: snapshot.seq, hash: snapshot.hash }), items.slice(from + 1));
}

function withPin(restored: Restored, pin: Pin): Restored {
  restored.runner.state = { ...restored.runner.state, pin };
  return restored;
}

function rerun(runner: CoreRunner, items: readonly LogItem[]): Restored {
  const last = items.at(-1)?.seq ?? runner.seq;
  const made = items.filter((item) => item.kind === "input").flatMap((item) => runner.take(inputOf(item)).items);
  return { runner, missing: made.filter((item) => item.seq > last) };
}
