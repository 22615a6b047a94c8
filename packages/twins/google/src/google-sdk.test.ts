/** Google's own SDK, unmodified, works against the twin: it is the oracle of the twin's shapes. */
import { ApiError, type Content, type GenerateContentParameters, GoogleGenAI, Type } from "@google/genai";
import { type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GoogleTwin } from "./google-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";

const ASKED: GenerateContentParameters = { model: "gemini-3.8-flash", contents: "When are you open?" };
const TOOLS = [
  {
    functionDeclarations: [
      { name: "findOrder", parameters: { type: Type.OBJECT, properties: { n: { type: Type.NUMBER } } } },
      { name: "weather", parametersJsonSchema: { type: "object", properties: {}, additionalProperties: false } },
    ],
  },
];

describe("the vendor's SDK", () => {
  const twin = new GoogleTwin({ apiKey: "K", latencies: NO_LATENCIES });
  let served: ServedTwin;
  beforeAll(async () => {
    served = await serveSocketTwin(twin);
  });
  afterAll(() => served.close());

  const client = (apiKey = "K"): GoogleGenAI => new GoogleGenAI({ apiKey, httpOptions: { baseUrl: served.baseUrl } });

  it("gets an answer at once, with its tool calls", async () => {
    twin.next({ text: "One moment.", calls: [{ name: "findOrder", args: { n: 1 } }], thoughts: "Hm, an order." });
    const answer = await client().models.generateContent({ ...ASKED, config: { tools: TOOLS, maxOutputTokens: 50 } });
    expect(answer.candidates?.[0]?.content?.parts?.[0]).toEqual({ text: "One moment." });
    expect(answer.functionCalls).toMatchObject([{ name: "findOrder", args: { n: 1 } }]);
    expect(answer.usageMetadata?.thoughtsTokenCount).toBe(4);
  });

  it("streams an answer, word by word", async () => {
    twin.next("We are open from nine.");
    const words: string[] = [];
    const config = { systemInstruction: "Be brief.", thinkingConfig: { thinkingBudget: 0 } };
    const stream = await client().models.generateContentStream({ ...ASKED, config });
    let reason: string | undefined;
    for await (const chunk of stream) {
      words.push(chunk.text ?? "");
      reason = chunk.candidates?.[0]?.finishReason;
    }
    expect(words.join("")).toBe("We are open from nine.");
    expect(words.length).toBeGreaterThan(4);
    expect(reason).toBe("STOP");
    expect(twin.seen.at(-1)?.request.systemInstruction?.parts).toEqual([{ text: "Be brief." }]);
  });

  it("goes on after a tool call by giving back what it was given, and is refused where the signature is left out", async () => {
    const contents: Content[] = [{ role: "user", parts: [{ text: "My order?" }] }];
    twin.next({ calls: [{ name: "findOrder", args: { n: 1 } }] });
    const first = await client().models.generateContent({ ...ASKED, contents, config: { tools: TOOLS } });
    const response: Content = {
      role: "user",
      parts: [{ functionResponse: { name: "findOrder", response: { output: "left" } } }],
    };
    const said = first.candidates?.[0]?.content as Content;
    twin.next("It has left.");
    const second = await client().models.generateContent({ ...ASKED, contents: [...contents, said, response] });
    expect(second.text).toBe("It has left.");
    const unsigned: Content = { ...said, parts: said.parts?.map(({ thoughtSignature: _, ...part }) => part) };
    const again = client().models.generateContent({ ...ASKED, contents: [...contents, unsigned, response] });
    await expect(again).rejects.toThrow(/missing a `thought_signature`/);
  });

  it("is spoken to, in pieces of raw sound", async () => {
    const stream = await client().models.generateContentStream({
      model: "gemini-3.8-flash-tts",
      contents: "Good morning.",
      config: {
        responseModalities: ["AUDIO"],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: "Puck" } } },
      },
    });
    let bytes = 0;
    for await (const { candidates } of stream) {
      const blob = candidates?.[0]?.content?.parts?.[0]?.inlineData;
      bytes += Buffer.from(blob?.data ?? "", "base64").length;
      if (blob) expect(blob.mimeType).toContain("rate=24000");
    }
    expect(bytes).toBe(tonalSpeech("Good morning.").audio.length * 6);
    await expect(client().models.generateContent({ model: "gemini-3.8-flash-tts", contents: "Hi." })).rejects.toThrow(
      /response modalities \(TEXT\) is not supported/,
    );
  });

  it("lists the models", async () => {
    const names: (string | undefined)[] = [];
    for await (const { name } of await client().models.list()) names.push(name);
    expect(names).toContain("models/gemini-3.8-flash");
  });

  it("is told what is wrong, with the status", async () => {
    const problemOf = (asked: Partial<GenerateContentParameters>, key?: string): Promise<ApiError> =>
      client(key)
        .models.generateContent({ ...ASKED, ...asked })
        .then(
          () => Promise.reject(new Error("It was not refused")),
          (error: unknown) => error as ApiError,
        );
    expect(await problemOf({}, "other")).toMatchObject({
      status: 400,
      message: expect.stringContaining("API_KEY_INVALID"),
    });
    expect(await problemOf({ model: "gemini-9" })).toMatchObject({ status: 404 });
    twin.next({ trouble: { type: "refuse", status: 429 } });
    const limited = await problemOf({});
    expect(limited).toBeInstanceOf(ApiError);
    expect(limited).toMatchObject({ status: 429, message: expect.stringContaining("RESOURCE_EXHAUSTED") });
  });
});
