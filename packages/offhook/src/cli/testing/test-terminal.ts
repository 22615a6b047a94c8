/** A terminal that remembers what was printed. */
import type { Terminal } from "../terminal.ts";

export interface TestTerminal extends Terminal {
  readonly lines: string[];
  readonly notes: string[];
}

export function testTerminal(env: NodeJS.ProcessEnv = {}): TestTerminal {
  const lines: string[] = [];
  const notes: string[] = [];
  return { env, lines, notes, out: (line) => void lines.push(line), note: (line) => void notes.push(line) };
}
