import type { Vapi } from "@vapi-ai/server-sdk";
import { describe, expect, it } from "vitest";
import { compileWithServerTools, SERVER_TOOLS } from "../code-door.ts";
import { settingsShape } from "../settings-shape.ts";
import { type ImportReport, importVapi, type VAPI_FIELDS } from "./import-vapi.ts";

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
        messages: [{ type: "request-start", content: "One moment." }],
        destinations: [
          {
            ...{ type: "number", number: "+14155550111", name: "Reception", description: "For all but pain" },
            ...{ extension: "12", callerId: "+14155550100", message: "I put you through." },
            transferPlan: { mode: "blind-transfer" },
          },
          { type: "sip", sipUri: "sip:desk@example.com" },
          { type: "number", number: "+14155550112", description: "Nurse" },
        ],
      },
      { type: "apiRequest", method: "GET", url: "https://clinic.example/free" },
    ],
  },
  voice: {
    ...{ provider: "11labs", voiceId: "sarah", stability: 0.5, similarityBoost: 0.7, speed: 1.1 },
    fallbackPlan: {
      voices: [
        { provider: "11labs", voiceId: "roger", stability: 0.4, speed: 1.2 },
        { provider: "tavus", voiceId: "r52da2535a" },
        { provider: "cartesia", voiceId: "abc" },
      ],
    },
  },
  transcriber: {
    ...{ provider: "deepgram", model: "nova-3", language: "en-US", keyterm: ["Ibuprofen"], numerals: true },
    fallbackPlan: { transcribers: [{ provider: "11labs", model: "scribe_v1", language: "en" }] },
  },
  endCallMessage: "Take care. Goodbye!",
  endCallPhrases: ["goodbye", "have a nice day"],
  maxDurationSeconds: 300,
  artifactPlan: { recordingEnabled: true, pcapEnabled: true },
  startSpeakingPlan: { waitSeconds: 0.4, smartEndpointingEnabled: "livekit" },
  stopSpeakingPlan: { numWords: 0, voiceSeconds: 0.2, backoffSeconds: 1 },
  hooks: [],
  metadata: { branch: "north" },
};

/** Field by field, wherever it stands: a list of plain values is one. */
function leavesOf(given: unknown, at = ""): string[] {
  const inner = typeof given === "object" && given !== null ? Object.entries(given) : [];
  const isPlain = Array.isArray(given) && given.every((one) => typeof one !== "object" || one === null);
  if (inner.length === 0 || isPlain) return [at];
  return inner.flatMap(([name, one]) => leavesOf(one, at === "" ? name : `${at}.${name}`));
}

/** What is kept is kept leaf by leaf; what is changed or left may be named together, with its reason. Empty: all is well. */
function unreported(given: object, { kept, changed, left }: ImportReport): string[] {
  const named = [...changed, ...left].map(({ field }) => field);
  const whole = kept.map(({ field }) => field);
  const leaves = Object.keys(given).length > 0 ? leavesOf(given) : [];
  const covers = (field: string, leaf: string) => leaf === field || leaf.startsWith(`${field}.`);
  const timesNamed = (leaf: string) =>
    whole.filter((field) => field === leaf).length + named.filter((field) => covers(field, leaf)).length;
  return [
    ...leaves.filter((leaf) => timesNamed(leaf) !== 1).map((leaf) => `${leaf}: named ${timesNamed(leaf)} times`),
    ...whole.filter((field) => !leaves.includes(field)).map((field) => `${field}: not there, or not whole`),
    ...named.filter((field) => !leaves.some((leaf) => covers(field, leaf))).map((field) => `${field}: not there`),
  ];
}

/** The same with another value at one place. */
function otherwise(given: object, leaf: string): Record<string, unknown> {
  const copy = structuredClone(given) as Record<string, unknown>;
  const [last = "", ...others] = leaf.split(".").reverse();
  const parent = others.reduceRight((inner, name) => inner[name] as Record<string, unknown>, copy);
  const was = parent[last];
  if (Array.isArray(was)) parent[last] = [...was, "other"];
  else if (typeof was === "number") parent[last] = was + 1;
  else parent[last] = typeof was === "boolean" ? !was : `other${was}`;
  return copy;
}

