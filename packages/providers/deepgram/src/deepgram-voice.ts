/**
 * Deepgram's Aura voices over their WebSocket: a socket is opened at the first clause and used for the next ones; the clauses
 * of a long answer, asked for at once, may have two more.
 */
import { TELEPHONE_FORMAT, type Voice, type VoiceRequest } from "@offhook/engine/ports";
import { failedSpeech, queryOf, SpeakJob, speakablePieces, VoiceLines } from "@offhook/provider-kit";
import { type DeepgramFaultCode, deepgramFault } from "./faults.ts";
import { clockOf, type DeepgramAccount, isTelephone, VOICE_TIMEOUTS, type VoiceTimeouts } from "./settings.ts";
import { SpeakLine } from "./speak-line.ts";

export interface DeepgramVoiceOptions extends DeepgramAccount {
  /** Such as `aura-2-thalia-en`, the default. */
  model?: string;
  timeouts?: Partial<VoiceTimeouts>;
}

/** Deepgram refuses more in one message. */
const MOST_CHARACTERS = 1_900;

/** Never throws: what is wrong with the options is the fault of every request. */
export function deepgramVoice(options: DeepgramVoiceOptions): Voice & { close(): void } {
  const model = options.model ?? "aura-2-thalia-en";
  const id = `deepgram/${model}`;
  const timeouts = { ...VOICE_TIMEOUTS, ...options.timeouts };
  const lines = new VoiceLines<DeepgramFaultCode>({
    clock: clockOf(options),
    make: (path, events) => new SpeakLine({ account: options, timeouts, path, ...events }),
    fault: (code, detail) => deepgramFault(code, id, detail),
    // A socket that had worked may be closed by the server just as it is used again.
    isWorthRetrying: (code, served) =>
      code === "deepgram-cancel-unanswered" || (code === "deepgram-connection-lost" && served),
  });
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    synthesize(request, sink) {
      const problem = problemOf(options, model, request);
      if (problem) return failedSpeech(deepgramFault(problem, id), sink);
      const job = new SpeakJob(speakablePieces(request.text, MOST_CHARACTERS), request.speed, sink);
      return lines.speak(pathFor(model, request.speed), job);
    },
    prepare(language) {
      if (!problemOf(options, model, { language, format: TELEPHONE_FORMAT })) lines.prepare(pathFor(model, 1));
    },
    close: () => lines.close(),
  };
}

/** The speed is a setting of the whole socket: another speed is another socket. */
const pathFor = (model: string, speed: number): string =>
  `/v1/speak${queryOf({ model, encoding: "mulaw", sample_rate: 8_000, speed: speed === 1 ? undefined : speed })}`;

function problemOf(
  { apiKey }: DeepgramAccount,
  model: string,
  { format, language }: Pick<VoiceRequest, "format" | "language">,
): DeepgramFaultCode | null {
  if (apiKey === "") return "deepgram-key-missing";
  if (!model.startsWith("aura-")) return "deepgram-model-unknown";
  if (!isTelephone(format)) return "deepgram-format-unsupported";
  // The name ends with the language: `aura-2-celeste-es`.
  const speaks = model.split("-").at(-1) ?? "";
  return language.toLowerCase().startsWith(speaks) ? null : "deepgram-language-unsupported";
}
