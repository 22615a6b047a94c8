/** `offhook`: finds the command and turns whatever goes wrong into a code, a sentence and a fix. */
import { backupCommand } from "./backup-command.ts";
import { callCommand } from "./call/call-command.ts";
import { asCliError, CliError } from "./cli-error.ts";
import { doctorCommand } from "./doctor-command.ts";
import { ejectCommand } from "./eject/eject-command.ts";
import { importCommand } from "./import/import-command.ts";
import { loginCommand } from "./login-command.ts";
import { pushCommand } from "./push/push-command.ts";
import { reloadCommand } from "./reload-command.ts";
import { replayCommand } from "./replay-command.ts";
import { restoreCommand } from "./restore-command.ts";
import { startCommand } from "./start-command.ts";
import { type Command, realTerminal, type Terminal } from "./terminal.ts";

const COMMANDS: Readonly<Record<string, Command>> = Object.freeze({
  call: callCommand,
  replay: replayCommand,
  start: startCommand,
  login: loginCommand,
  reload: reloadCommand,
  doctor: doctorCommand,
  backup: backupCommand,
  restore: restoreCommand,
  eject: ejectCommand,
  push: pushCommand,
  import: importCommand,
});

/** Resolves with the exit code: 0 as asked, 1 not, 2 misuse. Never rejects. */
export async function main(args: readonly string[], terminal: Terminal = realTerminal): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === "help" || isHelp(name)) {
      terminal.out(overview());
      return name === undefined ? 2 : 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new CliError("unknown-command", { command: name, commands: Object.keys(COMMANDS).join(", ") });
    if (rest.some(isHelp)) {
      terminal.out(command.help);
      return 0;
    }
    return await command.run(rest, terminal);
  } catch (error) {
    return report(error, rest.includes("--json"), terminal);
  }
}

const isHelp = (argument: string): boolean => argument === "--help" || argument === "-h";

function overview(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`);
  return [
    "Offhook answers phone calls with AI agents, on your own machine.",
    "",
    "Usage: npx --no offhook <command> [options]",
    "",
    ...lines,
    "",
    // npx keeps a `--help` that stands before the command for itself.
    "`npx --no offhook <command> --help` says more about a command, `npx --no offhook help` says this.",
  ].join("\n");
}

function report(error: unknown, isJson: boolean, terminal: Terminal): number {
  const { code, message, fix, exitCode } = asCliError(error);
  if (terminal.env.OFFHOOK_DEBUG && error instanceof Error) terminal.note(String(error.stack));
  if (isJson) terminal.out(JSON.stringify({ error: { code, message, fix } }));
  else terminal.note([message, fix, `[${code}]`].filter((line) => line !== "").join("\n"));
  return exitCode;
}
