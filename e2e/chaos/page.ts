/** docs/resilience.md: what was broken, and what the caller noticed of it. Printed by a full run, compared by `--check`. */
import { type Cell, FAILURES, KINDS, type Kind, MEANINGS, nameOf, PHASES } from "./cells.ts";
import { SPEECH_AFTER_STALLS_MS } from "./gone.ts";
import { SPEECH_WITHIN_MS, type Verdict } from "./judge.ts";

export interface Ran {
  cell: Cell;
  callId: string;
  verdict: Verdict;
}

const TITLES: Readonly<Record<Kind, string>> = Object.freeze({
  transcriber: "The transcriber",
  voice: "The voice",
  model: "The model",
  realtime: "The realtime model",
});

export function pageOf(ran: readonly Ran[], tookMs: number): string {
  const failed = ran.filter(({ verdict }) => !verdict.ok).length;
  const worstMs = Math.max(...ran.map(({ verdict }) => verdict.silentMs));
  return `${[
    "# When a provider fails",
    `Printed by \`npm run chaos\` in ${Math.round(tookMs / 1_000)} s; \`npm run chaos -- --check\` compares the cells and their verdicts with a new run.`,
    "In each cell one provider of a call fails in one way, at one point of its work, and stays broken to the call's end; a healthy one stands behind it in the list. The call books an appointment. A cell holds if the caller hears speech within " +
      `${SPEECH_WITHIN_MS / 1_000} s, counted at the telephone from the later of the failure and the moment at which a healthy call speaks; if every sentence of both sides is on record once and in order; if the booking ran once; if no error is spoken; if the log replays to the same hash and names the failure.`,
    `**${ran.length} cells: ${ran.length - failed} hold, ${failed} fail.** The longest silence was ${worstMs} ms.`,
    "## What the failures are",
    FAILURES.map((failure) => `- **${failure}**: ${MEANINGS[failure]}.`).join("\n"),
    ...KINDS.flatMap((kind) => sectionOf(kind, ran)),
    "## When all of a kind are gone",
    `Both transcribers, both voices, both models, or the realtime model and both models behind it. Such a cell holds if the caller hears speech within ${SPEECH_WITHIN_MS / 1_000} s (${SPEECH_AFTER_STALLS_MS / 1_000} s where they stand and say nothing: both have to be waited for), is told once that something does not work, in the assistant's own voice from its cache, and is then put through to the person, or asked for a message, or, with neither, asked once more and then told goodbye. Nobody who speaks is hung up on as silent.`,
    goneTable(ran),
    "## In real time",
    "Over real sockets, with the vendors' own adapters and their twins, on a line that breaks at that moment. Models of one's own (`local/`) have no line: there it is the model's process that dies or hangs, with a scripted model in it, or the folder that is missing.",
    realTable(ran),
  ].join("\n\n")}\n`;
}

function sectionOf(kind: Kind, ran: readonly Ran[]): string[] {
  const rows = FAILURES.map((failure) => {
    const cells = PHASES.map((phase) =>
      entryOf(ran.find(({ cell }) => !cell.over && nameOf(cell) === `${kind} ${failure} ${phase}`)),
    );
    return `| ${failure} | ${cells.join(" | ")} |`;
  });
  const head = `| | ${PHASES.map((phase) => phase.replaceAll("-", " ")).join(" | ")} |\n|---|${PHASES.map(() => "---|").join("")}`;
  return [`## ${TITLES[kind]}`, "In virtual time, at the port:", `${head}\n${rows.join("\n")}`];
}

function goneTable(ran: readonly Ran[]): string {
  const rows = ran.flatMap((one) => {
    const { kind, failure, phase, left } = one.cell;
    return left ? [`| ${kind} | ${failure} | ${phase} | ${left} | ${entryOf(one)} |`] : [];
  });
  return `| all of this kind | failure | phase | left | |\n|---|---|---|---|---|\n${rows.join("\n")}`;
}

function realTable(ran: readonly Ran[]): string {
  const rows = ran
    .filter(({ cell }) => cell.over)
    .map(
      (one) => `| ${one.cell.kind} | ${one.cell.over} | ${one.cell.failure} | ${one.cell.phase} | ${entryOf(one)} |`,
    );
  return `| kind | adapter | failure | phase | |\n|---|---|---|---|---|\n${rows.join("\n")}`;
}

function entryOf(one: Ran | undefined): string {
  if (!one) return "–";
  const { verdict, callId } = one;
  return `${verdict.ok ? "✓" : "✗"} ${verdict.silentMs} ms \`${callId}\`${verdict.ok ? "" : ` ${verdict.because.join("; ")}`}`;
}

/** Call ids and verdicts that a page shows: what must be the same again. */
export function verdictsIn(page: string): Map<string, boolean> {
  const entries = page.matchAll(/([✓✗]) \d+ ms `(call_\w+)`/g);
  return new Map([...entries].map(([, mark, callId]) => [callId ?? "", mark === "✓"]));
}
