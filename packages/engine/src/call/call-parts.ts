/** Everything a live call is made of, brought by the server: providers, stores, clock, and who to tell. */
import type { Pin } from "../conversation/assistant.ts";
import type { CommandOf } from "../conversation/commands.ts";
import type { Decision } from "../conversation/ctx.ts";
import type { EndedReason, LoggedFault } from "../conversation/inputs.ts";
import type { CallLog, Clock, Model, RealtimeModel, SpeechDetector, Tool, Transcriber, Voice } from "../ports.ts";
import type { Circuits } from "./circuits.ts";
import type { RecordingSink } from "./recorder.ts";
import type { EffectStore } from "./tool-runner.ts";
import type { VoiceCache } from "./voice-cache.ts";

/** `call`: the conversation itself could not go on. */
export type FaultyPart = "transcriber" | "voice" | "model" | "realtime" | "recording" | "call";

export interface CallParts {
  pin: Pin;
  clock: Clock;
  /** When the call began, on that clock: the zero of every `atMs`. */
  startedAtMs: number;
  log: CallLog;
  effects: EffectStore;
  transcribers: readonly Transcriber[];
  voices: readonly Voice[];
  models: readonly Model[];
  /** Speech to speech, asked before `models`. */
  realtime?: readonly RealtimeModel[];
  tools: readonly Tool[];
  detector: SpeechDetector;
  cache: VoiceCache;
  /** Which providers are worth asking first; shared by the calls of a worker. Absent: this call learns for itself. */
  circuits?: Circuits;
  /** Opens the recording when the first stream does, with what was written before; absent: nothing is recorded. */
  recording?: () => RecordingSink & { readonly writtenMs: number };
  control: CallControl;
  onDecisions?(decisions: readonly Decision[]): void;
  onFault?(part: FaultyPart, provider: string, fault: LoggedFault): void;
}

export interface CallControl {
  /** The log is durable; the leg is closed after this and the carrier then asks what to do. */
  hangUp(because: EndedReason): Promise<void> | void;
  transfer(command: CommandOf<"transfer">): Promise<void> | void;
  /** Over: forget the call. */
  finished(because: EndedReason): void;
}
