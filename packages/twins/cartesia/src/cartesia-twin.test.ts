/** The twin by itself, in virtual time and without sockets. */
import { VirtualClock } from "@offhook/engine/testing";
import { tonalSpeech } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { CartesiaTwin, TWIN_VOICES } from "./cartesia-twin.ts";
import { type Latencies, NO_LATENCIES } from "./latencies.ts";

const HEADERS = { authorization: "Bearer K", "cartesia-version": "2026-08-14" };
const VOICE = TWIN_VOICES[0]?.id ?? "";
const ASKED = {
  ...{ context_id: "a", model_id: "sonic-3.5", voice: VOICE, language: "en", transcript: "Hello there." },
  output_format: { container: "raw", encoding: "pcm_mulaw", sample_rate: 8_000 },
};

interface Message {
  type: string;
  context_id?: string;
  data?: string;
  status_code: number;
  done: boolean;
  error_code?: string;
  word_timestamps?: { words: string[]; start: number[]; end: number[] };
}

const requestFor = (path: string, headers: Record<string, string>) => {
  const url = new URL(path, "http://twin");
  return { method: "GET", path: url.pathname, query: url.searchParams, headers, body: "" };
};

function connect(latencies: Latencies = NO_LATENCIES) {
  const clock = new VirtualClock();
  const twin = new CartesiaTwin({ apiKey: "K", latencies, clock });
  const opening = twin.open(requestFor("/tts/websocket", HEADERS));
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
  const say = (...said: (object | string)[]): void => {
    for (const message of said) socket.text(typeof message === "string" ? message : JSON.stringify(message));
    passMs(10);
  };
  const soundOf = (id: string): number =>
    messages
      .filter(({ context_id }) => context_id === id)
      .reduce((sum, { data }) => sum + Buffer.from(data ?? "", "base64").length, 0);
  return { messages, say, passMs, soundOf, closed: () => closed };
}

