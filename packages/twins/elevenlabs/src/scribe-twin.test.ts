/** The twin's ears by themselves, in virtual time and without sockets. */
import { VirtualClock } from "@offhook/engine/testing";
import { tonalSpeech } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { ElevenLabsTwin } from "./elevenlabs-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";

const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const PATH = "/v1/speech-to-text/realtime?model_id=scribe_v2_realtime&audio_format=ulaw_8000";

const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

interface Message {
  message_type: string;
  text?: string;
  error?: string;
  words?: { text: string; start: number; end: number; type: string }[];
}

function listen(path: string, texts: readonly string[] = [], key: string | null = "K") {
  const clock = new VirtualClock();
  const twin = new ElevenLabsTwin({ apiKey: "K", latencies: NO_LATENCIES, clock }).says(...texts);
  const url = new URL(path, "http://twin");
  const headers = key === null ? {} : { "xi-api-key": key };
  const opening = twin.open({ method: "GET", path: url.pathname, query: url.searchParams, headers, body: "" });
  if (typeof opening !== "function") throw new Error("refused");
  const messages: Message[] = [];
  let closed: number | null = null;
  const socket = opening({
    send: (message) => void messages.push(JSON.parse(String(message)) as Message),
    close: (code) => {
      closed = code;
    },
    reset: () => {},
  });
  const passMs = (ms: number): void => {
    const untilMs = clock.nowMs() + ms;
    while (clock.runNext(untilMs)) {}
    clock.moveTo(untilMs);
  };
  const say = (message: object | string): void => {
    socket.text(typeof message === "string" ? message : JSON.stringify(message));
    passMs(1);
  };
  const chunk = (audio: Uint8Array, more: object = {}): void =>
    say({ message_type: "input_audio_chunk", audio_base_64: Buffer.from(audio).toString("base64"), ...more });
  passMs(1);
  return {
    ...{ messages, say, passMs, chunk },
    commit: () => chunk(new Uint8Array(0), { commit: true }),
    types: () => messages.map(({ message_type }) => message_type),
    hear: (...pieces: Uint8Array[]) => {
      for (const piece of pieces) chunk(piece);
    },
    closed: () => closed,
  };
}

const settled = ["final_transcript", "committed_transcript"];

