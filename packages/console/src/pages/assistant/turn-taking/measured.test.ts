/** The console's figures are the page's: measured anew, this test says which of them has moved. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MEASURED, MEASURED_WAITS, type Share } from "./measured.ts";

const page = readFileSync(new URL("../../../../../../docs/turn-taking.md", import.meta.url), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| "));
const cells = (name: string): string[] => {
  const row = rows.find((line) => line.startsWith(`| ${name}`));
  if (!row) throw new Error(`docs/turn-taking.md has no row "${name}"`);
  return row.split("|").map((cell) => cell.trim());
};
const written = ({ percent, count, of }: Share): string => `${percent.toFixed(1)} % (${count} of ${of})`;

it("are the figures over all clips", () => {
  const all = (name: string) => cells(name)[3];
  expect(all("wrong stops")).toBe(written(MEASURED.wrongStops));
  expect(all("missed barge-ins")).toBe(written(MEASURED.missedBargeIns));
  expect(all("false cut-offs")).toBe(written(MEASURED.cutOffs));
  expect(all("median endpointing wait")).toBe(`${MEASURED.medianWaitMs} ms`);
  expect(all("fixed 700 ms: false cut-offs")).toBe(written(MEASURED.fixed.cutOffs));
  expect(all("fixed 700 ms: median wait")).toBe(`${MEASURED.fixed.medianWaitMs} ms`);
});

it.each(MEASURED_WAITS)("are those of the waits named $name", ({ name, timing, cutOffs, medianWaitMs, p95WaitMs }) => {
  const [, label = "", cut, , , wait] = cells(`${name}:`);
  expect([cut, wait]).toEqual([written(cutOffs), `${medianWaitMs} ms / ${p95WaitMs} ms`]);
  if (name === "default") return;
  const numbers = label.match(/\d[\d,]*\b/g)?.map((number) => Number(number.replaceAll(",", "")));
  expect(numbers).toEqual(Object.values(timing));
});
