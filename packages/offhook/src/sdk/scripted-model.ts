/** A model that does as it is told: for tests and examples, in place of one that costs money. */
import type { Model, ModelMessage, ModelRequest, ModelSink } from "@offhook/engine/ports";

export interface ScriptedAnswer {
  text?: string;
  calls?: readonly ScriptedToolCall[];
  /** Ends with this fault, after `text` if there is any. */
  fault?: { code: string; message?: string; retryable?: boolean };
}

export interface ScriptedToolCall {
  id?: string;
  name: string;
  args: Record<string, unknown>;
}

/** Called for each generation, with the conversation so far. */
export type ModelScript = (messages: readonly ModelMessage[], request: ModelRequest) => ScriptedAnswer | string;

export function scriptedModel(script: ModelScript, id = "scripted"): Model {
  let generations = 0;
  return {
    id,
    generate(request, sink) {
      const scripted = script(request.messages, request);
      const answer = typeof scripted === "string" ? { text: scripted } : scripted;
      const steps = stepsOf(answer, `${id}${++generations}`, sink);
      let wanted = true;
      const next = (): void => {
        if (!wanted) return;
        const step = steps.shift();
        step?.();
        if (steps.length > 0) queueMicrotask(next);
      };
      queueMicrotask(next);
      return {
        cancel() {
          wanted = false;
        },
      };
    },
  };
}

function stepsOf({ text = "", calls = [], fault }: ScriptedAnswer, prefix: string, sink: ModelSink): (() => void)[] {
  const said = (text.match(/\s*\S+|\s+$/g) ?? []).map((piece) => () => sink.text(piece));
  if (fault) {
    const { code, message = "Scripted.", retryable = true } = fault;
    return [...said, () => sink.fault({ code, message, retryable, provider: "scripted" })];
  }
  const called = calls.map(({ id, name, args }, index) => {
    const call = { id: id ?? `${prefix}_call${index + 1}`, name, argumentsJson: JSON.stringify(args) };
    return () => sink.toolCall(call);
  });
  const because = calls.length > 0 ? "tool-calls" : "stop";
  return [...said, ...called, () => sink.done({ because, usage: null })];
}
