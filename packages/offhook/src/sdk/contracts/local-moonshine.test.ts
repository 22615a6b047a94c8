/** Moonshine's English model, laid into a folder as a user would, hears real speech and keeps a transcriber's contract. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { embeddedVoice } from "@offhook/provider-embedded";
import { closeLocal, transcriberFromChoice } from "@offhook/provider-local";
import { afterAll, describe, expect, it } from "vitest";
// Where these files lie within npm packages is the embedded provider's own affair, and no part of what it exports.
import { moonshinePaths } from "../../../../providers/embedded/src/models.ts";
import { withTokenFile } from "../../../../providers/embedded/src/transcriber/moonshine-tokens.ts";
import { eventually, joined, listenWith, pushInFrames, quiet } from "./heard-speech.ts";
import { describeTranscriberContract } from "./transcriber-contract.ts";
import { speakOnce } from "./voice-clauses.ts";

const SENTENCE = "I would like to book an appointment for tomorrow.";
const models = mkdtempSync(join(tmpdir(), "offhook-models-"));
const environment = { OFFHOOK_MODELS: models };
const transcriber = (id: string) => transcriberFromChoice({ id }, environment);

function makeMoonshine(name: string): string {
  const folder = join(models, name);
  mkdirSync(folder);
  const { encoder, decoder } = moonshinePaths();
  symlinkSync(encoder, join(folder, "encoder_model.onnx"));
  symlinkSync(decoder, join(folder, "decoder_model_merged.onnx"));
  withTokenFile((tokens) => copyFileSync(tokens, join(folder, "tokens.txt")));
  return folder;
}

makeMoonshine("moonshine-tiny-en");
const speech = async (text = SENTENCE) => (await speakOnce(embeddedVoice({ voice: "rms" }), text)).audio;

afterAll(async () => {
  await closeLocal();
  rmSync(models, { recursive: true });
});

describeTranscriberContract("local/moonshine-tiny-en", async () => ({
  make: () => transcriber("moonshine-tiny-en"),
  speech: await speech(),
}));

describe("a sentence over the telephone", () => {
  it("is understood, at its place", async () => {
    const call = listenWith(transcriber("moonshine-tiny-en"));
    const spoken = await speech();
    const endMs = 1_000 + spoken.length / 8;
    pushInFrames(call.session, joined(quiet(1_000), spoken, quiet(100)));
    call.session.speechStarted(1_000);
    call.session.speechPaused(endMs);
    pushInFrames(call.session, quiet(200), endMs + 100);
    await eventually(() => call.finals).toHaveLength(1);
    expect(call.finals[0]).toMatchObject({ startAudioMs: 1_000, endAudioMs: endMs, endOfTurn: false });
    expect(call.finals[0]?.text).toMatch(/book an appointment for tomorrow/i);
    call.session.close();
  });

  it("whose first hearer failed is heard without a single hint", async () => {
    const kept = joined(quiet(2_000), await speech(), quiet(300));
    const call = listenWith(transcriber("moonshine-tiny-en"));
    pushInFrames(call.session, kept, 60_000);
    await eventually(() => call.finals).toHaveLength(1);
    expect(call.finals[0]?.text).toMatch(/book an appointment for tomorrow/i);
    expect(call.finals[0]?.startAudioMs).toBeGreaterThanOrEqual(62_000);
    call.session.close();
  });

  it("with a breath in it is one sentence", async () => {
    const call = listenWith(transcriber("moonshine-tiny-en"));
    const spoken = await speech();
    const breathMs = 500 + 1_000;
    const sound = joined(quiet(500), spoken, quiet(400));
    pushInFrames(call.session, sound.subarray(0, (breathMs + 200) * 8));
    call.session.speechStarted(500);
    call.session.speechPaused(breathMs);
    call.session.speechStarted(breathMs + 100);
    pushInFrames(call.session, sound.subarray((breathMs + 200) * 8), breathMs + 200);
    call.session.speechPaused(500 + spoken.length / 8);
    await eventually(() => call.finals).toHaveLength(1);
    expect(call.finals[0]?.text).toMatch(/book an appointment for tomorrow/i);
    call.session.close();
  });

  it("of two callers at once is heard by one model", async () => {
    const one = listenWith(transcriber("moonshine-tiny-en"));
    const other = listenWith(transcriber("moonshine-tiny-en"));
    for (const [call, text] of [
      [one, "Good morning."],
      [other, "I have a question about the price."],
    ] as const) {
      const spoken = await speech(text);
      pushInFrames(call.session, joined(quiet(400), spoken, quiet(400)));
      call.session.speechStarted(400);
      call.session.speechPaused(400 + spoken.length / 8);
    }
    await eventually(() => [one.finals.length, other.finals.length]).toEqual([1, 1]);
    expect(one.finals[0]?.text).toMatch(/morning/i);
    expect(other.finals[0]?.text).toMatch(/question about the price/i);
    one.session.close();
    other.session.close();
  });
});

describe("a folder that holds no whole model", () => {
  const firstFault = async (id: string, language = "en") => {
    const call = listenWith(transcriber(id), language);
    const spoken = await speech("Good morning.");
    pushInFrames(call.session, joined(quiet(400), spoken, quiet(400)));
    call.session.speechStarted(400);
    call.session.speechPaused(400 + spoken.length / 8);
    await eventually(() => call.faults).toHaveLength(1);
    expect(call.finals).toEqual([]);
    return call.faults[0];
  };

  it("is named with the file that is missing, and used once that is there", async () => {
    const folder = makeMoonshine("repaired");
    rmSync(join(folder, "tokens.txt"));
    expect(await firstFault("repaired")).toMatchObject({
      code: "local-model-incomplete",
      provider: "local/repaired",
      message: expect.stringContaining("tokens.txt is missing: it comes with the model's archive."),
    });
    withTokenFile((tokens) => copyFileSync(tokens, join(folder, "tokens.txt")));
    const kept = joined(quiet(300), await speech(), quiet(300));
    const call = listenWith(transcriber("repaired"));
    pushInFrames(call.session, kept);
    await eventually(() => call.finals[0]?.text).toMatch(/appointment/i);
    call.session.close();
  });

  it("is missing altogether: the ones that are there are told", async () => {
    expect(await firstFault("moonshine-tiny-fr")).toMatchObject({
      code: "local-model-missing",
      message: expect.stringContaining("moonshine-tiny-en"),
    });
  });

  it.each(["../secrets", "/etc", "a/b", "..", "", "a\\b", "a\0b"])("is never looked for at %j", async (id) => {
    expect(await firstFault(id)).toMatchObject({ code: "local-model-id-invalid" });
  });

  it("was half downloaded: the process that loads it dies alone, and says why", async () => {
    const folder = join(models, "sherpa-onnx-nemo-ctc-half");
    mkdirSync(folder);
    writeFileSync(join(folder, "model.int8.onnx"), "half of it");
    writeFileSync(join(folder, "tokens.txt"), "a 0\n");
    expect(await firstFault("sherpa-onnx-nemo-ctc-half")).toMatchObject({
      code: "local-model-failed",
      message: expect.stringContaining("Protobuf parsing failed"),
    });
  });

  it("says another kind than its files are", async () => {
    const folder = makeMoonshine("sherpa-onnx-nemo-ctc-mistaken");
    rmSync(join(folder, "decoder_model_merged.onnx"));
    symlinkSync(moonshinePaths().encoder, join(folder, "model.onnx"));
    expect(await firstFault("sherpa-onnx-nemo-ctc-mistaken")).toMatchObject({
      code: "local-model-failed",
      message: expect.stringContaining("does not exist in the metadata"),
    });
  });

  it("says its language, which is not the caller's", async () => {
    const folder = makeMoonshine("english");
    writeFileSync(join(folder, "offhook.json"), '{ "language": "en-US" }');
    expect(await firstFault("english", "ru")).toMatchObject({ code: "local-language-unsupported" });
  });
});
