/** Every provider of a kind has failed: what callers get instead of an answer (the chaos run has each way it can happen). */
import { VoiceCache } from "@offhook/engine/call";
import { phrasesOf, spokenTexts } from "@offhook/engine/conversation";
import type { Model, Tool, Transcriber, Voice } from "@offhook/engine/ports";
import { FRONT_DESK } from "@offhook/server/assistants";
import type { VirtualClock } from "@offhook/twin-twilio";
import { describe, expect, it } from "vitest";
import { decisions, singsAt } from "./speaks-at.ts";
import { deafTranscriber, noiseOf, noiseVoice, type VirtualCall, virtualCall } from "./virtual-call.ts";

const PERSON = { id: "desk", name: "Front desk", number: "+15550009999" };
const PHRASES = phrasesOf("en");
const FAULT = { code: "busy", message: "scripted", retryable: true };

const deadModel: Model = {
  id: "scripted/dead",
  generate(_, sink) {
    sink.fault({ ...FAULT, provider: "scripted/dead" });
    return { cancel: () => {} };
  },
};

/** Fails the first `times`, then speaks. */
function failingVoice(clock: VirtualClock, times: number): Voice & { asked: number } {
  const well = noiseVoice(clock);
  const voice = {
    ...well,
    asked: 0,
    synthesize(...[request, sink]: Parameters<Voice["synthesize"]>) {
      voice.asked += 1;
      if (voice.asked > times) return well.synthesize(request, sink);
      clock.at(clock.nowMs() + 5, () => sink.fault({ ...FAULT, provider: voice.id }));
      return { cancel: () => {} };
    },
  };
  return voice;
}

/** Says these, one after the other. */
const saying = (clock: VirtualClock, ...texts: string[]): Transcriber => {
  let turn = -1;
  return deafTranscriber(clock, () => {
    turn += 1;
    return texts[turn] ?? "";
  });
};

const saidBy = (call: VirtualCall): string[] =>
  decisions(call, "utterance-heard").length === 0
    ? []
    : [...new Map(decisions(call, "agent-turn").map((turn) => [turn.id, String(turn.text)])).values()];

const turnsAt = (...startsMs: number[]) => singsAt(...startsMs.map((ms): [number, number] => [ms, ms + 1_200]));

describe("no model is left and nobody is there", () => {
  it("asks once more, then takes a message with everything that it needs, and the rest of the call goes on without a model", async () => {
    const taken: unknown[] = [];
    const takeMessage: Tool = {
      ...FRONT_DESK.tools[0],
      name: "takeMessage",
      description: "Writes a message down.",
      parameters: {},
      effect: true,
      run: async (args) => {
        taken.push(args);
        return {};
      },
    } as Tool;
    const call = await virtualCall({
      caller: turnsAt(7_000, 16_000, 32_000, 42_000, 52_000, 66_000),
      transcriber: (clock) =>
        saying(
          clock,
          "When do you open?",
          "When do you open tomorrow?",
          "Please call me about my bill.",
          "My name is Anna Berg.",
          "five five five two three four five six seven eight",
          "yes",
        ),
      model: () => deadModel,
      assistant: { flows: FRONT_DESK.flows, tools: FRONT_DESK.tools },
      tools: [takeMessage],
    });
    await call.clock.advanceBy(80_000);
    const said = saidBy(call).join(" ");
    expect(said).toContain(PHRASES.apology);
    expect(said).toContain(`${PHRASES.trouble} I can take a message. What would you like to tell us?`);
    expect(taken).toEqual([{ text: "Please call me about my bill.", name: "Anna Berg", phone: "+15552345678" }]);
    expect(said).toContain("Your message is written down");
  });

  it("ends politely where no message can be taken, and says why in its log", async () => {
    const ended: string[] = [];
    const call = await virtualCall({
      caller: turnsAt(7_000, 16_000),
      transcriber: (clock) => saying(clock, "When do you open?", "When do you open tomorrow?"),
      model: () => deadModel,
      control: { finished: (because) => void ended.push(because) },
    });
    await call.clock.advanceBy(40_000);
    expect(ended).toEqual(["failed"]);
    expect(decisions(call, "trouble").map(({ part, times }) => [part, times])).toEqual([
      ["model", 1],
      ["model", 2],
    ]);
    expect(saidBy(call).at(-1)).toBe(`${PHRASES.trouble} ${PHRASES.troubleGoodbye}`);
  });
});

describe("no voice is left", () => {
  const answers = (clock: VirtualClock): Model => ({
    id: "scripted/answers",
    generate(_, sink) {
      clock.at(clock.nowMs() + 200, () => {
        sink.text("We open at nine.");
        sink.done({ because: "stop", usage: null });
      });
      return { cancel: () => {} };
    },
  });

  it("puts the caller through without a word where not even the apology is there", async () => {
    const transfers: string[] = [];
    const cache = new VoiceCache();
    for (const text of ["Hello."]) {
      cache.set(VoiceCache.key("scripted/noise", "en", 1, text), { audio: noiseOf(text), words: null });
    }
    const call = await virtualCall({
      caller: turnsAt(7_000),
      transcriber: (clock) => saying(clock, "When do you open?"),
      model: answers,
      voices: (clock) => [failingVoice(clock, Number.POSITIVE_INFINITY)],
      assistant: { people: [PERSON], firstMessage: "Hello.", disclosure: null },
      cache,
      control: { transfer: ({ number }) => void transfers.push(number) },
    });
    await call.clock.advanceBy(12_000);
    expect(transfers).toEqual([PERSON.number]);
  });

  it("asks a voice again that was only busy for a moment: the caller hears the answer and nothing else", async () => {
    const cache = new VoiceCache();
    for (const text of spokenTexts(FRONT_DESK)) {
      cache.set(VoiceCache.key("scripted/noise", "en", 1, text), { audio: noiseOf(text), words: null });
    }
    const voices: { asked: number }[] = [];
    const call = await virtualCall({
      caller: turnsAt(7_000),
      transcriber: (clock) => saying(clock, "When do you open?"),
      model: answers,
      voices: (clock) => {
        const voice = failingVoice(clock, 1);
        voices.push(voice);
        return [voice];
      },
      cache,
    });
    await call.clock.advanceBy(15_000);
    expect(voices[0]?.asked).toBe(2);
    expect(decisions(call, "trouble")).toEqual([]);
    expect(saidBy(call).at(-1)).toBe("We open at nine.");
  });
});
