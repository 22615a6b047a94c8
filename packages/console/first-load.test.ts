/** The budget counts what comes at once, and each piece once. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { gzippedBytes } from "./first-load.ts";

it("counts the entry and its imports, not the pages that come later", () => {
  const code = () => randomBytes(500).toString("hex");
  const chunk = (fileName: string, imports: string[], isEntry = false) => ({
    type: "chunk",
    fileName,
    imports,
    isEntry,
    code: code(),
  });
  const all = [
    chunk("main.js", ["react.js", "ui.js"], true),
    chunk("ui.js", ["react.js"]),
    chunk("react.js", ["ui.js"]),
    chunk("page.js", ["ui.js"]),
  ];
  const bytes = (chunks: typeof all) => gzippedBytes(new Map(chunks.map((one) => [one.fileName, one])));
  const alone = all.slice(0, 3).map((one) => bytes([{ ...one, imports: [], isEntry: true }]));
  expect(bytes(all)).toBe(alone.reduce((sum, one) => sum + one, 0));
});
