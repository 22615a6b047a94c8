/** A streaming language model in virtual time, sensible in what it says, that may be in trouble. */
import type { Model, ModelRequest, ModelSink } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/twin-twilio";
import { sensibleAnswer } from "./answers.ts";
import { LATE_BY_MS, MID_PIECES, type Trouble } from "./trouble.ts";

const FIRST_AFTER_MS = 300;
const WORD_EVERY_MS = 15;

export function scriptedModel(id: string, clock: VirtualClock, trouble: Trouble | null): Model {
  return {
    id,
    generate(request, sink) {
      let wanted = true;
      const later = (ms: number, run: () => void): void => {
        clock.at(clock.nowMs() + ms, () => {
          if (wanted) run();
        });
      };
      const fail = (): void => {
        wanted = false;
        if (trouble) sink.fault(trouble.fault(id));
      };
      answer({ request, sink, trouble, later, fail });
      return {
        cancel: () => {
          wanted = false;
        },
      };
    },
  };
}

export interface Answering<S extends ModelSink> {
  request: ModelRequest;
  sink: S;
  trouble: Trouble | null;
  later(ms: number, run: () => void): void;
  fail(): void;
  /** Told with each word: a realtime model has its sound. */
  word?(word: string): void;
}

export function answer<S extends ModelSink>({ request, sink, trouble, later, fail, word }: Answering<S>): void {
  if (trouble?.at("connect", "stalled") || trouble?.at("before-first-output", "stalled")) return;
  if (trouble?.at("connect", "refused", "busy", "lost")) return later(1, fail);
  if (trouble?.at("before-first-output", "refused", "busy", "lost")) return later(FIRST_AFTER_MS, fail);
  const { sentences, call } = sensibleAnswer(request.messages);
  const words = sentences.join(" ").match(/\S+\s*/g) ?? [];
  let atMs = FIRST_AFTER_MS + (trouble?.at("before-first-output", "late") ? LATE_BY_MS : 0);
  const isMid = trouble?.isOn === true && trouble.cell.phase === "mid-output";
  for (const [index, text] of words.entries()) {
    if (isMid && index === MID_PIECES) {
      if (trouble?.at("mid-output", "stalled")) return;
      if (trouble?.at("mid-output", "lost")) return later(atMs, fail);
      if (trouble?.at("mid-output", "late")) atMs += LATE_BY_MS;
    }
    later(atMs, () => {
      sink.text(text);
      word?.(text);
    });
    atMs += WORD_EVERY_MS;
  }
  if (call) later(atMs, () => callTool(sink, trouble, call));
  later(atMs + 10, () => {
    if (trouble?.at("end", "stalled")) return;
    if (trouble?.at("end", "lost")) return fail();
    sink.done({ because: call ? "tool-calls" : "stop", usage: null });
    if (trouble?.is("doubled")) sink.done({ because: call ? "tool-calls" : "stop", usage: null });
  });
}

function callTool(sink: ModelSink, trouble: Trouble | null, { name, args }: { name: string; args: unknown }): void {
  const argumentsJson = JSON.stringify(args);
  const id = "call_1";
  // Arguments that are no JSON, before the ones that are; a tool that nobody has.
  if (trouble?.at("end", "garbage")) {
    sink.toolCall({ id: "call_0", name, argumentsJson: '{"day": Tues' });
    sink.toolCall({ id: "call_x", name: "openTheDoor", argumentsJson: "{}" });
  }
  sink.toolCall({ id, name, argumentsJson });
  if (trouble?.is("doubled")) sink.toolCall({ id: "call_2", name, argumentsJson });
}
