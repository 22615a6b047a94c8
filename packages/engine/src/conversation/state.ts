/** The whole of a conversation, plain JSON. The phase is derived from it, never stored by hand. */

import type { Meaning } from "../flow/meaning.ts";
import type { FlowState } from "../flow/state.ts";
import type { ModelMessage } from "../ports.ts";
import type { Pin } from "./assistant.ts";
import type { Deadlines } from "./deadlines.ts";
import type { HeardBy } from "./heard-text.ts";
import type { EndedReason, Ending, TranscriptFact } from "./inputs.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";
import type { Phase } from "./turn-table.ts";

export interface CallState {
  pin: Pin | null;
  phase: Phase;
  nowMs: number;
  /** Furthest place in the caller's stream that any fact has named. */
  audioMs: number;
  /** One counter for every id, so that ids follow from the inputs alone. */
  ids: number;
  deadlines: Deadlines;
  line: Line;
  caller: Caller;
  turn: CallerTurn | null;
  reply: Reply | null;
  utterances: readonly Utterance[];
  agentTurn: AgentTurn | null;
  ledger: Ledger;
  bargeIn: BargeIn | null;
  flow: FlowState | null;
  history: readonly ModelMessage[];
  toolRuns: readonly ToolRun[];
  /** Effects settled in this call, by key: the same one asked for twice is answered from here. */
  effects: Readonly<Record<string, unknown>>;
  handOff: HandOff | null;
  hangUp: HangUp | null;
  trouble: Trouble;
  disclosure: Disclosure;
  silence: Silence;
  /** The question that waits for an answer: said again after a drop. */
  pendingQuestion: string | null;
  endedBecause: EndedReason | null;
}

export interface Line {
  status: "none" | "open" | "lost" | "closing" | "moving" | "ended";
  streamId: string | null;
  epoch: number;
  /** The carrier confirms no marks: playout is estimated by the clock. */
  marksMissing: boolean;
  /** Why the call is wanted elsewhere, until it is there. */
  moveBecause: string | null;
  /** When the line came back after it broke in the caller's sentence, until they were asked to repeat it. */
  cutOffAtMs: number | null;
}

export interface Caller {
  speaking: boolean;
  onsetAudioMs: number;
  speechEndAudioMs: number;
  /** When speech ended, on the shell's clock: `seen` minus what the detector needed to know. */
  speechEndAtMs: number;
  speechMs: number;
  voicedShare: number;
  levelDb: number;
  /** Of the last stretch of speech. */
  ending: Ending | null;
  /** Where the caller has just stopped, and how that sounded; null: speaks on, or it is known that they have ended. */
  pause: { audioMs: number; ending: Ending | null } | null;
  /** Speech ended and no final has covered it yet. */
  wordsDue: boolean;
  /** Up to here the transcriber has heard no words, though the detector still took it for speech. */
  wordlessUntilAudioMs: number;
  /** Final words over the agent of which it is not yet known whether they are the caller's own: judged when the sound ends. */
  held: (TranscriptFact & { endOfTurn: boolean }) | null;
  keys: string;
  /** Speech that came back as the agent's own words. */
  echoes: number;
  /** The last turn that was answered: its words may come again and are not a new turn. */
  answered: { endAudioMs: number; text: string } | null;
}

/** The caller's stretch of speech, open until the reply to it has been heard. */
export interface CallerTurn {
  id: string;
  startAudioMs: number;
  startAtMs: number;
  segments: readonly TranscriptFact[];
  partial: TranscriptFact | null;
  /** The agent was talking when it began, and would not be interrupted: answered after that. */
  overAgent: boolean;
  understandId: string | null;
  understoodText: string | null;
  meaning: Meaning | null;
  /** Its words stand in the history already (a model's tool calls follow them). */
  inHistory: boolean;
  status: "open" | "ended";
  endedBecause: string | null;
  endedAtMs: number;
  endpointMs: number;
}

/** What is being done about a turn: at most one at a time (rule 2). */
export interface Reply {
  id: string;
  /** The agent's turn in the transcript. */
  turnId: string | null;
  callerTurnId: string | null;
  status: "understanding" | "generating" | "running-tool" | "said";
  generationId: string | null;
  /** Text of the running generation that is not yet a whole clause. */
  buffer: string;
  /** Everything the generation has said. */
  text: string;
  toolCalls: readonly { id: string; name: string; argumentsJson: string }[];
  /** Thought ahead: nothing of it may be said or done until the turn is confirmed. */
  speculative: boolean;
  forText: string | null;
  /** Asked of a model that hears the caller itself, about speech that ended here: its words need not be known. */
  forAudioMs?: number | null;
  startedAtMs: number;
  firstTextAtMs: number | null;
  firstAudioAtMs: number | null;
  fillers: number;
  /** Pieces the running generation has sent: what is wasted if it is called off. */
  pieces: number;
  /** The running or last generation, where its model speaks it itself. */
  spokenBy?: string | null;
  /** The sound of its first clause has been asked for, before it may be said. */
  isPrepared?: boolean;
  /** It is the call's first message, in the model's own words. */
  greets?: boolean;
  /** Said by a model that broke off in mid-answer: the next one goes on from there. */
  before?: string;
  /** Model rounds in this reply: a model that only calls tools is stopped. */
  rounds: number;
}

