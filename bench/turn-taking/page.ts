/** The page that the figures are printed on, and the list of failures for whoever looks into a class. */
import { cpus, loadavg, totalmem } from "node:os";
import { BESIDE_CALLER_DB } from "./clips.ts";
import * as figures from "./figures.ts";
import type { Outcome } from "./outcome.ts";
import type { SettingsRun } from "./settings.ts";
import type { ClassName } from "./sources.ts";
import { whyNot } from "./why-not.ts";

const { BUDGETS, quantile, ratio } = figures;
const row = (...cells: (string | number)[]): string => `| ${cells.join(" | ")} |`;
const head = (...cells: string[]): string[] => [row(...cells), row(...cells.map(() => "---"))];
const percent = (share: figures.Share): string => {
  const value = ratio(share);
  return value === null ? "–" : `${(100 * value).toFixed(1)} % (${share.part} of ${share.of})`;
};
const ms = (value: number | null): string => (value === null ? "–" : `${Math.round(value)} ms`);
const span = (values: readonly number[]): string =>
  values.length === 0 ? "–" : `${ms(quantile(values, 0.5))} / ${ms(quantile(values, 0.95))}`;

/** A deadline fires up to a tick of 20 ms late. */
const DECIDED_MS = 720;

interface About {
  /** What the folder of own recordings says about itself. */
  own: string | null;
  absent: readonly string[];
  settings: readonly SettingsRun[];
  tookMs: number;
}

export function pageOf(outcomes: readonly Outcome[], { absent, own, settings, tookMs }: About): string {
  return [
    "# Turn-taking, measured",
    "",
    `Printed by \`npx tsx bench/turn-taking.ts\` in ${Math.round(tookMs / 1_000)} s; every number below was measured by that run. Decodes take what they take on the machine, so a figure moves by a clip or two from run to run.`,
    "",
    `- Machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}, ${process.platform} ${process.arch}; load average at the end ${loadavg()[0]?.toFixed(1)} (what else runs there makes decodes, and so waits, longer)`,
    `- ${outcomes.length} clips of ${figures.sourcesOf(outcomes)} distinct sources; ${outcomes.filter((one) => one.clip.origin === "real").length} clips are of real recordings`,
    `- Not run, because it is not on this machine: ${absent.length > 0 ? absent.join("; ") : "nothing, every kind of recording was at hand"}`,
    ...(own === null ? [] : [`- Own recordings: ${own}`]),
    "",
    "## The figures",
    "",
    ...summary(outcomes),
    "",
    "## What is not reached, by how much and why",
    "",
    ...whyNot(outcomes),
    "",
    "## Sounds that are no interruption, over the agent's answer",
    "",
    "*Wrong stop*: the agent gave its sentence up, or was not heard again within 1,000 ms of the onset (700 to decide, 300 to be heard). *Fell silent*: it paused for a moment at all; *dip* is how long it did (p50 / p95).",
    "",
    ...quietTable(outcomes),
    "",
    "## Speech over the agent's answer",
    "",
    "*Missed*: the agent did not give its sentence up within 2.5 s of the end of the speech. *Onset → clear* counts from the labelled onset, the detector's frames of 32 ms and its batch included.",
    "",
    ...speechTable(outcomes),
    "",
    "## The end of the caller's turn",
    "",
    "*Cut off*: the turn was ended before the caller had finished. *At a pause*: of the turns with a pause of 200 ms or more in them. *Spoken over*: the agent was also heard in it. *Wait*: from the labelled end of speech to the decision (p50 / p95). Beside it the same detector with one rule, 700 ms without speech.",
    "",
    ...turnTable(outcomes),
    "",
    ...(settings.length > 0 ? settingsPart(settings) : []),
    ...method(),
    "",
  ].join("\n");
}

