/** The starred stories over real audio, real codecs and real sockets: many calls at once. */
import {
  backchannels,
  books,
  coughs,
  follows,
  hangsUp,
  interrupts,
  says,
  staysSilent,
  waitsForAgent,
} from "@offhook/callers";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { audioStory } from "./audio-story.ts";
import { CallLab } from "./call-lab.ts";
import { heardAsStored } from "./heard-as-stored.ts";
import { LAB_NUMBER } from "./lab-number.ts";
import { lineStories } from "./line-stories.ts";
import { troubleStories } from "./trouble-stories.ts";
import { turnStories } from "./turn-stories.ts";
import { voiceStories } from "./voice-stories.ts";

const lab = new CallLab();

beforeAll(async () => {
  await lab.open();
  lab.twin.setPerson(LAB_NUMBER, { outcome: "busy", afterMs: 1_500 });
}, 120_000);

afterAll(() => lab.close(), 30_000);

describe.concurrent("over real audio", () => {
  // The longest first.
  audioStory(
    33,
    async () => {
      const appointment = { day: "tomorrow", time: "half past two", name: "John Smith", phone: "4155552671" };
      const call = await lab.call(books(appointment));
      expect(call.person.problems).toEqual([]);
      expect(call.agentSaid).toMatch(/is booked for/);
      expect(call.decisions("tool-settled").filter((one) => one.name === "bookSlot")).toMatchObject([{ ok: true }]);
    },
    "booked by voice alone",
  );

  turnStories(lab);
  lineStories(lab);
  troubleStories(lab);
  voiceStories(lab);

  audioStory(1, async () => {
    const call = await lab.call(follows([waitsForAgent(), staysSilent(60_000)]));
    expect(call.call.endedReason).toBe("caller-silent");
    expect(call.agentSaid).toMatch(/still there.*still there.*Goodbye!$/s);
  });

  audioStory(2, async () => {
    const call = await lab.call(
      follows([interrupts("What are your opening hours?", 1_200), waitsForAgent(), hangsUp()]),
    );
    expect(call.turns[0]).toMatchObject({ speaker: "agent", interrupted: true });
    expect(call.agentSaid).toMatch(/this is an automated assistant/);
    expect(call.agentSaid).toMatch(/open from nine/);
    await heardAsStored(call);
  });

  audioStory(18, async () => {
    const steps = [
      waitsForAgent(),
      says("What are your opening hours?"),
      interrupts("No, wait. Where are you?", 2_500),
      waitsForAgent(),
      hangsUp(),
    ];
    const call = await lab.call(follows(steps));
    const cut = call.turns.find((turn) => turn.interrupted);
    expect(cut?.text).toMatch(/^We are open/);
    expect(cut?.text.length).toBeLessThan(cut?.intendedText?.length ?? 0);
    expect(call.agentSaid).toMatch(/River Street/);
    await heardAsStored(call);
  });

  audioStory(19, async () => {
    const steps = [
      waitsForAgent(),
      says("What are your opening hours?"),
      backchannels("mm-hm", 2_000),
      waitsForAgent(),
      hangsUp(),
    ];
    const call = await lab.call(follows(steps));
    expect(call.agentSaid).toMatch(/half an hour before we close/);
    expect(call.turns.find((turn) => turn.text.startsWith("We are open"))).toMatchObject({ interrupted: false });
  });

  audioStory(20, async () => {
    const steps = [waitsForAgent(), says("What are your prices?"), coughs(2_000), waitsForAgent(), hangsUp()];
    const call = await lab.call(follows(steps));
    const answer = call.turns.find((turn) => turn.text.startsWith("A check-up"));
    expect(answer).toMatchObject({ interrupted: false });
    expect(answer?.text).toMatch(/before any larger treatment begins/);
    await heardAsStored(call);
  });

  audioStory(
    55,
    async () => {
      const call = await lab.call(
        follows([
          waitsForAgent(),
          says("I want to speak to a real person, please."),
          waitsForAgent(),
          waitsForAgent(),
          hangsUp(),
        ]),
      );
      expect(call.agentSaid).toMatch(/putting you through/);
      expect(call.agentSaid).toMatch(/busy.*take a message/s);
      expect(
        call.twinCall.events.some((event) => event.type === "dialed" || JSON.stringify(event).includes(LAB_NUMBER)),
      ).toBe(true);
    },
    "and 56: busy comes back to the agent",
  );

  audioStory(61, async () => {
    const steps = [
      waitsForAgent(),
      says("I'd like to book an appointment."),
      waitsForAgent(),
      staysSilent(4_000),
      says("Tomorrow at eleven."),
      waitsForAgent(),
      hangsUp(),
    ];
    const call = await lab.call(follows(steps), { line: { dropAtMs: 11_500 } });
    expect(call.call.streams.length).toBeGreaterThanOrEqual(2);
    expect(call.agentSaid.match(/automated assistant/g)).toHaveLength(1);
    expect(call.agentSaid).toMatch(/your name/);
    await heardAsStored(call);
  });
});
