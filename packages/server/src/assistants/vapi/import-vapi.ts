/** From a Vapi assistant's JSON to settings of ours, and a report that names every value of it once. Data in, data out. */
import type { AssistantSettings } from "../settings-shape.ts";
import { importModel } from "./import-model.ts";
import { importTranscriber, importVoice } from "./import-speech.ts";
import { importText } from "./import-texts.ts";
import { type Fields, Importing, type ImportReport, isFields } from "./importing.ts";

export type { ImportReport } from "./importing.ts";

type Reader = (into: Importing, value: unknown, all: Fields) => void;

const NOT_HERE = "there is no such setting here";
const ACCOUNT = "it belongs to the account at Vapi";
const leaves =
  (field: string, why: string): Reader =>
  (into) =>
    into.leave(field, why);

/** Every field that an assistant may have there (`Vapi.Assistant` of @vapi-ai/server-sdk 2.0.1), and two of older ones. */
export const VAPI_FIELDS = Object.freeze({
  name: importName,
  transcriber: importTranscriber,
  model: importModel,
  voice: importVoice,
  firstMessage: importFirstMessage,
  firstMessageMode: importFirstMessageMode,
  firstMessageInterruptionsEnabled: leaves("firstMessageInterruptionsEnabled", "callers may always interrupt here"),
  endCallMessage: importEndCallMessage,
  endCallPhrases: importEndCallPhrases,
  maxDurationSeconds: (into, value) => into.timing("maxDurationMs", "maxDurationSeconds", value),
  silenceTimeoutSeconds: importSilence,
  recordingEnabled: (into, value) => importRecording(into, "recordingEnabled", value),
  artifactPlan: importArtifactPlan,
  startSpeakingPlan: importStartSpeaking,
  stopSpeakingPlan: importStopSpeaking,
  voicemailDetection: leaves("voicemailDetection", NOT_HERE),
  voicemailMessage: leaves("voicemailMessage", NOT_HERE),
  backgroundSound: leaves("backgroundSound", NOT_HERE),
  backgroundSpeechDenoisingPlan: leaves("backgroundSpeechDenoisingPlan", "noise is dealt with in every call"),
  modelOutputInMessagesEnabled: leaves("modelOutputInMessagesEnabled", "the transcript holds what was heard"),
  transportConfigurations: leaves("transportConfigurations", "a carrier is set up with its phone number"),
  observabilityPlan: leaves("observabilityPlan", NOT_HERE),
  hooks: leaves("hooks", "idle prompts are in `phrases` and `timing`; other hooks are not here"),
  compliancePlan: leaves("compliancePlan", "see the assistant's recording and disclosure"),
  metadata: leaves("metadata", NOT_HERE),
  analysisPlan: leaves("analysisPlan", NOT_HERE),
  monitorPlan: leaves("monitorPlan", "whoever is signed in can follow a call"),
  keypadInputPlan: leaves("keypadInputPlan", "keys are taken in every call"),
  server: leaves("server", "calls and their events are read from the API"),
  clientMessages: leaves("clientMessages", "calls and their events are read from the API"),
  serverMessages: leaves("serverMessages", "calls and their events are read from the API"),
  credentials: leaves("credentials", "keys are not imported: enter them here"),
  credentialIds: leaves("credentialIds", ACCOUNT),
  latestVersion: leaves("latestVersion", ACCOUNT),
  id: leaves("id", ACCOUNT),
  orgId: leaves("orgId", ACCOUNT),
  createdAt: leaves("createdAt", ACCOUNT),
  updatedAt: leaves("updatedAt", ACCOUNT),
} satisfies Record<string, Reader>);

export function importVapi(given: Fields): { assistant: AssistantSettings; report: ImportReport } {
  const into = new Importing();
  // In the table's order: the phrases that end a call join the instructions, which come with the model.
  for (const [name, read] of Object.entries<Reader>(VAPI_FIELDS)) {
    if (given[name] !== undefined && given[name] !== null) read(into, given[name], given);
    else if (name in given) into.leave(name, "it is empty");
  }
  for (const name of Object.keys(given))
    if (!Object.hasOwn(VAPI_FIELDS, name)) into.leave(name, "it is not known here");
  return { assistant: into.settings, report: into.report };
}

