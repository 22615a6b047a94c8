/** The stories that need providers, with the vendors' own adapters on their twins, in real time over real sockets. */
import { levelDbOfMulaw, wavHeader } from "@offhook/engine/audio";
import { replay, VoiceCache } from "@offhook/engine/call";
import type { Tool, Voice } from "@offhook/engine/ports";
import { tonalSpeech } from "@offhook/twin-kit";
import { afterAll, describe, expect } from "vitest";
import { PERSON, story, vendorStory } from "../stories/story.ts";
import { saidBy, turnsOf, type VendorCall, vendorCall } from "./vendor-call.ts";

const ASKS = { fromMs: 2_500, toMs: 3_900, text: "When could I come, please?" };
const ONE_TURN = { says: [ASKS], endsMs: 9_000 };
const calls: VendorCall[] = [];

const call = async (options: Parameters<typeof vendorCall>[0]): Promise<VendorCall> => {
  const made = await vendorCall(options);
  calls.push(made);
  return made;
};

afterAll(() => {
  for (const { log } of calls) expect(replay(log).same).toBe(true);
});

const decisions = ({ log }: VendorCall, type: string) =>
  log.filter((item) => item.kind === "decision" && item.type === type).map(({ data }) => data);
const firstLoudMs = (heard: Uint8Array, fromMs = 0): number => {
  for (let ms = fromMs; ms * 8 < heard.length; ms += 20) {
    if (levelDbOfMulaw(heard.subarray(ms * 8, ms * 8 + 160)) > -45) return ms;
  }
  return Number.POSITIVE_INFINITY;
};

