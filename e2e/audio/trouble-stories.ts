/** Starred stories of a calendar that does not answer, and of a person who cannot come. */
import { follows, hangsUp, says, staysSilent, waitsForAgent } from "@offhook/callers";
import type { TwinCall } from "@offhook/twin-twilio";
import { expect } from "vitest";
import { audioStory } from "./audio-story.ts";
import type { CallLab } from "./call-lab.ts";
import { LAB_NUMBER } from "./lab-number.ts";

export function troubleStories(lab: CallLab): void {
  audioStory(46, async () => {
    const farAway = new Date().getMonth() < 6 ? "The third of September." : "The third of March.";
    const steps = [
      waitsForAgent(),
      says("I'd like to book an appointment."),
      waitsForAgent(),
      says(farAway),
      waitsForAgent(),
      says("At eleven."),
      staysSilent(17_000),
      hangsUp(),
    ];
    const call = await lab.call(follows(steps));
    const ran = call.events.find(({ type, data }) => type === "run-tool" && data.name === "findSlots");
    const fillers = call.events.filter(({ type }) => type === "filler").map(({ atMs }) => atMs - (ran?.atMs ?? 0));
    expect(fillers.length).toBeGreaterThanOrEqual(2);
    expect(fillers[0]).toBeLessThanOrEqual(1_500);
    expect(call.decisions("tool-settled")).toMatchObject([{ name: "findSlots", ok: false, code: "tool-overdue" }]);
    expect(call.agentSaid).toMatch(
      /looking at the calendar.*longer than usual.*I'm sorry, the calendar does not answer. Let me find somebody/s,
    );
  });

  audioStory(56, async () => {
    const steps = [
      waitsForAgent(),
      says("I want to speak to a real person, please."),
      waitsForAgent(),
      waitsForAgent(),
      says("Please call me back about my tooth."),
      waitsForAgent(),
      hangsUp(),
    ];
    const call = await lab.call(follows(steps));
    expect(call.twinCall.events).toContainEqual(
      expect.objectContaining({ type: "dialed", number: LAB_NUMBER, outcome: "busy" }),
    );
    expect(call.agentSaid).toMatch(/line of my colleague is busy.*take a message.*your name/s);
    expect(call.agentSaid.match(/automated assistant/g)).toHaveLength(1);
  });

  audioStory(58, async () => {
    const legOf = (caller: TwinCall) => lab.twin.calls.find(({ record }) => record.parentCallSid === caller.sid);
    const steps = [waitsForAgent(), says("I want to speak to a real person, please."), staysSilent(30_000)];
    const call = await lab.call(follows(steps), {
      during: async (caller) => {
        await lab.until(async () => legOf(caller)?.status === "ringing", 60_000);
        caller.hangUp();
      },
    });
    expect(legOf(call.twinCall)?.status).toBe("canceled");
    expect(call.call.streams).toHaveLength(1);
    expect(call.agentSaid).not.toMatch(/busy/);
  });
}
