/** What every model must keep, clause by clause. Knows no model: each is made for the scene that a clause needs. */
import type { Model, ModelToolCall } from "@offhook/engine/ports";
import { expect } from "vitest";
import { type HeardGeneration, hearGeneration, type SinkEvent } from "./heard-generation.ts";

/** What the model under test shall do on its next generations, one each. */
export type ModelScene =
  | { does: "says"; text: string }
  | { does: "calls"; calls: readonly { id: string; name: string; args: Record<string, unknown> }[] }
  /** Gives up before its first word. */
  | { does: "refuses" }
  /** Gives up after these words. */
  | { does: "breaks-off"; after: string }
  /** These words, then nothing more: its own deadline must end it, within a second. */
  | { does: "stalls"; after: string };

/** A model of its own for every scene; `scenes` are for its generations in the order they are started. */
export type MakeModel = (...scenes: readonly ModelScene[]) => Model | Promise<Model>;

export interface Clause {
  name: string;
  check(make: MakeModel): Promise<void>;
}

/** Longer than any model under test needs; a clause that waits for an end fails after it. */
const PATIENCE_MS = 1_500;
/** In which something forbidden would have come. */
const LISTENING_ON_MS = 40;

const SENTENCE = "We are open from nine to five, Käse und 😀 included.";

async function endOf(heard: HeardGeneration): Promise<void> {
  let timeout: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timeout = setTimeout(() => reject(new Error("The generation never ended")), PATIENCE_MS);
  });
  await Promise.race([heard.ended, late]).finally(() => clearTimeout(timeout));
  await listenOn();
}

const listenOn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LISTENING_ON_MS));
const typesOf = (events: readonly SinkEvent[]): string[] => events.map((event) => event.type);
const endsOf = (events: readonly SinkEvent[]) => events.filter(({ type }) => type === "done" || type === "fault");

async function run(make: MakeModel, scene: ModelScene): Promise<HeardGeneration> {
  const heard = hearGeneration(await make(scene));
  await endOf(heard);
  return heard;
}

export const MODEL_CLAUSES: readonly Clause[] = [
  {
    name: "has an id",
    async check(make) {
      expect((await make({ does: "says", text: "Hi." })).id).toMatch(/\S/);
    },
  },
  {
    name: "gives its words in order, in pieces that together are the text",
    async check(make) {
      expect((await run(make, { does: "says", text: SENTENCE })).text).toBe(SENTENCE);
    },
  },
  {
    name: "ends once, with done, and says nothing after it",
    async check(make) {
      const { events } = await run(make, { does: "says", text: SENTENCE });
      expect(typesOf(endsOf(events))).toEqual(["done"]);
      expect(events.at(-1)).toMatchObject({ type: "done", because: "stop" });
    },
  },
  {
    name: "counts its tokens in whole numbers, or says null",
    async check(make) {
      const { events } = await run(make, { does: "says", text: SENTENCE });
      const usage = events.flatMap((event) => (event.type === "done" && event.usage ? [event.usage] : []));
      for (const count of usage.flatMap((one) => [one.inputTokens, one.cachedTokens, one.outputTokens])) {
        expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
      }
    },
  },
  {
    name: "gives tool calls whole, with ids that differ, and then ends for them",
    async check(make) {
      const calls = [
        { id: "call_1", name: "findOrder", args: { orderNumber: "12345", note: "größer \"als\" '7'" } },
        { id: "call_2", name: "findOrder", args: {} },
      ];
      const { events } = await run(make, { does: "calls", calls });
      const called = events.flatMap((event) => (event.type === "tool-call" ? [event.call] : []));
      expect(called.map(readCall)).toEqual(calls.map(({ name, args }) => ({ name, args })));
      expect(new Set(called.map((call) => call.id)).size).toBe(2);
      expect(events.at(-1)).toMatchObject({ type: "done", because: "tool-calls" });
    },
  },
  {
    name: "takes an empty answer for an answer",
    async check(make) {
      const { events, text } = await run(make, { does: "says", text: "" });
      expect(text).toBe("");
      expect(events.at(-1)).toMatchObject({ type: "done", because: "stop" });
    },
  },
  {
    name: "reports a refusal as a fault with a code, once, and throws nothing",
    async check(make) {
      const { events } = await run(make, { does: "refuses" });
      expect(typesOf(events)).toEqual(["fault"]);
      expectFault(events[0]);
    },
  },
  {
    name: "keeps the words that came before it broke off, then faults",
    async check(make) {
      const { events, text } = await run(make, { does: "breaks-off", after: "We are open" });
      expect(text.trim()).toBe("We are open");
      expect(typesOf(endsOf(events))).toEqual(["fault"]);
      expectFault(events.at(-1));
    },
  },
  {
    name: "ends a stall by a deadline of its own",
    async check(make) {
      const { events } = await run(make, { does: "stalls", after: "We are" });
      expect(typesOf(endsOf(events))).toEqual(["fault"]);
      expect(events.at(-1)).toMatchObject({ fault: { retryable: true } });
    },
  },
  {
    name: "is silent once cancelled, and cancelling twice is harmless",
    async check(make) {
      const heard = hearGeneration(await make({ does: "says", text: SENTENCE.repeat(20) }));
      heard.job.cancel();
      const before = heard.events.length;
      heard.job.cancel();
      await listenOn();
      expect(heard.events.length).toBe(before);
      expect(endsOf(heard.events)).toEqual([]);
    },
  },
  {
    name: "can be cancelled after its end",
    async check(make) {
      const heard = await run(make, { does: "says", text: "Hi." });
      heard.job.cancel();
      await listenOn();
      expect(typesOf(endsOf(heard.events))).toEqual(["done"]);
    },
  },
  {
    name: "keeps two generations at once apart, and cancels one alone",
    async check(make) {
      const model = await make({ does: "says", text: "First answer." }, { does: "says", text: "Second answer." });
      const [first, second] = [hearGeneration(model), hearGeneration(model)];
      first.job.cancel();
      await endOf(second);
      expect(second.text).toBe("Second answer.");
      expect(endsOf(first.events)).toEqual([]);
    },
  },
];

const readCall = ({ name, argumentsJson }: ModelToolCall) => ({ name, args: JSON.parse(argumentsJson) as unknown });

function expectFault(event: SinkEvent | undefined): void {
  const fault = event?.type === "fault" ? event.fault : null;
  expect(fault?.code).toMatch(/^[a-z]+(-[a-z]+)+$/);
  expect(fault?.message).toMatch(/\S/);
  expect(typeof fault?.retryable).toBe("boolean");
}
