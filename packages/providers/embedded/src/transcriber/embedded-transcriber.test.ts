import { noise, pcmToMulaw } from "@offhook/engine/audio";
import { type Fault, type Heard, TELEPHONE_FORMAT, type TranscriberSession } from "@offhook/engine/ports";
import { afterAll, describe, expect, it } from "vitest";
import { hear, onLine, speak } from "../testing/simulated-caller.ts";
import { CLOSED_CASES } from "../testing/spoken-cases.ts";
import { closeEmbedded } from "../warm-up.ts";
import { checkGrammar } from "./check-grammar.ts";
import { embeddedTranscriber } from "./embedded-transcriber.ts";
import { edits, spokenWords } from "./spoken-words.ts";

const SENTENCE = "I would like to book an appointment for tomorrow at ten.";
const yesNo = CLOSED_CASES[0]?.expectation ?? null;
const digits = CLOSED_CASES[1]?.expectation ?? null;

const wordErrors = (said: string, heard: string) => edits(spokenWords(said), spokenWords(heard));

interface Call {
  session: TranscriberSession;
  partials: Heard[];
  finals: (Heard & { endOfTurn: boolean })[];
  faults: Fault[];
  /** Resolves once so many finals have come. */
  finalsReach(count: number): Promise<void>;
}

