import { describe, expect, it } from "vitest";
import { DEEPGRAM_FAULTS } from "./faults.ts";
import { transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";

const TELEPHONE = { encoding: "mulaw", sampleRateHz: 8_000 } as const;

describe("a part by its choice", () => {
  it("is named by provider and model, with a default for each kind", () => {
    expect(transcriberFromChoice({ id: "flux-general-en" }, {}).id).toBe("deepgram/flux-general-en");
    expect(transcriberFromChoice({}, {}).id).toBe("deepgram/nova-3");
    expect(voiceFromChoice({ id: "aura-2-apollo-en" }, {}).id).toBe("deepgram/aura-2-apollo-en");
    expect(voiceFromChoice({}, {}).id).toBe("deepgram/aura-2-thalia-en");
  });

  it("takes its key from the environment, never from the choice", async () => {
    const heard = await new Promise((resolve) => {
      const sink = { partial() {}, final() {}, fault: resolve };
      transcriberFromChoice({ apiKey: "dg-in-the-assistant" }, {}).open({ format: TELEPHONE, language: "en" }, sink);
    });
    expect(heard).toMatchObject({ code: "deepgram-key-missing", retryable: false });
  });

  it.each([
    ["aura-2-thalia-en", TELEPHONE, "deepgram-model-unknown"],
    ["flux-alexis-en", TELEPHONE, "deepgram-model-unknown"],
    ["nova-3", { encoding: "pcm16", sampleRateHz: 16_000 } as const, "deepgram-format-unsupported"],
  ])("%s in %j is refused as a transcriber without asking anybody", async (id, format, code) => {
    const environment = { DEEPGRAM_API_KEY: "k", DEEPGRAM_BASE_URL: "http://127.0.0.1:9" };
    const fault = await new Promise((resolve) => {
      const sink = { partial() {}, final() {}, fault: resolve };
      transcriberFromChoice({ id }, environment).open({ format, language: "en" }, sink);
    });
    expect(fault).toMatchObject({ code });
  });

  it("says nothing once closed, not even that it failed", async () => {
    const told: unknown[] = [];
    const sink = { partial() {}, final() {}, fault: (fault: unknown) => void told.push(fault) };
    transcriberFromChoice({}, {}).open({ format: TELEPHONE, language: "en" }, sink).close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
  });
});

it("every fault says what it is and how to fix it", () => {
  for (const [code, { says, fix }] of Object.entries(DEEPGRAM_FAULTS)) {
    expect(code).toMatch(/^deepgram(-[a-z]+)+$/);
    expect(says).toMatch(/Deepgram.*\.$/);
    expect(fix).toMatch(/\.$/);
  }
});