export type Purpose =
  | "greeting"
  | "disclosure"
  | "reply"
  | "question"
  | "filler"
  | "prompt"
  | "apology"
  | "hand-off"
  | "goodbye";

export interface Utterance {
  id: string;
  turnId: string;
  replyId: string | null;
  purpose: Purpose;
  clauses: readonly string[];
  /** The generation whose own sound this is; absent: a voice of the list speaks. */
  spokenBy?: string;
  /** Its generation said more than may be played. */
  shortened?: boolean;
  /** No clause will be added. */
  complete: boolean;
  interruptible: boolean;
  queuedAtMs: number;
  startedAtMs: number | null;
}

/** The agent's side as the transcript will show it: what was heard so far of one stretch of speech. */
export interface AgentTurn {
  id: string;
  replyId: string | null;
  startMs: number | null;
  endMs: number;
  heard: readonly string[];
  intended: readonly string[];
  heardBy: HeardBy;
  interrupted: boolean;
  endedBecause: string | null;
  latency: TurnLatency | null;
}

export interface TurnLatency {
  endpointMs: number;
  modelMs: number;
  voiceMs: number;
  voiceToVoiceMs: number;
}

export interface BargeIn {
  onsetAudioMs: number;
  sinceMs: number;
  status: "undecided" | "confirmed";
  /** The agent goes on quietly meanwhile. */
  ducked: boolean;
  /** Where the agent was cut: what `resume-playout` takes up again. */
  utteranceId: string;
  clause: number;
  cutAtMs: number;
  /** The words so far are "okay, okay". */
  murmured: boolean;
}

export interface ToolRun {
  id: string;
  name: string;
  effect: boolean;
  key: string;
  args: Record<string, unknown>;
  replyId: string | null;
  /** The model's own id for the call, where a model asked. */
  toolCallId: string | null;
  startedAtMs: number;
  deadlineMs: number;
  status: "running" | "overdue";
}

export interface HandOff {
  personId: string;
  status: "announced" | "commanded" | "returned";
  outcome: string | null;
  /** Hung up since the person was dialled. */
  callerGone: boolean;
}

export interface HangUp {
  status: "requested" | "commanded";
  because: EndedReason;
  /** When the goodbye had been heard. */
  heardAtMs: number | null;
}

/** What became of providers that all failed. */
export interface Trouble {
  /** In a row, the last one included. */
  times: number;
  lastAtMs: number;
  part: "model" | "voice" | "transcriber" | null;
  /** The caller was to be put through because of it: that is tried once. */
  personTried: boolean;
  /** Nobody transcribes: what the caller says now will have no words. */
  transcribersGone: boolean;
  /** The flow decides for the rest of the call, in a model's stead. */
  flowTakesOver: boolean;
}

export interface Disclosure {
  required: boolean;
  heardAtMs: number | null;
  repeats: number;
}

export interface Silence {
  prompts: number;
  /** Last moment either side made sound. */
  quietSinceMs: number;
  warnedOver: boolean;
}

export function emptyState(): CallState {
  return {
    pin: null,
    phase: "greeting",
    nowMs: 0,
    audioMs: 0,
    ids: 0,
    deadlines: {},
    line: { status: "none", streamId: null, epoch: 0, marksMissing: false, moveBecause: null, cutOffAtMs: null },
    caller: {
      speaking: false,
      onsetAudioMs: 0,
      speechEndAudioMs: 0,
      speechEndAtMs: 0,
      speechMs: 0,
      voicedShare: 1,
      levelDb: -90,
      ending: null,
      pause: null,
      wordsDue: false,
      wordlessUntilAudioMs: 0,
      held: null,
      keys: "",
      echoes: 0,
      answered: null,
    },
    turn: null,
    reply: null,
    utterances: [],
    agentTurn: null,
    ledger: emptyLedger(),
    bargeIn: null,
    flow: null,
    history: [],
    toolRuns: [],
    effects: {},
    handOff: null,
    hangUp: null,
    trouble: {
      times: 0,
      lastAtMs: 0,
      part: null,
      personTried: false,
      transcribersGone: false,
      flowTakesOver: false,
    },
    disclosure: { required: false, heardAtMs: null, repeats: 0 },
    silence: { prompts: 0, quietSinceMs: 0, warnedOver: false },
    pendingQuestion: null,
    endedBecause: null,
  };
}
