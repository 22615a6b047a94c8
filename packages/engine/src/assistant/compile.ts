/**
 * From what somebody sets about an assistant, in code or in the console, to the whole definition that a call pins: what is
 * left out has a default. Data in, data out.
 */
import {
  type AssistantDefinition,
  DEFAULT_TIMING,
  type Phrases,
  type PinnedTool,
  type ProviderChoice,
  phrasesOf,
  type Timing,
} from "../conversation/index.ts";
import type { FlowDefinition, FlowNode } from "../flow/index.ts";
import { coreTools } from "./core-tools.ts";
import { disclosureOf } from "./disclosure.ts";
import { type KnownAnswer, openFloor } from "./open-floor.ts";

/** Fields that are taken as they stand. */
const OPTIONAL = [
  "greeting",
  "retention",
  "whileUnsure",
  "whenFull",
  "choose",
  "thinkAhead",
  "hedge",
  "budget",
  "pronunciations",
] as const;

export interface AssistantParts extends Partial<Pick<AssistantDefinition, (typeof OPTIONAL)[number]>> {
  name: string;
  /** BCP 47; default `en`. */
  language?: string;
  /** IANA; default `UTC`. */
  timeZone?: string;
  /** Default: the caller speaks first. */
  firstMessage?: string;
  /** Default: the words of the first message that say it is automated; null turns it off. */
  disclosure?: AssistantDefinition["disclosure"];
  instructions?: string;
  /** Questions with their answers, for an assistant without a language model and without flows. */
  answers?: readonly KnownAnswer[];
  /** Default: what runs without a key. */
  transcriber?: readonly ProviderChoice[];
  voice?: readonly ProviderChoice[];
  /** Default none: then the flows decide alone, or the answers do. */
  model?: readonly ProviderChoice[];
  realtime?: readonly ProviderChoice[];
  tools?: readonly PinnedTool[];
  /** A call begins in the first. */
  flows?: readonly FlowDefinition[];
  people?: AssistantDefinition["people"];
  timing?: Partial<Timing>;
  phrases?: Partial<Phrases>;
  /** Default false: on a real line somebody has to want it. */
  recording?: boolean;
}

export const DEFAULT_TRANSCRIBER: readonly ProviderChoice[] = Object.freeze([{ provider: "embedded" }]);
export const DEFAULT_VOICE: readonly ProviderChoice[] = Object.freeze([{ provider: "embedded", id: "slt" }]);

export function compileAssistant(parts: AssistantParts): AssistantDefinition {
  const { name, language = "en", firstMessage = "", people = [], model = [], realtime = [], tools = [] } = parts;
  const phrases: Phrases = { ...phrasesOf(language), ...parts.phrases };
  const thinks = model.length + realtime.length > 0;
  const flows = parts.flows ?? (thinks ? [] : [openFloor(parts.answers ?? [], language)]);
  return {
    name,
    language,
    timeZone: parts.timeZone ?? "UTC",
    firstMessage,
    disclosure: parts.disclosure === undefined ? disclosureOf(firstMessage, language) : parts.disclosure,
    instructions: parts.instructions ?? "",
    transcriber: parts.transcriber ?? DEFAULT_TRANSCRIBER,
    voice: parts.voice ?? DEFAULT_VOICE,
    model,
    tools: [...tools, ...(thinks ? coreTools(people.length > 0) : [])],
    flows: flows.map((flow) => withGoodbye(flow, phrases.goodbye)),
    people,
    timing: { ...DEFAULT_TIMING, ...parts.timing },
    phrases,
    recording: parts.recording ?? false,
    ...(realtime.length > 0 ? { realtime } : {}),
    ...given(parts),
  };
}

/** What was left out stays out: a pin holds no `undefined`. */
function given(parts: AssistantParts): Partial<AssistantDefinition> {
  return Object.fromEntries(OPTIONAL.filter((name) => parts[name] !== undefined).map((name) => [name, parts[name]]));
}

/** `end()` without words says the assistant's own goodbye. */
function withGoodbye(flow: FlowDefinition, goodbye: string): FlowDefinition {
  const nodes = Object.entries(flow.nodes).map(([name, node]): [string, FlowNode] => [
    name,
    node.type === "end" && node.text === "" ? { ...node, text: goodbye } : node,
  ]);
  return { ...flow, nodes: Object.fromEntries(nodes) };
}
