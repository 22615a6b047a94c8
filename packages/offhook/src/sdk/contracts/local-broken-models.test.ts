/**
 * Folders of every kind whose model files are no models, given to the real library: it must find each file under the name
 * that we gave it, fail on what is in it, and take nothing but its own process with it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { closeLocal, transcriberFromChoice, voiceFromChoice } from "@offhook/provider-local";
import { afterAll, describe, expect, it } from "vitest";
import { eventually, joined, listenWith, pushInFrames, quiet, speakWith } from "./heard-speech.ts";

const models = mkdtempSync(join(tmpdir(), "offhook-broken-"));
const environment = { OFFHOOK_MODELS: models };
const loud = new Uint8Array(8_000).fill(0x20);

afterAll(async () => {
  await closeLocal();
  rmSync(models, { recursive: true });
});

/** A name that ends in a slash is a folder. */
function makeFolder(name: string, entries: string): void {
  mkdirSync(join(models, name));
  for (const entry of entries.split(" ")) {
    const path = join(models, name, entry);
    if (entry.endsWith("/")) mkdirSync(path);
    else writeFileSync(path, entry.includes("tokens") ? "a 0\nb 1\n" : "no model at all");
  }
}

describe("a folder of something else", () => {
  it.each([
    ["streaming-zipformer", "encoder.onnx decoder.onnx joiner.onnx tokens.txt"],
    ["sherpa-onnx-zipformer-en", "encoder.onnx decoder.onnx joiner.onnx tokens.txt"],
    ["nemo-transducer-ru", "encoder.int8.onnx decoder.onnx joiner.onnx tokens.txt"],
    ["nemo-ctc-ru", "model.int8.onnx tokens.txt"],
    ["whisper-base", "base-encoder.onnx base-decoder.onnx base-tokens.txt"],
    ["moonshine-merged", "encoder_model.ort decoder_model_merged.ort tokens.txt"],
    ["moonshine-split", "preprocess.onnx encode.onnx uncached_decode.onnx cached_decode.onnx tokens.txt"],
  ])("%s hears nothing and says why", async (id, entries) => {
    makeFolder(id, entries);
    const call = listenWith(transcriberFromChoice({ id }, environment));
    call.session.speechStarted(0);
    pushInFrames(call.session, joined(loud, quiet(300)));
    call.session.speechPaused(1_000);
    await eventually(() => call.faults).toHaveLength(1);
    expect(call.faults[0]).toMatchObject({ code: "local-model-failed", provider: `local/${id}` });
    expect(call.faults[0]?.message).toMatch(/(Load model from .*|ORT model verification) failed/);
    expect(call.finals).toEqual([]);
  });

  it.each([
    ["vits-piper-en", "en_US-amy-low.onnx tokens.txt espeak-ng-data/"],
    ["kokoro-en", "model.onnx voices.bin tokens.txt espeak-ng-data/"],
  ])("%s says nothing, and that its pronunciation data is empty", async (id, entries) => {
    makeFolder(id, entries);
    const spoken = speakWith(voiceFromChoice({ id }, environment), "Good morning.");
    await eventually(() => spoken.ends).toBe(1);
    expect(spoken.faults[0]).toMatchObject({ code: "local-model-failed", provider: `local/${id}` });
    expect(spoken.faults[0]?.message).toMatch(/espeak-ng-data\/phontab' does not exist/);
    expect(spoken.audio.length).toBe(0);
  });

  it("is told by every clause, never from within the call that asked", () => {
    const voice = voiceFromChoice({ id: "nowhere" }, environment);
    const told: string[] = [];
    const sink = { audio() {}, words() {}, done: () => told.push("done"), fault: () => told.push("fault") };
    voice.synthesize({ text: "Hello.", language: "en", format: TELEPHONE_FORMAT, speed: 1 }, sink).cancel();
    expect(told).toEqual([]);
  });
});
