import { AssistantProblems } from "@offhook/engine/assistant";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AssistantOptions, defineAssistant } from "./define-assistant.ts";
import { flow } from "./flow/flow.ts";
import { ask, end, go, run, say, transfer } from "./flow/nodes.ts";
import { embedded, openai, openaiCompatible } from "./provider-choices.ts";
import { ToolArgumentsMisfit, tool } from "./tool.ts";

const findOrder = tool({
  name: "findOrder",
  description: "Looks up an order.",
  parameters: z.object({ orderNumber: z.string().regex(/^\d{5}$/), urgent: z.boolean().default(false) }),
  effect: false,
  sayWhileRunning: "One moment.",
  run: ({ orderNumber, urgent }, { call }) => ({ orderNumber: orderNumber.padStart(6, "0"), urgent, from: call.id }),
});

const CONTEXT = {
  ...{ callId: "call_1", key: "k", carrier: "simulated", callerNumber: "+14155550100", timeZone: "UTC" },
  signal: new AbortController().signal,
};

describe("defineAssistant()", () => {
  it("fills in everything that a call needs, as plain data", () => {
    const { definition } = defineAssistant({
      name: "Front desk",
      firstMessage: "Hello, this is the automated assistant of Riverside Dental. How can I help?",
      instructions: "Answer briefly.",
    });
    expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
    expect(definition).toMatchObject({
      ...{ language: "en", timeZone: "UTC", model: [], tools: [], people: [], recording: false },
      disclosure: { phrase: "automated assistant" },
      transcriber: [{ provider: "embedded" }],
      voice: [{ provider: "embedded", id: "slt" }],
      flows: [{ id: "floor" }],
      timing: { firstFillerMs: 1_200 },
    });
  });

  it.each([
    ["Hi, I'm Riverside's AI assistant.", "en", "AI assistant"],
    ["Hi, I'm the virtual receptionist.", "en", "virtual receptionist"],
    ["Hello?", "en", "automated assistant"],
    ["Здравствуйте, это голосовой помощник клиники.", "ru", "голосовой помощник"],
    ["Алло.", "ru", "автоматический помощник"],
  ])("finds where %s discloses", (firstMessage, language, phrase) => {
    const { disclosure } = defineAssistant({ name: "x", firstMessage, language }).definition;
    expect(disclosure?.phrase).toBe(phrase);
  });

  it("speaks the assistant's language, and lets single phrases be replaced", () => {
    const { phrases } = defineAssistant({ name: "x", language: "ru", phrases: { stillThere: "Алло?" } }).definition;
    expect(phrases).toMatchObject({ stillThere: "Алло?", goodbye: "Спасибо за звонок. До свидания!" });
  });

  it("lets a model end the call, and transfer where there is somebody", () => {
    const people = [{ id: "desk", name: "Desk", number: "+14155550111" }];
    const names = (options: Partial<AssistantOptions>) =>
      defineAssistant({ name: "x", model: openai("gpt-6-luna"), ...options }).definition.tools.map((one) => one.name);
    expect(names({ tools: [findOrder] })).toEqual(["findOrder", "end_call"]);
    expect(names({ people })).toEqual(["end_call", "transfer_to_person"]);
  });

  it("takes the tools of its flows along, and gives a bare end its goodbye", () => {
    const look = flow("look", ({ slots }) => ({
      start: ask("number", "Which order?", { slot: slots.digits() }).then("find"),
      find: run(findOrder, { orderNumber: slots.ref("number") })
        .then("bye")
        .onFault("person"),
      person: transfer("desk"),
      bye: end(),
    }));
    const assistant = defineAssistant({ name: "x", flows: [look], phrases: { goodbye: "Bye now." } });
    expect(assistant.tools).toEqual([findOrder]);
    expect(assistant.definition.flows[0]?.nodes).toMatchObject({
      bye: { text: "Bye now." },
      personFailed: { text: "Bye now." },
    });
  });

  it("refuses a provider of another kind", () => {
    // @ts-expect-error a model is no voice
    const one: AssistantOptions = { name: "x", voice: openai("gpt-6-luna") };
    // @ts-expect-error a voice is no transcriber
    const two: AssistantOptions = { name: "x", transcriber: [embedded("slt")] };
    // @ts-expect-error there is no such voice
    const three = embedded("alexa");
    const four: AssistantOptions = {
      ...{ name: "x", transcriber: embedded(), voice: [embedded("rms"), embedded()] },
      model: [openai("gpt-6-luna"), openaiCompatible({ model: "llama", baseUrl: "http://127.0.0.1:11434/v1" })],
    };
    expect([one, two, three, four]).toHaveLength(4);
  });

  it("says everything that is wrong at once", () => {
    const lost = flow("lost", () => ({ start: say("Hi.").then("on"), on: go("nowhere").back() }));
    const bad = () =>
      defineAssistant({
        ...{ name: " ", timeZone: "Mars/Olympus", flows: [lost], tools: [findOrder, { ...findOrder }] },
        people: [{ id: "desk", name: "Desk", number: "0155 22", hours: { "1": [{ from: "9", until: "17:00" }] } }],
      });
    try {
      bad();
      expect.unreachable();
    } catch (error) {
      const { problems } = error as AssistantProblems;
      expect(error).toBeInstanceOf(AssistantProblems);
      expect(problems).toHaveLength(7);
      expect(problems.join("\n")).toMatch(
        /no name[\s\S]*Mars[\s\S]*findOrder[\s\S]*\+1415[\s\S]*like 09:00, not 9 and 17:00[\s\S]*nowhere[\s\S]*goes back/,
      );
    }
  });
});

describe("a tool", () => {
  it("describes its arguments as JSON Schema, and fills their defaults before it runs", async () => {
    expect(findOrder.parameters).toMatchObject({
      type: "object",
      properties: { orderNumber: { type: "string", pattern: "^\\d{5}$" } },
      required: ["orderNumber"],
    });
    const result = await findOrder.run({ orderNumber: "12345" }, CONTEXT);
    expect(result).toEqual({ orderNumber: "012345", urgent: false, from: "call_1" });
  });

  it("runs nothing for arguments that do not fit", async () => {
    await expect(findOrder.run({ orderNumber: "12" }, CONTEXT)).rejects.toThrow(ToolArgumentsMisfit);
  });

  it("leaves out patterns that the engine could not read", () => {
    const odd = z.string().regex(/^[\w-.]+$/);
    const { parameters } = tool({
      ...{ name: "odd", description: "Odd.", effect: false, run: () => null },
      parameters: z.object({ name: odd }),
    });
    expect(parameters).toEqual({ type: "object", properties: { name: { type: "string" } }, required: ["name"] });
  });

  it("has a name that vendors take", () => {
    const named = (name: string) => () =>
      tool({ name, description: "", parameters: z.object({}), effect: false, run: () => null });
    expect(named("find order")).toThrow("find order");
  });
});
