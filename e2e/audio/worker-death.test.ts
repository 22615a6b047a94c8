/** A worker dies in the middle of a call, told nobody: the caller hears the pending question again within two seconds. */
import { follows, hangsUp, says, staysSilent, waitsForAgent } from "@offhook/callers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audioStory } from "./audio-story.ts";
import { CallLab } from "./call-lab.ts";
import { childrenOf, processOfNewestConnection } from "./worker-of.ts";

const lab = new CallLab();
/** SIGKILL → the pending question is heard again. */
const BUDGET_MS = 2_000;

beforeAll(() => lab.open(), 120_000);
afterAll(() => lab.close(), 30_000);

function killTheCarrier(): number | null {
  const supervisor = lab.server.process.pid ?? 0;
  const pid = processOfNewestConnection(Number(new URL(lab.server.address).port), childrenOf(supervisor));
  if (pid !== null) process.kill(pid, "SIGKILL");
  return pid;
}

describe.runIf(process.platform === "linux")("a worker that carries a call is killed", () => {
  audioStory(
    62,
    async () => {
      let killedAtMs = 0;
      const steps = [
        waitsForAgent(),
        says("I'd like to book an appointment."),
        waitsForAgent(),
        staysSilent(4_000),
        says("Tomorrow at eleven."),
        waitsForAgent(),
        hangsUp(),
      ];
      const killed: (number | null)[] = [];
      const call = await lab.call(follows(steps), {
        during: async (twinCall) => {
          await lab.until(
            async () => (await lab.agentSaid(twinCall.sid)).includes("Which day would you like?"),
            60_000,
          );
          const quietSinceMs = twinCall.heard.length / 8;
          await lab.until(async () => twinCall.heard.length / 8 > quietSinceMs + 1_200, 10_000);
          killed.push(killTheCarrier());
          killedAtMs = twinCall.heard.length / 8;
        },
      });
      expect(killed[0]).toBeGreaterThan(0);
      const again = call.person.heard.find((piece) => piece.startMs >= killedAtMs);
      expect(again?.text.toLowerCase()).toContain("day");
      expect((again?.startMs ?? Number.POSITIVE_INFINITY) - killedAtMs).toBeLessThanOrEqual(BUDGET_MS);
      expect(call.call.streams).toHaveLength(2);
      expect(call.agentSaid.match(/automated assistant/g)).toHaveLength(1);
      expect(call.agentSaid).toMatch(/your name/);
      const seqs = call.events.map((item) => item.seq);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    },
    "SIGKILL",
  );

  it("a replaced worker answers the next call", async () => {
    const call = await lab.call(follows([waitsForAgent(), hangsUp()]));
    expect(call.agentSaid).toContain("Riverside Dental");
  }, 60_000);
});
