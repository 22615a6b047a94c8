/** Cartesia's Sonic voices over their WebSocket, with the time of every word. */
import { TELEPHONE_FORMAT, type Voice, type VoiceRequest } from "@offhook/engine/ports";
import { failedSpeech, SpeakJob, speakablePieces, VoiceLines } from "@offhook/provider-kit";
import { CARTESIA_CATALOGUE } from "./catalogue.ts";
import { type CartesiaFaultCode, cartesiaFault } from "./faults.ts";
import {
  type CartesiaAccount,
  clockOf,
  isTelephone,
  VOICE_TIMEOUTS,
  type VoiceSettings,
  type VoiceTimeouts,
} from "./settings.ts";
import { SpeechLine } from "./speech-line.ts";

export interface CartesiaVoiceOptions extends CartesiaAccount, VoiceSettings {
  /** An id of the account's voices, or of Cartesia's own. */
  voice: string;
  /** Default the catalogue's, `sonic-3.5`. */
  model?: string;
  timeouts?: Partial<VoiceTimeouts>;
}

const USUAL_MODEL = CARTESIA_CATALOGUE.defaults.voice ?? "sonic-3.5";
/** Far below what any model takes; a clause is never this long. */
const MOST_CHARACTERS = 1_000;

/** Never throws: what is wrong with the options is the fault of every request. */
export function cartesiaVoice(options: CartesiaVoiceOptions): Voice & { close(): void } {
  const { voice, model = USUAL_MODEL, emotion, volume } = options;
  const id = idOf(options);
  const timeouts = { ...VOICE_TIMEOUTS, ...options.timeouts };
  const fault = (code: CartesiaFaultCode, detail: string) => cartesiaFault(code, id, detail);
  const lines = new VoiceLines<CartesiaFaultCode>({
    clock: clockOf(options),
    make: (language, events) =>
      new SpeechLine({
        ...{ account: options, timeouts, fault, ...events },
        manner: { voice, model, language, emotion, volume },
      }),
    fault,
    // A socket that had worked may be closed by the server just as it is used again.
    isWorthRetrying: (code, served) => code === "cartesia-connection-lost" && served,
  });
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    synthesize(request, sink) {
      const problem = problemOf(options, request);
      if (problem) return failedSpeech(cartesiaFault(problem, id), sink);
      const pieces = speakablePieces(request.text, MOST_CHARACTERS);
      return lines.speak(request.language, new SpeakJob(pieces, request.speed, sink));
    },
    prepare(language) {
      if (!problemOf(options, { format: TELEPHONE_FORMAT })) lines.prepare(language);
    },
    close: () => lines.close(),
  };
}

/** Part of the voice cache's key: whatever sounds different is called differently. */
function idOf({ voice, model = USUAL_MODEL, emotion, volume }: CartesiaVoiceOptions): string {
  const changed = Object.entries({ emotion, volume }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  const named = `cartesia/${voice}${model === USUAL_MODEL ? "" : `/${model}`}`;
  return changed.length > 0 ? `${named}?${changed.join("&")}` : named;
}

function problemOf(
  { apiKey, voice }: CartesiaVoiceOptions,
  { format }: Pick<VoiceRequest, "format">,
): CartesiaFaultCode | null {
  if (apiKey === "") return "cartesia-key-missing";
  if (voice.trim() === "") return "cartesia-model-unknown";
  return isTelephone(format) ? null : "cartesia-format-unsupported";
}
