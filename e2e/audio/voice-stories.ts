/** Starred stories of voices that fail: the caller hears the sentence to its end all the same. */
import { follows, hangsUp, says, staysSilent, waitsForAgent } from "@offhook/callers";
import { mulawToPcm } from "@offhook/engine/audio";
import { expect } from "vitest";
import { audioStory } from "./audio-story.ts";
import type { CallLab } from "./call-lab.ts";
import { heardAsStored } from "./heard-as-stored.ts";
import { TROUBLED } from "./lab-troubles.ts";

export function voiceStories(lab: CallLab): void {
  audioStory(4, async () => {
    const steps = [
      waitsForAgent(),
      says("What are your opening hours?"),
      waitsForAgent(),
      says("Slower, please."),
      waitsForAgent(),
      hangsUp(),
    ];
    const call = await lab.call(follows(steps), { from: TROUBLED.voiceDown });
    expect(call.person.problems).toEqual([]);
    expect(call.turns[0]).toMatchObject({ speaker: "agent", interrupted: false });
    expect(call.turns[0]?.text).toMatch(/automated assistant of Riverside Dental. How can I help you\?$/);
    expect(call.decisions("disclosure-heard")).toHaveLength(1);
    // What nobody had spoken ahead was said by the next voice, in the same turn.
    expect(call.decisions("provider-faulted")).toContainEqual(expect.objectContaining({ code: "voice-refused" }));
    expect(call.decisions("clause-unspoken")).toEqual([]);
    await heardAsStored(call);
  });

  audioStory(31, async () => {
    const call = await lab.call(follows([waitsForAgent(), staysSilent(7_000), hangsUp()]), {
      from: TROUBLED.voiceDies,
    });
    expect(call.decisions("provider-faulted")).toContainEqual(expect.objectContaining({ code: "voice-stalled" }));
    expect(call.turns[0]?.text).toBe("Hello, this is the automated assistant of Riverside Dental. How can I help you?");
    // The budget of a provider that dies, and the pauses that people make.
    expect(longestPauseMs(call.twinCall.heard.subarray(0, (call.turns[0]?.endMs ?? 0) * 8))).toBeLessThan(1_500);
    await heardAsStored(call);
  });
}

/** Between two sounds of the agent. */
function longestPauseMs(heard: Uint8Array): number {
  let [longest, quiet, begun] = [0, 0, false];
  for (const sample of mulawToPcm(heard)) {
    const loud = Math.abs(sample) > 200;
    if (loud && begun) longest = Math.max(longest, quiet);
    begun ||= loud;
    quiet = loud ? 0 : quiet + 1;
  }
  return longest / 8;
}
