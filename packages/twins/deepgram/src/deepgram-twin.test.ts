/** The twin by itself, in virtual time and without sockets: what it accepts, says, and when. */
import { VirtualClock } from "@offhook/engine/testing";
import { type TwinConversation, tonalSpeech } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { DeepgramTwin, type DeepgramTwinOptions } from "./deepgram-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";

const LISTEN =
  "/v1/listen?model=nova-3&encoding=mulaw&sample_rate=8000&interim_results=true&endpointing=300&vad_events=true";
const FLUX = "/v2/listen?model=flux-general-en&encoding=mulaw&sample_rate=8000";
const SPEAK = "/v1/speak?model=aura-2-thalia-en&encoding=mulaw&sample_rate=8000";
const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

interface Message {
  type?: string;
  [field: string]: unknown;
}

function openingOf(twin: DeepgramTwin, path: string, authorization: string | undefined = "Token K") {
  const url = new URL(path, "http://twin");
  const headers = authorization ? { authorization } : {};
  return twin.open({ method: "GET", path: url.pathname, query: url.searchParams, headers, body: "" });
}

function connect(path: string, options: DeepgramTwinOptions = {}, twin?: DeepgramTwin) {
  const clock = new VirtualClock();
  const used = twin ?? new DeepgramTwin({ apiKey: "K", latencies: NO_LATENCIES, clock, ...options });
  const opening = openingOf(used, path);
  if (typeof opening !== "function") throw new Error("refused");
  const messages: Message[] = [];
  let soundBytes = 0;
  let closed: [number, string] | null = null;
  const socket: TwinConversation = opening({
    send: (message) => {
      if (typeof message === "string") messages.push(JSON.parse(message) as Message);
      else soundBytes += message.length;
    },
    close: (code, reason) => {
      closed = [code, reason];
    },
    reset: () => {},
  });
  /** Everything due by then, promises in between included. */
  const passMs = async (ms: number): Promise<void> => {
    const untilMs = clock.nowMs() + ms;
    for (let quietRounds = 0; quietRounds < 3; ) {
      await new Promise((resolve) => setImmediate(resolve));
      quietRounds = clock.runNext(untilMs) ? 0 : quietRounds + 1;
    }
    clock.moveTo(untilMs);
  };
  const line = { socket, messages, passMs, twin: used, sound: () => soundBytes, closed: () => closed };
  return line;
}

describe("an opening", () => {
  const refused = (path: string, authorization?: string): unknown => {
    const opening = openingOf(new DeepgramTwin({ apiKey: "K" }), path, authorization);
    return typeof opening === "object" ? [opening.status, opening.headers["dg-error"]] : opening;
  };

  it.each(["Token K", "Bearer K", "token K"])("is accepted with %s", (authorization) => {
    expect(refused(LISTEN, authorization)).toBeTypeOf("function");
  });

  it.each(["Token wrong", "K", ""])("is refused with %j", (authorization) => {
    expect(refused(LISTEN, authorization)).toEqual([401, "Invalid credentials."]);
  });

  it.each([
    [LISTEN.replace("nova-3", "nova-9"), "No such model"],
    [LISTEN.replace("nova-3", "aura-2-thalia-en"), "No such model"],
    [LISTEN.replace("mulaw", "mp3"), "encoding"],
    [LISTEN.replace("&sample_rate=8000", ""), "sample_rate"],
    [`${LISTEN}&utterance_end_ms=500`, "utterance_end_ms"],
    [`${LISTEN.replace("interim_results=true&", "")}&utterance_end_ms=1000`, "interim_results"],
    [`${LISTEN.replace("nova-3", "nova-2")}&keyterm=x`, "nova-3"],
    [`${FLUX}&interim_results=true`, "interim_results"],
    [`${FLUX}&language_hint=en`, "flux-general-multi"],
    [`${FLUX}&eager_eot_threshold=0.2`, "eager_eot_threshold"],
    [`${FLUX}&eot_threshold=2`, "eot_threshold"],
    [FLUX.replace("flux-general-en", "nova-3"), "No such model"],
    [SPEAK.replace("mulaw", "opus"), "encoding"],
    [SPEAK.replace("aura-2-thalia-en", "flux-alexis-en"), "No such model"],
    [`${SPEAK}&speed=9`, "speed"],
  ])("%s is refused with 400", (path, why) => {
    expect(refused(path)).toEqual([400, expect.stringContaining(why)]);
  });

  it("elsewhere is refused with 404", () => {
    expect(refused("/v3/listen")).toEqual([404, "Not found."]);
    const elsewhere = { method: "GET", path: "/v1/nothing", query: new URLSearchParams(), body: "" };
    expect(new DeepgramTwin().handle({ ...elsewhere, headers: { authorization: "Token K" } }).status).toBe(404);
  });
});

