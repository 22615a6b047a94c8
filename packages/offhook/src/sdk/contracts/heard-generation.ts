/** Runs one generation and keeps everything that its sink was told, in order. */
import type { Cancellable, Fault, Model, ModelRequest, ModelToolCall, ModelUsage } from "@offhook/engine/ports";

export type SinkEvent =
  | { type: "text"; delta: string }
  | { type: "tool-call"; call: ModelToolCall }
  | { type: "done"; because: string; usage: ModelUsage | null }
  | { type: "fault"; fault: Fault };

export interface HeardGeneration {
  readonly events: SinkEvent[];
  readonly job: Cancellable;
  readonly text: string;
  /** Resolves at the first `done` or `fault`. */
  readonly ended: Promise<void>;
}

export const CONTRACT_REQUEST: ModelRequest = Object.freeze({
  messages: [
    { role: "system" as const, content: "Answer briefly." },
    { role: "user" as const, content: "When are you open?" },
  ],
  tools: [{ name: "findOrder", description: "Finds an order.", parameters: { type: "object", properties: {} } }],
  maxOutputTokens: 200,
});

export function hearGeneration(model: Model, request: ModelRequest = CONTRACT_REQUEST): HeardGeneration {
  const events: SinkEvent[] = [];
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const job = model.generate(request, {
    text: (delta) => events.push({ type: "text", delta }),
    toolCall: (call) => events.push({ type: "tool-call", call }),
    done(how) {
      events.push({ type: "done", ...how });
      end();
    },
    fault(fault) {
      events.push({ type: "fault", fault });
      end();
    },
  });
  return {
    events,
    job,
    ended,
    get text() {
      return events.map((event) => (event.type === "text" ? event.delta : "")).join("");
    },
  };
}
