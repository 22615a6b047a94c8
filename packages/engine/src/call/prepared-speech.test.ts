/** Sound that is made before it is known whether it is wanted: played at once if it is, and paid for either way. */
import { describe, expect, it } from "vitest";
import type { CommandOf } from "../conversation/commands.ts";
import { type Leg, TELEPHONE_FORMAT, type Voice, type VoiceSink } from "../ports.ts";
import { VirtualClock } from "../testing/virtual-clock.ts";
import { Circuits } from "./circuits.ts";
import { Playout } from "./playout.ts";
import { ProviderOrder } from "./provider-order.ts";
import { Speaking } from "./speaking.ts";
import { VoiceCache } from "./voice-cache.ts";
import { voiceFault } from "./voice-faults.ts";

const TEXT = "We have Tuesday at eleven.";
const prepare = (text = TEXT): CommandOf<"prepare-speech"> => ({
  ...{ type: "prepare-speech", id: "cmd_1", text, language: "en", speed: 1 },
});
const speak = (text = TEXT): CommandOf<"speak"> => ({
  ...{ type: "speak", id: "cmd_2", utteranceId: "utt_1", clause: 0, text, language: "en", speed: 1 },
});
/** µ-law that is neither silent nor a container. */
const sound = (ms: number): Uint8Array => Uint8Array.from({ length: ms * 8 }, (_, at) => (at % 2 ? 0x20 : 0xa0));

function house() {
  const clock = new VirtualClock();
  const asked: { text: string; sink: VoiceSink; cancelled: boolean }[] = [];
  const voice: Voice = {
    id: "scripted/voice",
    formats: [TELEPHONE_FORMAT],
    synthesize({ text }, sink) {
      const one = { text, sink, cancelled: false };
      asked.push(one);
      return {
        cancel() {
          one.cancelled = true;
        },
      };
    },
  };
  const events: string[] = [];
  let sentMs = 0;
  const nothing = (): void => {};
  const leg: Leg = {
    ...{ streamId: "MZ1", format: TELEPHONE_FORMAT, mark: nothing, clear: nothing, close: nothing },
    send(audio) {
      sentMs += audio.length / 8;
    },
  };
  const playout = new Playout({ sent: nothing, playing: nothing, cleared: nothing });
  playout.attach(leg, 0);
  const speaking = new Speaking({
    ...{ voices: [voice], cache: new VoiceCache(), playout, clock, hedge: true, pronounce: (text) => text },
    order: new ProviderOrder("voice", clock, new Circuits(clock), undefined),
    listener: {
      ready: (utteranceId, clause, { durationMs }) => void events.push(`ready ${utteranceId}/${clause} ${durationMs}`),
      failed: (utteranceId, clause) => void events.push(`failed ${utteranceId}/${clause}`),
      voiceFaulted: (_, { code }) => void events.push(code),
      used: (_, { wasted = false }) => void events.push(wasted ? "wasted" : "used"),
    },
  });
  return { speaking, asked, events, sentMs: () => sentMs };
}

describe("sound that was made ahead", () => {
  it("is played the moment it is wanted, and not made twice", () => {
    const { speaking, asked, events, sentMs } = house();
    speaking.prepare(prepare());
    asked[0]?.sink.audio(sound(300));
    asked[0]?.sink.done();
    expect([sentMs(), events]).toEqual([0, []]);
    speaking.speak(speak());
    expect(sentMs()).toBe(300);
    expect(events).toEqual(["used", "ready utt_1/0 300"]);
    expect(asked).toHaveLength(1);
  });

  it("goes on being made where it is wanted in the middle", () => {
    const { speaking, asked, events, sentMs } = house();
    speaking.prepare(prepare());
    asked[0]?.sink.audio(sound(200));
    speaking.speak(speak());
    expect(sentMs()).toBe(200);
    asked[0]?.sink.audio(sound(100));
    asked[0]?.sink.done();
    expect(sentMs()).toBe(300);
    expect(events).toEqual(["used", "ready utt_1/0 300"]);
  });

  it("is given up where something else is said, and counts as wasted", () => {
    const { speaking, asked, events } = house();
    speaking.prepare(prepare());
    asked[0]?.sink.audio(sound(200));
    speaking.speak(speak("One moment, please."));
    expect(asked.map(({ text, cancelled }) => [text, cancelled])).toEqual([
      [TEXT, true],
      ["One moment, please.", false],
    ]);
    expect(events).toEqual(["wasted"]);
  });

  it("is given up for the next that is prepared, and when everything is dropped", () => {
    const { speaking, asked, events } = house();
    speaking.prepare(prepare());
    speaking.prepare(prepare("On Friday we open at eight."));
    speaking.drop();
    expect(asked.map(({ cancelled }) => cancelled)).toEqual([true, true]);
    expect(events).toEqual(["wasted", "wasted"]);
  });

  it("that failed is asked for again when it is wanted", () => {
    const { speaking, asked, events } = house();
    speaking.prepare(prepare());
    asked[0]?.sink.fault(voiceFault("voice-late", "scripted/voice", "Nothing."));
    speaking.speak(speak());
    asked[1]?.sink.audio(sound(200));
    asked[1]?.sink.done();
    expect(events).toEqual(["voice-late", "used", "ready utt_1/0 200"]);
  });
});
