/** What is taken along says the same as the page. */
import { expect, it } from "vitest";
import { logLines, transcriptText } from "./as-files.ts";
import { log, turn } from "./testing.ts";

it("writes a transcript with what was not heard in brackets", () => {
  const cut = turn("agent", "Tuesday it", 65_100, 66_000, { intendedText: "Tuesday it is.", interrupted: true });
  const names = { agent: "Front desk", caller: "Caller", operator: "Person" };
  expect(transcriptText([turn("caller", "No, Tuesday.", 64_000, 64_900), cut], names)).toBe(
    "1:04  Caller  No, Tuesday.\n1:05  Front desk  Tuesday it [is.]\n",
  );
});

it("writes the log a line an item", () => {
  const items = log([0, "input", "call-started"], [5, "decision", "phase", { to: "listening" }]);
  const lines = logLines(items).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(items);
});
