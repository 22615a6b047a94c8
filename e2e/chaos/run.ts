/**
 * `npm run chaos`: breaks each kind of provider in each way at each point of its work, and prints what a caller noticed.
 * A full run writes docs/resilience.md; `--check` compares with it. Exit 1: a cell failed or the page differs; 2: misuse.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { seededRandom } from "@offhook/twin-kit";
import { type Cell, nameOf, VIRTUAL_CELLS } from "./cells.ts";
import { healthyFrom, judge } from "./judge.ts";
import { type ChaosOptions, readOptions } from "./options.ts";
import { pageOf, type Ran, verdictsIn } from "./page.ts";
import { REAL_CELLS, type RealCell, runReal } from "./real-cells.ts";
import { runVirtual } from "./run-virtual.ts";
import { REAL_SCRIPT, VIRTUAL_SCRIPT } from "./script.ts";

const PAGE = new URL("../../docs/resilience.md", import.meta.url);
/** More at once would be late by their own number, on two cores. */
const REAL_AT_ONCE = 30;

const options = readOptions(process.argv.slice(2));
if ("problem" in options) {
  console.error(options.problem);
  process.exit(2);
}
process.exit(await run(options));

async function run(options: ChaosOptions): Promise<number> {
  const startedAtMs = performance.now();
  const cells = chosen(options);
  if (cells.length === 0) {
    console.error(`No cell is named "${options.only}". A cell's name is like "voice stalled mid-output".`);
    return 2;
  }
  const ran = [...(await virtually(cells)), ...(await really(cells, options.seed))];
  const failed = ran.filter(({ verdict }) => !verdict.ok);
  const differs = options.isPart ? [] : settlePage(options, ran, performance.now() - startedAtMs);
  for (const line of differs) console.log(line);
  console.log(`${ran.length} cells: ${ran.length - failed.length} hold, ${failed.length} fail`);
  return failed.length + differs.length > 0 ? 1 : 0;
}

function chosen({ only, sample, seed }: ChaosOptions): Cell[] {
  const all = [...VIRTUAL_CELLS, ...REAL_CELLS].filter((cell) => only === null || nameOf(cell).includes(only));
  if (sample === null) return all;
  const random = seededRandom(seed);
  return all
    .map((cell) => ({ cell, draw: random() }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, sample)
    .map(({ cell }) => cell);
}

async function virtually(cells: readonly Cell[]): Promise<Ran[]> {
  const cascade = healthyFrom(await runVirtual(null, false), VIRTUAL_SCRIPT);
  const realtime = healthyFrom(await runVirtual(null, true), VIRTUAL_SCRIPT);
  const ran: Ran[] = [];
  for (const cell of cells.filter(({ over }) => !over)) {
    const isRealtime = cell.kind === "realtime";
    const call = await runVirtual(cell, isRealtime);
    const verdict = judge(cell, call, isRealtime ? realtime : cascade, VIRTUAL_SCRIPT);
    ran.push(told({ cell, callId: call.callId, verdict }));
  }
  return ran;
}

async function really(cells: readonly Cell[], seed: number): Promise<Ran[]> {
  const left = cells.filter((cell): cell is RealCell => cell.over !== undefined);
  if (left.length === 0) return [];
  const ran: Ran[] = [];
  // A healthy call of the same kind, beside the broken ones and so under the same load.
  for (let from = 0; from < left.length; from += REAL_AT_ONCE) {
    const batch = left.slice(from, from + REAL_AT_ONCE);
    const [cascade, realtime, ...calls] = await Promise.all([
      runReal(null, false, seed),
      runReal(null, true, seed),
      ...batch.map((cell) => runReal(cell, cell.kind === "realtime", seed)),
    ]);
    batch.forEach((cell, index) => {
      const call = calls[index];
      const healthy = cell.kind === "realtime" ? realtime : cascade;
      if (!call) return;
      const verdict = judge(cell, call, healthyFrom(healthy, REAL_SCRIPT), REAL_SCRIPT);
      ran.push(told({ cell, callId: call.callId, verdict }));
    });
  }
  return ran;
}

function told(one: Ran): Ran {
  const { ok, silentMs, because } = one.verdict;
  console.log(
    `${ok ? "✓" : "✗"} ${nameOf(one.cell)}: ${silentMs} ms ${one.callId}${ok ? "" : `\n    ${because.join("\n    ")}`}`,
  );
  return one;
}

/** Writes the page, or says how it differs from this run. */
function settlePage({ check }: ChaosOptions, ran: readonly Ran[], tookMs: number): string[] {
  const page = pageOf(ran, tookMs);
  if (!check) {
    writeFileSync(PAGE, page);
    return [];
  }
  const before = verdictsIn(existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "");
  const now = verdictsIn(page);
  const added = [...now.keys()]
    .filter((callId) => !before.has(callId))
    .map((callId) => `${callId} is not in docs/resilience.md`);
  const gone = [...before.keys()].filter((callId) => !now.has(callId)).map((callId) => `${callId} was not run`);
  const turned = [...now].filter(([callId, ok]) => before.has(callId) && before.get(callId) !== ok);
  const changed = turned.map(([callId, ok]) => `${callId} ${ok ? "holds now" : "does not hold any more"}`);
  const lines = [...added, ...gone, ...changed];
  return lines.length === 0 ? [] : [...lines, "docs/resilience.md differs: `npm run chaos` writes it anew."];
}
