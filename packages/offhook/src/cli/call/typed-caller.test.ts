/** Typed lines become speech, keys and a hang-up; the telephone and the body are made of data here. */
import type { Body, Saying } from "@offhook/callers";
import { describe, expect, it } from "vitest";
import { typedCaller } from "./typed-caller.ts";

function testBody() {
  const done: string[] = [];
  const agent = { speaking: false, speechStartedMs: 0, lastSoundMs: 1_000 as number | null, wordsPending: false };
  let lastSaying: Saying | null = null;
  const said = (text: string): Saying => {
    done.push(text);
    lastSaying = { text, wantsAnswer: true, startMs: body.nowMs, endMs: body.nowMs + 20, overAgent: false };
    return lastSaying;
  };
  const body = {
    nowMs: 0,
    agent,
    get lastSaying() {
      return lastSaying;
    },
    heardAfter: () => "",
    say: said,
    sound: (_pcm: Int16Array, label: string) => said(label),
    noise: () => {},
    press: (keys: string) => void done.push(`keys ${keys}`),
    hangUp: () => void done.push("hang up"),
    problem: () => {},
  };
  return { body: body satisfies Body, done, agent };
}

describe("a typed caller", () => {
  it("says lines as they come, presses keys, coughs and hangs up", () => {
    const { body, done } = testBody();
    const typed = typedCaller({ waitsForAgent: false });
    const acting = typed.run(body);
    acting.next();
    for (const line of ["Hello there", "  ", "/keys 12#", "/cough", "/hangup", "never said"]) typed.type(line);
    for (let tick = 0; tick < 10; tick++) acting.next();
    expect(done).toEqual(["Hello there", "keys 12#", "(cough)", "hang up"]);
    expect(typed.unfinished()).toEqual([]);
  });

  it("from a pipe waits for the agent before each line and at the end", () => {
    const { body, done, agent } = testBody();
    const typed = typedCaller({ waitsForAgent: true });
    typed.type("Hello there");
    typed.end();
    const acting = typed.run(body);
    const pass = (ms: number) => {
      for (const endMs = body.nowMs + ms; body.nowMs < endMs; body.nowMs += 20) acting.next();
    };
    pass(1_800);
    expect(done).toEqual([]);
    pass(400);
    expect(done).toEqual(["Hello there"]);
    agent.lastSoundMs = body.nowMs + 2_000;
    pass(2_500);
    expect(done).toEqual(["Hello there"]);
    pass(1_000);
    expect(done).toEqual(["Hello there", "hang up"]);
  });
});
