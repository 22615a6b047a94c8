/** What the parts of a call report, as facts for the core and as faults for whoever watches the house. */
import type { LoggedFault } from "../conversation/inputs.ts";
import type { AnsweringParts } from "./answering.ts";
import type { CallParts } from "./call-parts.ts";
import type { ProviderPart } from "./circuits.ts";
import type { Untimed } from "./untimed.ts";
import type { UsageFact } from "./usage.ts";

export interface Listeners extends Pick<AnsweringParts, "voiceListener" | "modelListener" | "realtimeFaulted"> {
  transcriberFaulted(provider: string, fault: LoggedFault): void;
  transcriberUsed(provider: string, fact: UsageFact): void;
}

export function listenersFor(tell: (input: Untimed) => void, onFault: CallParts["onFault"]): Listeners {
  const faulted = (part: ProviderPart, provider: string, fault: LoggedFault): void => {
    onFault?.(part, provider, fault);
    tell({ type: "provider-faulted", provider, part, fault: { code: fault.code, message: fault.message } });
  };
  const used = (part: ProviderPart, provider: string, fact: UsageFact): void =>
    tell({ type: "provider-used", provider, part, ...fact });
  return {
    transcriberFaulted: (provider, fault) => faulted("transcriber", provider, fault),
    transcriberUsed: (provider, fact) => used("transcriber", provider, fact),
    realtimeFaulted: (provider, fault) => faulted("realtime", provider, fault),
    voiceListener: {
      ready: (utteranceId, clause, audio) => tell({ type: "voice-ready", utteranceId, clause, ...audio }),
      failed: (utteranceId, clause, fault) => tell({ type: "voice-failed", utteranceId, clause, fault }),
      voiceFaulted: (provider, fault) => faulted("voice", provider, fault),
      used: (provider, fact) => used("voice", provider, fact),
    },
    modelListener: {
      said: (generationId, text, spoken) =>
        tell({ type: "model-said", generationId, text, ...(spoken ? { spoken } : {}) }),
      called: (generationId, { id, name, argumentsJson }) =>
        tell({ type: "model-called", generationId, toolCallId: id, name, argumentsJson }),
      ended: (generationId, because, usage) => tell({ type: "model-ended", generationId, because, usage }),
      failed: (generationId, fault, begun) =>
        tell({ type: "model-failed", generationId, fault, ...(begun ? { begun } : {}) }),
      modelFaulted: ({ id, part }, fault) => faulted(part, id, fault),
      used: ({ id, part }, fact) => used(part, id, fact),
    },
  };
}