function summary(outcomes: readonly Outcome[]): string[] {
  const sides: [string, readonly Outcome[]][] = [
    ["all", outcomes],
    ["held out", outcomes.filter((one) => one.clip.heldOut)],
    ["real", outcomes.filter((one) => one.clip.origin === "real")],
    ["made", outcomes.filter((one) => one.clip.origin === "made")],
  ];
  const line = (name: string, budget: string, reached: boolean, cell: (of: readonly Outcome[]) => string): string =>
    row(name, budget, ...sides.map(([, of]) => cell(of)), reached ? "yes" : "**no**");
  const within = (share: figures.Share, most: number): boolean => (ratio(share) ?? 1) <= most;
  const quiet = (of: readonly Outcome[]): figures.Share => figures.wrongStops(figures.quietOnes(of));
  const speech = (of: readonly Outcome[]): figures.Share => figures.missed(figures.ofClass(of, "speech"));
  const turns = (of: readonly Outcome[]): figures.TurnFigures => figures.turnFigures(of, "turn");
  const fixed = (of: readonly Outcome[]): figures.TurnFigures => figures.turnFigures(of, "fixed");
  const waitMs = quantile(turns(outcomes).waitsMs, 0.5) ?? Number.POSITIVE_INFINITY;
  const inTime = (of: readonly Outcome[]): figures.Share =>
    figures.shareOf(
      of.filter((one) => one.decisionMs !== null && one.turn === null),
      (one) => (one.decisionMs ?? 0) <= DECIDED_MS,
    );
  const reachedInTime = ratio(inTime(outcomes)) === 1 ? "yes" : "**no**";
  const sentences = (of: readonly Outcome[]): Outcome[] => of.filter((one) => one.clip.kind !== "number in groups");
  return [
    ...head("figure", "budget", ...sides.map(([name]) => name), "reached"),
    line("wrong stops", "≤ 2 %", within(quiet(outcomes), BUDGETS.wrongStops), (of) => percent(quiet(of))),
    line("missed barge-ins", "≤ 2 %", within(speech(outcomes), BUDGETS.missed), (of) => percent(speech(of))),
    line("false cut-offs", "≤ 3 %", within(turns(outcomes).cutOffs, BUDGETS.cutOffs), (of) =>
      percent(turns(of).cutOffs),
    ),
    line("median endpointing wait", "≤ 350 ms", waitMs <= BUDGETS.waitMs, (of) => ms(quantile(turns(of).waitsMs, 0.5))),
    row("…without dictated numbers", "", ...sides.map(([, of]) => ms(quantile(turns(sentences(of)).waitsMs, 0.5))), ""),
    row("decided within 700 ms of the onset seen", "all", ...sides.map(([, of]) => percent(inTime(of))), reachedInTime),
    row("fixed 700 ms: false cut-offs", "", ...sides.map(([, of]) => percent(fixed(of).cutOffs)), ""),
    row("fixed 700 ms: median wait", "", ...sides.map(([, of]) => ms(quantile(fixed(of).waitsMs, 0.5))), ""),
  ];
}

const byKind = (outcomes: readonly Outcome[], className: ClassName): [string, Outcome[]][] =>
  figures.groupedBy(figures.ofClass(outcomes, className), (one) => `${one.clip.kind} | ${one.clip.origin}`);

function quietTable(outcomes: readonly Outcome[]): string[] {
  const table = head("class", "kind", "origin", "sources", "clips", "fell silent", "dip", "wrong stops", "held out");
  for (const className of figures.QUIET_CLASSES) {
    const all = figures.ofClass(outcomes, className);
    const groups: [string, Outcome[]][] = [...byKind(outcomes, className), ["**all** | ", all]];
    for (const [name, mine] of groups.length === 2 ? groups.slice(0, 1) : groups) {
      const [kind, origin] = name.split(" | ") as [string, string];
      const paused = figures.shareOf(mine, (one) => one.clearMs !== null);
      const held = mine.filter((one) => one.clip.heldOut);
      const counts = [figures.sourcesOf(mine), mine.length, paused.part, span(mine.flatMap((one) => one.dipsMs))];
      table.push(
        row(className, kind, origin, ...counts, percent(figures.wrongStops(mine)), percent(figures.wrongStops(held))),
      );
    }
  }
  return table;
}

function speechTable(outcomes: readonly Outcome[]): string[] {
  const table = head("kind", "origin", "sources", "clips", "onset → clear (p50 / p95)", "missed", "held out");
  const groups: [string, Outcome[]][] = [
    ...byKind(outcomes, "speech"),
    ["**all** | ", figures.ofClass(outcomes, "speech")],
  ];
  for (const [name, mine] of groups) {
    const held = mine.filter((one) => one.clip.heldOut);
    const counts = [figures.sourcesOf(mine), mine.length, span(mine.flatMap((one) => one.clearMs ?? []))];
    table.push(row(...name.split(" | "), ...counts, percent(figures.missed(mine)), percent(figures.missed(held))));
  }
  return table;
}

