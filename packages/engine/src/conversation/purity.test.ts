/** The core reads no clock, no randomness and waits for nothing: it runs with all of them broken. */
import { describe, expect, it } from "vitest";
import { inputOf } from "../call/core-runner.ts";
import { TextCall } from "../testing/text-call.ts";
import type { Input } from "./inputs.ts";
import { emptyState } from "./state.ts";
import { step } from "./step.ts";
import { withFlow, withModel } from "./testing/test-pins.ts";

const FORBIDDEN = [
  "Date",
  "Promise",
  "Intl",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "performance",
];

/** Runs with every one of them throwing; `fetch` and `process` as well. */
function withoutTheWorld<T>(run: () => T): T {
  const names = [...FORBIDDEN, "fetch"];
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  const random = Math.random;
  const refuse = (name: string) => () => {
    throw new Error(`The core reached for ${name}`);
  };
  try {
    for (const name of names) {
      Object.defineProperty(globalThis, name, { configurable: true, get: refuse(name) });
    }
    Math.random = refuse("Math.random");
    return run();
  } finally {
    Math.random = random;
    for (const [name, descriptor] of before) if (descriptor) Object.defineProperty(globalThis, name, descriptor);
  }
}

async function recordedInputs(pin: ReturnType<typeof withFlow>, words: readonly string[]): Promise<Input[]> {
  const call = new TextCall(pin.assistant, {
    tools: { bookSlot: () => ({ ok: true, result: {} }) },
    model: () => ({ text: "One thing. And another.", calls: [{ name: "bookSlot", args: { day: "x" } }] }),
  });
  call.start();
  for (const said of words) await call.answers(said);
  return call.log.filter((item) => item.kind === "input").map(inputOf);
}

describe("the core is pure", () => {
  it.each([
    ["a flow", withFlow()],
    ["a model", withModel()],
  ])("%s decides with clock, timers, promises, locale and randomness broken", async (_, pin) => {
    const inputs = await recordedInputs(pin, ["when are you open", "book", "yes", "mm-hm", "nothing"]);
    const ended = withoutTheWorld(() => inputs.reduce((state, input) => step(state, input).state, emptyState()));
    expect(ended.ids).toBeGreaterThan(10);
    expect(inputs.length).toBeGreaterThan(40);
  });

  it("the test itself would notice", () => {
    expect(() => withoutTheWorld(() => new Date())).toThrow("The core reached for Date");
    expect(() => withoutTheWorld(() => Math.random())).toThrow("Math.random");
  });
});
