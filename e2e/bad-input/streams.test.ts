/** Spoiled media streams by the ten thousand: nothing throws, nothing grows, every mistake has a code, and the call goes on. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TWILIO_FAULTS } from "@offhook/carrier-twilio";
import { describe, expect, it } from "vitest";
import { LineLab } from "./live-line.ts";
import { Mutator, mutationNames, ofStream } from "./mutations.ts";

const CALLS = 40;
const MESSAGES_A_CALL = 2_000;
const MESSAGES_A_TICK = 20;

describe("a live call whose stream is spoiled", () => {
  it("answers its caller after 80,000 messages that no Twilio would send", async () => {
    const lab = new LineLab();
    const mutator = new Mutator(20_260_801);
    const faults: Record<string, number> = {};
    let sent = 0;
    const heapBefore = await heapUsed();
    for (let calls = 0; calls < CALLS; calls += 1) {
      const line = await lab.call();
      const streamSid = JSON.parse(line.valid().at(-1) ?? "{}").streamSid;
      for (let ofCall = 0; ofCall < MESSAGES_A_CALL; ) {
        for (let ofTick = 0; ofTick < MESSAGES_A_TICK; ) {
          const spoiled = mutator.next(line.valid()).map((message) => ofStream(message, streamSid));
          for (const message of spoiled) line.slipIn(message);
          ofTick += spoiled.length;
          ofCall += spoiled.length;
          sent += spoiled.length;
        }
        await lab.clock.advanceBy(20);
      }
      expect(await line.asksAndIsAnswered(), `call ${calls + 1}: ${line.ended} ${line.partFaults}`).toBe(true);
      await line.hangsUp();
      expect(line.ended).toEqual(["caller-hung-up"]);
      expect(line.partFaults).toEqual([]);
      expect(line.log.length).toBeLessThan(2_000);
      for (const [code, count] of Object.entries(line.faults)) faults[code] = (faults[code] ?? 0) + count;
    }
    console.log(sent, faults, (await heapUsed()) - heapBefore);
    expect(sent).toBeGreaterThanOrEqual(CALLS * MESSAGES_A_CALL);
  }, 120_000);
});

async function heapUsed(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  await new Promise((resolve) => setImmediate(resolve));
  gc();
  return process.memoryUsage().heapUsed;
}
