/** `offhook replay`: plays a call's log through this version's core again and says whether it decides the same. */
import { CoreRunner, inputOf, type Replay, replay } from "@offhook/engine/call";
import type { LogItem } from "@offhook/engine/ports";
import { readArguments } from "./arguments.ts";
import { CliError } from "./cli-error.ts";
import { findServer } from "./find-server.ts";
import { type CallEvent, serverApi } from "./server-api.ts";
import type { Command } from "./terminal.ts";

const HELP = `Usage: npx --no offhook replay <callId> [--json]

Plays the inputs of a call's log through the conversation's core again. The same version reproduces every decision
and command; another version may decide differently, and then the first difference is shown.

  --json   the result as one line of JSON

Exit code: 0 the same, 1 different or not possible, 2 misuse.`;

export const replayCommand: Command = {
  summary: "Plays a call's log again and compares every decision",
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readArguments("replay", args, { json: { type: "boolean" } });
    const [callId] = positionals;
    if (callId === undefined || positionals.length !== 1) {
      throw new CliError("misuse", { problem: "One call id is wanted, such as call_01J….", command: "replay" });
    }
    const server = await findServer(terminal);
    try {
      const api = serverApi(server);
      const { replayable } = await api.call(callId);
      if (!replayable) throw new CliError("not-replayable", { callId });
      const events = await api.events(callId);
      if (events.length === 0) throw new CliError("empty-log", { callId });
      const result = replayEvents(events);
      terminal.out(values.json ? JSON.stringify({ callId, events: events.length, ...result }) : shown(callId, result));
      return result.same ? 0 : 1;
    } finally {
      await server.release();
    }
  },
};

/**
 * The API gives events without their hashes: then what is compared is their content, which the hash chain covers, and
 * the hash that this content has is the one that is shown.
 */
export function replayEvents(events: readonly CallEvent[]): Replay {
  const known = events.every((event): event is LogItem => event.hash !== undefined);
  if (known) return replay(events);
  const result = replay(withHashes(events));
  return result.same ? result : { ...result, brokenAt: null };
}

function withHashes(events: readonly CallEvent[]): LogItem[] {
  const runner = new CoreRunner();
  const hashes = new Map<number, string>();
  for (const event of events) {
    if (event.kind !== "input") continue;
    for (const item of runner.take(inputOf({ ...event, hash: "" })).items) hashes.set(item.seq, item.hash);
  }
  return events.map((event) => ({ ...event, hash: hashes.get(event.seq) ?? "" }));
}

function shown(callId: string, result: Replay): string {
  if (result.same) return `${callId}: the same after ${result.inputs} inputs.\nHash ${result.hash}`;
  const lines = [`${callId}: not the same.`];
  if (result.brokenAt) {
    const { seq, kind, type } = result.brokenAt;
    lines.push(`The stored log was changed at event ${seq} (${kind} ${type}): its hash does not fit.`);
  }
  if (result.differs) {
    const { seq, afterInput, expected, got } = result.differs;
    lines.push(`First difference at event ${seq}, after the input ${afterInput}:`);
    lines.push(`  stored  ${expected}`, `  now     ${got}`);
  }
  return lines.join("\n");
}
