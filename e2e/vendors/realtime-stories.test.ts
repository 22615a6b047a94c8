/**
 * The stories that need providers with a realtime model in front of them, OpenAI's and Google's, on their twins. Story 28,
 * amounts and dates read as a person would, is not among them: a realtime model makes the sound itself, and how it reads a
 * number is its own; what a voice of the list says in its place goes the way that `stories.test.ts` tells.
 */
import { VoiceCache } from "@offhook/engine/call";
import { tonalSpeech } from "@offhook/twin-kit";
import { describe, expect } from "vitest";
import { PERSON, story } from "../stories/story.ts";
import { SPEAKERS, type SpeakerName, type SpeakerOptions } from "./speakers.ts";
import {
  ASKS,
  BROKEN,
  callsThatReplay,
  changesItsMind,
  decisions,
  faultsOf,
  firstLoudMs,
  HTML,
  HUGE,
  headerAndSilence,
  ONE_TURN,
  SILENCE,
  TEN_ROWS,
  timesIn,
  tool,
  toolFaults,
} from "./story-parts.ts";
import { saidBy, turnsOf, type VendorCallOptions } from "./vendor-call.ts";

const made = callsThatReplay();
/** 5,000 words. */
const ON_AND_ON = "And so it went on. ";
const SENTENCES = 1_000;
const ON_AND_ON_SOUND = tonalSpeech(ON_AND_ON).audio;
const BEHIND = "This is the model behind it.";

/** A call whose caller asks once, and is answered by this vendor's model; the model behind it is not needed. */
const callOf =
  (name: SpeakerName) =>
  (
    speaks: SpeakerOptions["answers"],
    more: Partial<VendorCallOptions> & { synthesize?: (text: string) => Uint8Array } = {},
  ) => {
    const { synthesize, ...options } = more;
    const speaker = { name, answers: speaks, ...(synthesize ? { synthesize } : {}) };
    return made({ ...ONE_TURN, endsMs: 11_000, answers: () => BEHIND, ...options, speaker });
  };

const usesTool: SpeakerOptions["answers"] = (results) => {
  const [result] = results;
  if (result === undefined) return { calls: [{ name: "findSlots", arguments: {} }] };
  return result.includes("eleven") ? "Tuesday at eleven is free." : "I cannot see the calendar now.";
};

/** One vendor after the other: more calls at once than a dozen hold each other up where others test beside them. */
describe.each(Object.keys(SPEAKERS) as SpeakerName[])("with %s", (name) => {
  describe.concurrent("stories", () => storiesWith(name));
});

