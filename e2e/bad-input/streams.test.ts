/** Spoiled media streams by the ten thousand: nothing throws, nothing grows, every mistake has a code, and the call goes on. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { explainTwilioFault, TWILIO_FAULTS, type TwilioFaultCode, TwilioSession } from "@offhook/carrier-twilio";
import { VirtualClock } from "@offhook/twin-twilio";
import { describe, expect, it } from "vitest";
import { LineLab, type LiveLine } from "./live-line.ts";
import { Mutator, mutationNames, ofStream, spoiledBeginning } from "./mutations.ts";
import { beginning } from "./valid-messages.ts";

const CALLS = 40;
const MESSAGES_A_CALL = 2_000;
/** A thousand a second: a spoiled stream does not wait. */
const MESSAGES_A_TICK = 20;
const STREAMS = 2_500;
const HEAP_GROWTH_BYTES = 24 * 1_048_576;

/** What the mistakes of the mutator must be called, taken together. */
const EXPECTED: TwilioFaultCode[] = [
  ...(["malformed", "unknown", "too-large", "binary", "wrong-stream", "out-of-order", "after-stop"] as const).map(
    (what) => `twilio-frame-${what}` as const,
  ),
  ...(["duplicate", "late", "gap", "jump", "flood"] as const).map((what) => `twilio-media-${what}` as const),
  "twilio-mark-unknown",
  "twilio-key-flood",
];

describe("a live call whose stream is spoiled", () => {
  it("answers its caller after 80,000 messages that no Twilio would send", async () => {
    const lab = new LineLab();
    // Keys are good ones, however many: they lead a call astray, so every other call goes without.
    const [all, keyless] = [new Mutator(1), new Mutator(2, { except: ["keys in floods"] })];
    const faults: Record<string, number> = {};
    let sent = 0;
    let heapBefore = 0;
    for (let calls = 0; calls < CALLS; calls += 1) {
      if (calls === 4) heapBefore = await heapUsed();
      const line = await lab.call();
      sent += await spoil(line, calls % 2 === 0 ? keyless : all, lab);
      const answer = await line.askAndListen();
      expect(answer, `call ${calls + 1}: ${line.ended} ${line.partFaults}`).toMatch(
        calls % 2 === 0 ? /open from nine/ : /./,
      );
      await endOf(line);
      for (const [code, count] of Object.entries(line.faults)) faults[code] = (faults[code] ?? 0) + count;
    }
    expect((await heapUsed()) - heapBefore).toBeLessThan(HEAP_GROWTH_BYTES);
    expect(sent).toBeGreaterThanOrEqual(CALLS * MESSAGES_A_CALL);
    expect(Object.keys(all.taken).sort()).toEqual(mutationNames().sort());
    expect(Object.keys(faults).sort()).toEqual([...EXPECTED].sort());
    for (const code of Object.keys(faults))
      expect(explainTwilioFault(code)).toBe(TWILIO_FAULTS[code as TwilioFaultCode]);
  }, 120_000);
});

describe("a stream whose beginning is spoiled", () => {
  it("is closed with a code, or was a good one all the same: 20,000 messages", () => {
    const clock = new VirtualClock();
    const mutator = new Mutator(3);
    const outcomes = { refused: 0, started: 0, waiting: 0 };
    let sent = 0;
    for (let streams = 0; streams < STREAMS; streams += 1) {
      const { session, closes, starts } = openStream(clock);
      const messages = spoiledBeginning(mutator, beginning({ streamSid: `MZ${String(streams).padStart(32, "0")}` }));
      sent += messages.length;
      for (const message of messages) {
        if (typeof message === "string") session.receive(message);
        else session.receiveBinary();
      }
      const codes = Object.keys(session.faultCounts());
      expect(codes.filter((code) => !(code in TWILIO_FAULTS))).toEqual([]);
      if (starts.length > 0) outcomes.started += 1;
      else if (closes.length > 0) outcomes.refused += 1;
      else outcomes.waiting += 1;
      expect(starts.length).toBeLessThanOrEqual(1);
      if (starts.length === 0 && closes.length > 0) expect([closes, codes.length]).toEqual([[1008], 1]);
      session.transportClosed();
    }
    expect(sent).toBeGreaterThanOrEqual(20_000);
    expect(outcomes.refused).toBeGreaterThan(STREAMS / 3);
    expect(outcomes.started).toBeGreaterThan(STREAMS / 20);
  }, 60_000);
});

async function spoil(line: LiveLine, mutator: Mutator, lab: LineLab): Promise<number> {
  let sent = 0;
  while (sent < MESSAGES_A_CALL) {
    for (let ofTick = 0; ofTick < MESSAGES_A_TICK; ) {
      const spoiled = mutator.next(line.valid()).map((message) => ofStream(message, line.streamSid));
      for (const message of spoiled) line.slipIn(message);
      ofTick += spoiled.length;
      sent += spoiled.length;
    }
    await lab.clock.advanceBy(20);
  }
  // Too large for any of Twilio's, and far more audio than there was time for.
  line.slipIn("x".repeat(1_100_000));
  for (let seconds = 0; seconds < 60; seconds += 1) line.slipIn(line.nextAudio(8_000));
  return sent + 61;
}

async function endOf(line: LiveLine): Promise<void> {
  await line.hangsUp();
  line.slipIn(line.valid()[0] ?? "");
  expect(line.ended).toEqual(["caller-hung-up"]);
  expect(line.partFaults).toEqual([]);
  expect(line.log.length).toBeLessThan(2_500);
  expect(line.recordedMs()).toBeLessThan(120_000);
}

function openStream(clock: VirtualClock) {
  const closes: (number | undefined)[] = [];
  const starts: unknown[] = [];
  const session: TwilioSession = new TwilioSession({
    clock,
    transport: { send: () => {}, close: (code) => closes.push(code), bufferedBytes: () => 0 },
    onStart: (start) => {
      starts.push(start);
      session.accept({ audio: () => {}, mark: () => {}, key: () => {}, ended: () => {} });
    },
  });
  return { session, closes, starts };
}

async function heapUsed(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  await new Promise((resolve) => setImmediate(resolve));
  gc();
  return process.memoryUsage().heapUsed;
}