describe("/tts/websocket", () => {
  it("speaks a whole text at once, with its words' times if asked, and says that it is done", () => {
    const line = connect();
    line.say({ ...ASKED, add_timestamps: true });
    const { audio, words } = tonalSpeech("Hello there.");
    expect(line.soundOf("a")).toBe(audio.length);
    expect(line.messages.flatMap(({ word_timestamps }) => word_timestamps?.words ?? [])).toEqual(["Hello", "there."]);
    expect(line.messages.flatMap(({ word_timestamps }) => word_timestamps?.start ?? [])).toEqual(
      words.map(({ startMs }) => startMs / 1_000),
    );
    expect(line.messages.at(-1)).toEqual({ type: "done", context_id: "a", status_code: 200, done: true });
    expect(line.messages.filter(({ done }) => done).length).toBe(1);
    const plain = connect();
    plain.say(ASKED);
    expect(plain.messages.some(({ type }) => type === "timestamps")).toBe(false);
  });

  it("gathers text that goes on, for as long as was asked or until a flush", () => {
    const line = connect();
    line.say({ ...ASKED, continue: true });
    expect(line.messages).toEqual([]);
    line.passMs(3_000);
    expect(line.soundOf("a")).toBeGreaterThan(0);
    const before = line.soundOf("a");
    line.say({ ...ASKED, transcript: " And you?", continue: true });
    expect(line.soundOf("a")).toBe(before);
    line.say({ ...ASKED, transcript: "", continue: true, flush: true });
    expect(line.soundOf("a")).toBeGreaterThan(before);
    expect(line.messages.at(-1)).toMatchObject({ type: "flush_done", flush_id: 1, flush_done: true, done: false });
    line.say({ ...ASKED, transcript: "", continue: false });
    expect(line.messages.at(-1)?.type).toBe("done");
  });

  it("keeps contexts apart, and is silent about a cancelled one", () => {
    const line = connect({ ...NO_LATENCIES, firstAudioMs: () => 50, betweenAudioMs: () => 50 });
    line.say(ASKED, { ...ASKED, context_id: "b" });
    line.passMs(50);
    const before = line.soundOf("a");
    expect(before).toBeGreaterThan(0);
    line.say({ context_id: "a", cancel: true });
    line.passMs(1_000);
    expect(line.soundOf("a")).toBe(before);
    expect(line.soundOf("b")).toBe(tonalSpeech("Hello there.").audio.length);
    expect(line.messages.filter(({ type }) => type === "done").map(({ context_id }) => context_id)).toEqual(["b"]);
  });

  it.each([
    [{ voice: TWIN_VOICES[1]?.id }, "invalid_request"],
    [{ model_id: "sonic-3" }, "invalid_request"],
    [{ generation_config: { speed: 1.2 } }, "invalid_request"],
  ])("refuses %j inside a context, ends that, and keeps the others", (change, error_code) => {
    const line = connect();
    line.say({ ...ASKED, continue: true }, { ...ASKED, context_id: "b", continue: true });
    line.say({ ...ASKED, ...change, continue: false });
    expect(line.messages).toMatchObject([{ type: "error", context_id: "a", error_code, status_code: 400, done: true }]);
    line.say({ ...ASKED, context_id: "b", transcript: "", continue: false });
    expect([line.soundOf("a"), line.soundOf("b") > 0, line.closed()]).toEqual([0, true, null]);
  });

  it.each([
    [{ voice: "nobody" }, 404, "voice_not_found"],
    [{ voice: { id: "nobody" } }, 404, "voice_not_found"],
    [{ voice: 7 }, 400, "invalid_request"],
    [{ model_id: "sonata" }, 404, "model_not_found"],
    [{ transcript: undefined }, 400, "invalid_request"],
    [{ language: "xx" }, 400, "invalid_request"],
    [{ locale: "en-GB" }, 400, "invalid_request"],
    [{ output_format: { container: "wav", encoding: "pcm_mulaw", sample_rate: 8_000 } }, 400, "invalid_request"],
    [{ output_format: { container: "raw", encoding: "opus", sample_rate: 8_000 } }, 400, "invalid_request"],
    [{ generation_config: { speed: 2 } }, 400, "invalid_request"],
    [{ max_buffer_delay_ms: 6_000 }, 400, "invalid_request"],
  ])("refuses %j with %i %s", (change, status_code, error_code) => {
    const line = connect();
    line.say({ ...ASKED, ...change });
    expect(line.messages).toMatchObject([{ type: "error", context_id: "a", status_code, error_code }]);
  });

  it.each(["no JSON", "[]", "{}", '{"context_id":7}'])("refuses %s, which names no context", (text) => {
    const line = connect();
    line.say(text);
    expect(line.messages).toMatchObject([{ type: "error", status_code: 400 }]);
    expect(line.messages[0]).not.toHaveProperty("context_id");
  });

  it("closes after five minutes without a word", () => {
    const line = connect();
    line.passMs(299_000);
    line.say(ASKED);
    line.passMs(299_000);
    expect(line.closed()).toBeNull();
    line.passMs(2_000);
    expect(line.closed()).toBe(1_000);
  });
});

describe("access", () => {
  const twin = new CartesiaTwin({ apiKey: "K" });
  const statusOf = (path: string, headers: Record<string, string>): number => {
    const opening = twin.open(requestFor(path, headers));
    return typeof opening === "object" ? opening.status : 101;
  };

  it.each([
    ["/tts/websocket", HEADERS, 101],
    ["/tts/websocket?api_key=K&cartesia_version=2026-08-14", {}, 101],
    ["/tts/websocket", { ...HEADERS, authorization: "Bearer wrong" }, 401],
    ["/tts/websocket", { ...HEADERS, authorization: "Token K" }, 401],
    ["/tts/websocket", { authorization: "Bearer K" }, 400],
    ["/nowhere", HEADERS, 404],
  ] as [string, Record<string, string>, number][])("%s with %j is %i", (path, headers, status) => {
    expect(statusOf(path, headers)).toBe(status);
  });

  it("lists as many voices as were asked for, with a key", () => {
    const { status, body } = twin.handle(requestFor("/voices?limit=1", HEADERS));
    expect([status, JSON.parse(String(body))]).toMatchObject([200, { data: [{ id: VOICE }], has_more: true }]);
    const next = JSON.parse(String(twin.handle(requestFor(`/voices?starting_after=${VOICE}`, HEADERS)).body));
    expect(next).toMatchObject({ data: [{ id: TWIN_VOICES[1]?.id }], has_more: false });
    expect(twin.handle(requestFor("/voices?limit=1", {})).status).toBe(401);
    expect(twin.handle(requestFor("/elsewhere", HEADERS)).status).toBe(404);
  });
});
