/** `offhook call`: a person calls the agent through the Twilio twin, and what the server stored of it is shown. */
import { randomInt } from "node:crypto";
import { createInterface } from "node:readline";
import { type Behaviour, callsWith, Person, type PersonResult } from "@offhook/callers";
import { closeEmbedded } from "@offhook/provider-embedded";
import { TwilioTwin, type TwinCall } from "@offhook/twin-twilio";
import { type FoundServer, findServer } from "../find-server.ts";
import { type ServerApi, serverApi } from "../server-api.ts";
import type { Command, Terminal } from "../terminal.ts";
import { readAudioFile } from "./audio-file.ts";
import { CALL_HELP, type CallOptions, readCallOptions } from "./call-options.ts";
import { callerOf } from "./caller.ts";
import { followAgent } from "./follow-agent.ts";
import { problemsOf } from "./judge-call.ts";
import { numberOf } from "./number-of.ts";
import { callAsText } from "./print-call.ts";
import { readStoredCall, type StoredCall } from "./stored-call.ts";
import { readTwinAccount } from "./twin-account.ts";
import { TYPED_HELP, type TypedCaller, typedCaller } from "./typed-caller.ts";

const FROM = "+14155550100";
const TO = "+14155550199";

export const callCommand: Command = {
  summary: "Calls the agent, with sentences, a recording, a persona or your own typing",
  help: CALL_HELP,
  async run(args, terminal) {
    const options = readCallOptions(args);
    const audio = options.audioPath === null ? null : readAudioFile(options.audioPath);
    const scripted = callerOf(options, audio);
    const server = await findServer(terminal);
    try {
      return await callAndTell(scripted, options, server, terminal);
    } finally {
      await Promise.all([server.release(), closeEmbedded()]);
    }
  },
};

async function callAndTell(
  scripted: Behaviour | null,
  options: CallOptions,
  server: FoundServer,
  terminal: Terminal,
): Promise<number> {
  const api = serverApi(server);
  const { result, call } = scripted
    ? await placeCall(scripted, options, server)
    : await placeTypedCall(options, server, api, terminal);
  const caller = await result;
  if (terminal.env.OFFHOOK_DEBUG) terminal.note(JSON.stringify(caller, null, 1));
  const stored = await readStoredCall(api, call.sid, server);
  const problems = problemsOf(caller, stored);
  if (options.json) {
    for (const problem of problems) terminal.note(problem);
    terminal.out(callAsJson(stored, problems.length === 0));
  } else terminal.out(callAsText(stored, problems));
  return problems.length === 0 ? 0 : 1;
}

export function callAsJson({ record, turns, recordingPath, logPath }: StoredCall, ok: boolean): string {
  return JSON.stringify({ callId: record.id, ok, endedReason: record.endedReason, turns, recordingPath, logPath });
}

interface Placed {
  call: TwinCall;
  result: Promise<PersonResult>;
}

async function placeCall(does: Behaviour, options: CallOptions, server: FoundServer): Promise<Placed> {
  const to = options.assistant === null ? TO : await numberOf(server, options.assistant);
  // The seed makes the call's id: two commands must not make the same.
  const seed = randomInt(2 ** 31);
  const twin = new TwilioTwin({ ...readTwinAccount(server.dataFolder), seed, keepsAudio: false });
  const person = new Person({ does, noiseBelowSpeechDb: options.noiseBelowSpeechDb, seed });
  const voiceUrl = `${server.address}/twilio/voice`;
  const statusCallback = `${server.address}/twilio/status`;
  const { call, result } = await callsWith(twin, person, { from: FROM, to, voiceUrl, statusCallback });
  const hangUp = () => person.hangUp();
  // The call is ended properly and then told about, rather than lost.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, hangUp);
    void call.ended.then(() => process.removeListener(signal, hangUp));
  }
  return { call, result };
}

/** Lines from the terminal, or from a pipe: then the agent is let finish before each. */
async function placeTypedCall(
  options: CallOptions,
  server: FoundServer,
  api: ServerApi,
  terminal: Terminal,
): Promise<Placed> {
  const isTerminal = process.stdin.isTTY === true;
  const typed = typedCaller({ waitsForAgent: !isTerminal });
  if (isTerminal) terminal.note(TYPED_HELP);
  const placed = await placeCall(typed, options, server);
  readLines(typed, placed.call);
  const print = (text: string) => terminal.note(`agent: ${text}`);
  void followAgent(api, placed.call.sid, { isOver: () => placed.call.isOver, print });
  return placed;
}

function readLines(typed: TypedCaller, call: TwinCall): void {
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => typed.type(line));
  lines.on("close", () => typed.end());
  void call.ended.then(() => lines.close());
}
