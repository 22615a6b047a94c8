/** `defineAssistant()`: an assistant in TypeScript. What is left out has a default; what comes out is what a call pins. */
import {
  type AssistantDefinition,
  DEFAULT_TIMING,
  type Person,
  type Phrases,
  type PinnedTool,
  phrasesOf,
  type Timing,
} from "@offhook/engine/conversation";
import type { FlowDefinition, FlowNode } from "@offhook/engine/flow";
import { AssistantProblems, assistantProblems } from "./check-assistant.ts";
import { coreTools } from "./core-tools.ts";
import { disclosureOf } from "./disclosure.ts";
import { toolsOfFlow } from "./flow/flow.ts";
import { type KnownAnswer, openFloor } from "./open-floor.ts";
import { type ChoiceOf, embedded, type ProviderKind } from "./provider-choices.ts";
import type { CodeTool } from "./tool.ts";

/** One provider, or several in order: the next stands in when one fails. */
type Choices<Kind extends ProviderKind> = ChoiceOf<Kind> | readonly ChoiceOf<Kind>[];

export interface AssistantOptions {
  name: string;
  /** BCP 47; default `en`. */
  language?: string;
  /** IANA; default `UTC`. What "tomorrow at ten" is counted in. */
  timeZone?: string;
  /** Default: the caller speaks first. */
  firstMessage?: string;
  /** Default: the words of the first message that say it is automated; null turns it off, where the law allows it. */
  disclosure?: AssistantDefinition["disclosure"];
  /** For the language model. */
  instructions?: string;
  /** Questions with their answers, for an assistant without a language model and without flows. */
  answers?: readonly KnownAnswer[];
  /** Default `embedded()`. */
  transcriber?: Choices<"transcriber">;
  /** Default `embedded("slt")`. */
  voice?: Choices<"voice">;
  /** Default none: then the flows decide alone, or the answers do. */
  model?: Choices<"model">;
  /**
   * Speech to speech, asked before `model` and `voice`, which stand in for it when it fails; `transcriber` listens along and
   * its words go into the transcript.
   */
  realtime?: Choices<"realtime">;
  /** How each list is asked: as it stands (default), whoever answers soonest first, or the cheapest first. */
  choose?: AssistantDefinition["choose"];
  /** Think while the end of the caller's turn is not sure yet. Default true. */
  thinkAhead?: boolean;
  /** Ask the next provider as well when one is late. Default true. */
  hedge?: boolean;
  /** How words are said that voices get wrong. */
  pronunciations?: AssistantDefinition["pronunciations"];
  /** US dollars a call, a day, a month, such as `{ perCall: "0.50" }`. */
  budget?: AssistantDefinition["budget"];
  /** Tools that flows run come with them. */
  tools?: readonly CodeTool<unknown>[];
  /** A call begins in the first. */
  flows?: readonly FlowDefinition[];
  people?: readonly Person[];
  timing?: Partial<Timing>;
  phrases?: Partial<Phrases>;
  /** Default false: on a real line somebody has to want it. */
  recording?: boolean;
  /** Who speaks over the agent hears nothing until it is known whether that was meant, or the agent 12 dB quieter. */
  whileUnsure?: AssistantDefinition["whileUnsure"];
  /** What a caller meets whom the machine cannot carry: busy, a sentence, or the first of `people`. Default `reject`. */
  whenFull?: AssistantDefinition["whenFull"];
}

/** The data that a call pins, and the code of its tools. */
export interface DefinedAssistant {
  readonly definition: AssistantDefinition;
  readonly tools: readonly CodeTool<unknown>[];
}

/** Throws `AssistantProblems` with every problem at once. */
export function defineAssistant(options: AssistantOptions): DefinedAssistant {
  const { name, language = "en", firstMessage = "", people = [] } = options;
  const phrases: Phrases = { ...phrasesOf(language), ...options.phrases };
  const model = listOf(options.model, []);
  const realtime = listOf(options.realtime, []);
  const thinks = model.length + realtime.length > 0;
  const flows = options.flows ?? (thinks ? [] : [openFloor(options.answers ?? [], language)]);
  const tools = [...new Set([...(options.tools ?? []), ...flows.flatMap(toolsOfFlow)])];
  const definition: AssistantDefinition = {
    name,
    language,
    timeZone: options.timeZone ?? "UTC",
    firstMessage,
    disclosure: options.disclosure === undefined ? disclosureOf(firstMessage, language) : options.disclosure,
    instructions: options.instructions ?? "",
    transcriber: listOf(options.transcriber, [embedded()]),
    voice: listOf(options.voice, [embedded("slt")]),
    model,
    tools: [...tools.map(pinned), ...(thinks ? coreTools(people.length > 0) : [])],
    flows: flows.map((flow) => withGoodbye(flow, phrases.goodbye)),
    people,
    timing: { ...DEFAULT_TIMING, ...options.timing },
    phrases,
    recording: options.recording ?? false,
    ...(realtime.length > 0 ? { realtime } : {}),
    ...pick(options, "whileUnsure", "whenFull", "choose", "thinkAhead", "hedge", "budget", "pronunciations"),
  };
  const problems = assistantProblems(definition);
  if (problems.length > 0) throw new AssistantProblems(name, problems);
  return { definition, tools };
}

/** What was left out stays out: a pin holds no `undefined`. */
function pick<T extends object, Name extends keyof T>(options: T, ...names: Name[]): Partial<Pick<T, Name>> {
  const given = names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]);
  return Object.fromEntries(given) as Partial<Pick<T, Name>>;
}

function listOf<One>(choices: One | readonly One[] | undefined, usual: readonly One[]): readonly One[] {
  if (choices === undefined) return usual;
  return Array.isArray(choices) ? (choices as readonly One[]) : [choices as One];
}

function pinned({ name, description, parameters, effect, sayWhileRunning, deadlineMs }: CodeTool<unknown>): PinnedTool {
  const said = sayWhileRunning === undefined ? {} : { sayWhileRunning };
  return { name, description, parameters, effect, deadlineMs, ...said };
}

/** `end()` without words says the assistant's own goodbye. */
function withGoodbye(flow: FlowDefinition, goodbye: string): FlowDefinition {
  const nodes = Object.entries(flow.nodes).map(([name, node]): [string, FlowNode] => [
    name,
    node.type === "end" && node.text === "" ? { ...node, text: goodbye } : node,
  ]);
  return { ...flow, nodes: Object.fromEntries(nodes) };
}
