/** The assistant as a call pins it: data only, complete, never looked up again while the call lasts. */
import type { FlowDefinition } from "../flow/definition.ts";
import type { ToolDescription } from "../ports.ts";
import type { Timing } from "./defaults.ts";
import type { WeekHours } from "./hours.ts";

/** A provider in a slot, as data: `{ provider: "embedded", id: "slt" }`. */
export interface ProviderChoice {
  provider: string;
  id?: string;
  [setting: string]: unknown;
}

/** How the list of a slot is asked: as it stands, whoever answers soonest first, or the cheapest first. */
export type ChooseBy = "order" | "latency" | "price";

export interface Person {
  id: string;
  name: string;
  /** E.164. Comes from the configuration only, never from a caller's or a model's words. */
  number: string;
  /** When they can be reached, in the assistant's time zone. Absent: round the clock. */
  hours?: WeekHours;
}

export interface PinnedTool extends ToolDescription {
  effect: boolean;
  sayWhileRunning?: string;
  /** Instead of `phrases.toolSlow`, while it still runs. */
  saySlow?: string;
  /** When it did not work: said before a flow goes on, and told to a model as what to say. */
  sayOnFailure?: string;
  deadlineMs: number;
}

export interface AssistantDefinition {
  name: string;
  language: string;
  timeZone: string;
  /** Said first; empty: the caller speaks first. */
  firstMessage: string;
  /** The model greets in its own words; `firstMessage` is said where it is late or fails. Absent: `firstMessage` is said. */
  greeting?: "generated";
  /** Words of the first message that prove disclosure, and what is said instead if they were not heard. */
  disclosure: {
    phrase: string;
    short: string /** The first message may not be interrupted. */;
    mustFinish?: boolean;
  } | null;
  instructions: string;
  /** Each slot is an ordered list: the first that works is used. */
  transcriber: readonly ProviderChoice[];
  voice: readonly ProviderChoice[];
  /** Empty: the flow decides alone. */
  model: readonly ProviderChoice[];
  /**
   * Speech to speech, asked before `model` and `voice`, which stand in for it when it fails. `transcriber` listens along:
   * its words decide whose turn it is, and go into the transcript. Absent: none.
   */
  realtime?: readonly ProviderChoice[];
  /** How each list is asked. Default `order`. */
  choose?: { transcriber?: ChooseBy; voice?: ChooseBy; model?: ChooseBy };
  /** How words are said that voices get wrong: `{ written: "Siim", spoken: "Seem" }`. Transcripts keep the written form. */
  pronunciations?: readonly { written: string; spoken: string }[];
  /** US dollars, such as `"0.50"`. At 80 % the operator is told; at all of it a call says so and ends politely. */
  budget?: { perCall?: string; perDay?: string; perMonth?: string };
  /** Think while the end of the caller's turn is not sure yet: answers come sooner, some thoughts, and first sentences of them as sound, are paid for in vain. Default true. */
  thinkAhead?: boolean;
  /** Ask the next provider as well when one is late, and hear the first: the other is paid for in vain. Default true. */
  hedge?: boolean;
  tools: readonly PinnedTool[];
  /** The first flow is the one a call starts in. */
  flows: readonly FlowDefinition[];
  people: readonly Person[];
  timing: Timing;
  phrases: Phrases;
  recording: boolean;
  /** Days for which words and recordings are kept; null: for ever. What is left out is as the house has it. */
  retention?: { transcriptDays?: number | null; recordingDays?: number | null };
  /**
   * What a caller hears who speaks over the agent, until it is known whether that was meant: nothing (`silent`, the
   * default), or the agent going on 12 dB quieter (`duck`).
   */
  whileUnsure?: "silent" | "duck";
  /**
   * What a caller meets when no more calls can be carried. `reject` does not answer and costs nothing; the others answer:
   * a sentence, or the first of `people`.
   */
  whenFull?: "reject" | "say" | "transfer";
}

/** Sentences the engine itself may say, in the assistant's language. */
export interface Phrases {
  stillThere: string;
  goodbye: string;
  /** "Shall I go on?" after a reply that was cut short. */
  more: string;
  offerPerson: string;
  silentGoodbye: string;
  fillers: readonly string[];
  toolSlow: string;
  apology: string;
  notHeard: string;
  /** Said to a caller who was cut off in mid-sentence: asks to repeat. */
  lineDropped: string;
  /** Said when the greeting was cut: then comes its question. */
  lineBack: string;
  transferring: string;
  noPerson: string;
  transferBusy: string;
  transferNoAnswer: string;
  transferFailed: string;
  /** Said when every provider of a kind has failed; what follows is one of the next two, or a message is taken. */
  trouble: string;
  troublePerson: string;
  troubleGoodbye: string;
  almostOver: string;
  timeOver: string;
  /** Said by the carrier's own voice when all lines are busy. */
  allBusy: string;
}

/** What the first input fixes for the whole call. */
export interface Pin {
  callId: string;
  engineVersion: string;
  assistantId: string;
  assistantVersion: number;
  assistant: AssistantDefinition;
  direction: "inbound" | "outbound" | "web";
  carrier: string;
  from: string;
  to: string;
  variables: Record<string, string>;
  /** Local start of the call, ISO 8601 with offset: what `tomorrow` is counted from. */
  startedAt: string;
  seed: number;
}
