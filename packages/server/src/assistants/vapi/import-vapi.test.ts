import type { Vapi } from "@vapi-ai/server-sdk";
import { describe, expect, it } from "vitest";
import { compileWithServerTools, SERVER_TOOLS } from "../code-door.ts";
import { settingsShape } from "../settings-shape.ts";
import { importVapi, type VAPI_FIELDS } from "./import-vapi.ts";

/** Does not compile when the vendor's types have a field that the table does not. */
const covered: Record<Exclude<keyof (Vapi.Assistant & Vapi.CreateAssistantDto), keyof typeof VAPI_FIELDS>, never> = {};

const CLINIC: Vapi.CreateAssistantDto = {
  name: "Clinic",
  firstMessage: "Hello {{name}}, this is the virtual assistant of the clinic.",
  firstMessageMode: "assistant-speaks-first",
  model: {
    ...{ provider: "openai", model: "gpt-4o", fallbackModels: ["gpt-4o-mini"], temperature: 0.3 },
    messages: [{ role: "system", content: "You help {{name}}." }],
    tools: [
      { type: "endCall" },
      {
        type: "transferCall",
        destinations: [
          { type: "number", number: "+14155550111", description: "Reception" },
          { type: "sip", sipUri: "sip:desk@example.com" },
        ],
      },
      { type: "apiRequest", method: "GET", url: "https://clinic.example/free" },
    ],
  },
  voice: {
    ...{ provider: "11labs", voiceId: "sarah", stability: 0.5, similarityBoost: 0.7, speed: 1.1 },
    fallbackPlan: { voices: [{ provider: "cartesia", voiceId: "abc" }] },
  },
  transcriber: { provider: "deepgram", model: "nova-3", language: "en-US", keyterm: ["Ibuprofen"], numerals: true },
  endCallMessage: "Take care. Goodbye!",
  endCallPhrases: ["goodbye", "have a nice day"],
  maxDurationSeconds: 300,
  artifactPlan: { recordingEnabled: true, pcapEnabled: true },
  startSpeakingPlan: { waitSeconds: 0.4, smartEndpointingEnabled: "livekit" },
  stopSpeakingPlan: { numWords: 0, voiceSeconds: 0.2, backoffSeconds: 1 },
  hooks: [],
  metadata: { branch: "north" },
};

const named = ({ report }: ReturnType<typeof importVapi>): string[] =>
  [...report.kept, ...report.changed, ...report.left].map(({ field }) => field).sort();

/** Of plans and providers the fields inside, of tools each one; otherwise the field. */
const OPENED = ["model", "voice", "transcriber", "artifactPlan", "startSpeakingPlan", "stopSpeakingPlan"];
const fieldsOf = (given: object): string[] =>
  Object.entries(given)
    .flatMap(([name, value]) => {
      if (!OPENED.includes(name)) return [name];
      return Object.entries(value as object).flatMap(([inner, one]) =>
        inner === "tools" ? (one as unknown[]).map((_, at) => `model.tools.${at}`) : [`${name}.${inner}`],
      );
    })
    .sort();

describe("an assistant from Vapi", () => {
  const imported = importVapi(CLINIC as Record<string, unknown>);

  it("answers calls here with what it was there", () => {
    const { assistant } = imported;
    expect(settingsShape.parse(assistant)).toEqual(assistant);
    expect(compileWithServerTools(assistant).problems).toEqual([]);
    expect(assistant).toMatchObject({
      ...{ name: "Clinic", language: "en-US", recording: true },
      model: [
        { provider: "openai", id: "gpt-4o" },
        { provider: "openai", id: "gpt-4o-mini" },
      ],
      voice: [
        { provider: "elevenlabs", id: "sarah", stability: 0.5, similarity: 0.7 },
        { provider: "cartesia", id: "abc" },
      ],
      transcriber: [{ provider: "deepgram", id: "nova-3", keyterms: ["Ibuprofen"] }],
      people: [{ name: "Reception", number: "+14155550111" }],
      timing: { maxDurationMs: 300_000, waitCompleteMs: 400, bargeInMs: 200 },
      phrases: { goodbye: "Take care. Goodbye!" },
    });
    expect(assistant.instructions).toMatch(/^You help \{\{name\}\}\.\n\n.*"goodbye", "have a nice day"/);
    const { tools } = compileWithServerTools(assistant).definition;
    expect(tools.map(({ name }) => name)).toEqual(["end_call", "transfer_to_person"]);
    expect([SERVER_TOOLS.length, covered]).toEqual([4, {}]);
  });

  it("is reported on field by field, each once", () => {
    expect(named(imported)).toEqual(fieldsOf(CLINIC));
    expect(imported.report.left.find(({ field }) => field === "model.tools.2")?.why).toMatch(/not taken over yet/);
    expect(imported.report.changed.map(({ field }) => field)).toEqual(["model.tools.1", "endCallPhrases"]);
  });

  it("whose model greets, greets here by the model too, and says its first message where that is late", () => {
    const mode = "assistant-speaks-first-with-model-generated-message";
    const { assistant, report } = importVapi({ firstMessage: "Hello.", firstMessageMode: mode });
    expect(assistant).toMatchObject({ greeting: "generated", firstMessage: "Hello." });
    expect(report.kept.map(({ field }) => field)).toContain("firstMessageMode");
  });

  it.each([
    [{}],
    [{ name: null, surprise: 1 }],
    [{ model: { provider: "vapi", model: "x" }, voice: { provider: "tavus" }, transcriber: { provider: "gladia" } }],
    [{ model: { provider: "custom-llm", url: "https://llm.example/v1", model: "mine" } }],
    [{ model: { provider: "groq", model: "llama", messages: [{ role: "user", content: "Hi" }] } }],
    [{ model: "gpt", voice: 7, transcriber: [], maxDurationSeconds: "long", silenceTimeoutSeconds: 30 }],
    [{ firstMessage: "Hi", firstMessageMode: "assistant-waits-for-user", endCallPhrases: [] }],
  ])("is usable and reported on, however odd: %j", (given) => {
    const imported = importVapi(given);
    expect(settingsShape.parse(imported.assistant)).toEqual(imported.assistant);
    const all = named(imported);
    expect(new Set(all).size).toBe(all.length);
    for (const field of Object.keys(given))
      expect(
        all.some((one) => one.split(".")[0] === field),
        field,
      ).toBe(true);
  });
});
