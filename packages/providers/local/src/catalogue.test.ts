import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { localModelCards, localModelTrouble } from "./catalogue.ts";

let models = "";
beforeAll(() => {
  models = mkdtempSync(join(tmpdir(), "offhook-models-"));
  const folder = (name: string, files: readonly string[]) => {
    mkdirSync(join(models, name));
    for (const file of files) writeFileSync(join(models, name, file), "");
  };
  folder("gigaam-ru", ["model.int8.onnx", "tokens.txt"]);
  folder("half", ["encoder.onnx", "decoder.onnx", "tokens.txt"]);
  writeFileSync(join(models, "gigaam-ru", "offhook.json"), '{ "kind": "nemo-ctc", "language": "ru" }');
});
afterAll(() => rmSync(models, { recursive: true }));

it("shows what could be used now, free of charge, in its language", () => {
  const cards = localModelCards({ OFFHOOK_MODELS: models });
  expect(cards).toMatchObject([{ id: "gigaam-ru", kind: "transcriber", languages: ["ru"], prices: [{ amount: "0" }] }]);
  expect(localModelCards({ OFFHOOK_MODELS: join(models, "nowhere") })).toEqual([]);
});

it("says what is wrong with a model before a call meets it", () => {
  const trouble = (name: string, kind: string) => localModelTrouble(name, kind, { OFFHOOK_MODELS: models })?.code;
  expect(trouble("gigaam-ru", "transcriber")).toBeUndefined();
  expect(trouble("gigaam-ru", "voice")).toBe("local-model-wrong-place");
  expect(trouble("half", "transcriber")).toMatch(/^local-model-(incomplete|unknown-kind)$/);
  expect(trouble("none", "voice")).toBe("local-model-missing");
  expect(trouble("../none", "voice")).toBe("local-model-id-invalid");
});
