/**
 * Everything the core is ever told. Inputs are past facts, plain JSON, in the order the shell saw them.
 * `atMs` is when the shell saw the fact, counted from the call's start; it never decreases.
 * `audioMs` is a place in the caller's stream.
 */
import type { Meaning } from "../flow/meaning.ts";
import type { ModelUsage, Usage, WordTime } from "../ports.ts";
import type { Pin } from "./assistant.ts";
import type { DeadlineName } from "./deadlines.ts";

interface At {
  atMs: number;
}

/** A remote failure as the log keeps it. */
export interface LoggedFault {
  code: string;
  message: string;
}

export type Input = At &
  (
    | { type: "call-started"; pin: Pin }
    /** `resumed`: the call was here before on another stream (socket dropped, worker died, transfer came back). */
    | { type: "stream-started"; streamId: string; epoch: number; resumed: boolean }
    | { type: "carrier-lost"; because: string }
    /** This worker wants to let go of the call: it is to go on at another, once nobody would notice. */
    | { type: "move-requested"; because: string }
    | { type: "caller-hung-up" }
    // the caller's sound
    | { type: "caller-speech-started"; audioMs: number }
    | ({ type: "caller-speech-progressed"; audioMs: number } & SpeechFeatures)
    /** A short pause at `audioMs`: perhaps the end. Either more comes ("resumed"), or `caller-speech-ended` follows. */
    | ({ type: "caller-speech-paused"; audioMs: number; ending: Ending | null } & SpeechFeatures)
    | { type: "caller-speech-resumed"; audioMs: number }
    /** `audioMs` is where speech ended; `seenAudioMs` where the detector was when it knew. */
    | ({ type: "caller-speech-ended"; audioMs: number; seenAudioMs: number; ending?: Ending | null } & SpeechFeatures)
    | ({ type: "transcript-partial" } & TranscriptFact)
    | ({ type: "transcript-final"; endOfTurn: boolean } & TranscriptFact)
    /** Every transcriber of the list has failed, more than once: they are asked again, and until then there are no words. */
    | { type: "transcribers-exhausted" }
    | { type: "caller-meant"; understandId: string; meaning: Meaning }
    | { type: "key-pressed"; digit: string }
    // the model
    /** `spoken`: a realtime model says it itself, its sound comes with the words. */
    | { type: "model-said"; generationId: string; text: string; spoken?: boolean }
    | { type: "model-called"; generationId: string; toolCallId: string; name: string; argumentsJson: string }
    | { type: "model-ended"; generationId: string; because: string; usage: ModelUsage | null }
    /** `begun`: it broke off in mid-answer; what it had said stands. */
    | { type: "model-failed"; generationId: string; fault: LoggedFault; begun?: boolean }
    // the voice and the line
    | {
        type: "voice-ready";
        utteranceId: string;
        clause: number;
        durationMs: number;
        words: readonly WordTime[] | null;
      }
    | { type: "voice-failed"; utteranceId: string; clause: number; fault: LoggedFault }
    | ({ type: "audio-sent" } & SentPiece)
    | { type: "mark-reached"; mark: string }
    // doing things
    | { type: "tool-settled"; toolRunId: string; outcome: ToolOutcome }
    | { type: "transfer-settled"; outcome: TransferOutcome }
    // time and the house
    | { type: "deadline-reached"; name: DeadlineName }
    | { type: "hang-up-requested"; because: EndedReason }
    | {
        type: "provider-faulted";
        provider: string;
        part: "transcriber" | "voice" | "model" | "realtime" | "vad";
        fault: LoggedFault;
      }
    /** What a provider will bill: nothing follows from it here, costs are counted from the log. */
    | {
        type: "provider-used";
        provider: string;
        part: "transcriber" | "voice" | "model" | "realtime";
        usage: Usage;
        reported: boolean;
        wasted?: boolean;
      }
  );

export type InputType = Input["type"];
export type InputOf<T extends InputType> = Extract<Input, { type: T }>;

/** What the detector knows about the present stretch of speech. */
export interface SpeechFeatures {
  /** Speech so far in this stretch, without its pauses. */
  speechMs: number;
  /** Mean level, dB below full scale. */
  levelDb: number;
  /** 0–1: share of the stretch with a pitch, as voices have and coughs have not. */
  voicedShare: number;
}

/** How a stretch of speech ended, beside the caller's own voice. */
export interface Ending {
  /** The last pitch beside the middle of the caller's: finished sentences end some 4–9 semitones below it. */
  pitchSemitones: number;
  /** The last tenth of a second beside the stretch's mean level. */
  fadeDb: number;
}

export interface TranscriptFact {
  text: string;
  startAudioMs: number;
  audioMs: number;
  confidence: number | null;
  by?: string;
  /** Not final, but the transcriber takes them for the whole turn. */
  mayBeWhole?: boolean;
}

/** A stretch of one clause's audio, followed by its mark. */
export interface SentPiece {
  /** Raised by every `clear`. */
  generation: number;
  mark: string;
  utteranceId: string;
  clause: number;
  fromMs: number;
  toMs: number;
  /** True for the last piece of the clause. */
  clauseEnd: boolean;
}

export type ToolOutcome =
  | { ok: true; result: unknown }
  | { ok: false; fault: LoggedFault /** An effect that may have happened all the same. */; unknown?: boolean };

export type TransferOutcome = "answered" | "busy" | "no-answer" | "failed" | "canceled";

/** As in `GET /v1/calls/:id`. */
export type EndedReason =
  | "caller-hung-up"
  | "agent-hung-up"
  | "transferred"
  | "caller-silent"
  | "max-duration"
  | "budget-reached"
  | "refused-full"
  | "refused-draining"
  | "carrier-lost"
  | "voicemail"
  | "busy"
  | "no-answer"
  | "failed";