function turnTable(outcomes: readonly Outcome[]): string[] {
  const columns = ["sources", "turns", "cut off", "at a pause", "spoken over", "wait", "fixed: cut off", "fixed: wait"];
  const table = head("kind", "origin", ...columns);
  const groups: [string, Outcome[]][] = [
    ...byKind(outcomes, "turn"),
    ["**all** | ", figures.ofClass(outcomes, "turn")],
  ];
  for (const [name, mine] of groups) {
    const ours = figures.turnFigures(mine, "turn");
    const fixed = figures.turnFigures(mine, "fixed");
    const counts = [figures.sourcesOf(mine), mine.length];
    const cells = [percent(ours.cutOffs), percent(ours.cutOffsAtPauses), percent(ours.heardOver), span(ours.waitsMs)];
    table.push(row(...name.split(" | "), ...counts, ...cells, percent(fixed.cutOffs), span(fixed.waitsMs)));
  }
  return table;
}

/** Each with the same decodes, so that only the settings differ. */
function settingsPart(settings: readonly SettingsRun[]): string[] {
  const table = head("waits", "cut off", "held out", "real", "wait", "wait, real");
  for (const { name, outcomes } of settings) {
    const ours = (some: readonly Outcome[]): figures.TurnFigures => figures.turnFigures(some, "turn");
    const real = ours(outcomes.filter((one) => one.clip.origin === "real"));
    const held = ours(outcomes.filter((one) => one.clip.heldOut));
    const all = ours(outcomes);
    const cuts = [all, held, real].map(({ cutOffs }) => percent(cutOffs));
    table.push(row(name, ...cuts, span(all.waitsMs), span(real.waitsMs)));
  }
  return [
    "### Quicker or more patient",
    "",
    "The same turns with other settings of the assistant (`waitCompleteMs`, `waitUnsureMs`, `waitIncompleteMs`). Decodes are made once here and counted at no more than they take on a quiet machine, so the default's figures differ a little from those above.",
    "",
    ...table,
    "",
  ];
}

function method(): string[] {
  const levels = (Object.entries(BESIDE_CALLER_DB) as [ClassName, readonly [number, number]][]).map(
    ([name, [low, high]]) => `${name} ${low} to ${high > 0 ? "+" : ""}${high}`,
  );
  return [
    "## How it was measured",
    "",
    "- Each clip is a call: a caller asks something, the agent answers with about half a minute of speech, and the clip comes 1.7–6 s after the question; turns come after a greeting. The real detector (Silero), speech tracker, core and transcriber take part; the model and the agent's voice are scripted, and nothing of the agent's voice comes back on the line. The words of the opening question are given.",
    "- Time is virtual, and passes no faster than on the wall while a decode is under way. Two processes, one call at a time each. A frame's verdict comes 10 ms after its last sample.",
    "- Augmentation, by seed: caller's level −29 to −17 dB; speed 0.92–1.10; line noise at −62 dB (two in five) or 15–32 dB below the caller; place in the answer. Levels beside the caller's, in dB:",
    `  ${levels.join("; ")}.`,
    "- Held out: about half of the sources, by a hash of the speaker or source. It is a check that no figure hangs on a few sources, not a blind test: the weights of `finished.ts` were fitted on the other half alone (`bench/turn-taking-fit.ts`), but failures of both halves were read while thresholds were set.",
    "- `turn`: pauses inside sentences and numbers are drawn around 450 ms (220–1,200; Heldner and Edlund 2010 report a median near 0.5 s); prompts keep their speaker's own. Many more turns here hold a pause than in a usual conversation. Numbers of human digits are cut together from single recordings, so their melody falls at every digit.",
    "- Made sounds come from seeds: a cough, door or street of our own making is no proof about real ones.",
  ];
}

export function failures(outcomes: readonly Outcome[]): string {
  return outcomes.map((one) => `${isFailure(one) ? "BAD" : "ok "} ${described(one)}`).join("\n");
}

function isFailure(one: Outcome): boolean {
  if (one.clip.className === "speech") return !one.gaveUp;
  if (one.turn) return one.turn.cutOff || one.turn.waitMs === null || one.turn.waitMs > 600;
  return one.stopped;
}

function described(one: Outcome): string {
  const { clip } = one;
  const gaps = clip.pauses.map((pause) => Math.round(pause.toMs - pause.fromMs));
  const made = `${clip.made.levelDb.toFixed(0)} dB, caller ${clip.made.callerDb.toFixed(0)}, noise ${clip.made.noiseDb.toFixed(0)}`;
  const what = `${clip.sourceId} [${clip.origin}${clip.heldOut ? ", held out" : ""}; ${made}; pauses ${gaps}]`;
  const then = `clear ${ms(one.clearMs)}, dips ${one.dipsMs}, voiced ${one.voicedShares}; ${one.because}; ${one.turn?.because ?? ""}`;
  return `${what} "${one.words}" ${then}`;
}
