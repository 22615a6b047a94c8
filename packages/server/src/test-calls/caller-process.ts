/**
 * The caller of a test call, in a process of its own: hearing and speaking are work, and no real call may wait for it. Gets
 * its orders by IPC, calls through the Twilio twin over the real protocol, tells what it met, and ends.
 */
import { setPriority } from "node:os";
import { callsWith, follows, hangsUp, Person, says, waitsForAgent } from "@offhook/callers";
import { closeEmbedded } from "@offhook/provider-embedded";
import { TwilioTwin } from "@offhook/twin-twilio";

export interface CallerOrders {
  accountSid: string;
  authToken: string;
  /** Where the number leads. */
  voiceUrl: string;
  statusCallback: string;
  from: string;
  to: string;
  says: readonly string[];
  seed: number;
}

export interface CallerReport {
  carrierCallId: string;
  problems: readonly string[];
}

/** Below the call workers. */
const NICE = 10;

process.once("message", (orders: CallerOrders) => {
  setPriority(NICE);
  void call(orders).then(
    (report) => finish(report),
    (error: unknown) => finish({ carrierCallId: "", problems: [`The caller broke: ${String(error)}`] }),
  );
});
process.once("disconnect", () => process.exit(1));

async function call({ says: sentences, ...orders }: CallerOrders) {
  const { accountSid, authToken, from, to, voiceUrl, statusCallback, seed } = orders;
  const twin = new TwilioTwin({ accountSid, authToken, seed, keepsAudio: false });
  const steps = [...sentences.flatMap((text) => [waitsForAgent(), says(text)]), waitsForAgent(), hangsUp()];
  const person = new Person({ does: follows(steps), seed });
  const { call, result } = await callsWith(twin, person, { from, to, voiceUrl, statusCallback });
  const { problems } = await result;
  await closeEmbedded();
  return { carrierCallId: call.sid, problems };
}

function finish(report: CallerReport): void {
  process.send?.(report, undefined, undefined, () => process.exit(0));
}
