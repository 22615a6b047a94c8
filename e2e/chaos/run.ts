/**
 * `npm run chaos`: breaks each kind of provider in each way at each point of its work, and prints what a caller noticed.
 * A full run writes docs/resilience.md; `--check` compares with it. Exit 1: a cell failed or the page differs; 2: misuse.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@offhook/twin-kit";
import { type Cell, GONE_CELLS, nameOf, VIRTUAL_CELLS } from "./cells.ts";
import { type GoneCell, judgeGone, runGone, runGoneHealthy } from "./gone.ts";
import { type Healthy, healthyFrom, judge } from "./judge.ts";
import { type ChaosOptions, readOptions } from "./options.ts";
import { pageOf, type Ran, verdictsIn } from "./page.ts";
import { REAL_CELLS, type RealCell } from "./real-cells.ts";
import { runReal } from "./run-real.ts";
import { type CallMade, runVirtual } from "./run-virtual.ts";
import { GONE_SCRIPT, REAL_SCRIPT, VIRTUAL_SCRIPT } from "./script.ts";

const PAGE = new URL("../../docs/resilience.md", import.meta.url);
/** Calls that all speak and break in the same moment would be late by their own number, on two cores. */
const START_EVERY_MS = 500;
/** So many share a healthy call of each kind. */
const CELLS_A_REFERENCE = 28;

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
  const first = [...(await virtually(cells)), ...(await really(cells, options.seed))];
  const ran = options.check ? await againAlone(first, options.seed) : first;
  const failed = ran.filter(({ verdict }) => !verdict.ok);
  const differs = options.isPart ? [] : settlePage(options, ran, performance.now() - startedAtMs);
  for (const line of differs) console.log(line);
  console.log(`${ran.length} cells: ${ran.length - failed.length} hold, ${failed.length} fail`);
  return failed.length + differs.length > 0 ? 1 : 0;
}

function chosen({ only, sample, seed }: ChaosOptions): Cell[] {
  const all = [...VIRTUAL_CELLS, ...GONE_CELLS, ...REAL_CELLS].filter(
    (cell) => only === null || nameOf(cell).includes(only),
  );
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
    const healthy = isRealtime ? realtime : cascade;
    ran.push(told(isGone(cell) ? await withAllGone(cell) : await withOneGone(cell, healthy)));
  }
  return ran;
}

function isGone(cell: Cell): cell is GoneCell {
  return cell.left !== undefined;
}

async function withOneGone(cell: Cell, healthy: Healthy): Promise<Ran> {
  const call = await runVirtual(cell, cell.kind === "realtime");
  return { cell, callId: call.callId, verdict: judge(cell, call, healthy, VIRTUAL_SCRIPT) };
}

async function withAllGone(cell: GoneCell): Promise<Ran> {
  const healthy = healthyFrom(await runGoneHealthy(cell.kind === "realtime"), GONE_SCRIPT);
  const call = await runGone(cell);
  return { cell, callId: call.callId, verdict: judgeGone(cell, call, healthy) };
}

async function really(cells: readonly Cell[], seed: number): Promise<Ran[]> {
  const left = cells.filter((cell): cell is RealCell => cell.over !== undefined);
  let started = 0;
  const call = async (cell: RealCell | null, isRealtime: boolean): Promise<CallMade> => {
    started += 1;
    await sleep((started - 1) * START_EVERY_MS);
    return runReal(cell, isRealtime, seed);
  };
  const groups: Promise<Played[]>[] = [];
  for (let from = 0; from < left.length; from += CELLS_A_REFERENCE) {
    groups.push(besideHealthy(left.slice(from, from + CELLS_A_REFERENCE), call));
  }
  // Judged when all is over: that is work, and calls under way would hear it.
  const played = (await Promise.all(groups)).flat();
  return played.map(({ cell, made, healthy }) => {
    const verdict = judge(cell, made, healthyFrom(healthy, REAL_SCRIPT), REAL_SCRIPT);
    return told({ cell, callId: made.callId, verdict });
  });
}

/** A machine that was busy for a moment is no provider that fails: in real time a failing cell is played once more, alone. */
async function againAlone(ran: readonly Ran[], seed: number): Promise<Ran[]> {
  const settled: Ran[] = [];
  for (const one of ran) {
    const isReal = one.cell.over !== undefined;
    if (one.verdict.ok || !isReal) settled.push(one);
    else {
      console.log(`once more, alone: ${nameOf(one.cell)} ${one.cell.over}`);
      settled.push(...(await really([one.cell], seed)));
    }
  }
  return settled;
}

interface Played {
  cell: RealCell;
  made: CallMade;
  healthy: CallMade;
}

/** A healthy call of the same kind, beside the broken ones and so under the same load. */
async function besideHealthy(
  cells: readonly RealCell[],
  call: (cell: RealCell | null, isRealtime: boolean) => Promise<CallMade>,
): Promise<Played[]> {
  const isRealtime = ({ kind }: RealCell): boolean => kind === "realtime";
  const references = [false, true].map((realtime) =>
    cells.some((cell) => isRealtime(cell) === realtime) ? call(null, realtime) : null,
  );
  return Promise.all(
    cells.map(async (cell) => {
      const made = await call(cell, isRealtime(cell));
      const healthy = await references[Number(isRealtime(cell))];
      if (!healthy) throw new Error("A cell without a healthy call beside it.");
      return { cell, made, healthy };
    }),
  );
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
