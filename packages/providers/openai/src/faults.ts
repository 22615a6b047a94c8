/** Every fault that an OpenAI-compatible model reports: what it says to an operator and how to fix it. */
import type { Fault } from "@offhook/engine/ports";
import type { FaultEntry } from "@offhook/provider-kit";

export const MODEL_FAULTS = Object.freeze({
  "model-key-missing": {
    says: "The model's server needs a key and none is set.",
    fix: "Set OPENAI_API_KEY, or point OPENAI_BASE_URL at a server that needs none, such as Ollama.",
    retryable: false,
  },
  "model-key-refused": {
    says: "The model's server refused the key.",
    fix: "Check that the key is whole, still active, and allowed to use this model.",
    retryable: false,
  },
  "model-unknown": {
    says: "The server does not know this model, or this address.",
    fix: "Check the model's name and that the base URL ends where `/chat/completions` begins, usually with /v1.",
    retryable: false,
  },
  "model-request-refused": {
    says: "The model's server refused the request as wrong.",
    fix: "Look at the message: often a tool's parameters or a setting that this server does not take.",
    retryable: false,
  },
  "model-rate-limited": {
    says: "The model's server has too many requests from this key.",
    fix: "Wait, raise the account's limits, or put a second model in the list.",
    retryable: true,
  },
  "model-quota-exhausted": {
    says: "The account at the model's server has no money or quota left.",
    fix: "Top up the account, or put a second model in the list.",
    retryable: false,
  },
  "model-unavailable": {
    says: "The model's server failed or is overloaded.",
    fix: "Usually passes; put a second model in the list so that callers do not notice.",
    retryable: true,
  },
  "model-connect-failed": {
    says: "The model's server could not be reached.",
    fix: "Check the base URL, the network, and that a local server is running.",
    retryable: true,
  },
  "model-connect-late": {
    says: "The model's server did not begin to answer in time.",
    fix: "Check the network, or raise `timeouts.connectMs` for a server that loads its model first.",
    retryable: true,
  },
  "model-late": {
    says: "The model's first word did not come in time.",
    fix: "Use a faster model or less reasoning, or raise `timeouts.firstTokenMs`.",
    retryable: true,
  },
  "model-stalled": {
    says: "The model stopped in the middle of its answer.",
    fix: "Usually passes; put a second model in the list.",
    retryable: true,
  },
  "model-overlong": {
    says: "The model did not come to an end in time.",
    fix: "Ask for shorter answers in the instructions, or raise `timeouts.endMs`.",
    retryable: true,
  },
  "model-stream-broken": {
    says: "The model's answer broke off.",
    fix: "Usually passes; if it comes often, look for a proxy that cuts long answers.",
    retryable: true,
  },
  "model-answer-malformed": {
    says: "The server's answer is not a stream of chat completion chunks.",
    fix: "Check that the base URL is of an OpenAI-compatible server that can stream.",
    retryable: false,
  },
} satisfies Record<string, FaultEntry>);

export type ModelFaultCode = keyof typeof MODEL_FAULTS;

export interface ModelFault extends Fault {
  code: ModelFaultCode;
  /** What the server's `Retry-After` asks for. */
  retryAfterMs?: number;
}

/** Longer details are some proxy's whole web page. */
const MOST_DETAIL_CHARACTERS = 300;

/** A fault as the engine takes it. `detail` is for the log and must hold no key. */
export function modelFault(code: ModelFaultCode, provider: string, detail = ""): ModelFault {
  const { says, retryable } = MODEL_FAULTS[code];
  const short = detail.replace(/\s+/g, " ").trim().slice(0, MOST_DETAIL_CHARACTERS);
  return { code, message: short ? `${says} ${short}` : says, retryable, provider };
}
