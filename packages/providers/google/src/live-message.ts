/**
 * Reads a message of a live session. Several things may stand in one message, and in one `serverContent`; what is not known
 * is left out. Fields that the adapter lives by are checked.
 */
import type { ModelToolCall, ModelUsage } from "@offhook/engine/ports";
import { list, parse, record, records, string } from "@offhook/provider-kit";
import { liveUsage } from "./live-usage.ts";

export interface LiveMessage {
  isSetUp: boolean;
  /** Of the caller; `isLast`: no more of this utterance. */
  heard: { text: string; isLast: boolean } | null;
  /** PCM, 16 bit, 24 kHz. */
  audio: readonly Uint8Array[];
  /** Of what the model says, about as fast as its sound. */
  said: string;
  calls: readonly ModelToolCall[];
  cancelledCalls: readonly string[];
  /** By something of ours. What is left of the turn is its end. */
  interrupted: boolean;
  /** All of the turn has been sent. Its end may be seconds away: the server waits until it would have been heard. */
  generated: boolean;
  turnComplete: boolean;
  /** Why the turn is complete, where there is more to say than that it is. */
  because: string;
  usage: ModelUsage | null;
  /** The connection will be ended soon. */
  goesAway: boolean;
  /** By which the session can be taken up again as it stands now. */
  handle: string | null;
}

type Fields = Record<string, unknown>;

/** Null: not a message of this protocol. */
export function readLiveMessage(text: string): LiveMessage | null {
  const message = record(parse(text));
  if (!message) return null;
  const content = record(message.serverContent ?? {});
  const audio = content && soundIn(record(content.modelTurn) ?? {});
  const calls = callsIn(message.toolCall);
  if (!content || !audio || !calls) return null;
  const { inputTranscription, outputTranscription } = content;
  return {
    isSetUp: record(message.setupComplete) !== null,
    heard: heardIn(record(inputTranscription)),
    ...{ audio, calls },
    said: string(record(outputTranscription)?.text),
    cancelledCalls: list(record(message.toolCallCancellation)?.ids).map(string),
    interrupted: content.interrupted === true,
    generated: content.generationComplete === true,
    turnComplete: content.turnComplete === true,
    because: string(content.turnCompleteReason),
    usage: liveUsage(record(message.usageMetadata)),
    goesAway: record(message.goAway) !== null,
    handle: handleIn(record(message.sessionResumptionUpdate)),
  };
}

const heardIn = (transcription: Fields | null): LiveMessage["heard"] =>
  transcription ? { text: string(transcription.text), isLast: transcription.finished === true } : null;

const handleIn = (update: Fields | null): string | null =>
  update?.resumable === true && string(update.newHandle) !== "" ? string(update.newHandle) : null;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Thoughts and texts stand beside the sound; what is said comes as transcription. */
function soundIn(modelTurn: Fields): Uint8Array[] | null {
  const sound: Uint8Array[] = [];
  for (const { inlineData } of records(modelTurn.parts)) {
    const blob = record(inlineData);
    if (!blob) continue;
    const { data, mimeType } = blob;
    if (!/^audio\/pcm\b(?!.*rate=(?!24000\b))/.test(string(mimeType))) return null;
    if (typeof data !== "string" || !BASE64.test(data)) return null;
    sound.push(Buffer.from(data, "base64"));
  }
  return sound;
}

/** Null: a call that nobody could answer, for want of an id or a name. */
function callsIn(toolCall: unknown): ModelToolCall[] | null {
  const calls = records(record(toolCall)?.functionCalls);
  const read = calls.map(({ id, name, args }) => ({
    ...{ id: string(id), name: string(name) },
    argumentsJson: JSON.stringify(record(args) ?? {}),
  }));
  return read.every(({ id, name }) => id !== "" && name !== "") ? read : null;
}
