/** Starred stories of who speaks and who listens. */
import { follows, hangsUp, interrupts, says, staysSilent, waitsForAgent } from "@offhook/callers";
import { expect } from "vitest";
import { audioStory } from "./audio-story.ts";
import type { CallLab, LabCall, LabTurn } from "./call-lab.ts";
import { heardAsStored } from "./heard-as-stored.ts";
import { TROUBLED } from "./lab-troubles.ts";

const PAUSE_MS = 1_200;

const callerTurns = (call: LabCall): LabTurn[] =>
  call.turns.filter((turn) => turn.speaker === "caller" && turn.kind === "speech");

export function turnStories(lab: CallLab): void {
  audioStory(8, async () => {
    const steps = [
      waitsForAgent(),
      says("My number is five five five,"),
      staysSilent(PAUSE_MS),
      says("one two three four."),
      waitsForAgent(),
      hangsUp(),
    ];
    const call = await lab.call(follows(steps));
    const [first, second] = call.person.said;
    expect((second?.startMs ?? 0) - (first?.endMs ?? 0)).toBeGreaterThanOrEqual(PAUSE_MS);
    const turns = callerTurns(call);
    expect(turns.map(({ text }) => text)).toEqual([expect.stringMatching(/(5|five).*(4|four)/is)]);
    expect(call.decisions("turn-ended")).toHaveLength(1);
    expect(call.turns.filter(({ speaker }) => speaker === "agent")).toHaveLength(2);
  });

  audioStory(24, async () => {
    const steps = [
      waitsForAgent(),
      says("What are your opening hours?"),
      interrupts("No, wait. Where are you?", 2_500),
      waitsForAgent(),
      hangsUp(),
    ];
    const call = await lab.call(follows(steps), { from: TROUBLED.allSentAhead });
    const pausedAt = call.events.findIndex(({ type }) => type === "agent-paused");
    const before = call.events.slice(0, pausedAt);
    const { utteranceId } = call.decisions("agent-paused")[0] as { utteranceId: string };
    const ofIt = (type: string) => before.filter((item) => item.type === type && item.data.utteranceId === utteranceId);
    expect(ofIt("audio-sent").filter(({ data }) => data.clauseEnd)).toHaveLength(ofIt("speak").length);
    const clear = call.twinCall.streams[0]?.clears[0];
    expect(clear?.droppedBytes).toBeGreaterThan(1_000 * 8);
    const after = call.twinCall.heard.subarray(clear?.atByte, (clear?.atByte ?? 0) + 400 * 8);
    expect(after.every((byte) => byte === 0xff)).toBe(true);
    expect(call.turns.find((turn) => turn.interrupted)?.text).toMatch(/^We are open/);
    expect(call.agentSaid).toMatch(/River Street/);
    await heardAsStored(call);
  });

  // What a telephone promises is 46 dB of its own (ITU-T P.341, terminal coupling loss); a loudspeaker on a table keeps less.
  for (const echo of [
    { levelDb: -46, delayMs: 150 },
    { levelDb: -20, delayMs: 150 },
    { levelDb: -30, delayMs: 80 },
  ]) {
    audioStory(
      25,
      async () => {
        const steps = [waitsForAgent(), says("What are your opening hours?"), waitsForAgent(), hangsUp()];
        const call = await lab.call(follows(steps), { echo });
        expect(callerTurns(call)).toHaveLength(1);
        const agent = call.turns.filter(({ speaker }) => speaker === "agent");
        expect(agent.map(({ interrupted }) => interrupted)).toEqual([false, false]);
        expect(call.agentSaid).toMatch(/half an hour before we close/);
        await heardAsStored(call);
      },
      `${echo.levelDb} dB after ${echo.delayMs} ms`,
    );
  }
}
