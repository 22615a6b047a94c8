/** Every fault of speech models from a folder: what it says to an operator and how to fix it. */
import { faultMaker } from "@offhook/provider-kit";

export const LOCAL_PROVIDER = "local";

const row = (says: string, fix: string, retryable: boolean) => ({ says, fix, retryable });

export const LOCAL_FAULTS = Object.freeze({
  "local-model-id-invalid": row(
    "A local model is named by its folder's name, and this is none.",
    "Write the name alone, without slashes: the folder itself lies in OFFHOOK_MODELS or in `models` of the data folder.",
    false,
  ),
  "local-model-missing": row(
    "There is no folder for this local model.",
    "Unpack the model's archive there, or correct the name; docs/local-models.md says how.",
    false,
  ),
  "local-model-incomplete": row(
    "A file of this local model is missing.",
    "Unpack the model's archive again and keep all of its files.",
    false,
  ),
  "local-model-unknown-kind": row(
    "What lies in the local model's folder is of no kind that can be used.",
    'Look at the list in docs/local-models.md; an `offhook.json` with `{ "kind": "…" }` in the folder says what it is.',
    false,
  ),
  "local-model-wrong-place": row(
    "This local model stands where it cannot: one that speaks does not hear, one that hears does not speak.",
    "Name it in the other list of the assistant.",
    false,
  ),
  "local-model-failed": row(
    "The local model could not be loaded, or failed at its work.",
    "Look at the message; a half-downloaded file or a model of another kind than its folder says are the usual causes.",
    true,
  ),
  "local-model-late": row(
    "The local model did not answer in time and was stopped.",
    "Take a smaller model, a faster machine or fewer calls at once; put a second provider in the list.",
    true,
  ),
  "local-process-lost": row(
    "The process of a local model ended; the next request starts a new one.",
    "Look at the message; if it comes often, there may be too little memory for this model.",
    true,
  ),
  "local-busy": row(
    "The local model has more work waiting than it can do in time.",
    "Lower the number of calls at once, take a smaller model, or put a second provider in the list.",
    true,
  ),
  "local-closed": row("The local models were closed.", "Do not use them after closing them.", false),
  "local-language-unsupported": row(
    "This local model is for another language than the assistant's.",
    "Put a model for the language first in the list, or correct `language` in the folder's `offhook.json`.",
    false,
  ),
  "local-format-unsupported": row(
    "Local models are used at 8 kHz µ-law only.",
    "Ask for a format from the provider's list.",
    false,
  ),
  "local-nothing-to-say": row(
    "Nothing speakable was left of the text.",
    "Send words; punctuation and symbols alone have no sound.",
    false,
  ),
});

export type LocalFaultCode = keyof typeof LOCAL_FAULTS;

/** `provider` is such as `local/gigaam-ru`; `detail` is for the log. */
export const localFault = faultMaker<LocalFaultCode>(LOCAL_FAULTS);

/** An error's text without its stack. */
export const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
