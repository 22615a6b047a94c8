/** Many at once, in virtual time: each caller hears what one alone would hear. */
import { replay } from "@offhook/engine/call";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import { FRONT_DESK } from "@offhook/server/assistants";
import type { TwinCall } from "@offhook/twin-twilio";
import { describe, expect } from "vitest";
import { PERSON, story } from "../stories/story.ts";
import { deafTranscriber, talkativeModel } from "./virtual-call.ts";
import { VirtualHouse } from "./virtual-house.ts";

const BYTES_A_MS = 8;
const GREETING_MS = 4_000;
const provided = {
  transcriber: (clock: VirtualHouse["clock"]) => deafTranscriber(clock, ""),
  model: (clock: VirtualHouse["clock"]) => talkativeModel(clock, () => "Yes."),
};
const houseFor = (capacity: number, change: Partial<AssistantDefinition> = {}): VirtualHouse =>
  new VirtualHouse({ ...FRONT_DESK, flows: [], tools: [], people: [PERSON], ...change }, capacity, provided);

/** The greeting as it was heard, from its first sound. */
function greeting({ heard }: TwinCall): string {
  const first = heard.findIndex((byte) => (byte & 0x7f) < 0x60);
  const whole = first < 0 ? new Uint8Array(0) : heard.subarray(first, first + GREETING_MS * BYTES_A_MS);
  return whole.length < GREETING_MS * BYTES_A_MS ? "" : Buffer.from(whole).toString("base64");
}

async function heardAlone(): Promise<string> {
  const house = houseFor(1);
  const call = house.ring();
  await house.clock.advanceBy(GREETING_MS + 2_000);
  return greeting(call);
}

describe("many at once", () => {
  story(74, async () => {
    const house = houseFor(200);
    const calls: TwinCall[] = [];
    for (let count = 0; count < 100; count += 1) {
      calls.push(house.ring());
      await house.clock.advanceBy(10);
    }
    await house.clock.advanceBy(GREETING_MS + 2_000);
    const alone = await heardAlone();
    expect(alone).not.toBe("");
    expect(calls.filter((call) => greeting(call) !== alone)).toEqual([]);
    expect(house.logs.filter((log) => replay(log).same)).toHaveLength(100);
  });

  story(73, async () => {
    const house = houseFor(1);
    house.twin.setPerson(PERSON.number, { outcome: "answers", afterMs: 200, talksForMs: 500 });
    const first = house.ring();
    const turnedAway: TwinCall[] = [];
    for (const whenFull of ["reject", "say", "transfer"] as const) {
      await house.clock.advanceBy(300);
      house.assistant = { ...house.assistant, whenFull };
      turnedAway.push(house.ring());
    }
    await house.clock.advanceBy(GREETING_MS + 8_000);
    const [rejected, told, transferred] = turnedAway;
    expect(rejected?.status).toBe("busy");
    expect(told?.said.join()).toMatch(/All our lines are busy/);
    expect(transferred?.events.map(({ type }) => type)).toContain("bridged");
    for (const { events } of turnedAway) expect(events.map(({ type }) => type)).not.toContain("stream-started");
    expect(greeting(first)).toBe(await heardAlone());
    expect(house.logs.map((log) => replay(log).same)).toEqual([true]);
  });
});