const tool = (run: Tool["run"], more: Partial<Tool> = {}): Tool => ({
  name: "findSlots",
  description: "Which times are free?",
  parameters: { type: "object", properties: {} },
  effect: false,
  run,
  ...more,
});
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
    const made = await call({
      ...ONE_TURN,
      // The same stretch once more, with other words, while the model still thinks.
      transcriber: (inner) => ({
        ...inner,
        open: (options, sink) =>
          inner.open(options, {
            ...sink,
            final(words) {
              sink.final(words.text ? { ...words, text: "When could I call, please?" } : words);
              if (words.text) setTimeout(() => sink.final(words), 40);
            },
          }),
      }),
      answers: (messages) => (messages.at(-1)?.content === ASKS.text ? "On Tuesday." : "You can call at nine."),
    });
    expect(saidBy(made, "agent")).toContain("On Tuesday.");
    expect(saidBy(made, "agent")).not.toContain("call at nine");
    expect(turnsOf(made.log, "caller").map(({ text }) => text)).toEqual([ASKS.text]);
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
    const rows = Array.from(
      { length: 10 },
      (_, row) => `- Option ${row + 1}: a long appointment with doctor number ${row + 1} in the morning.`,
    );
    const made = await call({ ...ONE_TURN, endsMs: 12_000, answers: () => `Here they are:\n\n${rows.join("\n")}` });
    expect(made.spokenTexts).toContain("Shall I go on?");
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
    const made = await call({
      ...ONE_TURN,
      endsMs: 12_000,
      // The name is looked up, the greeting's socket is whole, the answer's is not.
      voice: (inner) => stallsAfterFirst(inner),
      answers: () => "We have Tuesday at eleven, and on Wednesday the whole afternoon is free.",
    });
    expect(saidBy(made, "agent")).toContain("We have Tuesday at eleven, and on Wednesday the whole afternoon is free.");
    expect(decisions(made, "provider-faulted").map(({ code }) => code)).toContain("voice-stalled");
    const voices = new Set(made.log.filter(({ type }) => type === "provider-used").map(({ data }) => data.provider));
    expect(voices).toContain("deepgram/aura-2-thalia-en");
  });

  vendorStory(32, async () => {
    const header = wavHeader({ channels: 1, sampleRateHz: 8_000, dataBytes: 0 });
    const view = new DataView(header.buffer);
    view.setUint16(20, 7, true);
    view.setUint16(34, 8, true);
    const silence = new Uint8Array(8_000).fill(0xff);
    const made = await call({
      ...ONE_TURN,
      voice: (inner) => beginsWith(inner, Buffer.concat([header, silence])),
      answers: () => "On Tuesday at eleven.",
    });
    const codes = decisions(made, "provider-faulted").map(({ code }) => code);
    expect(codes).toContain("voice-sent-header");
    expect(codes).toContain("voice-silence-first");
    expect(saidBy(made, "agent")).toContain("On Tuesday at eleven.");
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
    const [html, huge, broken] = await Promise.all(
      [
        async () => "<html><body>502 Bad Gateway</body></html>",
        async () => "x".repeat(10_000_000),
        async () => {
          throw new Error("database is locked");
        },
      ].map((run) => call({ ...ONE_TURN, tools: [tool(run)], answers: usesTool })),
    );
    for (const made of [html, huge, broken]) {
      expect(saidBy(made as VendorCall, "agent")).toContain("I cannot see the calendar now.");
      expect(JSON.stringify(made?.log).length).toBeLessThan(400_000);
      expect(made?.spokenTexts).not.toMatch(/html|locked|xxxx/);
    }
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

/** A realtime model in front: OpenAI's, on its twin. What it would have been asked without one is not used. */
const SPEAKS = { ...ONE_TURN, endsMs: 11_000, answers: () => "This is the model behind it." };
const usesToolToo = (conversation: readonly { type: string; output?: string }[]) => {
  const result = conversation.findLast(({ type }) => type === "function_call_output");
  if (!result) return { calls: [{ name: "findSlots", arguments: {} }] };
  return result.output?.includes("eleven") ? "Tuesday at eleven is free." : "I cannot see the calendar now.";
};
const realtimeStory = (number: number, run: () => Promise<void>): void => story(number, run, "a realtime model's twin");

describe.concurrent("with a realtime model", () => {
  realtimeStory(4, async () => {
    const cache = new VoiceCache();
    const audio = tonalSpeech("Hello.").audio;
    cache.set(VoiceCache.key("elevenlabs/Rachel", "en", 1, "Hello."), { audio, words: null });
    const dead = { type: "refuse", status: 503 } as const;
    const made = await call({
      ...SPEAKS,
      elevenlabs: (twin) => twin.next(dead, dead),
      replies: () => "On Tuesday.",
      cache,
    });
    expect(firstLoudMs(made.heard)).toBeLessThan(200);
    expect(saidBy(made, "agent")).toBe("Hello. On Tuesday.");
    // What the greeting said stands in the vendor's record of the conversation.
    const record = JSON.stringify(made.twin.live.seenRealtime[0]?.conversation);
    expect(record).toContain("Hello.");
  });

  realtimeStory(11, async () => {
    const late = { resultMs: () => 900, firstAudioMs: () => 0, betweenAudioMs: () => 0, clearedMs: () => 0 };
    const made = await call({ ...SPEAKS, deepgram: { latencies: late }, replies: () => "On Tuesday." });
    expect(turnsOf(made.log, "caller").map(({ text }) => text)).toEqual([ASKS.text]);
    expect(saidBy(made, "agent").match(/On Tuesday/g)).toHaveLength(1);
  });

  realtimeStory(30, async () => {
    const [silent, novel] = await Promise.all([
      call({ ...SPEAKS, replies: () => "" }),
      call({ ...SPEAKS, endsMs: 20_000, replies: () => "And so it went on and on. ".repeat(200) }),
    ]);
    expect(saidBy(silent, "agent")).toContain("I'm sorry, I didn't get that. Could you say it again?");
    expect(decisions(novel, "reply-shortened")).toHaveLength(1);
  });

  realtimeStory(31, async () => {
    const made = await call({
      ...{ ...SPEAKS, endsMs: 14_000 },
      replies: () => ({
        text: "We have Tuesday at eleven, and on Wednesday the afternoon.",
        endsAs: { failed: "server_error" },
      }),
    });
    expect(saidBy(made, "agent")).toMatch(/We have Tuesday at eleven.*|This is the model behind it\./);
    expect(decisions(made, "provider-faulted").map(({ part }) => part)).toContain("realtime");
  });

  realtimeStory(46, async () => {
    const slow = tool(() => new Promise(() => {}), { deadlineMs: 8_000 });
    const made = await call({ ...SPEAKS, endsMs: 20_000, tools: [slow], replies: usesToolToo });
    const said = saidBy(made, "agent");
    expect(said).toContain("One moment, please.");
    expect(said).toContain("This takes a little longer than usual. Thank you for waiting.");
    expect(said).toContain("I cannot see the calendar now.");
  });

  realtimeStory(47, async () => {
    const html = async () => "<html><body>502 Bad Gateway</body></html>";
    const broken = async () => {
      throw new Error("database is locked");
    };
    for (const made of await Promise.all(
      [html, broken].map((run) => call({ ...SPEAKS, tools: [tool(run)], replies: usesToolToo })),
    )) {
      expect(saidBy(made, "agent")).toContain("I cannot see the calendar now.");
      expect(saidBy(made, "agent")).not.toMatch(/html|locked/);
    }
  });

  realtimeStory(60, async () => {
    const refuse = { trouble: { type: "refuse", status: 500 } } as const;
    const made = await call({
      ...{ ...SPEAKS, endsMs: 16_000, answers: () => refuse },
      replies: () => ({ endsAs: { failed: "server_error" } }),
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
