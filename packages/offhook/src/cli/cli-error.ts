/** Every error of the command line: its code, what it says and how to fix it. Words in braces are filled in. */

import { OffhookError } from "@offhook/server";

interface CliErrorEntry {
  /** 1: it did not work. 2: it was asked for wrongly. */
  exitCode: 1 | 2;
  says: string;
  fix: string;
}

export const CLI_ERRORS = Object.freeze({
  "unknown-command": { exitCode: 2, says: "There is no command `{command}`.", fix: "The commands are: {commands}." },
  misuse: { exitCode: 2, says: "{problem}", fix: "Run `npx --no offhook {command} --help`." },
  "no-tunnel": {
    exitCode: 1,
    says: "No program is installed that could give this machine a public address.",
    fix: "Install one and start again: {ways}. Or set PUBLIC_URL to an https address that leads here.",
  },
  "tunnel-failed": {
    exitCode: 1,
    says: "{tool} gave no address; it said: {said}.",
    fix: "Run {tool} by hand to see what it lacks (an account, a network), or name another with --with.",
  },
  "backup-exists": {
    exitCode: 1,
    says: "{path} is there already.",
    fix: "Name another file, or move that one away.",
  },
  "file-missing": { exitCode: 1, says: "There is no file {path}.", fix: "Check the path." },
  "backup-not-written": {
    exitCode: 1,
    says: "The back-up could not be written to {path}: {problem}.",
    fix: "Check the room on the disk and the server's log, and try again. There is no half file.",
  },
  "audio-unreadable": {
    exitCode: 2,
    says: "The audio file {path} cannot be read ({problem}).",
    fix: "Check the path and its permissions.",
  },
  "audio-not-wav": {
    exitCode: 2,
    says: "The audio file {path} is not usable: {problem}.",
    fix: "Give a WAV file of 16-bit PCM, mono or stereo, for example made with `ffmpeg -i in.mp3 -c:a pcm_s16le out.wav`.",
  },
  "audio-empty": {
    exitCode: 2,
    says: "The audio file {path} holds no sound.",
    fix: "Give a recording with speech in it.",
  },
  "no-server": {
    exitCode: 1,
    says: "No server is running on the data folder {dataFolder}.",
    fix: "Start one with `npm start`, or name its data folder in OFFHOOK_DATA.",
  },
  "server-not-ready": {
    exitCode: 1,
    says: "The server at {address} is not ready: {because}.",
    fix: "Wait until it is, or start it again with `npm start`.",
  },
  "server-lost": {
    exitCode: 1,
    says: "The server at {address} does not answer any more.",
    fix: "Look at its terminal or its log in {dataFolder}, and start it again with `npm start`.",
  },
  "server-refused": { exitCode: 1, says: "The server answered with {status}: {message}", fix: "{fix}" },
  "server-start-failed": { exitCode: 1, says: "{message}", fix: "{fix}" },
  "twin-account-missing": {
    exitCode: 1,
    says: "The data folder {dataFolder} has no account for the telephone twin (twin.json).",
    fix: "Start the server again with `npm start`: it makes one.",
  },
  "call-not-stored": {
    exitCode: 1,
    says: "The server has no record of the call {carrierCallId}.",
    fix: "Look at the server's log in {dataFolder} for why it refused the call.",
  },
  "not-replayable": {
    exitCode: 1,
    says: "The call {callId} cannot be replayed: its log was redacted.",
    fix: "Replay a call that still has its words.",
  },
  "empty-log": {
    exitCode: 1,
    says: "The call {callId} has no events yet.",
    fix: "Replay it once it has been answered.",
  },
  "assistant-not-published": {
    exitCode: 2,
    says: "{name} has never been published, so that no number can be answered by it.",
    fix: "Publish it (`npx --no offhook push`, or the editor's button Publish), or talk to the draft in the console.",
  },
  "assistant-not-found": {
    exitCode: 1,
    says: "The server has no assistant with the id or name `{wanted}`.",
    fix: "It has: {names}.",
  },
  "assistant-name-not-unique": {
    exitCode: 2,
    says: "Several assistants are named `{wanted}`.",
    fix: "Give the id of one: {ids}.",
  },
  "tools-not-ejectable": {
    exitCode: 1,
    says: "The assistant names tools that its server does not have any more: {tools}.",
    fix: "Take them out of the assistant, or make them again under Tools in the console.",
  },
  "file-exists": {
    exitCode: 1,
    says: "{path} is there already.",
    fix: "Give another folder with --out, or --force to write over it.",
  },
  "file-unreadable": {
    exitCode: 1,
    says: "{path} gives no assistants: {problem}",
    fix: "Export what `defineAssistant({ … })` gives as the file's default, or a list of such.",
  },
  "tools-not-pushable": {
    exitCode: 1,
    says: "{path}: `{name}` has tools with code ({tools}), which the server's store cannot hold.",
    fix: "Start the server with the folder, `npx --no offhook start <folder>`: then it runs their code. Or use the tools of `offhook/tools`.",
  },
  "nothing-to-push": {
    exitCode: 2,
    says: "{path} holds no .ts, .mts or .js file.",
    fix: "Name a file or a folder that `npx --no offhook eject` has written.",
  },
  "import-unreadable": {
    exitCode: 1,
    says: "{path} cannot be imported: {problem}.",
    fix: "Give the JSON of one assistant, as `GET https://api.vapi.ai/assistant/<id>` answers it.",
  },
  internal: {
    exitCode: 1,
    says: "Something went wrong: {problem}",
    fix: "Run it again with OFFHOOK_DEBUG=1 for details.",
  },
} satisfies Record<string, CliErrorEntry>);

export type CliErrorCode = keyof typeof CLI_ERRORS;

export class CliError extends Error {
  readonly code: string;
  readonly fix: string;
  readonly exitCode: number;

  /** `words.code` replaces the code, where a server gave its own. */
  constructor(code: CliErrorCode, words: Record<string, string | number> = {}) {
    const entry: CliErrorEntry = CLI_ERRORS[code];
    super(fill(entry.says, words));
    this.name = "CliError";
    this.code = String(words.code ?? code);
    this.fix = fill(entry.fix, words);
    this.exitCode = entry.exitCode;
  }
}

export function asCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  // What the server's own parts say is said in words and with a fix already.
  if (error instanceof OffhookError) {
    return new CliError("server-start-failed", { code: error.code, message: error.message, fix: error.fix });
  }
  return new CliError("internal", { problem: error instanceof Error ? error.message : String(error) });
}

function fill(text: string, words: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(words[name] ?? ""));
}
