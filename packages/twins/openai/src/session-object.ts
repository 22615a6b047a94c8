/** The session of a realtime socket: its defaults, and updates that are checked and merged field by field. */
import { invalid, invalidValue, missing, type RealtimeError, unknownParameter } from "./realtime-errors.ts";

type Json = Record<string, unknown>;

const PCM = { type: "audio/pcm", rate: 24_000 };
const SERVER_VAD = {
  ...{ type: "server_vad", threshold: 0.5, prefix_padding_ms: 300, silence_duration_ms: 500 },
  ...{ idle_timeout_ms: null, create_response: true, interrupt_response: true },
};
const INPUT = { format: PCM, noise_reduction: null, transcription: null, turn_detection: SERVER_VAD };

export function newSession(kind: "realtime" | "transcription", id: string, model: string, expiresAtS: number): Json {
  const common = { type: kind, id, object: `realtime.${kind === "realtime" ? "" : "transcription_"}session` };
  if (kind === "transcription") return { ...common, audio: { input: INPUT }, include: null, expires_at: expiresAtS };
  return {
    ...common,
    ...{ model, output_modalities: ["audio"], instructions: "" },
    audio: { input: INPUT, output: { format: PCM, voice: "marin", speed: 1 } },
    ...{ tools: [], tool_choice: "auto", max_output_tokens: "inf", truncation: "auto", tracing: null, include: null },
    ...{ prompt: null, expires_at: expiresAtS },
  };
}

/** `null` is a field of any shape. */
interface Shape {
  [field: string]: Shape | null;
}

const FORMAT: Shape = { type: null, rate: null };
const SHAPE_INPUT: Shape = {
  format: FORMAT,
  noise_reduction: { type: null, strength: null },
  transcription: { model: null, language: null, languages: null, prompt: null, keywords: null, delay: null },
  turn_detection: {
    ...{ type: null, threshold: null, prefix_padding_ms: null, silence_duration_ms: null, idle_timeout_ms: null },
    ...{ create_response: null, interrupt_response: null, eagerness: null },
  },
};
const TRANSCRIPTION: Shape = { type: null, audio: { input: SHAPE_INPUT }, include: null };
const REALTIME: Shape = {
  ...{ type: null, model: null, output_modalities: null, instructions: null, max_output_tokens: null },
  audio: { input: SHAPE_INPUT, output: { format: FORMAT, voice: null, speed: null } },
  ...{ tools: null, tool_choice: null, parallel_tool_calls: null, reasoning: { effort: null } },
  ...{ truncation: null, tracing: null, include: null, prompt: null },
};
const RESPONSE: Shape = {
  ...{ conversation: null, input: null, instructions: null, output_modalities: null, metadata: null, prompt: null },
  audio: { output: { format: FORMAT, voice: null } },
  ...{
    tools: null,
    tool_choice: null,
    max_output_tokens: null,
    reasoning: { effort: null },
    parallel_tool_calls: null,
  },
};

const VOICES = "alloy ash ballad coral echo sage shimmer verse marin cedar".split(" ");
const FORMATS = ["audio/pcm", "audio/pcmu", "audio/pcma"];

/** The session with the update in it, or what is wrong with that. `frozenVoice`: it has spoken already. */
export function updated(session: Json, update: unknown, frozenVoice: boolean): Json | RealtimeError {
  if (!isRecord(update)) return missing("session");
  if (update.type === undefined) return missing("session.type");
  if (update.type !== session.type) return invalidValue("session.type", update.type);
  const shape = session.type === "realtime" ? REALTIME : TRANSCRIPTION;
  const problem = problemIn(update, shape, "session") ?? valueProblem(update, session, frozenVoice);
  return problem ?? merged(session, update);
}

export const responseProblem = (response: unknown): RealtimeError | null =>
  response === undefined || isRecord(response)
    ? problemIn(response ?? {}, RESPONSE, "response")
    : invalidValue("response", response);

export const isError = (value: object): value is RealtimeError => "message" in value && "param" in value;

function problemIn(value: Json, shape: Shape, path: string): RealtimeError | null {
  for (const [name, field] of Object.entries(value)) {
    const at = `${path}.${name}`;
    const inner = shape[name];
    if (inner === undefined) return unknownParameter(at);
    const problem = inner && isRecord(field) ? problemIn(field, inner, at) : null;
    if (problem) return problem;
    if (inner && field !== null && !isRecord(field)) return invalidValue(at, field);
  }
  return null;
}

function valueProblem(update: Json, session: Json, frozenVoice: boolean): RealtimeError | null {
  const { input, output } = audioOf(update);
  for (const [side, { format }] of Object.entries({ input, output })) {
    const type = isRecord(format) ? format.type : undefined;
    if (format !== undefined && !FORMATS.includes(String(type))) {
      return invalidValue(`session.audio.${side}.format.type`, type);
    }
  }
  if (update.model !== undefined && update.model !== session.model) {
    return invalid("invalid_value", "The model of a session cannot be changed.", "session.model");
  }
  const { voice } = output;
  const isOther = voice !== undefined && voice !== audioOf(session).output.voice;
  if (isOther && !VOICES.includes(String(voice)) && !isRecord(voice)) {
    return invalidValue("session.audio.output.voice", voice);
  }
  if (isOther && frozenVoice) {
    return invalid("cannot_update_voice", "Cannot update a conversation's voice if assistant audio is present.");
  }
  return toolProblem(update.tools);
}

/** Flat: the name stands at the top, as nowhere else in OpenAI's older interfaces. */
function toolProblem(tools: unknown): RealtimeError | null {
  for (const [index, tool] of (Array.isArray(tools) ? tools : []).entries()) {
    if (!isRecord(tool) || tool.type !== "function") return invalidValue(`session.tools[${index}].type`, tool);
    if (typeof tool.name !== "string") return missing(`session.tools[${index}].name`);
    const unknown = Object.keys(tool).find((name) => !["type", "name", "description", "parameters"].includes(name));
    if (unknown) return unknownParameter(`session.tools[${index}].${unknown}`);
  }
  return null;
}

function merged(base: Json, update: Json): Json {
  const result: Json = { ...base };
  for (const [name, value] of Object.entries(update)) {
    const old = base[name];
    // A format, a detector of turns: another type is another thing altogether.
    const sameThing = isRecord(old) && isRecord(value) && (value.type === undefined || value.type === old.type);
    result[name] = sameThing ? merged(old, value) : value;
  }
  return result;
}

export function audioOf(session: Json): { input: Json; output: Json } {
  const audio = isRecord(session.audio) ? session.audio : {};
  return { input: isRecord(audio.input) ? audio.input : {}, output: isRecord(audio.output) ? audio.output : {} };
}

export const isRecord = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);
