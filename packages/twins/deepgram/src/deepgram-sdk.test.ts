/** Deepgram's own SDK, unmodified, works against the twin: it is the oracle of the twin's shapes. */
import { DeepgramClient } from "@deepgram/sdk";
import { type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeepgramTwin } from "./deepgram-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";

const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const TELEPHONE = { encoding: "mulaw", sample_rate: 8_000 } as const;
/** Long enough for a machine that has other things to do. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 });
const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

interface Message {
  type?: string;
  [field: string]: unknown;
}

describe("the vendor's SDK", () => {
  const twin = new DeepgramTwin({ apiKey: "K", latencies: NO_LATENCIES }).hears(() => TEXT);
  let served: ServedTwin;
  beforeAll(async () => {
    served = await serveSocketTwin(twin);
  });
  afterAll(() => served.close());

  const client = (apiKey = "K"): DeepgramClient => {
    const { baseUrl: base } = served;
    const production = base.replace("http", "ws");
    return new DeepgramClient({ apiKey, environment: { base, production, agent: production, agentRest: base } });
  };

  it("hears an utterance by /v1/listen, and the stream's end", async () => {
    const socket = await client().listen.v1.connect({
      ...{ model: "nova-3", ...TELEPHONE, endpointing: 300, utterance_end_ms: 1_000 },
      ...{ interim_results: "true", vad_events: "true", reconnectAttempts: 0, keyterm: ["a b", "c"] },
    });
    const messages: Message[] = [];
    socket.on("message", (message) => void messages.push(message as unknown as Message));
    socket.connect();
    await socket.waitForOpen();
    for (const audio of [SPEECH, quiet(1_500)]) socket.sendMedia(audio);
    socket.sendKeepAlive({ type: "KeepAlive" });
    await eventually(() => messages.some(({ type }) => type === "UtteranceEnd")).toBe(true);
    socket.sendMedia(SPEECH);
    socket.sendFinalize({ type: "Finalize" });
    await eventually(() => messages.some(({ from_finalize }) => from_finalize === true)).toBe(true);
    socket.sendCloseStream({ type: "CloseStream" });
    await eventually(() => messages.at(-1)?.type).toBe("Metadata");
    const finals = messages.filter(({ speech_final }) => speech_final === true);
    expect(finals[0]).toMatchObject({ is_final: true, channel: { alternatives: [{ transcript: TEXT }] } });
    expect(messages.map(({ type }) => type)).toContain("SpeechStarted");
    expect(twin.seen.at(-1)?.query.getAll("keyterm")).toEqual(["a b", "c"]);
    socket.close();
  });

  it("hears a turn by /v2/listen", async () => {
    const socket = await client().listen.v2.connect({
      ...{ model: "flux-general-en", ...TELEPHONE, eager_eot_threshold: 0.4, reconnectAttempts: 0 },
    });
    const messages: Message[] = [];
    socket.on("message", (message) => void messages.push(message as unknown as Message));
    socket.connect();
    await socket.waitForOpen();
    for (const audio of [SPEECH, quiet(150), SPEECH, quiet(1_000)]) socket.sendMedia(audio);
    await eventually(() => messages.at(-1)?.event).toBe("EndOfTurn");
    const events = messages.map(({ event, type }) => event ?? type);
    const order = [
      "Connected",
      "StartOfTurn",
      "Update",
      "EagerEndOfTurn",
      "TurnResumed",
      "EagerEndOfTurn",
      "EndOfTurn",
    ];
    expect(events.filter((event, at) => event !== "Update" || events[at - 1] === "StartOfTurn")).toEqual(order);
    expect(messages.map(({ sequence_id }) => sequence_id)).toEqual(messages.map((_, index) => index));
    expect(messages.at(-1)).toMatchObject({ transcript: TEXT, turn_index: 0, trigger: "model" });
    socket.sendConfigure({ type: "Configure", keyterms: ["x"] });
    await eventually(() => messages.at(-1)?.type).toBe("ConfigureSuccess");
    socket.sendCloseStream({ type: "CloseStream" });
    await eventually(() => twin.seen.at(-1)?.closedWith).toBe(1_000);
    socket.close();
  });

  it("speaks by /v1/speak, and is cleared", async () => {
    const socket = await client().speak.v1.connect({
      ...{ model: "aura-2-thalia-en", encoding: "mulaw", sample_rate: "8000", reconnectAttempts: 0 },
    });
    const messages: Message[] = [];
    let soundBytes = 0;
    socket.on("message", (message) => {
      const data = message as unknown;
      if (data instanceof Blob) soundBytes += data.size;
      else if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) soundBytes += data.byteLength;
      else messages.push(data as Message);
    });
    socket.connect();
    await socket.waitForOpen();
    socket.sendText({ type: "Speak", text: TEXT });
    socket.sendFlush({ type: "Flush" });
    await eventually(() => messages.at(-1)).toEqual({ type: "Flushed", sequence_id: 0 });
    expect(messages[0]).toMatchObject({ type: "Metadata", model_name: "aura-2-thalia-en" });
    expect(soundBytes).toBe(SPEECH.length);
    socket.sendClear({ type: "Clear" });
    await eventually(() => messages.at(-1)).toEqual({ type: "Cleared", sequence_id: 1 });
    socket.sendClose({ type: "Close" });
    await eventually(() => twin.seen.at(-1)?.closedWith).toBe(1_000);
    socket.close();
  });

  it("is refused with a wrong key", async () => {
    const socket = await client("wrong").listen.v1.connect({ model: "nova-3", reconnectAttempts: 0 });
    const failed = new Promise((resolve) => socket.on("error", resolve));
    socket.connect();
    expect(await failed).toBeDefined();
    expect(twin.seen.at(-1)).toMatchObject({ refused: 401 });
    socket.close();
  });
});
