/** Batches of spoiled messages over real sockets: one long stream that goes wrong in every way, and many that begin wrongly. */
import { Mutator, ofStream, spoiledBeginning, type WireMessage } from "../bad-input/mutations.ts";
import { beginning } from "../bad-input/valid-messages.ts";
import type { BadStream, Stranger } from "./bad-stranger.ts";

const ON_ONE_STREAM = 1_800;
const A_TICK = 30;
const BROKEN_BEGINNINGS = 40;

/** Returns how many messages went out, and the call that had them. The call is still going on, and then hangs up. */
export async function sendBatch(stranger: Stranger, seed: number): Promise<{ sent: number; callId: string }> {
  // Good keys in floods lead a call astray, which is no fault of its.
  const mutator = new Mutator(seed, { except: ["keys in floods"] });
  const call = await stranger.ring();
  const stream = await stranger.stream(call);
  await until(() => stream.received > 0, "the greeting did not come");
  const [onOne, onMany] = await Promise.all([spoilStream(stream, mutator), spoilBeginnings(stranger, mutator)]);
  if (stream.closeCode !== null) throw new Error(`The spoiled stream was closed: ${stream.closeCode}`);
  stream.stop();
  const code = await stream.closed;
  if (code !== 1000) throw new Error(`The stream was closed with ${code}`);
  await stranger.hungUp(call.callSid);
  return { sent: onOne + onMany, callId: call.callId };
}

async function spoilStream(stream: BadStream, mutator: Mutator): Promise<number> {
  let sent = 0;
  stream.media();
  while (sent < ON_ONE_STREAM) {
    stream.media();
    for (let ofTick = 0; ofTick < A_TICK; ) {
      const spoiled = mutator.next(stream.valid).map((message) => ofStream(message, stream.streamSid));
      for (const message of spoiled) stream.socket.send(message);
      ofTick += spoiled.length;
      sent += spoiled.length;
    }
    await pause(20);
  }
  return sent;
}

async function spoilBeginnings(stranger: Stranger, mutator: Mutator): Promise<number> {
  let sent = 0;
  for (let streams = 0; streams < BROKEN_BEGINNINGS; streams += 1) {
    const stream = await stranger.open();
    const names = { streamSid: stream.streamSid, accountSid: stranger.lab.twin.accountSid };
    const messages: WireMessage[] = spoiledBeginning(mutator, beginning(names));
    for (const message of messages) stream.socket.send(message);
    sent += messages.length;
    // Whatever came: none of them has a ticket.
    setTimeout(() => stream.socket.terminate(), 1_000);
  }
  return sent;
}

export async function until(holds: () => boolean | Promise<boolean>, problem: string, withinMs = 8_000): Promise<void> {
  const endMs = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error(problem);
    await pause(20);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
