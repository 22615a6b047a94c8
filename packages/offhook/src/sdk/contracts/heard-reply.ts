/** Opens a session of a realtime model for tests, asks it, and keeps everything that its sinks were told, in order. */
import {
  type Fault,
  type Heard,
  type ModelMessage,
  type RealtimeModel,
  type RealtimeReply,
  type RealtimeSession,
  TELEPHONE_FORMAT,
  type ToolDescription,
} from "@offhook/engine/ports";
import type { SinkEvent } from "./heard-generation.ts";

export type ReplyEvent = SinkEvent | { type: "audio"; bytes: Uint8Array };

export interface HeardReply {
  readonly events: ReplyEvent[];
  readonly reply: RealtimeReply;
  readonly text: string;
  readonly audio: Uint8Array;
  /** Resolves at the first `done` or `fault`. */
  readonly ended: Promise<void>;
}

export interface HeardSession {
  session: RealtimeSession;
  /** How often it was told that it is open. */
  opened: number;
  heard: Heard[];
  faults: Fault[];
}

export const INSTRUCTIONS = "Answer briefly.";

export const FIND_ORDER: ToolDescription = Object.freeze({
  name: "findOrder",
  description: "Finds an order.",
  parameters: { type: "object", properties: {} },
});

export function openSession(model: RealtimeModel): HeardSession {
  const options = { format: TELEPHONE_FORMAT, language: "en", instructions: INSTRUCTIONS, tools: [FIND_ORDER] };
  const told: Omit<HeardSession, "session"> = { opened: 0, heard: [], faults: [] };
  const opened = Object.assign(told, {
    session: model.open(options, {
      opened: () => {
        told.opened += 1;
      },
      heard: (words) => void told.heard.push(words),
      fault: (fault) => void told.faults.push(fault),
    }),
  });
  return opened;
}

/** `messages` without the instructions. */
export function ask({ session }: Pick<HeardSession, "session">, ...messages: readonly ModelMessage[]): HeardReply {
  const events: ReplyEvent[] = [];
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const all: ModelMessage[] = [{ role: "system", content: INSTRUCTIONS }, ...messages];
  const reply = session.respond(
    { messages: all, tools: [FIND_ORDER], maxOutputTokens: 400 },
    {
      text: (delta) => events.push({ type: "text", delta }),
      audio: (bytes) => events.push({ type: "audio", bytes: bytes.slice() }),
      toolCall: (call) => events.push({ type: "tool-call", call }),
      done(how) {
        events.push({ type: "done", ...how });
        end();
      },
      fault(fault) {
        events.push({ type: "fault", fault });
        end();
      },
    },
  );
  return {
    ...{ events, reply, ended },
    get text() {
      return events.map((event) => (event.type === "text" ? event.delta : "")).join("");
    },
    get audio() {
      return new Uint8Array(
        Buffer.concat(events.map((event) => (event.type === "audio" ? event.bytes : new Uint8Array()))),
      );
    },
  };
}

export const typesOf = ({ events }: Pick<HeardReply, "events">): string[] => events.map(({ type }) => type);

export const endsOf = ({ events }: Pick<HeardReply, "events">): ReplyEvent[] =>
  events.filter(({ type }) => type === "done" || type === "fault");

/** In frames of 20 ms, with the hint that a detector gives. */
export function speakInto({ session }: Pick<HeardSession, "session">, audio: Uint8Array, fromMs = 0): void {
  session.speechStarted(fromMs);
  for (let at = 0; at < audio.length; at += 160) session.push(audio.subarray(at, at + 160), fromMs + at / 8);
}
