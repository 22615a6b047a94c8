/** Replay over what the API gives: events without hashes. */
import { CoreRunner } from "@offhook/engine/call";
import { DEFAULT_TIMING, phrasesOf } from "@offhook/engine/conversation";
import { describe, expect, it } from "vitest";
import { replayEvents } from "./replay-command.ts";
import type { CallEvent } from "./server-api.ts";

function recorded(): CallEvent[] {
  const runner = new CoreRunner();
  const assistant = {
    name: "Test",
    language: "en",
    timeZone: "UTC",
    firstMessage: "Hello, this is the automated assistant.",
    instructions: "",
    transcriber: [],
    voice: [],
    model: [],
    tools: [],
    flows: [],
    people: [],
    timing: DEFAULT_TIMING,
    phrases: phrasesOf("en"),
    recording: false,
  };
  const pin = { assistant } as never;
  const items = [
    ...runner.take({ type: "call-started", atMs: 0, pin } as never).items,
    ...runner.take({ type: "stream-started", atMs: 10, streamId: "MZ1", epoch: 1, resumed: false } as never).items,
  ];
  return items.map(({ hash: _hash, ...event }) => event);
}

describe("replaying events of the API", () => {
  it("gives the same hash twice", () => {
    const events = recorded();
    expect(events.length).toBeGreaterThanOrEqual(3);
    const result = replayEvents(events);
    expect(result).toMatchObject({ same: true, inputs: 2 });
    expect(replayEvents(recorded())).toEqual(result);
  });

  it("names the first event that would be written differently", () => {
    const events = recorded();
    const at = events.findIndex(({ kind }) => kind === "command");
    const changed = events.map((event, index) => (index === at ? { ...event, data: { other: true } } : event));
    expect(replayEvents(changed)).toMatchObject({ same: false, brokenAt: null, differs: { seq: events[at]?.seq } });
  });
});
