import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { LOCAL_FAULTS } from "./faults.ts";
import { transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";
import { findModel, modelsFolderOf } from "./models/find-model.ts";

const data = mkdtempSync(join(tmpdir(), "offhook-data-"));

afterAll(() => rmSync(data, { recursive: true }));

function makeModel(name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(data, "models", name), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(data, "models", name, file), text);
}

describe("an assistant's choice", () => {
  it("is named after its folder, and after its speaker where that is not the first", () => {
    expect(transcriberFromChoice({ id: "gigaam-ru" }, {}).id).toBe("local/gigaam-ru");
    expect(voiceFromChoice({ id: "kokoro" }, {}).id).toBe("local/kokoro");
    expect(voiceFromChoice({ id: "kokoro", speaker: 7 }, {}).id).toBe("local/kokoro/7");
    expect(voiceFromChoice({ id: "kokoro", speaker: "7; rm" }, {}).id).toBe("local/kokoro");
  });
});

describe("the models' folder", () => {
  it("is OFFHOOK_MODELS, else within the data folder", () => {
    expect(modelsFolderOf({ OFFHOOK_MODELS: "/m", OFFHOOK_DATA: "/d" })).toBe(resolve("/m"));
    expect(modelsFolderOf({ OFFHOOK_DATA: "/d" })).toBe(resolve("/d/models"));
  });

  it("holds a model that is found by its name", () => {
    makeModel("gigaam-ru", { "model.int8.onnx": "", "tokens.txt": "", ".DS_Store": "" });
    expect(findModel("gigaam-ru", { OFFHOOK_DATA: data })).toMatchObject({
      ok: true,
      value: { id: "local/gigaam-ru", kind: "nemo-ctc", folder: join(data, "models", "gigaam-ru") },
    });
  });

  it.each([
    ["{ kind", "offhook.json is no JSON object"],
    ['{ "kind": "gigaam" }', 'says kind "gigaam"'],
  ])("holds a model whose offhook.json is wrong: %s", (text, problem) => {
    makeModel("wrong", { "model.onnx": "", "tokens.txt": "", "offhook.json": text });
    expect(findModel("wrong", { OFFHOOK_DATA: data })).toMatchObject({
      ok: false,
      fault: { code: "local-model-unknown-kind", message: expect.stringContaining(problem) },
    });
  });
});

it.each(Object.entries(LOCAL_FAULTS))("%s says what happened and how to fix it", (code, { says, fix }) => {
  expect(code).toMatch(/^local-[a-z-]+$/);
  expect(says).toMatch(/^[A-Z].*\.$/);
  expect(fix).toMatch(/^[A-Z].{9,}\.$/);
});
