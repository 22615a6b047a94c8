/** `defineAssistant()`: an assistant in TypeScript. What is left out has a default; what comes out is what a call pins. */
import { AssistantProblems, assistantProblems, compileAssistant, type KnownAnswer } from "@offhook/engine/assistant";
import type { AssistantDefinition, Person, Phrases, PinnedTool, Timing } from "@offhook/engine/conversation";
import type { FlowDefinition } from "@offhook/engine/flow";
import { toolsOfFlow } from "./flow/flow.ts";
import type { ChoiceOf, ProviderKind } from "./provider-choices.ts";
import type { CodeTool } from "./tool.ts";

/** One provider, or several in order: the next stands in when one fails. */
type Choices<Kind extends ProviderKind> = ChoiceOf<Kind> | readonly ChoiceOf<Kind>[];

export interface AssistantOptions {
  /** Of the assistant in the console that this file is the same as: `eject` writes it, `push` reads it. */
  id?: string;
  name: string;
  /** BCP 47; default `en`. */
  language?: string;
  /** IANA; default `UTC`. What "tomorrow at ten" is counted in. */
  timeZone?: string;
  /** Default: the caller speaks first. */
  firstMessage?: string;
  /** `generated`: the model greets in its own words; `firstMessage` is said where it is late or fails. Default: `firstMessage`. */
  greeting?: AssistantDefinition["greeting"];
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
  /** Days for which words and recordings are kept; null: for ever. Default: as the server's settings have it. */
  retention?: AssistantDefinition["retention"];
  /** What a caller meets whom the machine cannot carry: busy, a sentence, or the first of `people`. Default `reject`. */
  whenFull?: AssistantDefinition["whenFull"];
}

/** The data that a call pins, and the code of its tools. */
export interface DefinedAssistant {
  readonly id?: string;
  readonly definition: AssistantDefinition;
  readonly tools: readonly CodeTool<unknown>[];
  /** What was given, as the API's settings have it: tools by name, providers in lists. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Throws `AssistantProblems` with every problem at once. */
export function defineAssistant({ id, ...options }: AssistantOptions): DefinedAssistant {
  const { transcriber, voice, model, realtime, ...rest } = options;
  const tools = [...new Set([...(options.tools ?? []), ...(options.flows ?? []).flatMap(toolsOfFlow)])];
  const lists = {
    transcriber: listOf(transcriber),
    voice: listOf(voice),
    model: listOf(model),
    realtime: listOf(realtime),
  };
  const definition = compileAssistant({ ...rest, ...withoutGaps(lists), tools: tools.map(pinned) });
  const problems = assistantProblems(definition);
  if (problems.length > 0) throw new AssistantProblems(options.name, problems);
  return { ...(id === undefined ? {} : { id }), definition, tools, settings: settingsOf(rest, withoutGaps(lists)) };
}

function settingsOf({ tools, flows, ...rest }: Omit<AssistantOptions, "id">, lists: object): Record<string, unknown> {
  const named = tools ? { tools: tools.map(({ name }) => name) } : {};
  const all = { ...rest, ...lists, ...named, ...(flows ? { flow: flows } : {}) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function withoutGaps<T extends object>(lists: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined)) as typeof lists as never;
}

function listOf<One>(choices: One | readonly One[] | undefined): readonly One[] | undefined {
  if (choices === undefined) return undefined;
  return Array.isArray(choices) ? (choices as readonly One[]) : [choices as One];
}

function pinned(tool: CodeTool<unknown>): PinnedTool {
  const { name, description, parameters, effect, deadlineMs } = tool;
  const said = (["sayWhileRunning", "saySlow", "sayOnFailure"] as const).filter((one) => tool[one] !== undefined);
  const sentences = Object.fromEntries(said.map((one) => [one, tool[one]]));
  return { name, description, parameters, effect, deadlineMs, ...sentences };
}
