/** Scripted people against a tiny agent: all words cross as sound. */
import { tone } from "@offhook/engine/audio";
import { closeEmbedded } from "@offhook/provider-embedded";
import { afterAll, describe, expect, it } from "vitest";
import { tryCall } from "../testing/try-call.ts";
import { follows } from "./follow.ts";
import {
  backchannels,
  coughs,
  hangsUp,
  interrupts,
  playsAudio,
  presses,
  says,
  speaksOverNoise,
  staysSilent,
  waitsForAgent,
} from "./steps.ts";

const GREETING = "Good morning, you have reached the front desk. How can I help you today?";
const LONG = "We are open from nine in the morning until six in the evening on weekdays, and until four on Saturdays.";

afterAll(closeEmbedded);

describe("a person who follows a script", () => {
  it("waits for the agent, says a sentence, and hears the answer", async () => {
    const steps = [waitsForAgent(), says("When are you open?"), waitsForAgent(), hangsUp()];
    const { agent, result } = await tryCall(follows(steps), { greeting: GREETING, answer: () => LONG });
    expect(result.problems).toEqual([]);
    expect(agent.heard.join(" ")).toMatch(/open/i);
    expect(result.heard).toHaveLength(2);
    expect(result.heard[0]?.text).toMatch(/morning.*help you/i);
    expect(result.heard[1]?.text).toMatch(/nine.*weekday/i);
    expect(result.said.map(({ text, overAgent }) => ({ text, overAgent }))).toEqual([
      { text: "When are you open?", overAgent: false },
    ]);
    expect(result.said[0]?.startMs).toBeGreaterThan((result.heard[0]?.endMs ?? 0) + 600);
    expect(result.heard[1]?.startMs).toBeGreaterThan(result.said[0]?.endMs ?? 0);
  });

  it("understands that the agent asked for a moment, and goes on waiting", async () => {
    let told = false;
    const steps = [waitsForAgent(), says("When are you open?"), waitsForAgent(), hangsUp()];
    const { result } = await tryCall(follows(steps), {
      greeting: "Hello.",
      answer: () => {
        if (told) return "";
        told = true;
        return "One moment, please.";
      },
    });
    const heldMs = (result.heard.at(-1)?.endMs ?? 0) - (result.said.at(-1)?.endMs ?? 0);
    expect(result.heard.at(-1)?.text).toMatch(/moment/i);
    expect(heldMs).toBeGreaterThan(0);
    expect(result.ok).toBe(true);
  });

  it("interrupts, and the agent stops", async () => {
    const steps = [interrupts("Excuse me, I only want to know when you are open.", 1_200), waitsForAgent(), hangsUp()];
    const { agent, result } = await tryCall(follows(steps), { greeting: LONG, answer: () => "At nine o'clock." });
    expect(result.problems).toEqual([]);
    expect(agent.interrupted).toBe(1);
    expect(result.said[0]).toMatchObject({ overAgent: true });
    expect(result.heard[0]?.endMs).toBeLessThan(2_500);
    expect(result.heard.at(-1)?.text).toMatch(/nine/i);
  });

  it("hums, coughs, presses keys and plays audio, each of it as sound or key", async () => {
    const beep = { pcm: tone({ hz: 440, durationMs: 600, levelDb: -20 }), label: "(beep)" };
    const steps = [
      backchannels("mm-hm", 800),
      coughs(),
      waitsForAgent(),
      presses("12#"),
      playsAudio(beep.pcm, beep.label),
      waitsForAgent(),
      hangsUp(),
    ];
    const { agent, result } = await tryCall(
      follows(steps),
      { greeting: LONG, understands: false, answer: () => "Thank you." },
      { transcriber: null },
    );
    expect(result.problems).toEqual([]);
    expect(agent.keys).toEqual(["1", "2", "#"]);
    expect(result.said.map(({ text }) => text)).toEqual(["mm-hm", "(cough)", "(keys 12#)", "(beep)"]);
    expect(result.said[0]?.overAgent).toBe(true);
  });

  it("is understood over noise", async () => {
    const steps = [
      waitsForAgent(),
      speaksOverNoise(15),
      says("I have a question about prices."),
      waitsForAgent(),
      hangsUp(),
    ];
    const { agent, result } = await tryCall(follows(steps), { greeting: GREETING, answer: () => "Please ask." });
    expect(result.problems).toEqual([]);
    expect(agent.heard.join(" ")).toMatch(/question/i);
  });
});

describe("a run fails when", () => {
  it("the agent never speaks", async () => {
    const { result } = await tryCall(follows([staysSilent(4_000), hangsUp()]), { greeting: null });
    expect(result.problems).toEqual(["no speech was heard in the whole call"]);
  });

  it("something said is not answered", async () => {
    const steps = [waitsForAgent(), says("Hello there."), waitsForAgent(5_000), hangsUp()];
    const { result } = await tryCall(follows(steps), { greeting: "Yes?", understands: false, answer: () => "" });
    expect(result.problems).toEqual(['no answer to "Hello there." within 5 s']);
  });

  it("the agent hangs up instead of answering", async () => {
    const steps = [waitsForAgent(), says("Hello there."), waitsForAgent(), says("Thank you."), hangsUp()];
    const { result } = await tryCall(follows(steps), { greeting: "Yes?", understands: false, answer: () => null });
    expect(result.problems).toEqual([
      'the call ended without an answer to "Hello there."',
      'the call ended before "Thank you." was said',
    ]);
  });

  it("the call is never answered", async () => {
    const { result } = await tryCall(follows([says("Hello?")]), {
      greeting: null,
      twiml: "<Response><Reject/></Response>",
    });
    expect(result.problems[0]).toBe("the call was never answered");
  });

  it("the person is still on the line at the end of patience", async () => {
    const does = follows([waitsForAgent()]);
    const { result } = await tryCall(does, { greeting: "Hello." }, { maxMs: 20_000, transcriber: null });
    expect(result.problems).toEqual(["still on the line after 20 s"]);
  });

  it("but not when the person hangs up early", async () => {
    const { result } = await tryCall(follows([staysSilent(1_000), hangsUp()]), { greeting: null });
    expect(result.ok).toBe(true);
  });
});
