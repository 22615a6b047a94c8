/** From settings to what a call pins, or to the sentences that say why no call could be taken. */
import { type AssistantParts, assistantProblems, compileAssistant } from "@offhook/engine/assistant";
import { type AssistantDefinition, DEFAULT_TIMING, type PinnedTool, phrasesOf } from "@offhook/engine/conversation";
import { flowProblems } from "@offhook/engine/flow";
import { catalogueOf } from "../providers/catalogues.ts";
import type { AssistantSettings } from "./settings-shape.ts";

export interface Compiled {
  definition: AssistantDefinition;
  /** Each a sentence; with any, it is not published. */
  problems: string[];
}

/** Addresses of one's own stand in the assistant: `openai-compatible` has no catalogue. */
const UNLISTED = new Set(["openai-compatible"]);
const SLOTS = ["transcriber", "voice", "model", "realtime"] as const;

export function compileSettings(settings: AssistantSettings, known: readonly PinnedTool[]): Compiled {
  const { flow, tools: names = [], ...rest } = settings;
  const wanted = [...new Set([...names, ...toolsOfFlows(flow)])];
  const tools = wanted.flatMap((name) => known.find((tool) => tool.name === name) ?? []);
  const definition = compileAssistant({ ...rest, tools, ...(flow ? { flows: flow } : {}) } as AssistantParts);
  return {
    definition,
    problems: [
      ...names.filter((name) => !known.some((tool) => tool.name === name)).map((name) => `there is no tool "${name}"`),
      ...unknownProviders(settings),
      ...unnamedChoices(settings),
      ...namelessVoices(settings),
      ...(flow ?? []).flatMap((one) => problemsOfFlow(one, flow ?? [])),
      ...assistantProblems(definition),
    ],
  };
}

const toolsOfFlows = (flows: AssistantSettings["flow"] = []): string[] =>
  flows.flatMap(({ nodes }) => Object.values(nodes).flatMap((node) => (node.type === "run" ? [node.tool] : [])));

function unknownProviders(settings: AssistantSettings): string[] {
  return SLOTS.flatMap((slot) =>
    (settings[slot] ?? [])
      .filter(({ provider }) => !catalogueOf(provider) && !UNLISTED.has(provider))
      .map(({ provider }) => `there is no provider "${provider}" for the ${slot}`),
  );
}

/** Where a provider has no usual one, somebody has to say which; and a server of one's own is somewhere. */
function unnamedChoices(settings: AssistantSettings): string[] {
  const all = SLOTS.flatMap((slot) => (settings[slot] ?? []).map((choice) => ({ slot, choice })));
  return all.flatMap(({ slot, choice }) => {
    const { provider, id } = choice;
    const catalogue = catalogueOf(provider);
    const usual = catalogue?.defaults[slot];
    const needsName = UNLISTED.has(provider) || (catalogue !== undefined && usual === undefined);
    const example = catalogue?.models.find(({ kind, endOfLife }) => kind === slot && endOfLife === null)?.id;
    const suggestion = example ? `, such as "${example}"` : "";
    const url = (choice as { baseUrl?: unknown }).baseUrl;
    const isAddress = typeof url === "string" && /^https?:\/\//.test(url);
    return [
      ...(needsName && !id ? [`the ${slot} of "${provider}" has no name: choose one${suggestion}`] : []),
      ...(UNLISTED.has(provider) && slot === "model" && !isAddress
        ? [`the ${slot} of "${provider}" needs a baseUrl that begins with http:// or https://`]
        : []),
    ];
  });
}

/** With these a model alone says nothing: whose voice it is stands in the id. */
const VOICES_BY_NAME = new Set(["elevenlabs", "cartesia"]);

function namelessVoices({ voice = [] }: AssistantSettings): string[] {
  return voice.flatMap(({ provider, id }) => {
    const isModel = catalogueOf(provider)?.models.some((card) => card.kind === "voice" && card.id === id);
    return VOICES_BY_NAME.has(provider) && (!id || isModel)
      ? [`the voice of "${provider}" has no name: choose one`]
      : [];
  });
}

/** What other flows fill may be read: a booking asks for the name that the greeting learned. */
function problemsOfFlow(flow: NonNullable<AssistantSettings["flow"]>[number], all: readonly (typeof flow)[]): string[] {
  const others = all.flatMap(({ nodes }) => Object.values(nodes));
  const filled = others.flatMap((node) => (node.type === "ask" || node.type === "choose" ? [node.slot] : []));
  return flowProblems(flow as never, filled).map((problem) => `in the flow "${flow.id}", ${problem}`);
}

/** The settings that give this definition: for samples and versions that were written before there were settings. */
export function settingsOf(definition: AssistantDefinition): AssistantSettings {
  const { timing, phrases, tools, flows, model, ...rest } = definition;
  const usual = phrasesOf(definition.language);
  return {
    ...structuredClone(rest),
    ...(model.length > 0 ? { model } : {}),
    tools: tools.filter(({ name }) => !CORE_TOOLS.has(name)).map(({ name }) => name),
    flow: structuredClone(flows),
    ...changed("timing", timing, DEFAULT_TIMING),
    ...changed("phrases", phrases, usual),
  } as AssistantSettings;
}

/** The core's own, which come with every model. */
const CORE_TOOLS = new Set(["end_call", "transfer_to_person"]);

function changed(name: string, given: object, usual: object): Record<string, unknown> {
  const defaults = usual as Record<string, unknown>;
  const others = Object.entries(given).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]),
  );
  return others.length > 0 ? { [name]: Object.fromEntries(others) } : {};
}
