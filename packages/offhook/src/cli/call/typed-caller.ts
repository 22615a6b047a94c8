/** A caller whose words are typed: lines go in, speech comes out. In a terminal at once, from a pipe one by one. */
import { type Behaviour, type Body, cough } from "@offhook/callers";

export interface TypedCaller extends Behaviour {
  type(line: string): void;
  /** No more lines: the last answer is waited for, then the caller hangs up. */
  end(): void;
}

/** After this the answer is complete, or the agent has nothing to say. */
const ANSWER_WITHIN_MS = 15_000;
const SETTLED_MS = 900;

export const TYPED_HELP =
  "Type what the caller says. /keys 12# presses keys, /cough coughs, /hangup (or Ctrl-D) hangs up.";

export function typedCaller(options: { waitsForAgent: boolean }): TypedCaller {
  const lines: string[] = [];
  let ended = false;
  return {
    texts: [],
    unfinished: () => lines.map((line) => `the call ended before "${line}" was said`),
    type: (line) => void (line.trim() !== "" && lines.push(line.trim())),
    end() {
      ended = true;
    },
    *run(body) {
      while (true) {
        while (lines.length === 0 && !ended) yield;
        if (options.waitsForAgent || lines.length === 0) yield* agentIsDone(body);
        const line = lines.shift();
        if (line === undefined || line === "/hangup") break;
        yield* doLine(body, line);
      }
      lines.length = 0;
      body.hangUp();
    },
  };
}

function* doLine(body: Body, line: string): Generator<void, void, void> {
  const keys = /^\/keys\s+([0-9*#]+)$/.exec(line)?.[1];
  if (keys) return body.press(keys);
  const saying = line === "/cough" ? body.sound(cough(), "(cough)") : body.say(line);
  while (saying.endMs === null) yield;
}

function* agentIsDone(body: Body): Generator<void, void, void> {
  const sinceMs = body.lastSaying?.endMs ?? 0;
  const fromMs = body.nowMs;
  while (true) {
    const spokeMs = body.agent.lastSoundMs ?? 0;
    const isDone = spokeMs > sinceMs && !body.agent.speaking && body.nowMs - spokeMs >= SETTLED_MS;
    if (isDone || (spokeMs <= sinceMs && body.nowMs - fromMs >= ANSWER_WITHIN_MS)) return;
    yield;
  }
}
