/** The stories that need providers, with the vendors' own adapters on their twins, in real time over real sockets. */
import { VoiceCache } from "@offhook/engine/call";
import type { Voice } from "@offhook/engine/ports";
import { tonalSpeech } from "@offhook/twin-kit";
import { describe, expect } from "vitest";
import { PERSON, vendorStory } from "../stories/story.ts";
import {
  ASKS,
  BROKEN,
  callsThatReplay,
  changesItsMind,
  faultsOf,
  firstLoudMs,
  HTML,
  HUGE,
  headerAndSilence,
  ONE_TURN,
  TEN_ROWS,
  timesIn,
  tool,
  toolFaults,
} from "./story-parts.ts";
import { saidBy, turnsOf } from "./vendor-call.ts";

const call = callsThatReplay();

/** Asks for the tool, then says what it gave. */
const usesTool = (messages: readonly { role: string; content?: unknown }[]) => {
  const result = messages.findLast(({ role }) => role === "tool");
  if (!result) return { calls: [{ name: "findSlots", arguments: {} }] };
  return String(result.content).includes("eleven") ? "Tuesday at eleven is free." : "I cannot see the calendar now.";
};

describe.concurrent("with vendors", () => {
  vendorStory(4, async () => {
    const cache = new VoiceCache();
    const greeting = "Hello, this is the automated assistant of Riverside Dental.";
    const audio = tonalSpeech(greeting).audio;
    cache.set(VoiceCache.key("elevenlabs/Rachel", "en", 1, greeting), { audio, words: null });
    const made = await call({
      ...{ says: [{ ...ASKS, fromMs: 7_000, toMs: 8_400 }], endsMs: 13_000 },
      elevenlabs: (twin) => twin.next({ type: "refuse", status: 503 }, { type: "refuse", status: 503 }),
      answers: () => "On Tuesday at eleven.",
      assistant: { firstMessage: greeting },
      cache,
    });
    expect(firstLoudMs(made.heard)).toBeLessThan(200);
    expect(turnsOf(made.log, "agent")[0]).toMatchObject({ text: greeting, interrupted: false });
    expect(saidBy(made, "agent")).toContain("On Tuesday at eleven.");
  });

  vendorStory(11, async () => {
    const late = { resultMs: () => 900, firstAudioMs: () => 0, betweenAudioMs: () => 0, clearedMs: () => 0 };
    const made = await call({ ...ONE_TURN, deepgram: { latencies: late }, answers: () => "On Tuesday." });
    expect(turnsOf(made.log, "caller").map(({ text }) => text)).toEqual([ASKS.text]);
    expect(saidBy(made, "agent").match(/On Tuesday/g)).toHaveLength(1);
    const asked = made.twin.model.seen.filter(({ aborted }) => !aborted).at(-1)?.request.messages ?? [];
    expect(asked.filter(({ role }) => role === "user").map(({ content }) => content)).toEqual([ASKS.text]);
  });

  vendorStory(12, async () => {
    const answers = (messages: readonly { content?: unknown }[]) =>
      messages.at(-1)?.content === ASKS.text ? "On Tuesday." : "You can call at nine.";
    const [unheard, heard] = await Promise.all([
      // While the model still thinks; and when its answer has been heard.
      call({ ...ONE_TURN, transcriber: changesItsMind("When could I call, please?", 40), answers }),
      call({
        ...{ ...ONE_TURN, endsMs: 14_000, answers },
        transcriber: changesItsMind("When could I call, please?", 3_500),
      }),
    ]);
    expect(saidBy(unheard, "agent")).toBe("Hello. On Tuesday.");
    expect(turnsOf(unheard.log, "caller").map(({ text }) => text)).toEqual([ASKS.text]);
    expect(saidBy(heard, "agent")).toBe("Hello. You can call at nine. On Tuesday.");
    expect(turnsOf(heard.log, "caller").map(({ text }) => text)).toEqual(["When could I call, please?", ASKS.text]);
  });

  vendorStory(28, async () => {
    const written =
      "That is **€1,250.50** on 3/11 at 14:05 😀. See [our page](https://riverside.example/offers) or call +14155550134.";
    const made = await call({ ...ONE_TURN, endsMs: 20_000, answers: () => written });
    const asked = made.spokenTexts.replace("Hello.", "");
    expect(asked).not.toMatch(/[0-9*😀[\]]|https?:/u);
    expect(asked).toMatch(/one thousand two hundred (and )?fifty euros/);
    expect(asked).toMatch(/two oh five in the afternoon|fourteen oh five|five past two/);
  });

  vendorStory(29, async () => {
    const rows = TEN_ROWS.map((row) => `- ${row}`).join("\n");
    const made = await call({ ...ONE_TURN, endsMs: 12_000, answers: () => `Here they are:\n\n${rows}` });
    expect(timesIn(made.spokenTexts, "Shall I go on?")).toBe(1);
    expect(made.spokenTexts.length).toBeLessThan(1_000);
    expect(made.spokenTexts).not.toContain("- ");
  });

  vendorStory(30, async () => {
    const [silent, novel] = await Promise.all([
      call({ ...ONE_TURN, answers: () => "" }),
      call({ ...ONE_TURN, answers: () => "And so it went on and on. ".repeat(830) }),
    ]);
    expect(saidBy(silent, "agent")).toContain("I'm sorry, I didn't get that. Could you say it again?");
    expect(novel.spokenTexts.length).toBeLessThan(1_000);
    expect(novel.twin.model.seen.at(-1)?.aborted).toBe(true);
  });

  vendorStory(31, async () => {
    const sentences = ["We have Tuesday at eleven, and on Wednesday the whole afternoon is free.", "Is that fine?"];
    const made = await call({
      ...ONE_TURN,
      endsMs: 16_000,
      // The greeting's sound is whole, the answer's is not.
      voice: (inner) => stallsAfterFirst(inner),
      answers: () => sentences.join(" "),
    });
    expect(saidBy(made, "agent")).toBe(["Hello.", ...sentences].join(" "));
    expect(faultsOf(made)).toContain("voice-stalled");
    // The voice that stopped is not asked for the rest, the next one for nothing that was heard.
    const cut = made.spokenTexts.split(/(?<=[.,?]) /).filter((clause) => made.spareTexts.includes(clause));
    expect(cut).toHaveLength(1);
    for (const clause of sentences.flatMap((sentence) => sentence.split(/(?<=,) /))) {
      expect(timesIn(made.spareTexts, clause)).toBe(1);
    }
  });

  vendorStory(32, async () => {
    const made = await call({
      ...ONE_TURN,
      voice: (inner) => beginsWith(inner, headerAndSilence()),
      answers: () => "On Tuesday at eleven.",
    });
    expect(faultsOf(made)).toContain("voice-sent-header");
    expect(faultsOf(made)).toContain("voice-silence-first");
    expect(Buffer.from(made.heard).includes("RIFF")).toBe(false);
    expect(saidBy(made, "agent")).toBe("Hello. On Tuesday at eleven.");
  });

  vendorStory(46, async () => {
    const made = await call({
      ...{ says: [ASKS], endsMs: 19_000 },
      tools: [tool(() => new Promise(() => {}), { deadlineMs: 8_000 })],
      answers: usesTool,
    });
    const said = turnsOf(made.log, "agent")
      .map(({ text }) => text)
      .join(" ");
    expect(said).toContain("One moment, please.");
    expect(said).toContain("This takes a little longer than usual. Thank you for waiting.");
    expect(said).toContain("I cannot see the calendar now.");
    const filler = firstLoudMs(made.heard, ASKS.toMs + 200);
    expect(filler).toBeLessThan(ASKS.toMs + 3_300);
  });

  vendorStory(47, async () => {
    const runs = [0, 0, 0, 0];
    const mayHaveActed = tool(BROKEN, { effect: true });
    const made = await Promise.all(
      [tool(HTML), tool(HUGE), tool(BROKEN), mayHaveActed].map((one, at) => {
        const run: typeof one.run = (...given) => {
          runs[at] = (runs[at] ?? 0) + 1;
          return one.run(...given);
        };
        return call({ ...ONE_TURN, tools: [{ ...one, run }], answers: usesTool });
      }),
    );
    for (const one of made) {
      expect(saidBy(one, "agent")).toContain("I cannot see the calendar now.");
      expect(JSON.stringify(one.log).length).toBeLessThan(400_000);
      expect(JSON.stringify(one.twin.model.seen.at(-1)?.request.messages).length).toBeLessThan(20_000);
      expect(one.spokenTexts).not.toMatch(/html|locked|xxxx/);
    }
    expect(runs).toEqual([1, 1, 1, 1]);
    // A page of HTML is a text like any other here; of what is one, the tool over HTTP makes a fault.
    expect(made.map(toolFaults)).toEqual([[], ["tool-failed"], ["tool-failed"], ["tool-failed"]]);
  });

  vendorStory(60, async () => {
    const made = await call({
      ...ONE_TURN,
      endsMs: 14_000,
      answers: () => ({ trouble: { type: "refuse", status: 500 } }),
      assistant: { people: [PERSON] },
    });
    expect(made.transferredTo).toEqual([PERSON.number]);
    expect(saidBy(made, "agent")).not.toMatch(/error|server/i);
  });
});

function stallsAfterFirst(inner: Voice): Voice {
  let clauses = 0;
  return {
    ...inner,
    synthesize(request, sink) {
      clauses += 1;
      if (clauses === 1) return inner.synthesize(request, sink);
      let bytes = 0;
      return inner.synthesize(request, {
        ...sink,
        audio(piece) {
          if (bytes < 4_000) sink.audio(piece);
          bytes += piece.length;
        },
        done: () => {},
      });
    },
  };
}

const beginsWith = (inner: Voice, first: Uint8Array): Voice => ({
  ...inner,
  synthesize(request, sink) {
    let begun = false;
    return inner.synthesize(request, {
      ...sink,
      audio(piece) {
        if (!begun) sink.audio(first);
        begun = true;
        sink.audio(piece);
      },
    });
  },
});
