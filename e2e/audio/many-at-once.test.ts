/** Many at once: a hundred calls in one second, and a machine that can carry no more. */
import { follows, hangsUp, says, staysSilent, waitsForAgent } from "@offhook/callers";
import { SILENT_FRAME, type TwinCall } from "@offhook/twin-twilio";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { getAssistant, publishAssistant } from "../../packages/server/src/store/assistants.ts";
import { audioStory } from "./audio-story.ts";
import { type LabDatabase, labDatabase } from "./bad-database.ts";
import { CallLab } from "./call-lab.ts";
import { LAB_NUMBER } from "./lab-number.ts";

const asks = follows([waitsForAgent(), says("What are your opening hours?"), staysSilent(7_000), hangsUp()]);

/** Somebody who listens and says nothing. */
const listener = () => ({ nextFrame: () => SILENT_FRAME, hear: () => {} });

const BYTES_A_SECOND = 8_000;
/** The front desk's greeting, without the pause that follows it. */
const GREETING_BYTES = 4 * BYTES_A_SECOND;

/** What was heard from the first sound on. */
function fromFirstSound({ heard }: TwinCall): Uint8Array {
  const first = heard.findIndex((byte) => (byte & 0x7f) < 0x60);
  return first < 0 ? new Uint8Array(0) : heard.subarray(first, first + GREETING_BYTES);
}

describe("a hundred calls in one second", () => {
  const lab = new CallLab();
  beforeAll(() => lab.open({ LAB_CAPACITY: "60" }), 120_000);
  afterAll(() => lab.close(), 60_000);

  const ring = (index: number): TwinCall =>
    lab.twin.placeCall({
      from: `+1415556${1_000 + index}`,
      to: "+14155550199",
      voiceUrl: `${lab.server.address}/twilio/voice`,
      statusCallback: `${lab.server.address}/twilio/status`,
      caller: listener(),
    });

  const hears = (call: TwinCall): boolean => fromFirstSound(call).length === GREETING_BYTES;

  audioStory(74, async () => {
    const alone = ring(0);
    await lab.until(async () => hears(alone), 20_000);
    const greeting = Buffer.from(fromFirstSound(alone));
    alone.hangUp();
    const calls: TwinCall[] = [];
    const inProgress = await lab.call(asks, {
      during: async (twinCall) => {
        await lab.until(async () => (await lab.agentSaid(twinCall.sid)).includes("How can I help you?"), 60_000);
        for (let index = 1; index <= 100; index += 1) {
          calls.push(ring(index));
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        await lab.until(async () => calls.every((call) => hears(call) || call.isOver), 30_000);
        for (const call of calls) call.hangUp();
      },
    });
    // Each heard the same as the one who was alone, without a gap.
    const harmed = calls.filter((call) => !greeting.equals(fromFirstSound(call)));
    expect(harmed.map(({ events }) => events.at(-1))).toEqual([]);
    expect(inProgress.person.problems).toEqual([]);
    expect(inProgress.agentSaid).toMatch(/open from nine/);
    expect(inProgress.turns.every((turn) => !turn.interrupted || turn.endedBecause === "caller-hung-up")).toBe(true);
    await lab.until(async () => (await lab.get<{ calls: number }>("/ready")).calls === 0, 20_000);
  });
});

describe.runIf(process.platform === "linux")("a full machine", () => {
  const lab = new CallLab();
  let database: LabDatabase;
  beforeAll(async () => {
    await lab.open({ LAB_CAPACITY: "1", OFFHOOK_WORKERS: "1" });
    database = await labDatabase(lab.dataFolder);
  }, 120_000);
  afterAll(async () => {
    await database.store.close();
    await lab.close();
  }, 60_000);

  const decide = async (whenFull: string): Promise<void> => {
    const { items } = await lab.get<{ items: { assistantId: string }[] }>("/v1/calls?limit=1");
    const assistantId = items[0]?.assistantId ?? "";
    const { definition } = (await getAssistant(database.store, assistantId)) ?? { definition: {} };
    await publishAssistant(database.store, assistantId, { ...definition, whenFull });
  };

  /** The second caller, who meets a full machine. */
  const refused = async (whenFull: string): Promise<TwinCall> => {
    await decide(whenFull);
    const { twinCall, result } = await lab.ring(follows([waitsForAgent()]));
    await result;
    return twinCall;
  };

  audioStory(73, async () => {
    lab.twin.setPerson(LAB_NUMBER, { outcome: "answers", afterMs: 200, talksForMs: 500 });
    const turnedAway: TwinCall[] = [];
    const first = await lab.call(asks, {
      during: async (twinCall) => {
        await lab.until(async () => (await lab.agentSaid(twinCall.sid)).includes("How can I help you?"), 60_000);
        for (const whenFull of ["reject", "say", "transfer"]) turnedAway.push(await refused(whenFull));
      },
    });
    const [rejected, told, transferred] = turnedAway;
    expect(rejected?.status).toBe("busy");
    expect(rejected?.events.some(({ type }) => type === "answered")).toBe(false);
    expect(told?.said.join()).toMatch(/All our lines are busy/);
    const reached = transferred?.events.filter(({ type }) => type === "dialed" || type === "bridged");
    expect(reached).toMatchObject([{ number: LAB_NUMBER }, { type: "bridged" }]);
    for (const call of turnedAway) {
      expect(call.events.some(({ type }) => type === "stream-started")).toBe(false);
      const { items } = await lab.get<{ items: { endedReason: string }[] }>(`/v1/calls?carrierCallId=${call.sid}`);
      expect(items).toMatchObject([{ endedReason: "refused-full" }]);
    }
    expect(first.person.problems).toEqual([]);
    expect(first.agentSaid).toMatch(/open from nine/);
  });
});
