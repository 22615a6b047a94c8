/** What `offhook call` is asked for, checked. */
import { readArguments } from "../arguments.ts";
import { CliError } from "../cli-error.ts";

export interface CallOptions {
  sentences: readonly string[];
  audioPath: string | null;
  persona: "patient" | "impatient" | null;
  noiseBelowSpeechDb: number | null;
  /** Its id or name; null: whoever answers a number that is bound to nobody. */
  assistant: string | null;
  json: boolean;
}

const LEAST_NOISE_DB = 0;
const MOST_NOISE_DB = 60;

export const CALL_HELP = `Usage: npx --no offhook call ["sentence" …] [options]

Calls the agent through the Twilio twin, over the real protocol: the sentences are spoken as telephone audio, each
once the agent has finished, and the last answer is waited for. Then the transcript is printed, with times, why each
turn ended and how long the caller waited. Without a sentence you type what the caller says.

  --audio <file.wav>   says a recording (16-bit PCM) before the sentences
  --persona <which>    patient or impatient. Without sentences: books an appointment for tomorrow at ten.
                       With sentences: impatient speaks into what the agent is saying
  --assistant <which>  the assistant that answers, by its id or name: by its last published version
  --noise <dB>         noise around the caller, so many dB below the speech (10 is a loud street)
  --json               last line: {"callId","ok","endedReason","turns","recordingPath","logPath"}

Uses the running server, or starts one for the call. Exit code: 0 all was answered, 1 not, 2 misuse.

  npx --no offhook call "I'd like to book an appointment for tomorrow at ten"
  npx --no offhook call "When are you open?" "And where are you?" --noise 15
  npx --no offhook call --persona impatient`;

export function readCallOptions(args: readonly string[]): CallOptions {
  const { values, positionals } = readArguments("call", args, {
    audio: { type: "string" },
    persona: { type: "string" },
    assistant: { type: "string" },
    noise: { type: "string" },
    json: { type: "boolean" },
  });
  const empty = positionals.some((sentence) => !/[\p{L}\p{N}]/u.test(sentence));
  if (empty) throw misuse("A sentence without words cannot be said.");
  return {
    sentences: positionals,
    audioPath: values.audio ?? null,
    persona: personaOf(values.persona),
    noiseBelowSpeechDb: noiseOf(values.noise),
    assistant: values.assistant ?? null,
    json: values.json ?? false,
  };
}

function personaOf(text: string | undefined): CallOptions["persona"] {
  if (text === undefined || text === "patient" || text === "impatient") return text ?? null;
  throw misuse(`There is no persona \`${text}\`; there are patient and impatient.`);
}

function noiseOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const db = Number(text);
  if (text.trim() !== "" && db >= LEAST_NOISE_DB && db <= MOST_NOISE_DB) return db;
  throw misuse(`--noise wants a number from ${LEAST_NOISE_DB} to ${MOST_NOISE_DB}, not \`${text}\`.`);
}

function misuse(problem: string): CliError {
  return new CliError("misuse", { problem, command: "call" });
}
