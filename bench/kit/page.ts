/** docs/capacity.md: every measured figure beside its budget. */
import { budgetText, isMet, type Measure, type Measured, type Result } from "./result.ts";

export interface Part {
  measure: Measure;
  measured: Measured;
  /** How busy the machine was before and after. */
  load: string;
}

const MET = new Map<boolean | null, string>([
  [true, "met"],
  [false, "**missed**"],
  [null, "–"],
]);

export function pageOf(parts: readonly Part[], machine: string, date: string): string {
  const all = parts.flatMap(({ measured }) => measured.results);
  const missed = all.filter((result) => isMet(result) === false);
  return [
    "# Capacity, measured",
    "",
    "Printed by `npm run bench`; every number below was measured by that run. Load and what is measured run in processes of",
    "their own and talk over real sockets of this machine. Budgets are design goals: no test asserts them.",
    "",
    `- Machine: ${machine}`,
    `- Date: ${date}`,
    `- Load of the whole machine, a minute's mean before → after each part, and how late a process that only waits was woken (p99): ${parts.map(({ measure, load }) => `${measure.name} ${load}`).join(", ")}`,
    "",
    "| what | value | budget | |",
    "| --- | --: | --: | --- |",
    ...all.filter(({ budget }) => budget).map(budgetRow),
    "",
    ...missedLines(missed),
    ...parts.flatMap(partLines),
  ].join("\n");
}

function budgetRow(result: Result): string {
  return `| ${result.name} | ${valueText(result)} | ${budgetText(result)} | ${MET.get(isMet(result))} |`;
}

function missedLines(missed: readonly Result[]): string[] {
  if (missed.length === 0) return ["Every budget above is met.", ""];
  const lines = missed.map(({ name, reason }) => `- **${name}**: ${reason ?? "the reason was not measured."}`);
  return ["## Missed, and why", "", ...lines, ""];
}

function partLines({ measure, measured }: Part): string[] {
  const rows = measured.results.map((result) => `| ${result.name} | ${valueText(result)} | ${result.how} |`);
  const table = rows.length === 0 ? [] : ["| what | value | how |", "| --- | --: | --- |", ...rows, ""];
  return [`## ${measure.title}`, "", ...table, ...(measured.notes?.length ? [...measured.notes, ""] : [])];
}

const valueText = ({ value, unit }: Result): string =>
  `${value.toLocaleString("en", { maximumFractionDigits: 2 })} ${unit}`;
