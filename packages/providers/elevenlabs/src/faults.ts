/** Every fault that ElevenLabs' adapter reports: what it says to an operator and how to fix it. */
import {
  type CommonFault,
  commonFaults,
  faultMaker,
  nameOfEnd,
  type SocketEnd,
  type Vendor,
} from "@offhook/provider-kit";

export const ELEVENLABS: Vendor<"elevenlabs"> = Object.freeze({
  name: "elevenlabs",
  title: "ElevenLabs",
  keyName: "ELEVENLABS_API_KEY",
  baseUrlName: "ELEVENLABS_BASE_URL",
});

export const ELEVENLABS_FAULTS = Object.freeze(commonFaults(ELEVENLABS));

export type ElevenLabsFaultCode = keyof typeof ELEVENLABS_FAULTS;

export const elevenLabsFault = faultMaker<ElevenLabsFaultCode>(ELEVENLABS_FAULTS);

export interface NamedFault {
  code: ElevenLabsFaultCode;
  detail: string;
}

/** The vendor's own word says more than the status or the closing code around it. */
export function faultOfEnd(end: SocketEnd): NamedFault {
  const { fault, detail } = nameOfEnd(end);
  if (end.because === "refused") {
    return { code: codeOf(faultOfWord(end.body) ?? fault), detail: `${detail} ${messageIn(end.body)}` };
  }
  if (end.because !== "closed") return { code: codeOf(fault), detail };
  // 1008 is a matter of rules: the reason says which.
  const refused = end.code === 1_008 ? "request-refused" : fault;
  return { code: codeOf(faultOfWord(end.reason) ?? refused), detail };
}

/** An error message on an open socket: `{"message","error","code"}`. */
export function faultOfError(error: string, message: string): NamedFault {
  return { code: codeOf(faultOfWord(error) ?? faultOfWord(message) ?? "request-refused"), detail: message || error };
}

/** A refused HTTP request whose body may name the error. */
export function faultOfRefusal(fault: CommonFault, detail: string): NamedFault {
  const json = detail.indexOf("{");
  const said = json < 0 ? detail : `${detail.slice(0, json)}${messageIn(detail.slice(json))}`;
  return { code: codeOf(faultOfWord(detail) ?? fault), detail: said };
}

export const codeOf = (fault: CommonFault): ElevenLabsFaultCode => `elevenlabs-${fault}`;

/** In this order: a missing permission speaks of the key, an exceeded quota is a kind of limit. */
const WORDS: readonly (readonly [RegExp, CommonFault])[] = [
  [/missing_permissions|feature_not_available|not_allowed|forbidden/i, "not-allowed"],
  [/invalid_api_key|missing_api_key|invalid_authorization|authentication|needs_authorization|api key/i, "key-refused"],
  [/quota|credit|payment|subscription_required/i, "quota-exhausted"],
  [
    /voice[a-z_ ]*(not_found|not_exist|not found|not exist)|model[a-z_ ]*(not_found|not_exist|not found)/i,
    "model-unknown",
  ],
  [/rate_limit|concurrent|too_many|max_[a-z_]*contexts|system_busy/i, "rate-limited"],
  [/internal|unavailable|server_error/i, "unavailable"],
  [/input_timeout|timeout/i, "connection-lost"],
];

export const faultOfWord = (text: string): CommonFault | null => WORDS.find(([word]) => word.test(text))?.[1] ?? null;

/** `{"detail":{"status","message"}}`, `{"detail":[{"msg"}]}` or plain text; a web page says nothing. */
function messageIn(body: string): string {
  const said = [...body.matchAll(/"(?:message|msg)"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text);
  if (said.length > 0) return said.join(" ");
  return /^[^<{]/.test(body.trim()) ? body : "";
}
