/** The twin's ears by themselves, in virtual time and without sockets. */
import { VirtualClock } from "@offhook/engine/testing";
import { tonalSpeech } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { CartesiaTwin } from "./cartesia-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";

const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const SOUND = "encoding=pcm_mulaw&sample_rate=8000";
const TURNS = `/stt/turns/websocket?model=ink-2&${SOUND}`;
const WHISPER = `/stt/websocket?model=ink-whisper&${SOUND}`;

const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

function open(path: string, twin: CartesiaTwin) {
  const url = new URL(path, "http://twin");
  const headers = { authorization: "Bearer K", "cartesia-version": "2026-08-14" };
  return twin.open({ method: "GET", path: url.pathname, query: url.searchParams, headers, body: "" });
}

function listen(path: string, ...texts: string[]) {
  const clock = new VirtualClock();
  const opening = open(path, new CartesiaTwin({ latencies: NO_LATENCIES, clock }).says(...texts));
  if (typeof opening !== "function") throw new Error("refused");
  const messages: Record<string, unknown>[] = [];
  let closed: number | null = null;
  const socket = opening({
    send: (message) => void messages.push(JSON.parse(String(message)) as Record<string, unknown>),
    close: (code) => {
      closed = code;
    },
    reset: () => {},
  });
  const settle = (): void => {
    while (clock.runNext(clock.nowMs() + 10)) {}
  };
  return {
    messages,
    types: () => messages.map(({ type }) => type),
    hear: (...pieces: Uint8Array[]) => {
      for (const piece of pieces) socket.binary(piece);
      settle();
    },
    say: (text: string) => {
      socket.text(text);
      settle();
    },
    closed: () => closed,
  };
}

describe("/stt/turns/websocket", () => {
  it("tells a turn from its start to its end, and never takes words back", () => {
    const line = listen(TURNS, TEXT);
    line.hear(SPEECH, quiet(1_000));
    expect(line.types().slice(0, 2)).toEqual(["connected", "turn.start"]);
    expect(line.types().slice(-2)).toEqual(["turn.eager_end", "turn.end"]);
    const said = line.messages.flatMap(({ transcript }) => (typeof transcript === "string" ? [transcript] : []));
    expect(said.length).toBeGreaterThan(3);
    for (const [index, text] of said.entries()) expect(text.startsWith(said[index - 1] ?? "")).toBe(true);
    expect(said.at(-1)).toBe(TEXT);
  });

  it("takes an eager end back when speech goes on", () => {
    const line = listen(TURNS, TEXT);
    line.hear(SPEECH, quiet(260), SPEECH, quiet(1_000));
    const types = line.types().filter((type) => type !== "turn.update");
    const ending = ["turn.eager_end", "turn.resume", "turn.eager_end", "turn.end"];
    expect(types).toEqual(["connected", "turn.start", ...ending]);
  });

  it("says nothing of a noise, and hears the words after it", () => {
    const line = listen(TURNS, "", TEXT);
    line.hear(SPEECH, quiet(1_000));
    expect(line.types()).toEqual(["connected"]);
    line.hear(SPEECH, quiet(1_000));
    expect(line.messages.at(-1)).toMatchObject({ type: "turn.end", transcript: TEXT });
  });

  it("drains and closes when asked, takes a setting, and refuses anything else", () => {
    const line = listen(TURNS, TEXT);
    line.hear(SPEECH);
    line.say('{"type":"config","turn":{"end_threshold":0.3}}');
    line.say("finalize");
    expect(line.messages.at(-1)).toMatchObject({ type: "error", status_code: 400 });
    line.say('{"type":"close"}');
    expect(line.messages.at(-1)).toMatchObject({ type: "turn.end", transcript: TEXT });
    expect(line.closed()).toBe(1_000);
  });
});

describe("/stt/websocket", () => {
  const finals = (line: ReturnType<typeof listen>): string =>
    line.messages.flatMap(({ text, is_final }) => (is_final === true ? [String(text)] : [])).join("");

  it("gives what is left of the words when asked, in pieces that make the text", () => {
    const line = listen(WHISPER, TEXT, "And you?");
    line.hear(SPEECH);
    expect(line.types()).toContain("transcript");
    expect(finals(line)).toBe("");
    line.say("finalize");
    expect(finals(line)).toBe(TEXT);
    expect(line.messages.at(-1)?.type).toBe("flush_done");
    line.say("finalize");
    expect(finals(line)).toBe(TEXT);
    line.hear(SPEECH);
    line.say("close");
    expect(finals(line)).toBe(`${TEXT}And you?`);
    expect([line.messages.at(-1)?.type, line.closed()]).toEqual(["done", 1_000]);
  });

  it("finds an end by itself only as Ink Whisper, after the silence that was asked for", () => {
    const whisper = listen(`${WHISPER}&max_silence_duration_secs=0.5`, TEXT);
    whisper.hear(SPEECH, quiet(600));
    expect([finals(whisper), whisper.types().includes("flush_done")]).toEqual([TEXT, false]);
    const ink = listen(WHISPER.replace("ink-whisper", "ink-2"), TEXT);
    ink.hear(SPEECH, quiet(3_000));
    expect(finals(ink)).toBe("");
    ink.say('{"type":"finalize"}');
    expect(ink.messages.at(-1)?.type).toBe("error");
  });
});

it.each([
  [TURNS, 101],
  [WHISPER, 101],
  [`${TURNS}&turn_end_timeout_ms=100`, 400],
  [`${TURNS}&turn_eager_end_threshold=0.9`, 400],
  [`${TURNS}&${Array.from({ length: 101 }, () => "keyterm=a").join("&")}`, 400],
  [`${WHISPER}&keyterm=${"a".repeat(1_201)}`, 400],
  [TURNS.replace("ink-2", "ink-whisper"), 404],
  [WHISPER.replace("ink-whisper", "nova-3"), 404],
  [TURNS.replace("pcm_mulaw", "mulaw"), 400],
  [TURNS.replace("pcm_mulaw", "pcm_s16le"), 400],
  [TURNS.replace("&sample_rate=8000", ""), 400],
])("an opening %.60s is %i", (path, status) => {
  const opening = open(path, new CartesiaTwin());
  expect(typeof opening === "object" ? opening.status : 101).toBe(status);
});
