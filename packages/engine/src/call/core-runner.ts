/**
 * Runs the core for one call and writes down everything it was told, decided and commanded. The shell above it does
 * the work; replay and resume use the same class, so that there is one way in which inputs become log items.
 */
import type { Command } from "../conversation/commands.ts";
import type { Decision } from "../conversation/ctx.ts";
import type { Input } from "../conversation/inputs.ts";
import { type CallState, emptyState } from "../conversation/state.ts";
import { step } from "../conversation/step.ts";
import type { LogItem } from "../ports.ts";
import { chainedHash, FIRST_HASH } from "./log-chain.ts";

export interface Ran {
  commands: readonly Command[];
  decisions: readonly Decision[];
  items: readonly LogItem[];
}

/** After these decisions a turn has ended: a resuming worker starts from the snapshot made then. */
const SNAPSHOT_AFTER = new Set(["turn-ended", "agent-turn", "tool-settled", "call-ended"]);

export class CoreRunner {
  state: CallState;
  seq: number;
  hash: string;

  constructor(
    from: { state: CallState; seq: number; hash: string } = { state: emptyState(), seq: 0, hash: FIRST_HASH },
  ) {
    this.state = from.state;
    this.seq = from.seq;
    this.hash = from.hash;
  }

  take(input: Input): Ran {
    const { type, atMs, ...rest } = input;
    const data = plain(rest);
    const audioMs = "audioMs" in input ? input.audioMs : null;
    const { state, commands, decisions } = step(this.state, input);
    this.state = state;
    const items = [this.item("input", type, data, atMs, audioMs)];
    for (const decision of decisions)
      items.push(this.item("decision", decision.type, plain(decision.data), atMs, audioMs));
    for (const { type: name, ...what } of commands) items.push(this.item("command", name, plain(what), atMs, audioMs));
    if (decisions.some((decision) => SNAPSHOT_AFTER.has(decision.type))) {
      items.push(this.item("snapshot", "state", { state: snapshotOf(state) }, atMs, audioMs));
    }
    return { commands, decisions, items };
  }

  private item(
    kind: LogItem["kind"],
    type: string,
    data: Record<string, unknown>,
    atMs: number,
    audioMs: number | null,
  ): LogItem {
    this.seq += 1;
    const item = { seq: this.seq, atMs, audioMs, kind, type, data };
    this.hash = chainedHash(this.hash, item);
    return { ...item, hash: this.hash };
  }
}

/** What a JSON column would give back: no `undefined`, no shared parts. */
const plain = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

/** The pin stands in the first input; a snapshot need not repeat it. */
function snapshotOf(state: CallState): Omit<CallState, "pin"> {
  const { pin: _pin, ...rest } = state;
  return rest;
}

/** The input that an item holds. */
export function inputOf(item: LogItem): Input {
  return { ...item.data, type: item.type, atMs: item.atMs } as Input;
}
