/** ElevenLabs' voices over their multi-context WebSocket, with the time of every word. */
import { TELEPHONE_FORMAT, type Voice, type VoiceRequest } from "@offhook/engine/ports";
import { failedSpeech, queryOf, SpeakJob, speakablePieces, VoiceLines } from "@offhook/provider-kit";
import { ContextLine } from "./context-line.ts";
import { type ElevenLabsFaultCode, elevenLabsFault } from "./faults.ts";
import { NamedLine } from "./named-line.ts";
import {
  clockOf,
  type ElevenLabsAccount,
  isTelephone,
  plainLanguage,
  VOICE_TIMEOUTS,
  type VoiceSettings,
  type VoiceTimeouts,
} from "./settings.ts";

export interface ElevenLabsVoiceOptions extends ElevenLabsAccount, VoiceSettings {
  /** A name from the account's list, such as `Rachel`, or an id of 20 letters and digits. */
  voice: string;
  /** Default the fastest, `eleven_flash_v2_5`. */
  model?: string;
  timeouts?: Partial<VoiceTimeouts>;
}

const FASTEST_MODEL = "eleven_flash_v2_5";
/** Far below what any model takes; a clause is never this long. */
const MOST_CHARACTERS = 1_000;
/** The server's patience with a silent socket, seconds. Ours is shorter. */
const INACTIVITY_S = 60;

/** Never throws: what is wrong with the options is the fault of every request. */
export function elevenLabsVoice(options: ElevenLabsVoiceOptions): Voice & { close(): void } {
  const { voice, model = FASTEST_MODEL, stability, similarity, style } = options;
  const id = idOf(options);
  const timeouts = { ...VOICE_TIMEOUTS, ...options.timeouts };
  const settings = { stability, similarity, style };
  const lines = new VoiceLines<ElevenLabsFaultCode>({
    clock: clockOf(options),
    make: (language, events) =>
      new NamedLine({ account: options, voice, withinMs: timeouts.listMs, ...events }, (voiceId) => {
        const path = `/v1/text-to-speech/${voiceId}/multi-stream-input${queryFor(model, language)}`;
        return new ContextLine({ account: options, timeouts, settings, path, ...events });
      }),
    fault: (code, detail) => elevenLabsFault(code, id, detail),
    // A socket that had worked may be closed by the server just as it is used again.
    isWorthRetrying: (code, served) => code === "elevenlabs-connection-lost" && served,
  });
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    synthesize(request, sink) {
      const problem = problemOf(options, request);
      if (problem) return failedSpeech(elevenLabsFault(problem, id), sink);
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
function idOf({ voice, model = FASTEST_MODEL, stability, similarity, style }: ElevenLabsVoiceOptions): string {
  const changed = Object.entries({ stability, similarity, style }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  const named = `elevenlabs/${voice}${model === FASTEST_MODEL ? "" : `/${model}`}`;
  return changed.length > 0 ? `${named}?${changed.join("&")}` : named;
}

function queryFor(model: string, language: string): string {
  return queryOf({
    ...{ model_id: model, output_format: "ulaw_8000", auto_mode: true, sync_alignment: true },
    inactivity_timeout: INACTIVITY_S,
    // Other models hear the language from the text, and refuse to be told.
    language_code: model.endsWith("_v2_5") ? plainLanguage(language) : undefined,
  });
}

function problemOf(
  { apiKey, voice }: ElevenLabsVoiceOptions,
  { format }: Pick<VoiceRequest, "format">,
): ElevenLabsFaultCode | null {
  if (apiKey === "") return "elevenlabs-key-missing";
  if (voice.trim() === "") return "elevenlabs-model-unknown";
  return isTelephone(format) ? null : "elevenlabs-format-unsupported";
}
