/** What a call itself finds about its transcribers and models, whichever vendor's they are. */
import type { Fault } from "../ports.ts";
import type { VoiceFaultEntry } from "./voice-faults.ts";

export const PROVIDER_FAULTS = Object.freeze({
  "transcriber-late": {
    says: "The caller had paused and no words came; the next transcriber had them first.",
    fix: "Usually passes; if it comes often, put another transcriber first, or one that is nearer.",
    retryable: true,
  },
  "transcriber-stalled": {
    says: "The caller had paused and no words came, from this transcriber or any other.",
    fix: "It is asked anew. Look at the vendor's status and the network; the caller was asked to say it again, then offered a person.",
    retryable: true,
  },
  "model-slow": {
    says: "The model let wait for its first words, and the next one was asked as well.",
    fix: "Nothing to do if it is rare; if it comes often, put another model first or choose by latency.",
    retryable: true,
  },
  "model-late": {
    says: "The model gave no words in time, and the next one answered.",
    fix: "Look at the vendor's status and the network, or put a faster model first.",
    retryable: true,
  },
  "model-stalled": {
    says: "The model stopped in the middle of its answer, and the next one went on.",
    fix: "Usually passes; if it comes often, look at the vendor's status.",
    retryable: true,
  },
  "models-exhausted": {
    says: "No model in the list answered.",
    fix: "Put a second vendor in the list; the caller was offered a person, or asked to say it again.",
    retryable: false,
  },
  "realtime-not-open": {
    says: "The connection to the realtime model was not there when it was asked.",
    fix: "Nothing to do: it is opened again, and the models in the list answer meanwhile.",
    retryable: true,
  },
  "generation-cancelled": {
    says: "A spoken answer was called off before its sound was whole.",
    fix: "Nothing to do: the clause is spoken by the next voice if it is still wanted.",
    retryable: true,
  },
} satisfies Record<string, VoiceFaultEntry>);

export type ProviderFaultCode = keyof typeof PROVIDER_FAULTS;

/** `detail` is for the log. */
export function providerFault(code: ProviderFaultCode, provider: string, detail = ""): Fault {
  const { says, retryable } = PROVIDER_FAULTS[code];
  return { code, message: detail ? `${says} ${detail}` : says, retryable, provider };
}