function openCall(options: { language?: string; format?: typeof TELEPHONE_FORMAT } = {}): Call {
  const waiting: { count: number; resolve: () => void }[] = [];
  const call: Omit<Call, "session"> = {
    partials: [],
    finals: [],
    faults: [],
    finalsReach: (count) =>
      new Promise((resolve) => {
        if (call.finals.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
  const session = embeddedTranscriber().open(
    { format: options.format ?? TELEPHONE_FORMAT, language: options.language ?? "en" },
    {
      partial: (heard) => call.partials.push(heard),
      final: (heard) => {
        call.finals.push(heard);
        for (const { count, resolve } of waiting) if (call.finals.length >= count) resolve();
      },
      fault: (fault) => call.faults.push(fault),
    },
  );
  return { ...call, session, finalsReach: call.finalsReach };
}

/** In 20 ms pieces. */
function push(session: TranscriberSession, audio: Uint8Array, startMs: number): number {
  for (let at = 0; at < audio.length; at += 160) session.push(audio.subarray(at, at + 160), startMs + at / 8);
  return startMs + audio.length / 8;
}

afterAll(closeEmbedded);

describe("open speech", () => {
  it.each(["slt", "rms"] as const)("understands what the voice %s says over a telephone line", async (voice) => {
    const { final } = await hear(onLine(await speak(SENTENCE, voice)));
    expect(wordErrors(SENTENCE, final.text)).toBeLessThanOrEqual(1);
    expect(final.by).toBe("open");
    expect(final.startAudioMs).toBe(500);
    expect(final.endAudioMs).toBeGreaterThan(2_500);
  });

  it("gives words while the caller still speaks", async () => {
    const line = onLine(await speak(SENTENCE, "slt"));
    const call = openCall();
    const middle = (line.speechStartMs + 1_400) * 8;
    push(call.session, line.audio.subarray(0, 6_400), 0);
    call.session.speechStarted(500);
    push(call.session, line.audio.subarray(6_400, middle), 800);
    await expect.poll(() => call.partials.length).toBeGreaterThan(0);
    expect(call.partials[0]?.text).toMatch(/^I\b/);
    expect(call.finals).toEqual([]);
    call.session.close();
  });

  it.each([-50, -30, -20])("sends an empty final for noise at %i dB", async (levelDb) => {
    const call = openCall();
    push(call.session, pcmToMulaw(noise({ seed: 3, durationMs: 2_000, levelDb })), 0);
    call.session.speechStarted(300);
    call.session.speechPaused(1_500);
    await call.finalsReach(1);
    expect(call.finals[0]?.text).toBe("");
    call.session.close();
  });

  it("takes a breath for no end: the whole is decoded again at the next pause", async () => {
    const line = onLine(await speak(SENTENCE, "slt"));
    const breathMs = line.speechStartMs + 1_200;
    const call = openCall();
    push(call.session, line.audio.subarray(0, (breathMs + 200) * 8), 0);
    call.session.speechStarted(line.speechStartMs);
    call.session.speechPaused(breathMs);
    call.session.speechStarted(breathMs + 100);
    push(call.session, line.audio.subarray((breathMs + 200) * 8), breathMs + 200);
    call.session.speechPaused(line.speechEndMs);
    await call.finalsReach(1);
    expect(call.finals).toHaveLength(1);
    expect(wordErrors(SENTENCE, call.finals[0]?.text ?? "")).toBeLessThanOrEqual(1);
    call.session.close();
  });

  it("hears a second sentence apart from the first", async () => {
    const first = onLine(await speak("Good morning.", "rms"));
    const second = onLine(await speak("I have a question about the price.", "rms"));
    const call = openCall();
    const offsetMs = push(call.session, first.audio, 0);
    call.session.speechStarted(first.speechStartMs);
    call.session.speechPaused(first.speechEndMs);
    await call.finalsReach(1);
    push(call.session, second.audio, offsetMs);
    call.session.speechStarted(offsetMs + second.speechStartMs);
    call.session.speechPaused(offsetMs + second.speechEndMs);
    await call.finalsReach(2);
    expect(call.finals[0]?.text).toMatch(/morning/i);
    expect(call.finals[1]?.text).toMatch(/question/i);
    expect(call.finals[1]?.text).not.toMatch(/morning/i);
    expect(call.finals[1]?.startAudioMs).toBe(offsetMs + 500);
    call.session.close();
  });

  it("sends words of a caller who does not stop, at the latest after 20 s", async () => {
    const line = onLine(await speak("I have a question about the price of a cleaning.", "slt"));
    const call = openCall();
    let atMs = 0;
    for (let round = 0; atMs < 26_000; round++) {
      atMs = push(call.session, line.audio, atMs);
      if (round === 0) call.session.speechStarted(line.speechStartMs);
    }
    await call.finalsReach(1);
    expect(call.finals[0]?.text).toMatch(/question.*question/i);
    expect(call.finals[0]?.endAudioMs).toBeLessThanOrEqual(20_500);
    call.session.close();
  });

  it("says nothing after it was closed", async () => {
    const line = onLine(await speak(SENTENCE, "slt"));
    const call = openCall();
    push(call.session, line.audio, 0);
    call.session.speechStarted(line.speechStartMs);
    call.session.speechPaused(line.speechEndMs);
    call.session.close();
    await hear(onLine(await speak("Good morning.", "slt")));
    expect([...call.partials, ...call.finals, ...call.faults]).toEqual([]);
  });
});

describe("closed speech", () => {
  it.each([
    ["yes", "slt"],
    ["no", "kal16"],
    ["yes please", "rms"],
    ["not really", "slt"],
  ] as const)("hears %j by the grammar of a yes-no question from the voice %s", async (answer, voice) => {
    const { final } = await hear(onLine(await speak(answer, voice)), yesNo);
    // A man's short "no" and "nope" differ by a closed mouth only.
    expect(final.text.replace("nope", "no")).toBe(answer);
    expect(final.by).toBe("closed");
    expect(final.confidence).toBeGreaterThan(0.7);
  });

  it.each(["slt", "rms", "kal16"] as const)("hears digits from the voice %s", async (voice) => {
    const { final } = await hear(onLine(await speak("five five five one two three four", voice)), digits);
    expect(final.text).toBe("five five five one two three four");
    expect(final.by).toBe("closed");
  });

  it.each(["slt", "rms"] as const)("leaves a sentence outside the grammar to open speech, voice %s", async (voice) => {
    const { final } = await hear(onLine(await speak("Actually I want to cancel my order.", voice)), yesNo);
    expect(final.text).toMatch(/cancel my order/i);
    expect(final.by).toBe("open");
  });

  it("hears no answer in noise", async () => {
    const call = openCall();
    call.session.expect(yesNo);
    push(call.session, pcmToMulaw(noise({ seed: 80, durationMs: 1_600, levelDb: -20 })), 0);
    call.session.speechStarted(300);
    call.session.speechPaused(1_100);
    await call.finalsReach(1);
    expect(call.finals[0]?.text).toBe("");
    call.session.close();
  });

  it("hears a name that no dictionary has", async () => {
    const grammar = "#JSGF V1.0;\ngrammar names;\npublic <name> = Zborowskaya | Quillfeather | Thistlewaite;";
    const expectation = { kind: "choice" as const, phrases: [], grammar };
    const { final } = await hear(onLine(await speak("Quillfeather", "slt")), expectation);
    expect(final.text).toBe("quillfeather");
  });

  it("goes on with open speech where the grammar is broken, and says what is wrong when asked", async () => {
    const broken = { kind: "yes-no" as const, phrases: [], grammar: "#JSGF V1.0;\ngrammar x;\npublic <a> = (yes" };
    const { final } = await hear(onLine(await speak(SENTENCE, "slt")), broken);
    expect(wordErrors(SENTENCE, final.text)).toBeLessThanOrEqual(1);
    expect((await checkGrammar(broken.grammar))?.code).toBe("transcriber-grammar-invalid");
    expect(await checkGrammar(yesNo?.grammar ?? "")).toBeNull();
  });
});

describe("what it cannot do", () => {
  it("refuses another language", async () => {
    const call = openCall({ language: "ru" });
    await expect.poll(() => call.faults[0]?.code).toBe("transcriber-language-unsupported");
  });

  it("refuses another format", async () => {
    const call = openCall({ format: { encoding: "pcm16", sampleRateHz: 16_000 } });
    await expect.poll(() => call.faults[0]?.code).toBe("transcriber-format-unsupported");
  });
});
