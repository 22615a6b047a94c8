/** OpenAI's own SDK, unmodified, works against the twin over HTTP: it is the oracle of the twin's shapes. */
import { mulawToPcm, parseWav, resample, writeWav } from "@offhook/engine/audio";
import { type ServedTwin, tonalSpeech } from "@offhook/twin-kit";
import OpenAI, { toFile } from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_LATENCIES } from "./latencies.ts";
import { OpenAiTwin } from "./openai-twin.ts";
import { serveTwin } from "./serve-twin.ts";

const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const ASKED = { model: "twin-model", messages: [{ role: "user", content: "When are you open?" }] } satisfies object;

describe("the vendor's SDK", () => {
  const twin = new OpenAiTwin({ apiKey: "K", latencies: NO_LATENCIES });
  let served: ServedTwin;
  beforeAll(async () => {
    served = await serveTwin(twin);
  });
  afterAll(() => served.close());

  const client = (apiKey = "K"): OpenAI => new OpenAI({ apiKey, baseURL: served.baseUrl, maxRetries: 0 });

  it("streams a chat completion, its tool calls and its usage", async () => {
    twin.next({ text: "Let me look.", calls: [{ id: "call_1", name: "findOrder", arguments: { orderNumber: "7" } }] });
    const tools = [{ type: "function", function: { name: "findOrder", parameters: { type: "object" } } }] as const;
    const stream = client().chat.completions.stream({
      ...{ model: "twin-model", messages: [{ role: "user", content: "Order 7?" }], tools: [...tools] },
      stream_options: { include_usage: true },
    });
    const { choices, usage } = await stream.finalChatCompletion();
    expect(choices[0]?.message).toMatchObject({
      content: "Let me look.",
      tool_calls: [{ id: "call_1", function: { name: "findOrder", arguments: '{"orderNumber":"7"}' } }],
    });
    expect(usage?.completion_tokens).toBeGreaterThan(0);
  });

  it("reads a whole completion, the list of models, and a refusal", async () => {
    twin.next("Nine to five.");
    const { choices } = await client().chat.completions.create({
      ...ASKED,
      messages: [{ role: "user", content: "?" }],
    });
    expect(choices[0]?.message.content).toBe("Nine to five.");
    expect((await client().models.list()).data.map(({ id }) => id)).toEqual(["twin-model"]);
    const refused = client("wrong").models.list();
    await expect(refused).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
  });

  it("has text spoken, raw and as a file", async () => {
    const asked = { model: "gpt-4o-mini-tts", voice: "marin", input: TEXT } as const;
    const raw = await client().audio.speech.create({ ...asked, response_format: "pcm" });
    const expected = resample(mulawToPcm(SPEECH), 8_000, 24_000);
    expect((await raw.arrayBuffer()).byteLength).toBe(expected.length * 2);
    const file = await client().audio.speech.create({ ...asked, response_format: "wav" });
    const wav = parseWav(new Uint8Array(await file.arrayBuffer()));
    expect(wav).toMatchObject({ ok: true, value: { sampleRateHz: 24_000, channels: 1 } });
    const wrong = client().audio.speech.create({ ...asked, voice: "nobody" });
    await expect(wrong).rejects.toMatchObject({ status: 400, param: "voice" });
    const long = client().audio.speech.create({ ...asked, input: "a".repeat(4_097) });
    await expect(long).rejects.toMatchObject({ status: 400, param: "input" });
  });

  it("has speech transcribed", async () => {
    twin.says(TEXT);
    const file = await toFile(writeWav([mulawToPcm(SPEECH)]), "speech.wav", { type: "audio/wav" });
    const words = await client().audio.transcriptions.create({
      ...{ file, model: "gpt-transcribe", language: "en", keywords: ["table", "window seat"] },
    });
    expect(words).toMatchObject({ text: TEXT, usage: { type: "duration" } });
    expect(twin.seenTranscriptions.at(-1)).toMatchObject({
      fields: { model: "gpt-transcribe", language: "en", keywords: "table,window seat" },
      durationMs: SPEECH.length / 8,
    });
    const broken = await toFile(new Uint8Array([1, 2, 3]), "speech.wav");
    const refused = client().audio.transcriptions.create({ file: broken, model: "whisper-1" });
    await expect(refused).rejects.toMatchObject({ status: 400, param: "file" });
    const unknown = client().audio.transcriptions.create({ file, model: "whisper-9" });
    await expect(unknown).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  });
});