function storiesWith(name: SpeakerName): void {
  const call = callOf(name);
  const tells = (number: number, run: () => Promise<void>): void => story(number, run, `${name}'s twin`);

  tells(4, async () => {
    const cache = new VoiceCache();
    const audio = tonalSpeech("Hello.").audio;
    cache.set(VoiceCache.key("elevenlabs/Rachel", "en", 1, "Hello."), { audio, words: null });
    const dead = { type: "refuse", status: 503 } as const;
    const one = await call(() => "On Tuesday.", { elevenlabs: (twin) => twin.next(dead, dead), cache });
    expect(firstLoudMs(one.heard)).toBeLessThan(200);
    expect(saidBy(one, "agent")).toBe("Hello. On Tuesday.");
    // What the greeting said stands in the vendor's record of the conversation.
    expect(one.speaker?.said("assistant").join(" ")).toBe("Hello. On Tuesday.");
  });

  tells(11, async () => {
    const late = { resultMs: () => 900, firstAudioMs: () => 0, betweenAudioMs: () => 0, clearedMs: () => 0 };
    const one = await call(() => "On Tuesday.", { deepgram: { latencies: late } });
    expect(turnsOf(one.log, "caller").map(({ text }) => text)).toEqual([ASKS.text]);
    expect(saidBy(one, "agent")).toBe("Hello. On Tuesday.");
  });

  tells(12, async () => {
    const mind = (afterMs: number) => changesItsMind("When could I call, please?", afterMs);
    const [unheard, heard] = await Promise.all([
      call(() => "On Tuesday.", { transcriber: mind(40) }),
      call(() => "On Tuesday.", { transcriber: mind(3_500), endsMs: 14_000 }),
    ]);
    // It answers what it heard, whatever the words: they are the transcript's.
    expect(turnsOf(unheard.log, "caller").map(({ text }) => text)).toEqual([ASKS.text]);
    expect(saidBy(unheard, "agent")).toBe("Hello. On Tuesday.");
    expect(turnsOf(heard.log, "caller").map(({ text }) => text)).toEqual(["When could I call, please?", ASKS.text]);
    expect(saidBy(heard, "agent")).toBe("Hello. On Tuesday. On Tuesday.");
  });

  tells(29, async () => {
    const one = await call(() => `Here they are: ${TEN_ROWS.join(" ")}`, {
      endsMs: 27_000,
      // Hastily, or the test would take as long as the list.
      synthesize: (text) => tonalSpeech(text, 2).audio,
    });
    const said = saidBy(one, "agent");
    expect(said).toContain("Option 2: ");
    expect(said).not.toContain("Option 10: ");
    expect(said).toMatch(/Shall I go on\?$/);
    expect(timesIn(said, "Shall I go on?")).toBe(1);
    // OpenAI is told at once that the last rows were not heard. Google cannot be: it takes what it made for said.
    if (name === "OpenAI Realtime") expect(one.speaker?.said("assistant").join(" ")).not.toContain("Option 10: ");
  });

  tells(30, async () => {
    const [silent, novel] = await Promise.all([
      call(() => ""),
      call(() => ON_AND_ON.repeat(SENTENCES), {
        endsMs: 20_000,
        // Half an hour of sound, made of one sentence's: to make it all would hold up the calls beside this one.
        synthesize: () => new Uint8Array(Buffer.alloc(ON_AND_ON_SOUND.length * SENTENCES, ON_AND_ON_SOUND)),
      }),
    ]);
    expect(saidBy(silent, "agent")).toContain("I'm sorry, I didn't get that. Could you say it again?");
    expect(decisions(novel, "reply-shortened")).toHaveLength(1);
    expect(saidBy(novel, "agent").length).toBeLessThan(600);
  });

  tells(31, async () => {
    const sentences = ["We have Tuesday at eleven.", "On Wednesday the whole afternoon is free."];
    const one = await call(() => ({ text: "We have Tuesday at eleven. On Wednesday the whole", breaksOff: true }), {
      endsMs: 17_000,
      // Told what was said, the model behind it goes on from there.
      answers: ([system]) => sentences.filter((sentence) => !String(system?.content).includes(sentence)).join(" "),
    });
    expect(saidBy(one, "agent")).toBe(["Hello.", ...sentences].join(" "));
    expect(decisions(one, "provider-faulted").map(({ part }) => part)).toContain("realtime");
    expect(timesIn(one.spokenTexts, sentences[1] ?? "")).toBe(1);
  });

  tells(32, async () => {
    // Google's sound is PCM at 24 kHz, of which this twin makes every byte itself: only OpenAI's can begin with a header.
    const header = name === "OpenAI Realtime" ? headerAndSilence() : SILENCE;
    const one = await call(() => "On Tuesday at eleven.", {
      synthesize: (text) => new Uint8Array(Buffer.concat([header, tonalSpeech(text).audio])),
    });
    expect(Buffer.from(one.heard).includes("RIFF")).toBe(false);
    expect(faultsOf(one)).toContain("voice-silence-first");
    if (name === "OpenAI Realtime") expect(faultsOf(one)).toContain("voice-sent-header");
    expect(saidBy(one, "agent")).toBe("Hello. On Tuesday at eleven.");
  });

  tells(46, async () => {
    const slow = tool(() => new Promise(() => {}), { deadlineMs: 8_000 });
    const one = await call(usesTool, { endsMs: 20_000, tools: [slow] });
    const said = saidBy(one, "agent");
    expect(said).toContain("One moment, please.");
    expect(said).toContain("This takes a little longer than usual. Thank you for waiting.");
    expect(said).toContain("I cannot see the calendar now.");
  });

  tells(47, async () => {
    const runs = [HTML, HUGE, BROKEN];
    const calls = await Promise.all(runs.map((run) => call(usesTool, { tools: [tool(run)] })));
    for (const one of calls) {
      expect(saidBy(one, "agent")).toContain("I cannot see the calendar now.");
      expect(saidBy(one, "agent")).not.toMatch(/html|locked|xxxx/);
      expect(one.speaker?.longestMessage()).toBeLessThan(20_000);
      expect(JSON.stringify(one.log).length).toBeLessThan(400_000);
    }
    expect(calls.map(toolFaults)).toEqual([[], ["tool-failed"], ["tool-failed"]]);
  });

  tells(60, async () => {
    const refuse = { trouble: { type: "refuse", status: 500 } } as const;
    const one = await call(() => ({ breaksOff: true }), {
      ...{ endsMs: 16_000, answers: () => refuse },
      assistant: { people: [PERSON] },
    });
    expect(one.transferredTo).toEqual([PERSON.number]);
    expect(saidBy(one, "agent")).not.toMatch(/error|server/i);
  });
}
