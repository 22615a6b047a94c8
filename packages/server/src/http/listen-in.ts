/**
 * `WS /v1/calls/:id/listen`: the sound of a call on the line. Binary frames, their first byte says whose (0 the caller, 1 the
 * agent), the rest is µ-law at 8 kHz; `{"cleared":true}` in between: the agent was cut off. Closes with 1000 when the call ends.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { WebSocket } from "ws";
import { noteAction } from "../store/audit-log.ts";
import { findCall } from "../store/calls.ts";
import type { HttpContext } from "./app.ts";

const CALLER = 0;
const AGENT = 1;
/** A listener that is this late (6 s of both sides) misses some of it; the call does not wait for him. */
const UNSENT_BYTES = 100_000;
/** The call goes on, but not where it was: whoever listens asks again. */
const MOVED = 4_001;
const ENDED_LOOKS = 10;
const ENDED_LOOK_MS = 100;

export async function listenIn(context: HttpContext, socket: WebSocket, callId: string, who: string): Promise<void> {
  const { store, callHost } = context;
  const send = (side: number, audio: Uint8Array): void => {
    if (socket.readyState !== socket.OPEN || socket.bufferedAmount > UNSENT_BYTES) return;
    socket.send(Buffer.concat([Buffer.of(side), audio]));
  };
  const over = async (): Promise<void> => {
    if (await hasEnded(context, callId)) socket.close(1_000, "call-ended");
    else socket.close(MOVED, "call-moved");
  };
  const stop = await callHost.listenIn?.(callId, {
    caller: (audio) => send(CALLER, audio),
    agent: (audio) => send(AGENT, audio),
    cleared: () => socket.readyState === socket.OPEN && socket.send('{"cleared":true}'),
    ended: () => void over(),
  });
  if (!stop) return over();
  socket.once("close", stop);
  if (socket.readyState !== socket.OPEN) return stop();
  await noteAction(store, { who, action: "LISTEN", path: `/v1/calls/${callId}` });
}

/** The line is gone a moment before the store knows why. */
async function hasEnded({ store }: HttpContext, callId: string): Promise<boolean> {
  for (let looks = 0; looks < ENDED_LOOKS; looks += 1) {
    const call = await findCall(store, callId).catch(() => null);
    if (call === null || call.status === "ended") return call !== null;
    await sleep(ENDED_LOOK_MS);
  }
  return false;
}
