/** Every template, and the front desk, as files: they compile, and a call cannot tell them from the console's. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replay } from "@offhook/engine/call";
import { REPOSITORY_ROOT } from "@offhook/server";
import { FRONT_DESK } from "@offhook/server/assistants";
import {
  type AssistantSettings,
  compileWithTools,
  describedHttpTool,
  type HttpToolDefinition,
} from "@offhook/server/code";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settingsOf } from "../../../../server/src/assistants/compile-settings.ts";
import { TEMPLATES } from "../../../../server/src/templates/index.ts";
import { sayAll, templateCall } from "../../../../server/src/templates/testing/template-call.ts";
import type { DefinedAssistant } from "../../index.ts";
import { loadFile } from "../push/load-file.ts";
import { formatSource } from "./format-source.ts";
import { printAssistant } from "./print-assistant.ts";

const TEXTS = TEMPLATES.flatMap(({ id, texts }) => [
  { file: `${id}-en`, text: texts.en },
  { file: `${id}-ru`, text: texts.ru },
]);

/** As far from the defaults as settings go. */
const EVERYTHING: AssistantSettings = {
  ...{ name: "Everything */ at once", language: "ru", timeZone: "Europe/Tallinn", firstMessage: 'Say "hi"\n`now`' },
  transcriber: [{ provider: "deepgram", id: "nova-3", keyterms: ["Siim"] }, { provider: "embedded" }],
  voice: [
    { provider: "elevenlabs", id: "Rachel", stability: 0.4 },
    { provider: "elevenlabs", id: "Rachel", unheardOf: true },
    { provider: "embedded", id: "rms" },
  ],
  model: [
    { provider: "openai", id: "gpt-6-luna" },
    { provider: "openai-compatible", id: "llama", baseUrl: "http://127.0.0.1:11434/v1" },
  ],
  realtime: [{ provider: "google", id: "gemini-3.8-live", voice: "Kore" }],
  choose: { voice: "latency" },
  ...{ thinkAhead: false, recording: true, whileUnsure: "duck", budget: { perCall: "0.50" } },
  people: [{ id: "desk", name: "Desk", number: "+14155550111" }],
  timing: { bargeInMs: 200, waitUsualMs: 450 },
  phrases: { stillThere: "Алло?" },
  tools: ["takeMessage", "findSlots"],
  flow: [
    {
      id: "1st flow",
      start: "go",
      nodes: {
        go: {
          ...{ type: "ask", slot: "kind", text: "Which?", next: { otherwise: "money" } },
          spec: {
            kind: "choice",
            choices: [
              { id: "a", label: "a" },
              { id: "b", label: "Bee", key: "2" },
            ],
          },
        },
        money: {
          ...{ type: "ask", slot: "sum", text: "How much?", spec: { kind: "money", min: 1 } },
          next: { when: [{ path: "sum", op: "gt", value: 5, to: "put through" }], otherwise: "look" },
        },
        look: {
          ...{ type: "run", tool: "findSlots", args: { day: "=2026-11-24", time: "kind" } },
          next: { when: [{ path: "result", op: "exists", to: "bye" }], otherwise: null },
        },
        "put through": { type: "transfer", person: "desk", text: "One moment.", onFailed: "bye" },
        bye: { type: "end", text: "" },
      },
    },
    {
      id: "odd",
      start: "floor",
      nodes: {
        floor: {
          ...{ type: "listen", text: "More?", otherwise: "No." },
          intents: [
            { id: "later", examples: ["later"], answer: "Later." },
            { id: "1", examples: ["one"], answer: "One." },
          ],
        },
      },
    },
  ],
};

const FIND_CLIENT: HttpToolDefinition = {
  ...{ name: "findClient", description: "Finds a client.\nBy phone.", method: "POST" },
  url: "https://crm.example/clients?phone={{phone}}",
  headers: { Authorization: { secret: "crm-key" }, "X-Desk": "{{caller.number}}" },
  body: { phone: "{{phone}}", strict: true },
  parameters: { type: "object", properties: { phone: { type: "string" } }, required: ["phone"] },
  ...{ response: { name: "client.name" }, deadlineMs: 3_000, effect: "reads", saySlow: "Still looking." },
};
/** No word of the language, and not the word that makes it. */
const ODD_TOOLS: HttpToolDefinition[] = ["delete", "http"].map((name) => ({
  ...{ name, description: name, method: "GET", url: "https://crm.example/", effect: "changes" },
  parameters: { type: "object" },
}));

