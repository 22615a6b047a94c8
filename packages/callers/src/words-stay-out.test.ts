/** Nothing in this room may reach the agent by another way than its sound. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const HERE = new URL(".", import.meta.url).pathname;
const ALLOWED = /^(@offhook\/(engine\/(audio|ports)|twin-twilio|provider-embedded)|node:[a-z/]+|vitest|\.{1,2}\/.*)$/;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

describe("callers", () => {
  it("import the twin, audio, ports and embedded speech, and nothing of the agent", () => {
    const files = filesIn(HERE);
    expect(files.length).toBeGreaterThan(15);
    const imported = files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? ""),
    );
    expect(imported.filter((name) => !ALLOWED.test(name))).toEqual([]);
  });
});
