/** What commands need of the world around them; tests give their own. */
export interface Terminal {
  env: NodeJS.ProcessEnv;
  /** One line of the result. */
  out(line: string): void;
  /** One line about what is going on; not part of the result. */
  note(line: string): void;
}

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  help: string;
  /** Resolves with the exit code; throws `CliError`. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

export const realTerminal: Terminal = {
  env: process.env,
  out: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
};
