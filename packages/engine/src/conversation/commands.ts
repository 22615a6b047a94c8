/** Everything the core may ask of the shell. Imperatives, plain JSON, idempotent by `id`. */
import type { FlowWant } from "../flow/meaning.ts";
import type { Expectation, ModelMessage } from "../ports.ts";
import type { EndedReason } from "./inputs.ts";

export type Command =
  /** Find out what the words mean; answered by `caller-meant` with the same id. */
  | { type: "understand"; id: string; text: string; want: FlowWant }
  /** Ask the model; answered by `model-said`, `model-called`, `model-ended` or `model-failed`. */
  /** `byEar`: only of those who hear the caller themselves; the words are not known yet. */
  | { type: "generate"; id: string; messages: readonly ModelMessage[]; speculative: boolean; byEar?: boolean }
  | { type: "cancel-generation"; id: string }
  /** Say one clause after everything asked for before it. `generationId`: its sound came with the words of that generation. */
  | {
      type: "speak";
      id: string;
      utteranceId: string;
      clause: number;
      text: string;
      language: string;
      speed: number;
      generationId?: string;
    }
  /** Have this clause's sound made, of the voice: it is said, if at all, by a `speak` of the same words. Only the last one counts. */
  | { type: "prepare-speech"; id: string; text: string; language: string; speed: number }
  /** What a realtime model said was heard so far and will not be heard further: its own record must end there too. */
  | { type: "reply-heard"; id: string; generationId: string; heardMs: number }
  /** Stop the agent's sound now: `clear`, then the mark `fence_<generation>`. The clauses are kept for `resume-playout`. */
  | { type: "clear-playout"; id: string; generation: number }
  /** After `clear-playout`: go on where it was cut, 12 dB quieter and without marks. Counts as not heard. */
  | { type: "duck-playout"; id: string }
  /** Play again from the start of this clause, then what follows it. */
  | { type: "resume-playout"; id: string; utteranceId: string; clause: number; generation: number }
  /** Forget every clause not yet sent or kept. */
  | { type: "drop-playout"; id: string }
  /** What the dialogue expects next, for the transcribers. */
  | { type: "expect"; id: string; expectation: Expectation | null }
  /** An effect is durable as intended before it runs; `key` is the same for every attempt. */
  | { type: "run-tool"; id: string; name: string; args: Record<string, unknown>; effect: boolean; key: string }
  /** Close the stream on purpose; the carrier then dials the person. */
  | { type: "transfer"; id: string; personId: string; number: string; timeoutMs: number }
  /** Close the stream on purpose; the carrier asks, and another worker goes on with the call. */
  | { type: "move"; id: string; because: string }
  | { type: "hang-up"; id: string; because: EndedReason }
  /** The call is over: stop everything, free everything. */
  | { type: "finish"; id: string; because: EndedReason };

export type CommandType = Command["type"];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
