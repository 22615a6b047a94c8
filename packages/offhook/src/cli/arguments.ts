/** Reads a command's arguments; what it does not know is misuse, said in a sentence. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { CliError } from "./cli-error.ts";

export function readArguments<Options extends NonNullable<ParseArgsConfig["options"]>>(
  command: string,
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's own sentence names the option; what follows its first full stop is advice for programmers.
    const problem = (error as Error).message.split(/\.\s|\n/)[0] ?? "";
    throw new CliError("misuse", { problem: `${problem.replace(/\.$/, "")}.`, command });
  }
}
