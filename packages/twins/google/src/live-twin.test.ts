/** Google's own SDK, unmodified, works against the twin: it is the oracle of the twin's shapes. */
import {
  type FunctionResponse,
  GoogleGenAI,
  type LiveConnectConfig,
  type LiveServerMessage,
  Modality,
} from "@google/genai";
import { mulawToPcm, resample } from "@offhook/engine/audio";
import { type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterEach, describe, expect, it } from "vitest";
import { NO_LIVE_LATENCIES } from "./live-latencies.ts";
import { LiveTwin, type LiveTwinOptions } from "./live-twin.ts";

const MODEL = "gemini-3.8-live";
const SPEECH = resample(mulawToPcm(tonalSpeech("Book a table, please.").audio), 8_000, 16_000);
const BOOK = { name: "book", description: "Books.", behavior: "BLOCKING" };
const OWN_TURNS = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };
/** Long enough for a machine that has other things to do. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 5 });

const served: ServedTwin[] = [];
afterEach(async () => {
  for (const one of served.splice(0)) await one.close();
});

async function twinWith(options: LiveTwinOptions = {}) {
  const twin = new LiveTwin({ apiKey: "K", latencies: NO_LIVE_LATENCIES, waitsForPlayback: false, ...options });
  const server = await serveSocketTwin(twin);
  served.push(server);
  const open = (config: LiveConnectConfig = {}, apiKey = "K", model = MODEL) => {
    const messages: LiveServerMessage[] = [];
    const closes: { code: number; reason: string }[] = [];
    const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: server.baseUrl } });
    const ready = client.live.connect({
      model,
      config: { responseModalities: [Modality.AUDIO], ...config },
      callbacks: {
        onmessage: (message) => void messages.push(message),
        onclose: ({ code, reason }) => void closes.push({ code, reason }),
      },
    });
    const contents = () => messages.flatMap(({ serverContent }) => (serverContent ? [serverContent] : []));
    return { ready, messages, closes, contents };
  };
  const connect = async (config: LiveConnectConfig = {}) => {
    const { ready, ...heard } = open(config);
    return { session: await ready, ...heard };
  };
  return { twin, open, connect };
}

type Session = Awaited<ReturnType<Awaited<ReturnType<typeof twinWith>>["connect"]>>["session"];

function speak(session: Session, pcm = SPEECH): void {
  const data = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString("base64");
  session.sendRealtimeInput({ audio: { data, mimeType: "audio/pcm;rate=16000" } });
}

function sayTurn(session: Session): void {
  session.sendRealtimeInput({ activityStart: {} });
  speak(session);
  session.sendRealtimeInput({ activityEnd: {} });
}

describe("the vendor's SDK", () => {
  it.each([false, true])("is heard and answered (JSON in binary frames: %s)", async (binary) => {
    const { twin, connect } = await twinWith({ binary });
    twin.says("Book a table, please.").replies("Of course, for how many?");
    const { session, contents, messages } = await connect({
      ...{ ...OWN_TURNS, inputAudioTranscription: {}, outputAudioTranscription: {}, sessionResumption: {} },
      systemInstruction: "Be brief.",
    });
    sayTurn(session);
    await eventually(() => contents().some(({ turnComplete }) => turnComplete)).toBe(true);
    const text = (of: "inputTranscription" | "outputTranscription") =>
      contents()
        .map((content) => content[of]?.text ?? "")
        .join("");
    expect(text("inputTranscription")).toBe("Book a table, please.");
    expect(text("outputTranscription")).toBe("Of course, for how many?");
    const parts = contents().flatMap(({ modelTurn }) => modelTurn?.parts ?? []);
    const bytes = parts.reduce((sum, { inlineData }) => sum + Buffer.from(inlineData?.data ?? "", "base64").length, 0);
    expect(bytes).toBe(tonalSpeech("Of course, for how many?").audio.length * 6);
    expect(parts[0]?.inlineData?.mimeType).toBe("audio/pcm;rate=24000");
    const ends = contents()
      .flatMap((one) => Object.keys(one))
      .filter((key) => /Complete|interrupted/.test(key));
    expect(ends).toEqual(["generationComplete", "turnComplete"]);
    const usage = messages.find(({ usageMetadata }) => usageMetadata)?.usageMetadata;
    expect(usage?.responseTokensDetails?.[0]?.tokenCount).toBeGreaterThan(20);
    await eventually(() => messages.at(-1)?.sessionResumptionUpdate).toMatchObject({ resumable: true });
    expect(twin.seen[0]?.conversation).toMatchObject([
      { role: "user", text: "Book a table, please." },
      { role: "model", text: "Of course, for how many?" },
    ]);
    session.close();
  });

  it("waits for a tool's result, and goes on in the same turn", async () => {
    const { twin, connect } = await twinWith();
    twin.replies({ text: "One moment.", calls: [{ name: "book", args: { slot: "10:00" } }] }, "Done.");
    const { session, contents, messages } = await connect({ tools: [{ functionDeclarations: [BOOK as never] }] });
    session.sendClientContent({ turns: "Book ten o'clock", turnComplete: true });
    await eventually(() => messages.some(({ toolCall }) => toolCall)).toBe(true);
    expect(contents().some(({ turnComplete }) => turnComplete)).toBe(false);
    const call = messages.find(({ toolCall }) => toolCall)?.toolCall?.functionCalls?.[0];
    expect(call).toEqual({ id: "function-call-1", name: "book", args: { slot: "10:00" } });
    const response: FunctionResponse = { id: "function-call-1", name: "book", response: { output: { ok: true } } };
    session.sendToolResponse({ functionResponses: [response] });
    await eventually(() => contents().filter(({ turnComplete }) => turnComplete).length).toBe(1);
    session.close();
  });

  it("interrupts a reply and the call that it waited for", async () => {
    const { twin, connect } = await twinWith();
    twin.replies({ text: "One moment.", calls: [{ name: "book" }] });
    const config = { ...OWN_TURNS, tools: [{ functionDeclarations: [BOOK as never] }] };
    const { session, contents, messages } = await connect(config);
    session.sendClientContent({ turns: "Book it" });
    await eventually(() => messages.some(({ toolCall }) => toolCall)).toBe(true);
    session.sendRealtimeInput({ activityStart: {} });
    await eventually(() => contents().at(-1)).toEqual({ turnComplete: true });
    expect(contents().some(({ interrupted }) => interrupted)).toBe(true);
    expect(contents().some(({ generationComplete }) => generationComplete)).toBe(false);
    const cancelled = messages.find(({ toolCallCancellation }) => toolCallCancellation)?.toolCallCancellation;
    expect(cancelled).toEqual({ ids: ["function-call-1"] });
    session.close();
  });

  it("leaves the turns to the server where it wants to", async () => {
    const { twin, connect } = await twinWith();
    twin.replies("Yes?");
    const { session, contents } = await connect();
    speak(session);
    speak(session, new Int16Array(16_000));
    await eventually(() => contents().at(-1)?.turnComplete).toBe(true);
    expect(twin.seen[0]?.conversation[0]).toMatchObject({ role: "user" });
    session.close();
  });

  it("is told to go, and takes the session up again by its handle", async () => {
    const { twin, connect } = await twinWith();
    const first = await connect({ sessionResumption: {} });
    first.session.sendClientContent({ turns: "My name is Ann." });
    const handle = () => first.messages.findLast((one) => one.sessionResumptionUpdate)?.sessionResumptionUpdate;
    await eventually(() => handle()?.newHandle).toBe("handle-1");
    twin.goAway(50_000);
    await eventually(() => first.messages.at(-1)?.goAway).toEqual({ timeLeft: "50s" });
    first.session.close();
    await eventually(() => twin.seen[0]?.closedWith).not.toBeNull();
    const second = await connect({ sessionResumption: { handle: "handle-1" } });
    expect(twin.seen[1]?.conversation[0]).toEqual({ role: "user", text: "My name is Ann." });
    second.session.close();
  });

  it.each([
    [{}, "gemini-0", 1_008, "is not found for API version v1beta"],
    [{ responseModalities: [Modality.TEXT] }, MODEL, 1_007, "Cannot extract voices"],
    [{ thinkingConfig: { thinkingBudget: 0 } }, MODEL, 1_007, "thinking_config"],
    [{ sessionResumption: { handle: "lost" } }, MODEL, 1_008, "not found"],
  ] as [LiveConnectConfig, string, number, string][])(
    "is shut out for %j of %s",
    async (config, model, code, reason) => {
      const { open } = await twinWith();
      const { closes, messages } = open(config, "K", model);
      await eventually(() => closes.length).toBe(1);
      expect(closes[0]?.code).toBe(code);
      expect(closes[0]?.reason).toContain(reason);
      expect(messages).toEqual([]);
    },
  );

  it("is refused with a wrong key", async () => {
    const { open, twin } = await twinWith();
    const { closes } = open({}, "wrong");
    await eventually(() => closes.length).toBe(1);
    expect(twin.seen).toMatchObject([{ refused: 400 }]);
  });

  it("may not mark activities that the server finds itself, nor answer a call with a list", async () => {
    const { connect } = await twinWith();
    const marking = await connect();
    marking.session.sendRealtimeInput({ activityStart: {} });
    await eventually(() => marking.closes[0]?.reason).toContain("Explicit activity control");
    const wrong = await connect();
    wrong.session.sendToolResponse({ functionResponses: [{ id: "1", name: "f", response: [] as never }] });
    await eventually(() => wrong.closes[0]?.code).toBe(1_007);
  });

  it("takes sessions up one at a time", async () => {
    const { connect, open } = await twinWith();
    const first = await connect({ sessionResumption: {} });
    first.session.sendClientContent({ turns: "My name is Ann." });
    const handle = () => first.messages.findLast((one) => one.sessionResumptionUpdate)?.sessionResumptionUpdate;
    await eventually(() => handle()?.newHandle).toBe("handle-1");
    const second = open({ sessionResumption: { handle: "handle-1" } });
    await eventually(() => second.closes[0]?.code).toBe(1_011);
    first.session.close();
  });
});
