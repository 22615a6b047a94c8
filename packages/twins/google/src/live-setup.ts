/** The first message of a live session, checked as the real server checks it: whatever is wrong closes the socket. */

export interface Closing {
  code: number;
  reason: string;
}

type Fields = Record<string, unknown>;

export interface LiveSettings {
  model: string;
  /** The client tells where speech begins and ends. */
  ownActivities: boolean;
  silenceMs: number;
  interrupts: boolean;
  hearsInput: boolean;
  writesOutput: boolean;
  /** Null: no handles are wanted. Empty: none to take up. */
  handle: string | null;
  blockingTools: ReadonlySet<string>;
}

const SETUP_FIELDS = [
  ...["model", "generationConfig", "systemInstruction", "tools", "realtimeInputConfig", "sessionResumption"],
  ...["contextWindowCompression", "inputAudioTranscription", "outputAudioTranscription", "proactivity"],
  ...["historyConfig", "explicitVadSignal", "avatarConfig", "safetySettings", "labels"],
];
const GENERATION_FIELDS = [
  ...["responseModalities", "speechConfig", "temperature", "topP", "topK", "maxOutputTokens", "seed"],
  ...["mediaResolution", "thinkingConfig", "enableAffectiveDialog", "presencePenalty", "frequencyPenalty"],
];
const INPUT_FIELDS = ["automaticActivityDetection", "activityHandling", "turnCoverage"];
const DEFAULT_SILENCE_MS = 500;

export function fields(value: unknown): Fields {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {};
}

/** Null: nothing is wrong with it. */
export function setupProblem(setup: Fields, models: readonly string[]): Closing | null {
  const { generationConfig, realtimeInputConfig, contextWindowCompression } = setup;
  return (
    unknownField(setup, SETUP_FIELDS, "setup") ??
    unknownField(fields(generationConfig), GENERATION_FIELDS, "setup.generation_config") ??
    unknownField(fields(realtimeInputConfig), INPUT_FIELDS, "setup.realtime_input_config") ??
    modelProblem(String(setup.model ?? ""), models) ??
    generationProblem(String(setup.model), fields(generationConfig)) ??
    compressionProblem(fields(contextWindowCompression))
  );
}

export function unknownField(object: Fields, known: readonly string[], place: string): Closing | null {
  const name = Object.keys(object).find((one) => !known.includes(one));
  if (name === undefined) return null;
  return invalid(`Invalid JSON payload received. Unknown name "${name}" at '${place}': Cannot find field.`);
}

export const invalid = (reason: string): Closing => ({ code: 1_007, reason });

function modelProblem(model: string, models: readonly string[]): Closing | null {
  const name = /^models\/(.+)$/.exec(model)?.[1];
  if (name === undefined) return invalid("setup.model must be in the format 'models/{model}'.");
  if (models.includes(name)) return null;
  const reason = `${model} is not found for API version v1beta, or is not supported for bidiGenerateContent.`;
  return { code: 1_008, reason };
}

function generationProblem(model: string, { responseModalities, thinkingConfig }: Fields): Closing | null {
  const modalities = Array.isArray(responseModalities) ? responseModalities : ["AUDIO"];
  const audioOnly = /gemini-3|native-audio/.test(model);
  if (modalities.length !== 1) return invalid("Request contains an invalid argument.");
  if (audioOnly && modalities[0] !== "AUDIO") return invalid("Cannot extract voices from a non-audio request.");
  // https://ai.google.dev/gemini-api/docs/models/gemini-3.8-live: left out, it reasons in between.
  const thinks = thinkingConfig !== undefined && model.endsWith("/gemini-3.8-live");
  return thinks ? invalid("thinking_config is not supported by this model.") : null;
}

/** 64-bit numbers are texts in JSON; the server takes numbers too, and nothing else. */
function compressionProblem({ triggerTokens, slidingWindow }: Fields): Closing | null {
  const counts = [triggerTokens, fields(slidingWindow).targetTokens].filter((one) => one !== undefined);
  return counts.every((one) => /^\d+$/.test(String(one))) ? null : invalid("Invalid value at 'trigger_tokens'.");
}

export function settingsOf(setup: Fields): LiveSettings {
  const input = fields(setup.realtimeInputConfig);
  const detection = fields(input.automaticActivityDetection);
  const resumption = setup.sessionResumption;
  const declared = (Array.isArray(setup.tools) ? setup.tools : []).flatMap((tool) => {
    const { functionDeclarations } = fields(tool);
    return Array.isArray(functionDeclarations) ? functionDeclarations.map(fields) : [];
  });
  return {
    model: String(setup.model).replace(/^models\//, ""),
    ownActivities: detection.disabled === true,
    silenceMs: Number(detection.silenceDurationMs ?? DEFAULT_SILENCE_MS),
    interrupts: input.activityHandling !== "NO_INTERRUPTION",
    hearsInput: setup.inputAudioTranscription !== undefined,
    writesOutput: setup.outputAudioTranscription !== undefined,
    handle: resumption === undefined ? null : String(fields(resumption).handle ?? ""),
    blockingTools: new Set(declared.filter(({ behavior }) => behavior === "BLOCKING").map(({ name }) => String(name))),
  };
}