describe("speech-to-text/realtime", () => {
  it("tells of the session, then words as they come, and commits them when asked", () => {
    const line = listen(PATH, [TEXT, "And you?"]);
    for (let at = 0; at < SPEECH.length; at += 800) line.hear(SPEECH.subarray(at, at + 800));
    expect(line.messages[0]).toMatchObject({ message_type: "session_started", config: { commit_strategy: "manual" } });
    const partials = line.messages.slice(1);
    expect(partials.length).toBeGreaterThan(2);
    for (const { message_type, text } of partials) {
      expect([message_type, TEXT.startsWith(text ?? "?")]).toEqual(["partial_transcript", true]);
    }
    line.commit();
    expect(line.messages.slice(-2)).toEqual(settled.map((message_type) => ({ message_type, text: TEXT })));
    line.hear(SPEECH);
    line.commit();
    expect(line.messages.at(-1)).toEqual({ message_type: "committed_transcript", text: "And you?" });
  });

  it("has no words for silence, nor for a noise, and says so", () => {
    const line = listen(PATH, ["", TEXT]);
    line.hear(quiet(400));
    line.commit();
    line.hear(SPEECH);
    line.commit();
    expect(line.messages.slice(1)).toEqual(Array(2).fill({ message_type: "committed_transcript", text: "" }));
  });

  it("ignores a commit of less than 0.3 s, and keeps what it has", () => {
    const line = listen(PATH, [TEXT]);
    line.hear(SPEECH.subarray(0, 280 * 8));
    line.commit();
    expect(line.messages.at(-1)?.error).toMatch(/^Commit request ignored: only 0\.28s/);
    line.hear(quiet(20));
    line.commit();
    expect(line.messages.at(-1)).toEqual({ message_type: "committed_transcript", text: TEXT });
  });

  it("commits by itself after the silence that was asked for, and what has become too long", () => {
    const vad = listen(`${PATH}&commit_strategy=vad&vad_silence_threshold_secs=0.5`, [TEXT]);
    vad.hear(SPEECH, quiet(200));
    expect(vad.types()).not.toContain("committed_transcript");
    vad.hear(quiet(400));
    expect(vad.types().slice(-2)).toEqual(settled);
    const manual = listen(PATH, [TEXT]);
    manual.hear(SPEECH, ...Array.from({ length: 9 }, () => quiet(10_000)));
    expect(manual.types().filter((type) => type === "committed_transcript")).toHaveLength(1);
  });

  it("gives the words' times beside, from the stream's beginning, if asked", () => {
    const line = listen(`${PATH}&include_timestamps=true`, [TEXT]);
    line.hear(quiet(1_000), SPEECH);
    line.commit();
    const { message_type, words = [] } = line.messages.at(-1) ?? { message_type: "" };
    expect(message_type).toBe("committed_transcript_with_timestamps");
    expect(words.map(({ text }) => text).join("")).toBe(TEXT);
    expect([words[0]?.start, words.at(-1)?.end]).toEqual([1, expect.closeTo(1 + SPEECH.length / 8_000, 0)]);
    expect(words.filter(({ type }) => type === "spacing")).toHaveLength(TEXT.split(" ").length - 1);
  });

  it("closes after 15 s without a message", () => {
    const line = listen(PATH);
    line.passMs(14_000);
    line.hear(quiet(20));
    line.passMs(14_000);
    expect(line.closed()).toBeNull();
    line.passMs(2_000);
    expect(line.closed()).toBe(1_000);
  });

  it.each([
    "no JSON",
    { message_type: "config" },
    { message_type: "input_audio_chunk", audio_base_64: "%" },
    { message_type: "input_audio_chunk" },
    { message_type: "input_audio_chunk", audio_base_64: "", sample_rate: 16_000 },
  ])("refuses %j and closes", (message) => {
    const line = listen(PATH);
    line.say(message);
    line.passMs(1);
    expect([line.messages.at(-1)?.message_type, line.closed()]).toEqual(["input_error", 1_008]);
  });

  it("takes earlier text with the first chunk only", () => {
    const line = listen(PATH);
    line.chunk(quiet(100), { previous_text: "About a table." });
    expect(line.closed()).toBeNull();
    line.chunk(quiet(100), { previous_text: "About a table." });
    line.passMs(1);
    expect(line.messages.at(-1)?.message_type).toBe("input_error");
  });
});

const keyterms = (count: number, length: number): string =>
  Array.from({ length: count }, () => `keyterms=${"a".repeat(length)}`).join("&");

it.each([
  [PATH, "K", "session_started"],
  [`${PATH}&${keyterms(50, 20)}&language_code=en&secondary_languages=est`, "K", "session_started"],
  [`${PATH}&token=once`, null, "session_started"],
  [PATH, "wrong", "auth_error"],
  [PATH, null, "auth_error"],
  [PATH.replace("scribe_v2_realtime", "scribe_v2"), "K", "invalid_request"],
  [PATH.replace("ulaw_8000", "mulaw_8000"), "K", "invalid_request"],
  [PATH.replace("ulaw_8000", "pcm_16000"), "K", "invalid_request"],
  [`${PATH}&commit_strategy=never`, "K", "invalid_request"],
  [`${PATH}&vad_silence_threshold_secs=0.2`, "K", "invalid_request"],
  [`${PATH}&vad_threshold=1`, "K", "invalid_request"],
  [`${PATH}&min_speech_duration_ms=20`, "K", "invalid_request"],
  [`${PATH}&include_timestamps=yes`, "K", "invalid_request"],
  [`${PATH}&include_timestamps=true&filter_background_audio=true`, "K", "invalid_request"],
  [`${PATH}&language_code=en-GB`, "K", "invalid_request"],
  [`${PATH}&keyterm=a`, "K", "invalid_request"],
  [`${PATH}&${keyterms(51, 1)}`, "K", "invalid_request"],
  [`${PATH}&${keyterms(1, 21)}`, "K", "invalid_request"],
])("an opening %.90s with key %j is answered by %s", (path, key, message_type) => {
  const line = listen(path, [], key);
  line.passMs(1);
  expect([line.messages[0]?.message_type, line.closed()]).toEqual([
    message_type,
    message_type === "session_started" ? null : 1_008,
  ]);
});
