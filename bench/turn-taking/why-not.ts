/** Why a figure is missed: the failures of this very run, sorted by what went wrong. */
import * as figures from "./figures.ts";
import type { Outcome } from "./outcome.ts";

const { BUDGETS, quantile, ratio } = figures;
const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

export function whyNot(outcomes: readonly Outcome[]): string[] {
  const said = [...wrongStops(outcomes), ...missedOnes(outcomes), ...cutOffs(outcomes), ...waits(outcomes)];
  return said.length > 0 ? said : ["Nothing: every figure is reached."];
}

const over = (share: figures.Share, most: number): string | null => {
  const value = ratio(share);
  return value === null || value <= most ? null : `${(100 * (value - most)).toFixed(1)} points over ${100 * most} %`;
};

function wrongStops(outcomes: readonly Outcome[]): string[] {
  const lines: string[] = [];
  for (const name of figures.QUIET_CLASSES) {
    const mine = figures.ofClass(outcomes, name);
    const excess = over(figures.wrongStops(mine), BUDGETS.wrongStops);
    if (!excess) continue;
    const wrong = mine.filter((one) => one.stopped);
    const byWords = wrong.filter((one) => one.gaveUp);
    const examples = [...new Set(byWords.map(example))].slice(0, 6);
    const because = [
      `by words that were not said ${times(byWords.length)}${examples.length > 0 ? ` (${examples.join("; ")})` : ""}`,
      `silent for too long, then resumed, ${times(wrong.length - byWords.length)}`,
    ];
    lines.push(`- Wrong stops, ${name}: ${excess}. ${because.join("; ")}.${REMARKS[name] ?? ""}`);
  }
  const all = over(figures.wrongStops(figures.quietOnes(outcomes)), BUDGETS.wrongStops);
  return all ? [`- Wrong stops over all classes: ${all}.`, ...lines] : lines;
}

const REMARKS: Record<string, string> = {
  backchannel:
    " The embedded transcriber writes a lone syllable down as another word; a grammar of the words that people say alone doubts most of these, and knows the rest no better. No recording of a person's backchannel was at hand: all are text voices or made.",
  television:
    " What remains is speech at 11–14 dB below the caller whose first syllables are loud: within the first 160 ms a near voice and a far one look alike.",
};

/** The last hearing of it. */
function example(one: Outcome): string {
  const heard = one.words.split(" / ").findLast((text) => text.trim() !== "") ?? "";
  const source = one.clip.sourceId.replace(/^\w+: /, "");
  const short = heard.length > 40 ? `${heard.slice(0, 40)}…` : heard;
  return `${source.replace(/^.*"(.*)"$/, "$1")} → “${short}”`;
}

function missedOnes(outcomes: readonly Outcome[]): string[] {
  const mine = figures.ofClass(outcomes, "speech");
  const excess = over(figures.missed(mine), BUDGETS.missed);
  if (!excess) return [];
  const lost = mine.filter((one) => !one.gaveUp);
  const unheard = lost.filter((one) => one.clearMs === null);
  const wordless = lost.filter((one) => one.clearMs !== null && !/backchannel/.test(one.because));
  const taken = lost.length - unheard.length - wordless.length;
  const single = lost.filter((one) => one.clip.kind === "digits").length;
  return [
    `- Missed barge-ins: ${excess}. The agent paused, but the transcriber found no words ${times(wordless.length)}; the words looked like a backchannel ${times(taken)}; the detector did not hear it, or took it for a voice from afar, ${times(unheard.length)}. ${single} of the ${lost.length} are lone digits, on which Moonshine alone is weak (docs/embedded-speech.md).`,
  ];
}

function cutOffs(outcomes: readonly Outcome[]): string[] {
  const mine = figures.ofClass(outcomes, "turn");
  const excess = over(figures.turnFigures(mine, "turn").cutOffs, BUDGETS.cutOffs);
  if (!excess) return [];
  const cut = mine.filter((one) => one.turn?.cutOff);
  const sure = cut.filter((one) => /words-complete@-/.test(one.turn?.because ?? ""));
  const fixed = figures.turnFigures(mine, "fixed");
  const paused = mine.filter((one) => one.clip.pauses.length > 0).length;
  const prompts = sure.filter((one) => one.clip.kind === "prompts").length;
  return [
    `- False cut-offs: ${excess}. ${paused} of the ${mine.length} turns hold a pause. ${sure.length} of the ${cut.length} cut turns were cut where words and melody were those of a finished sentence (${prompts} of them prompts of two sentences, whose first one falls like a last one); in the others the pause was longer than the doubt allowed. Fixed 700 ms cuts ${fixed.cutOffs.part}.`,
  ];
}

function waits(outcomes: readonly Outcome[]): string[] {
  const whose = (origin: string): number => {
    const some = outcomes.filter((one) => one.clip.origin === origin);
    return Math.round(quantile(figures.turnFigures(some, "turn").waitsMs, 0.5) ?? 0);
  };
  const waitMs = quantile(figures.turnFigures(outcomes, "turn").waitsMs, 0.5);
  if (waitMs === null || waitMs <= BUDGETS.waitMs) return [];
  return [
    `- Median endpointing wait: ${Math.round(waitMs - BUDGETS.waitMs)} ms over ${BUDGETS.waitMs} ms; ${whose("real")} ms of recordings of people, ${whose("made")} ms of made voices, two of which hardly lower their pitch at a sentence's end: there the agent waits, as it does for a caller who may go on. The words of a turn are there some 100 ms and a decode after the detector sees its end, which it does some 70 ms late.`,
  ];
}