/** What is said to be kept, and could as well be another value. */
function withoutEffect(given: object, { assistant, report }: ReturnType<typeof importVapi>): string[] {
  // Every model has end_call, and whoever has a first message speaks first: nothing of these is a setting here.
  const paths = report.kept
    .map(({ field }) => field)
    .filter((field) => !/^firstMessageMode$|tools\.0\.type$/.test(field));
  return paths.filter((field) => {
    const other = importVapi(otherwise(given, field)).assistant;
    return JSON.stringify(other) === JSON.stringify(assistant);
  });
}

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
        { provider: "elevenlabs", id: "roger", stability: 0.4 },
        { provider: "cartesia", id: "abc" },
      ],
      transcriber: [
        { provider: "deepgram", id: "nova-3", keyterms: ["Ibuprofen"] },
        { provider: "elevenlabs", id: "scribe_v2_realtime" },
      ],
      people: [
        { name: "Reception", number: "+14155550111" },
        { name: "Nurse", number: "+14155550112" },
      ],
      timing: { maxDurationMs: 300_000, waitCompleteMs: 400, bargeInMs: 200 },
      phrases: { goodbye: "Take care. Goodbye!" },
    });
    expect(assistant.instructions).toMatch(/^You help \{\{name\}\}\.\n\n.*"goodbye", "have a nice day"/);
    const { tools } = compileWithServerTools(assistant).definition;
    expect(tools.map(({ name }) => name)).toEqual(["end_call", "transfer_to_person"]);
    expect([SERVER_TOOLS.length, covered]).toEqual([4, {}]);
  });

  it("is reported on leaf by leaf, each once", () => {
    const { report } = imported;
    expect(unreported(CLINIC, report)).toEqual([]);
    const left = report.left.map(({ field }) => field);
    const destination = "model.tools.1.destinations.0";
    expect(left).toEqual(
      expect.arrayContaining([
        ...["description", "extension", "callerId", "message", "transferPlan"].map((name) => `${destination}.${name}`),
        ...["model.tools.1.messages", "model.tools.1.destinations.1", "model.tools.2", "model.temperature"],
        ...["voice.speed", "voice.fallbackPlan.voices.0.speed", "voice.fallbackPlan.voices.1"],
      ]),
    );
    expect(report.left.find(({ field }) => field === "model.tools.2")?.why).toMatch(/not taken over yet/);
    expect(report.changed.map(({ field }) => field)).toEqual([
      "transcriber.fallbackPlan.transcribers.0.model",
      "endCallPhrases",
    ]);
  });

  it("shows in its settings whatever is said to be kept", () => {
    expect(withoutEffect(CLINIC, imported)).toEqual([]);
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
    [{ name: "n".repeat(140), model: { provider: "openai", model: 4, url: "https://x.example", fallbackModels: [1] } }],
    [{ model: { provider: "openai", model: "a", fallbackModels: ["b", 2], messages: "Hi", tools: [7, null, "x"] } }],
    [{ model: { messages: [null, { role: "system", content: ["x"], name: "y" }], tools: { type: "endCall" } } }],
    [{ model: { tools: [{ type: "endCall", messages: [{ content: "Bye" }] }, { type: "transferCall" }] } }],
    [{ model: { tools: [{ type: "transferCall", destinations: [5, { type: "number", number: "+14155550111" }] }] } }],
    [{ voice: { provider: "11labs", voiceId: 7 }, transcriber: { provider: "gladia", language: "ru", model: "x" } }],
    [{ voice: { provider: "11labs", voiceId: "a", stability: "much", style: null, fallbackPlan: [] } }],
    [{ voice: { provider: "openai", voiceId: "a", instructions: 5, fallbackPlan: { voices: [3, {}], x: 1 } } }],
    [{ voice: { provider: "deepgram", voiceId: "aura-2-luna-en", model: "aura" } }],
    [{ transcriber: { provider: "deepgram", language: "multi", keyterm: "Ibuprofen" } }],
    [{ transcriber: { provider: "cartesia", model: 3, fallbackPlan: { transcribers: { provider: "deepgram" } } } }],
    [{ artifactPlan: {}, startSpeakingPlan: [], stopSpeakingPlan: { voiceSeconds: "x" }, recordingEnabled: "yes" }],
  ])("is usable and reported on, however odd: %j", (given) => {
    const imported = importVapi(given);
    expect(settingsShape.parse(imported.assistant)).toEqual(imported.assistant);
    expect(unreported(given, imported.report)).toEqual([]);
    expect(withoutEffect(given, imported)).toEqual([]);
  });
});
