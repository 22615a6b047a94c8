/** The twin by itself, in virtual time and without sockets. */
import { VirtualClock } from "@offhook/engine/testing";
import { tonalSpeech } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { ElevenLabsTwin, type ElevenLabsTwinOptions } from "./elevenlabs-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";
import { TWIN_VOICES } from "./voices.ts";

const VOICE = TWIN_VOICES[0]?.voice_id ?? "";
const PATH = `/v1/text-to-speech/${VOICE}/multi-stream-input?model_id=eleven_flash_v2_5&output_format=ulaw_8000`;

interface Message {
  audio?: string;
  isFinal?: boolean;
  contextId?: string;
  error?: string;
  alignment?: { chars: string[] };
}

function connect(path = PATH, options: ElevenLabsTwinOptions = {}, key: string | undefined = "K") {
  const clock = new VirtualClock();
  const twin = new ElevenLabsTwin({ apiKey: "K", latencies: NO_LATENCIES, clock, ...options });
  const url = new URL(path, "http://twin");
  const headers = key ? { "xi-api-key": key } : {};
  const opening = twin.open({ method: "GET", path: url.pathname, query: url.searchParams, headers, body: "" });
  if (typeof opening !== "function") throw new Error("refused");
  const messages: Message[] = [];
  let closed: [number, string] | null = null;
  const socket = opening({
    send: (message) => void messages.push(JSON.parse(String(message)) as Message),
    close: (code, reason) => {
      closed = [code, reason];
    },
    reset: () => {},
  });
  const passMs = (ms: number): void => {
    const untilMs = clock.nowMs() + ms;
    while (clock.runNext(untilMs)) {}
    clock.moveTo(untilMs);
  };
  const say = (...said: object[]): void => {
    for (const message of said) socket.text(JSON.stringify(message));
    passMs(10);
  };
  const soundOf = (id: string): number =>
    messages
      .filter(({ contextId }) => contextId === id)
      .reduce((sum, { audio }) => sum + Buffer.from(audio ?? "", "base64").length, 0);
  return { messages, say, passMs, soundOf, closed: () => closed };
}

describe("multi-stream-input", () => {
  it("keeps a context's text until a flush, and says that it is complete when it is closed", () => {
    const line = connect();
    line.say({ text: " ", context_id: "a" }, { text: "Hello there. ", context_id: "a" });
    expect(line.messages).toEqual([]);
    line.say({ context_id: "a", flush: true });
    expect(line.soundOf("a")).toBe(tonalSpeech("Hello there.").audio.length);
    expect(line.messages.some(({ isFinal }) => isFinal === true)).toBe(false);
    line.say({ context_id: "a", close_context: true });
    expect(line.messages.at(-1)).toEqual({ isFinal: true, contextId: "a" });
  });

  it("speaks without a flush once there is enough text, or at once in auto mode", () => {
    const usual = connect();
    usual.say({ text: "This goes on. ".repeat(10), context_id: "a" });
    expect(usual.soundOf("a")).toBeGreaterThan(0);
    const auto = connect(`${PATH}&auto_mode=true`);
    auto.say({ text: "Hello. ", context_id: "a" });
    expect(auto.soundOf("a")).toBeGreaterThan(0);
  });

  it("gives characters whose order is the text's, cut at no particular place", () => {
    const line = connect();
    line.say({ text: "Would you like to come? ", context_id: "a" }, { context_id: "a", flush: true });
    const letters = line.messages.flatMap(({ alignment }) => alignment?.chars ?? []).join("");
    expect(letters).toBe("Would you like to come?");
    expect(line.messages.length).toBeGreaterThan(2);
  });

  it("keeps contexts apart", () => {
    const line = connect();
    for (const id of ["a", "b"]) line.say({ text: `Context ${id}. `, context_id: id });
    line.say({ context_id: "b", flush: true });
    expect([line.soundOf("a"), line.soundOf("b") > 0]).toEqual([0, true]);
  });

  it("refuses a sixth context", () => {
    const line = connect();
    for (const id of ["a", "b", "c", "d", "e"]) line.say({ text: " ", context_id: id });
    expect(line.closed()).toBeNull();
    line.say({ text: " ", context_id: "f" });
    expect(line.messages.at(-1)?.error).toBe("max_active_contexts_exceeded");
    expect(line.closed()?.[0]).toBe(1_008);
  });

  it("closes when nobody has said anything for as long as was asked, and an empty text counts", () => {
    const line = connect(`${PATH}&inactivity_timeout=60`);
    line.passMs(50_000);
    line.say({ text: "", context_id: "a" });
    line.passMs(50_000);
    expect(line.closed()).toBeNull();
    line.passMs(11_000);
    expect(line.messages.at(-1)?.error).toBe("input_timeout_exceeded");
    const usual = connect();
    usual.passMs(20_001);
    expect(usual.closed()?.[0]).toBe(1_008);
  });

  it.each([
    [PATH, "wrong", "invalid_api_key"],
    [PATH, "", "missing_api_key"],
    [PATH.replace(VOICE, "nobody"), "K", "voice_id_does_not_exist"],
    [PATH.replace("eleven_flash_v2_5", "nothing"), "K", "model_id_does_not_exist"],
    [PATH.replace("ulaw_8000", "ulaw_9000"), "K", "invalid_output_format"],
  ])("%s with key %j says %s, then closes", (path, key, error) => {
    const line = connect(path, {}, key);
    line.say({ text: " ", context_id: "a" });
    expect(line.messages).toMatchObject([{ error, code: 1_008 }]);
    expect(line.closed()?.[0]).toBe(1_008);
  });

  it.each(["[]", "x", '{"text":"a","context_id":7}'])("refuses %s", (text) => {
    const line = connect();
    line.say(JSON.parse(text === "x" ? '"x"' : text) as object);
    expect(line.closed()?.[0]).toBe(1_008);
  });
});