describe("/v1/listen", () => {
  it("tells one utterance as the sheet has it", async () => {
    const line = connect(`${LISTEN}&utterance_end_ms=1000`);
    line.twin.says(TEXT);
    for (const audio of [quiet(500), SPEECH, quiet(2_500)]) line.socket.binary(audio);
    await line.passMs(10);
    const kinds = line.messages.map(({ type, is_final, speech_final }) =>
      type === "Results" ? `${is_final ? "final" : "interim"}${speech_final ? ", pause" : ""}` : type,
    );
    expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual([
      ...["interim", "SpeechStarted", "interim", "final, pause", "interim", "UtteranceEnd", "interim"],
    ]);
    const final = line.messages.find(({ speech_final }) => speech_final === true);
    expect(final).toMatchObject({ start: 0, channel_index: [0, 1], from_finalize: false });
    expect(final).toMatchObject({ channel: { alternatives: [{ transcript: TEXT }] } });
  });

  it("makes a window final every few seconds of unbroken speech, and no word is lost or doubled", async () => {
    const line = connect(LISTEN);
    const words = Array.from({ length: 40 }, (_, index) => `word${index}`);
    line.twin.says(words.join(" "));
    line.socket.binary(new Uint8Array(Buffer.concat([...Array<Uint8Array>(8).fill(SPEECH), quiet(600)])));
    await line.passMs(10);
    const finals = line.messages.filter(({ is_final }) => is_final === true) as {
      channel: { alternatives: { transcript: string }[] };
      speech_final: boolean;
    }[];
    expect(finals.length).toBeGreaterThan(2);
    const heard = finals.map(({ channel }) => channel.alternatives[0]?.transcript).join(" ");
    expect(heard.split(" ").filter(Boolean)).toEqual(words);
  });

  it("flushes at Finalize, and ends the stream with Metadata at CloseStream", async () => {
    const line = connect(LISTEN);
    line.twin.says(TEXT);
    line.socket.binary(SPEECH);
    line.socket.text('{"type":"Finalize"}');
    line.socket.text('{"type":"CloseStream"}');
    await line.passMs(10);
    expect(line.messages.at(-2)).toMatchObject({ is_final: true, from_finalize: true });
    expect(line.messages.at(-1)).toMatchObject({ type: "Metadata", channels: 1, duration: expect.any(Number) });
    expect(line.closed()).toEqual([1_000, ""]);
  });

  it("closes a stream without audio or KeepAlive for 10 s, and keeps one with", async () => {
    const line = connect(LISTEN);
    for (let count = 0; count < 4; count += 1) {
      await line.passMs(8_000);
      line.socket.text('{"type":"KeepAlive"}');
    }
    expect(line.closed()).toBeNull();
    await line.passMs(10_001);
    expect(line.closed()).toEqual([1_011, expect.stringContaining("NET-0001")]);
  });

  it.each(['{"type":"Nonsense"}', "/////w==", '{"audio":"/////w=="}'])("does not take %s for audio", async (text) => {
    const line = connect(LISTEN);
    line.socket.text(text);
    await line.passMs(10);
    expect(line.closed()).toEqual([1_008, expect.stringContaining("DATA-0000")]);
  });

  it("answers at published latencies, the same for the same seed", async () => {
    const answered = async (seed: number) => {
      const line = connect(LISTEN, { latencies: undefined, seed });
      line.twin.says(TEXT);
      line.socket.binary(SPEECH);
      await line.passMs(119);
      const early = line.messages.length;
      await line.passMs(400);
      return [early, line.messages.length];
    };
    const [early, all] = await answered(3);
    expect([early, (all ?? 0) > 2]).toEqual([0, true]);
    expect(await answered(3)).toEqual([early, all]);
  });
});