function importName(into: Importing, value: unknown): void {
  const name = String(value).trim().slice(0, 100);
  if (name === "") return into.leave("name", "it is empty");
  into.settings.name = name;
  if (name === String(value)) into.keep("name", "name");
  else into.change("name", value, name, "a name has at most 100 letters, and no space around it");
}

function importFirstMessage(into: Importing, value: unknown, { firstMessageMode }: Fields): void {
  if (firstMessageMode === "assistant-waits-for-user") {
    return into.leave("firstMessage", "by `firstMessageMode` the caller speaks first");
  }
  into.settings.firstMessage = into.takeText("firstMessage", String(value), "first-message", "firstMessage");
}

function importFirstMessageMode(into: Importing, value: unknown): void {
  if (value !== "assistant-speaks-first-with-model-generated-message") {
    return into.keep("firstMessageMode", "firstMessage, given or not");
  }
  into.settings.greeting = "generated";
  into.keep("firstMessageMode", "greeting");
}

function importEndCallMessage(into: Importing, value: unknown): void {
  const goodbye = into.takeText("endCallMessage", String(value), "fixed", "phrases.goodbye");
  into.settings.phrases = { ...into.settings.phrases, goodbye };
}

function importEndCallPhrases(into: Importing, value: unknown): void {
  const phrases = Array.isArray(value) ? value.map(String) : [];
  if (phrases.length === 0) return into.leave("endCallPhrases", "it is empty");
  const written = `Once you have said one of these, end the call: ${phrases.map((one) => `"${one}"`).join(", ")}.`;
  const { text: rule, why } = importText(written, "prompt");
  into.settings.instructions = [into.settings.instructions ?? "", rule].filter((text) => text !== "").join("\n\n");
  const because = "the model ends calls by its tool end_call: the instructions say when";
  into.change("endCallPhrases", phrases, rule, [because, ...why].join(". "));
}

/** Here a silent caller is asked twice before the goodbye: three silences of the same length. */
function importSilence(into: Importing, value: unknown): void {
  if (typeof value !== "number" || !(value > 0))
    return into.leave("silenceTimeoutSeconds", "it is no number of seconds");
  const idlePromptMs = Math.round((value * 1_000) / 3);
  into.settings.timing = { ...into.settings.timing, idlePromptMs };
  into.change("silenceTimeoutSeconds", value, { idlePromptMs }, "a silent caller is asked twice before the call ends");
}

function importRecording(into: Importing, field: string, value: unknown): void {
  if (typeof value !== "boolean") return into.leave(field, "it is neither true nor false");
  into.settings.recording = value;
  into.keep(field, "recording");
}

function importArtifactPlan(into: Importing, value: unknown): void {
  if (!isFields(value)) return into.leave("artifactPlan", "it is no object");
  if ("recordingEnabled" in value) importRecording(into, "artifactPlan.recordingEnabled", value.recordingEnabled);
  into.leaveRest("artifactPlan", value, ["recordingEnabled"], NOT_HERE);
}

function importStartSpeaking(into: Importing, value: unknown): void {
  if (!isFields(value)) return into.leave("startSpeakingPlan", "it is no object");
  if ("waitSeconds" in value) into.timing("waitCompleteMs", "startSpeakingPlan.waitSeconds", value.waitSeconds);
  into.leaveRest(
    "startSpeakingPlan",
    value,
    ["waitSeconds"],
    "the end of a turn is found by its words and its melody here",
  );
}

function importStopSpeaking(into: Importing, value: unknown): void {
  if (!isFields(value)) return into.leave("stopSpeakingPlan", "it is no object");
  if ("voiceSeconds" in value) into.timing("bargeInMs", "stopSpeakingPlan.voiceSeconds", value.voiceSeconds);
  into.leaveRest(
    "stopSpeakingPlan",
    value,
    ["voiceSeconds"],
    "whether an interruption is meant is decided by what is said",
  );
}
