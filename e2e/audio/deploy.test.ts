/** A deploy in the middle of the day: calls under way go on at new workers, or are finished before the server ends. */
import { follows, hangsUp, says, waitsForAgent } from "@offhook/callers";
import type { TwinCall } from "@offhook/twin-twilio";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { audioStory } from "./audio-story.ts";
import { CallLab, type LabCall } from "./call-lab.ts";
import { childrenOf } from "./worker-of.ts";

const lab = new CallLab();

beforeAll(() => lab.open(), 120_000);
afterAll(() => lab.close(), 30_000);

const BOOKS = [
  waitsForAgent(),
  says("I'd like to book an appointment."),
  waitsForAgent(),
  says("Tomorrow at eleven."),
  waitsForAgent(),
  hangsUp(),
];

/** Long enough for two new workers, one after the other, on a busy machine. */
const ASKS_FIRST = [
  waitsForAgent(),
  says("What are your opening hours?"),
  waitsForAgent(),
  says("What are your prices?"),
];

/** Until the agent has said this to its end. */
const hasSaid = (words: string) => async (call: TwinCall) =>
  lab.until(async () => (await lab.agentSaid(call.sid)).includes(words), 60_000);

function wentThrough(call: LabCall): void {
  expect(call.person.problems).toEqual([]);
  expect(call.call.endedReason).toBe("caller-hung-up");
  expect(call.agentSaid.match(/automated assistant/g)).toHaveLength(1);
  expect(call.agentSaid.match(/Which day would you like/g)).toHaveLength(1);
  expect(call.agentSaid).toMatch(/your name/);
  expect(call.agentSaid).not.toMatch(/line dropped|didn't get that/);
  expect(call.turns.filter((turn) => turn.speaker === "agent" && turn.interrupted)).toEqual([]);
}

describe.runIf(process.platform === "linux")("a deploy", () => {
  audioStory(
    75,
    async () => {
      const supervisor = lab.server.process.pid ?? 0;
      let before: number[] = [];
      const call = await lab.call(follows([...ASKS_FIRST, ...BOOKS]), {
        // A new worker needs some seconds to be ready.
        during: () => {
          before = childrenOf(supervisor);
          lab.server.process.kill("SIGUSR2");
        },
      });
      wentThrough(call);
      expect(call.call.streams.length).toBeGreaterThanOrEqual(2);
      expect(call.decisions("line-moved").length).toBe(call.call.streams.length - 1);
      await lab.until(async () => childrenOf(supervisor).filter((pid) => before.includes(pid)).length <= 1, 30_000);
    },
    "new workers",
  );

  audioStory(
    75,
    async () => {
      const exited = new Promise<number | null>((resolve) => lab.server.process.once("exit", resolve));
      const { twinCall, result } = await lab.ring(follows(BOOKS));
      await hasSaid("How can I help you?")(twinCall);
      lab.server.process.kill("SIGTERM");
      await lab.until(async () => lab.draining(), 5_000);
      const late = await lab.ring(follows([waitsForAgent()]));
      expect((await late.result).problems.join()).toMatch(/never answered/);
      const person = await result;
      expect(await exited).toBe(0);
      await lab.reopen();
      wentThrough(await lab.record(twinCall, person));
      expect((await lab.record(late.twinCall, await late.result)).call.endedReason).toBe("refused-draining");
    },
    "the server ends: a late call is refused, the one under way is finished",
  );
});
