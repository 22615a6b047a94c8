/** Every fault that Deepgram's adapter reports: what it says to an operator and how to fix it. */
import {
  commonFaults,
  type FaultEntry,
  faultMaker,
  nameOfEnd,
  type SocketEnd,
  type Vendor,
} from "@offhook/provider-kit";

export const DEEPGRAM: Vendor<"deepgram"> = Object.freeze({
  name: "deepgram",
  title: "Deepgram",
  keyName: "DEEPGRAM_API_KEY",
  baseUrlName: "DEEPGRAM_BASE_URL",
});

const OWN = {
  "deepgram-audio-refused": {
    says: "Deepgram could not read the audio.",
    fix: "Report it with the message: µ-law at 8 kHz is what was announced and sent.",
    retryable: false,
  },
  "deepgram-cancel-unanswered": {
    says: "Deepgram did not confirm that it dropped cancelled speech.",
    fix: "Usually passes; a new connection was opened.",
    retryable: true,
  },
} satisfies Record<string, FaultEntry>;

export const DEEPGRAM_FAULTS = Object.freeze({ ...commonFaults(DEEPGRAM), ...OWN });

export type DeepgramFaultCode = keyof typeof DEEPGRAM_FAULTS;

export const deepgramFault = faultMaker<DeepgramFaultCode>(DEEPGRAM_FAULTS);

/** The fault of a socket that ended, and what the vendor said about it. */
export function faultOfEnd(end: SocketEnd): { code: DeepgramFaultCode; detail: string } {
  const { fault, detail } = nameOfEnd(end);
  if (end.because === "refused") {
    const said = refusalText(end.headers, end.body);
    // 400 covers everything wrong in the query; a model that is not there is worth a name of its own.
    const unknown = end.status === 400 && /no such model|model\/language|unknown model/i.test(said);
    return { code: unknown ? "deepgram-model-unknown" : `deepgram-${fault}`, detail: `${detail} ${said}` };
  }
  if (end.because !== "closed") return { code: `deepgram-${fault}`, detail };
  // DATA-0000 and its like: the audio; NET-0000 and NET-0001: none came, or none in time.
  if (end.code === 1_008 || end.reason.includes("DATA-")) return { code: "deepgram-audio-refused", detail };
  return { code: `deepgram-${fault}`, detail };
}

/** Header `dg-error`, else the body: legacy `err_msg`, modern `message` and `details`, or plain text. */
function refusalText(headers: Readonly<Record<string, string>>, body: string): string {
  const fields = /"(?:err_msg|message|details)"\s*:\s*"((?:[^"\\]|\\.)*)"/g;
  const said = [...body.matchAll(fields)].map(([, text]) => text);
  const plain = /^[^<{]/.test(body.trim()) ? body : "";
  return headers["dg-error"] ?? (said.length > 0 ? said.join(" ") : plain);
}