describe("/v2/listen", () => {
  it("closes on a KeepAlive, which this protocol does not have", async () => {
    const line = connect(FLUX);
    line.socket.text('{"type":"KeepAlive"}');
    await line.passMs(10);
    expect(line.messages).toMatchObject([{ type: "Connected" }, { type: "Error", sequence_id: 1 }]);
    expect(line.closed()?.[0]).toBe(1_008);
  });

  it.each([
    ["&eot_threshold=0.95&eot_timeout_ms=500", "timeout"],
    ["", "model"],
  ])("ends a turn with %j by %s", async (query, trigger) => {
    const line = connect(`${FLUX}${query}`);
    line.twin.says(TEXT);
    for (const audio of [SPEECH, quiet(1_500)]) line.socket.binary(audio);
    await line.passMs(10);
    expect(line.messages.at(-1)).toMatchObject({ event: "EndOfTurn", trigger, transcript: TEXT, turn_index: 0 });
  });

  it("ends a turn when it is told to", async () => {
    const line = connect(FLUX);
    line.twin.says(TEXT);
    line.socket.binary(SPEECH);
    line.socket.text('{"type":"ForceEndTurn"}');
    await line.passMs(10);
    expect(line.messages.at(-1)).toMatchObject({ event: "EndOfTurn", trigger: "manual" });
  });
});

describe("/v1/speak", () => {
  const say = (line: ReturnType<typeof connect>, ...messages: object[]): void => {
    for (const message of messages) line.socket.text(JSON.stringify(message));
  };

  it("keeps text until a sentence ends or a flush", async () => {
    const line = connect(SPEAK);
    say(line, { type: "Speak", text: "One moment" });
    await line.passMs(1_000);
    expect(line.sound()).toBe(0);
    say(line, { type: "Speak", text: ", please. And " });
    await line.passMs(1_000);
    const sentence = line.sound();
    expect(sentence).toBe(tonalSpeech("One moment, please.").audio.length);
    say(line, { type: "Flush" });
    await line.passMs(1_000);
    expect(line.sound()).toBeGreaterThan(sentence);
    expect(line.messages.map(({ type }) => type)).toEqual(["Metadata", "Flushed"]);
  });

  it("warns at the 21st flush within a minute and does not do it", async () => {
    const line = connect(SPEAK);
    for (let count = 0; count < 21; count += 1) say(line, { type: "Speak", text: "Yes" }, { type: "Flush" });
    await line.passMs(1_000);
    const kinds = line.messages.map(({ type }) => type);
    expect(kinds.filter((kind) => kind === "Flushed").length).toBe(20);
    expect(kinds.at(-1)).toBe("Warning");
    await line.passMs(30_000);
    say(line, { type: "Speak", text: "Yes" });
    await line.passMs(30_000);
    say(line, { type: "Flush" });
    await line.passMs(10);
    expect(line.messages.at(-1)?.type).toBe("Flushed");
  });

  it("lets sound under way arrive after Clear, and none after Cleared", async () => {
    const latencies = { ...NO_LATENCIES, betweenAudioMs: () => 20, clearedMs: () => 50 };
    const line = connect(SPEAK, { latencies });
    say(line, { type: "Speak", text: TEXT }, { type: "Flush" });
    await line.passMs(45);
    const before = line.sound();
    say(line, { type: "Clear" });
    await line.passMs(51);
    expect(line.messages.at(-1)).toEqual({ type: "Cleared", sequence_id: 1 });
    const after = line.sound();
    expect(after).toBeGreaterThan(before);
    await line.passMs(5_000);
    expect(line.sound()).toBe(after);
  });

  it.each([
    ["binary", "DATA-0000"],
    ['{"type":"Nonsense"}', "DATA-0000"],
    [JSON.stringify({ type: "Speak", text: "x".repeat(2_001) }), "DATA-0001"],
  ])("closes on %.40s", async (text, reason) => {
    const line = connect(SPEAK);
    if (text === "binary") line.socket.binary(SPEECH);
    else line.socket.text(text);
    await line.passMs(10);
    expect(line.closed()).toEqual([1_008, expect.stringContaining(reason)]);
  });

  it("closes after a minute without a message", async () => {
    const line = connect(SPEAK);
    await line.passMs(60_001);
    expect(line.closed()?.[0]).toBe(1_011);
  });
});
