import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { main } from "../main.ts";
import { testTerminal } from "../testing/test-terminal.ts";

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "offhook-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "vapi.json");
  writeFileSync(path, text);
  return path;
}

it("says of every field what became of it", async () => {
  const terminal = testTerminal();
  const path = fileWith(JSON.stringify({ name: "Desk", firstMessage: "Hello.", backgroundSound: "office" }));
  expect(await main(["import", "vapi", path, "--dry-run"], terminal)).toBe(0);
  expect(terminal.lines.join("\n").split("\n")).toEqual([
    "kept     name → name",
    "kept     firstMessage → firstMessage",
    "left     backgroundSound: there is no such setting here",
    "No draft was made.",
  ]);
});

it.each([["{"], ["[]"], ["null"]])("does not import %s", async (text) => {
  const terminal = testTerminal();
  expect(await main(["import", "vapi", fileWith(text)], terminal)).toBe(1);
  expect(terminal.notes.join("\n")).toContain("[import-unreadable]");
});
