/** Starred stories of the line. */
import { follows, hangsUp, says, waitsForAgent } from "@offhook/callers";
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { TwinCall } from "@offhook/twin-twilio";
import { expect } from "vitest";
import { audioStory } from "./audio-story.ts";
import type { CallLab } from "./call-lab.ts";

/** Louder than this is the caller's voice. */
const SPEAKS_DB = -40;
const BYTES_A_MS = 8;

export function lineStories(lab: CallLab): void {
  audioStory(
    61,
    async () => {
      const steps = [
        waitsForAgent(),
        says("I'd like to book an appointment for tomorrow at eleven."),
        waitsForAgent(),
        says("My name is John Smith, and I have been with you many times before."),
        waitsForAgent(),
        says("John Smith."),
        waitsForAgent(),
        hangsUp(),
      ];
      const call = await lab.call(follows(steps), {
        during: async (twinCall) => {
          await lab.until(async () => (await lab.agentSaid(twinCall.sid)).includes("your name"), 60_000);
          await speaksFor(lab, twinCall, 1_500);
          twinCall.dropLine();
        },
      });
      expect(call.person.problems).toEqual([]);
      expect(call.call.streams).toHaveLength(2);
      const resumed = call.events.findIndex(({ type }) => type === "conversation-resumed");
      const first = call.events.slice(resumed).find(({ type }) => type === "speak");
      expect(first?.data.text).toBe("Sorry, the line dropped for a moment.");
      expect(call.agentSaid).toMatch(/line dropped for a moment\. Could you say that again\?.*phone number/s);
      expect(call.agentSaid.match(/automated assistant/g)).toHaveLength(1);
      // Day and time were said before the drop, and stay.
      expect(call.agentSaid).not.toMatch(/Which day|What time/);
    },
    "the caller is cut off in mid-sentence and asked to repeat",
  );
}

/** Until the caller has been speaking for so long, beginning no earlier than now. */
async function speaksFor(lab: CallLab, call: TwinCall, ms: number): Promise<void> {
  const from = call.spoken.length;
  const spoken = (): number => {
    const since = call.spoken.subarray(from);
    let speechMs = 0;
    for (let at = 0; at + 160 <= since.length; at += 160) {
      if (levelDbOfMulaw(since.subarray(at, at + 160)) > SPEAKS_DB) speechMs += 160 / BYTES_A_MS;
    }
    return speechMs;
  };
  await lab.until(async () => spoken() >= ms, 30_000);
}
