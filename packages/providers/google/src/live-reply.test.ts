/** One answer in virtual time: how long it is waited for, when it is whole, and that all of its sound is given out. */
import { tone } from "@offhook/engine/audio";
import type { ModelUsage } from "@offhook/engine/ports";
import { VirtualClock } from "@offhook/engine/testing";
import { describe, expect, it } from "vitest";
import { LiveReply } from "./live-reply.ts";
import { LIVE_TIMEOUTS } from "./live-settings.ts";
import { NO_USAGE } from "./live-usage.ts";

const CALL = { id: "c1", name: "book", argumentsJson: "{}" };
const SOUND = bytesOf(tone({ hz: 440, durationMs: 300, levelDb: -12, sampleRateHz: 24_000 }));

function bytesOf(pcm: Int16Array): Uint8Array {
  return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}

function asked() {
  const clock = new VirtualClock();
  const events: string[] = [];
  const heard = { bytes: 0 };
  const note = (what: string) => () => void events.push(`${what} ${clock.nowMs()}`);
  const reply = new LiveReply({
    ...{ clock, timeouts: LIVE_TIMEOUTS },
    sink: {
      audio: (bytes) => {
        heard.bytes += bytes.length;
      },
      text: (delta) => void events.push(delta),
      toolCall: ({ name }) => void events.push(name),
      done: ({ because }) => note(because)(),
      fault: ({ code }) => note(code)(),
    },
    silent: note("silent"),
    cancelled: note("cancelled"),
    over: () => {},
    takeUsage: (): ModelUsage => NO_USAGE,
  });
  const pass = (ms: number): void => {
    const untilMs = clock.nowMs() + ms;
    while (clock.runNext(untilMs));
    clock.moveTo(untilMs);
  };
  return { reply, events, heard, pass };
}

describe("an answer", () => {
  it("is given up when nothing comes, or nothing more", () => {
    const late = asked();
    late.pass(10_000);
    expect(late.events).toEqual(["silent 2500"]);
    const stalled = asked();
    stalled.pass(2_000);
    stalled.reply.audio(SOUND);
    stalled.pass(2_500);
    stalled.reply.said("One");
    stalled.pass(10_000);
    expect(stalled.events).toEqual(["One", "silent 7500"]);
  });

  it("that was made waits for its last words, and not for the end of its playing", () => {
    const { reply, events, pass } = asked();
    reply.audio(SOUND);
    reply.generated();
    expect(reply.isGenerating).toBe(false);
    pass(100);
    reply.said("noon.");
    pass(10_000);
    reply.complete("stop");
    expect(events).toEqual(["noon.", "stop 250"]);
  });

  it("that calls a tool is over at once, unless its words may still come", () => {
    const mute = asked();
    mute.reply.calls([CALL]);
    expect(mute.events).toEqual(["book", "tool-calls 0"]);
    const speaking = asked();
    speaking.reply.audio(SOUND);
    speaking.reply.calls([CALL]);
    speaking.reply.complete("stop");
    expect(speaking.events).toEqual(["book", "tool-calls 0"]);
  });

  it("gives out all of its sound, wherever the vendor cuts it", () => {
    for (const end of ["generated", "complete"] as const) {
      const { reply, heard, pass } = asked();
      for (let at = 0; at < SOUND.length; at += 481) reply.audio(SOUND.subarray(at, at + 481));
      if (end === "generated") reply.generated();
      else reply.complete("stop");
      pass(200);
      expect(heard.bytes).toBe(300 * 8);
    }
  });

  it("says nothing once it was cancelled", () => {
    const { reply, events, pass } = asked();
    reply.cancel();
    reply.cancel();
    reply.said("No");
    reply.audio(SOUND);
    reply.calls([CALL]);
    reply.generated();
    reply.complete("stop");
    pass(10_000);
    expect(events).toEqual(["cancelled 0"]);
  });
});