/** Tools of its own: one in a flow of words, one in a flow that stands there as data, one for the model alone. */
const WITH_TOOLS: AssistantSettings = {
  ...{ name: "With tools", model: [{ provider: "openai", id: "gpt-6-luna" }], tools: ["http", "takeMessage"] },
  flow: [
    {
      ...{ id: "asks", start: "phone" },
      nodes: {
        phone: { type: "ask", slot: "phone", text: "Which?", spec: { kind: "phone" }, next: { otherwise: "find" } },
        find: { type: "run", tool: "findClient", args: { phone: "phone" }, onFault: "bye", next: { otherwise: "bye" } },
        bye: { type: "end", text: "" },
      },
    },
    {
      ...{ id: "data", start: "gone" },
      nodes: {
        gone: { type: "run", tool: "delete", args: {}, next: { otherwise: null } },
        lost: { type: "end", text: "Nothing leads here." },
      },
    },
  ],
};

const MADE = [FIND_CLIENT, ...ODD_TOOLS];

const SETTINGS: readonly { file: string; settings: AssistantSettings; made?: readonly HttpToolDefinition[] }[] = [
  { file: "with-tools", settings: WITH_TOOLS, made: MADE },
  ...TEXTS.map(({ file, text }) => ({ file, settings: text.settings })),
  { file: "front-desk", settings: settingsOf(FRONT_DESK) },
  { file: "everything", settings: EVERYTHING },
  { file: "bare", settings: { name: "Bare", answers: [{ asked: ["when"], say: "Now." }] } },
];

/** A model is offered tools in some order; whichever. */
const sorted = <T extends { name: string }>(tools: readonly T[]): T[] =>
  [...tools].sort((a, b) => a.name.localeCompare(b.name));

let folder = "";
const pathOf = (file: string): string => join(folder, `${file}.ts`);
const load = async (file: string): Promise<DefinedAssistant> => (await loadFile(pathOf(file)))[0] as DefinedAssistant;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "offhook-eject-"));
  symlinkSync(join(REPOSITORY_ROOT, "node_modules"), join(folder, "node_modules"));
  for (const { file, settings, made } of SETTINGS) {
    writeFileSync(pathOf(file), formatSource(printAssistant(settings, "asst_1", made)));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an ejected assistant", () => {
  it("compiles as strictly as our own files do", { timeout: 120_000 }, () => {
    const { config } = ts.readConfigFile(join(REPOSITORY_ROOT, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, REPOSITORY_ROOT);
    const files = SETTINGS.map(({ file }) => pathOf(file));
    const found = ts.getPreEmitDiagnostics(ts.createProgram(files, { ...options, noUnusedLocals: true }));
    const own = found.filter(({ file }) => file?.fileName.startsWith(folder));
    expect(own.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  });

  it.each(SETTINGS)("is the very same: $file", async ({ file, settings, made = [] }) => {
    const { id, definition, tools } = await load(file);
    expect(id).toBe("asst_1");
    const { definition: before } = compileWithTools(settings, made.map(describedHttpTool));
    expect({ ...definition, tools: sorted(definition.tools) }).toEqual(
      JSON.parse(JSON.stringify({ ...before, tools: sorted(before.tools) })),
    );
    const described = tools.flatMap((tool) => ("http" in tool ? [tool.http as HttpToolDefinition] : []));
    expect(sorted(described)).toEqual(sorted(made));
  });

  it("says nothing that is the default anyway", () => {
    const source = printAssistant({ ...EVERYTHING, language: "en", hedge: undefined, timing: { waitUsualMs: 450 } });
    expect(source).not.toMatch(/language|timing|hedge/);
    expect(source).toMatch(/tools: \[takeMessage, findSlots\]/);
    expect(source).toMatch(/elevenlabs\("Rachel", \{ stability: 0.4 \}\)/);
  });
});

describe("a call that the console's version took", () => {
  const scenarios = TEXTS.flatMap(({ file, text }) => text.scenarios.map((scenario) => ({ file, text, scenario })));

  it.each(scenarios)("goes the same way on the file: $file, $scenario.name", async ({ file, text, scenario }) => {
    const { call } = templateCall(text);
    await sayAll(call, scenario.says);
    if (!call.ended) call.tell({ type: "caller-hung-up" });
    const { definition } = await load(file);
    const onFile = (assistant: unknown) =>
      call.log.map((item) =>
        item.type === "call-started" && item.kind === "input"
          ? { ...item, data: { ...item.data, pin: { ...(item.data.pin as object), assistant } } }
          : item,
      );
    expect(replay(onFile(definition))).toMatchObject({ same: true, hash: call.log.at(-1)?.hash });
    expect(replay(onFile({ ...definition, firstMessage: "Another." })).same).toBe(false);
  });
});
