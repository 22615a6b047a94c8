/** Calls whose every message was noted, on both sides of the wire. */
import type { CallNotes } from "../agent/agent-process.ts";
import type { Noted } from "../agent/notes.ts";
import { sleep } from "../kit/clock.ts";
import type { Stage } from "../kit/stage.ts";
import type { Turns } from "../line/bench-caller.ts";
import type { Wire } from "../line/wire.ts";

export interface TimedCall {
  wire: Wire;
  /** The frames in which speech began. */
  onsets: readonly number[];
  noted: Noted[];
  /** When the frame left in which this place of the caller's stream ends. */
  sentMs(audioMs: number): number;
}

export interface Order {
  count: number;
  voiceUrl: string;
  turns: Turns;
  /** Calls begin this far apart; each is hung up with all others after `lastsMs`. */
  everyMs: number;
  lastsMs: number;
}

const FRAME_MS = 20;
/** After this long the carrier's frames of 20 ms and the detector's of 32 ms stand to each other as before. */
const ALIGNMENTS_MS = 160;

export async function timedCalls({ line, agent }: Stage, order: Order): Promise<TimedCall[]> {
  const { count, voiceUrl, turns, everyMs, lastsMs } = order;
  await line.call.place(count, voiceUrl, turns, { everyMs, shiftMs: ALIGNMENTS_MS });
  await sleep(lastsMs);
  await line.call.hangUpAll();
  await sleep(200);
  const wires = await line.call.takeWires();
  const notes = await agent.call.takeNotes();
  return wires.flatMap((wire) => {
    const own = notes.find((one: CallNotes) => one.callSid === wire.callSid);
    return own ? [timed(wire, wire.onsets, own.noted)] : [];
  });
}

function timed(wire: Wire, onsets: readonly number[], noted: Noted[]): TimedCall {
  const sentMs = (audioMs: number): number =>
    wire.frameSentMs[Math.max(0, Math.ceil(audioMs / FRAME_MS) - 1)] ?? Number.NaN;
  return { wire, onsets, noted, sentMs };
}

export const firstOf = (noted: readonly Noted[], what: Noted["what"], afterMs = 0): Noted | undefined =>
  noted.find((one) => one.what === what && one.atMs >= afterMs);
