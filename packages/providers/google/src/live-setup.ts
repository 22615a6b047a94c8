/** The messages of a live session that we send. https://ai.google.dev/api/live */
import type { RealtimeOptions, ToolDescription } from "@offhook/engine/ports";
import { records } from "@offhook/provider-kit";
import { toolDeclarations } from "./tool-declarations.ts";

export type ClientMessage = Readonly<Record<string, unknown>>;

/**
 * Audio goes on for ever with a window that slides: at this many tokens (seventeen minutes of sound) down to half of them. Every
 * answer is billed for all that is in the window.
 */
const TRIGGER_TOKENS = 25_600;

export interface SetupParts {
  model: string;
  voice: string;
  options: RealtimeOptions;
  /** Of the session to be taken up again; null begins one. */
  handle: string | null;
}

/**
 * No limit of the answer's length: it counts sound, and would cut it in mid-word. No language code: native voices refuse
 * one and go by the instructions.
 */
export function setupMessage({ model, voice, options, handle }: SetupParts): ClientMessage {
  return {
    setup: {
      model: `models/${model}`,
      generationConfig: {
        responseModalities: ["AUDIO"],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: voice } } },
      },
      systemInstruction: { parts: [{ text: options.instructions }, { text: spokenLanguage(options.language) }] },
      ...blockingTools(options.tools),
      // Whose turn it is stays with us.
      realtimeInputConfig: {
        automaticActivityDetection: { disabled: true },
        activityHandling: "START_OF_ACTIVITY_INTERRUPTS",
        turnCoverage: "TURN_INCLUDES_ONLY_ACTIVITY",
      },
      ...{ inputAudioTranscription: {}, outputAudioTranscription: {} },
      contextWindowCompression: {
        triggerTokens: String(TRIGGER_TOKENS),
        slidingWindow: { targetTokens: String(TRIGGER_TOKENS / 2) },
      },
      sessionResumption: handle === null ? {} : { handle },
    },
  };
}

function spokenLanguage(language: string): string {
  const name = new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
  return `Speak ${name} unless the caller asks for another language.`;
}

/** From 3.8 on a model does not wait for a tool unless told to, and would answer without its result. */
function blockingTools(tools: readonly ToolDescription[]): Record<string, unknown> {
  const { tools: declared } = toolDeclarations(tools);
  if (!declared) return {};
  const functionDeclarations = records(declared).flatMap((one) => records(one.functionDeclarations));
  return { tools: [{ functionDeclarations: functionDeclarations.map((one) => ({ ...one, behavior: "BLOCKING" })) }] };
}

export interface LiveContent {
  role: "user" | "model";
  parts: readonly { text: string }[];
}

export const saidBy = (role: LiveContent["role"], text: string): LiveContent => ({ role, parts: [{ text }] });

/** `asks`: answer it. Otherwise more is to come before an answer is wanted. */
export const contentMessage = (turns: readonly LiveContent[], asks: boolean): ClientMessage => ({
  clientContent: { turns, turnComplete: asks },
});

export interface ToolResult {
  id: string;
  name: string;
  response: Readonly<Record<string, unknown>>;
}

export const resultsMessage = (functionResponses: readonly ToolResult[]): ClientMessage => ({
  toolResponse: { functionResponses },
});

export const ACTIVITY_START: ClientMessage = Object.freeze({ realtimeInput: { activityStart: {} } });
export const ACTIVITY_END: ClientMessage = Object.freeze({ realtimeInput: { activityEnd: {} } });

/** PCM, 16 bit, 16 kHz. */
export const audioMessage = (data: string): ClientMessage => ({
  realtimeInput: { audio: { data, mimeType: "audio/pcm;rate=16000" } },
});
