import type { Fault } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { realtimeFromChoice, transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";
import { OPENAI_FAULTS } from "./openai-faults.ts";

const TELEPHONE = { encoding: "mulaw", sampleRateHz: 8_000 } as const;
const LOCAL = { provider: "openai-compatible", baseUrl: "http://127.0.0.1:9/v1" };

const firstFault = (
  transcriber: ReturnType<typeof transcriberFromChoice>,
  format: object = TELEPHONE,
): Promise<Fault> =>
  new Promise((resolve) => {
    const options = { format: format as typeof TELEPHONE, language: "en" };
    transcriber.open(options, { partial() {}, final() {}, fault: resolve });
  });

describe("a part by its choice", () => {
  it("is named by provider and model, with a default for each kind", () => {
    expect(transcriberFromChoice({}, {}).id).toBe("openai/gpt-live-transcribe");
    expect(transcriberFromChoice({ id: "whisper-1" }, {}).id).toBe("openai/whisper-1");
    expect(transcriberFromChoice({ ...LOCAL, id: "small.en" }, {}).id).toBe("openai-compatible/small.en");
    expect(voiceFromChoice({}, {}).id).toBe("openai/marin/gpt-4o-mini-tts");
    expect(voiceFromChoice({ id: "cedar", model: "tts-1-hd" }, {}).id).toBe("openai/cedar/tts-1-hd");
    expect(voiceFromChoice({ id: "tts-1", voice: "onyx" }, {}).id).toBe("openai/onyx/tts-1");
    expect(realtimeFromChoice({}, {}).id).toBe("openai/gpt-realtime-2.1");
    expect(realtimeFromChoice({ id: "gpt-realtime-2.1-mini" }, {}).id).toBe("openai/gpt-realtime-2.1-mini");
  });

  it.each([
    [{}, "openai-key-missing"],
    [{ apiKey: "sk-in-the-assistant" }, "openai-key-missing"],
    [{ id: "whisper-1" }, "openai-key-missing"],
    [{ ...LOCAL, baseUrl: "" }, "openai-base-url-invalid"],
  ])("as %j takes its key and address from where they belong: %s", async (choice, code) => {
    expect(await firstFault(transcriberFromChoice(choice, {}))).toMatchObject({ code, retryable: false });
  });

  it("does not send OpenAI's key to another server, and needs none there", async () => {
    const environment = { OPENAI_API_KEY: "sk-secret", OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
    const elsewhere = transcriberFromChoice({ baseUrl: "https://api.openai.com/v1" }, environment);
    expect((await firstFault(elsewhere)).code).toBe("openai-key-missing");
    expect((await firstFault(transcriberFromChoice({}, environment))).code).toBe("openai-connect-failed");
  });

  it("is refused in a format that nobody speaks here, without asking anybody", async () => {
    const format = { encoding: "pcm16", sampleRateHz: 16_000 };
    for (const id of ["whisper-1", "gpt-live-transcribe"]) {
      const fault = await firstFault(transcriberFromChoice({ id }, { OPENAI_API_KEY: "k" }), format);
      expect(fault.code).toBe("openai-format-unsupported");
    }
  });

  it("says nothing once closed, not even that it failed", async () => {
    const told: unknown[] = [];
    const fault = (one: unknown) => void told.push(one);
    const sink = { partial() {}, final() {}, heard() {}, opened() {}, fault };
    const rest = { language: "en", instructions: "", tools: [] };
    transcriberFromChoice({}, {}).open({ format: TELEPHONE, language: "en" }, sink).close();
    realtimeFromChoice({}, {})
      .open({ format: TELEPHONE, ...rest }, sink)
      .close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
  });
});

it("every fault says what it is and how to fix it", () => {
  for (const [code, { says, fix }] of Object.entries(OPENAI_FAULTS)) {
    expect(code).toMatch(/^openai(-[a-z]+)+$/);
    expect(says).toMatch(/OpenAI.*\.$/);
    expect(fix).toMatch(/\.$/);
  }
});
