/**
 * Measures what DESIGN §9 budgets and prints docs/capacity.md. Run: npm run bench [-- --json] [-- --only name,…]
 * Nothing is asserted: the page is the result. With `--only` nothing is written.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { latenessP99Ms, watchLateness } from "./kit/lateness.ts";
import { loadNow, machineName } from "./kit/machine.ts";
import { type Part, pageOf } from "./kit/page.ts";
import { budgetText, isMet, type Measure, type Measured, type Result } from "./kit/result.ts";
import { bargeIn } from "./measures/barge-in.ts";
import { besideCalls } from "./measures/beside-calls.ts";
import { components } from "./measures/components.ts";
import { consoleMeasure } from "./measures/console.ts";
import { embeddedCalls } from "./measures/embedded-calls.ts";
import { memory } from "./measures/memory.ts";
import { providerDies } from "./measures/provider-dies.ts";
import { ready } from "./measures/ready.ts";
import { streams } from "./measures/streams.ts";
import { vendors } from "./measures/vendors.ts";
import { virtualTime } from "./measures/virtual-time.ts";
import { voiceToVoice } from "./measures/voice-to-voice.ts";
import { wholeServer } from "./measures/whole-server.ts";

const MEASURES: readonly Measure[] = [
  voiceToVoice,
  vendors,
  bargeIn,
  streams,
  embeddedCalls,
  providerDies,
  wholeServer,
  ready,
  memory,
  consoleMeasure,
  besideCalls,
  virtualTime,
  components,
];

const { values: options } = parseArgs({
  options: { json: { type: "boolean" }, only: { type: "string" }, "fresh-clone": { type: "boolean" } },
});
const only = options.only?.split(",");
const chosen = MEASURES.filter(({ name }) => !only || only.includes(name));
if (chosen.length === 0 || (only && chosen.length < only.length)) {
  console.error(`--only takes: ${MEASURES.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const parts: Part[] = [];
for (const measure of chosen) {
  const before = loadNow();
  const startedMs = performance.now();
  console.error(`${measure.title}…`);
  watchLateness();
  const measured = await measure.run().catch(notMeasured);
  parts.push({ measure, measured, load: `${before} → ${loadNow()} (${latenessP99Ms().toFixed(0)} ms)` });
  console.error(`${measure.title}: ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
}
const page = pageOf(parts, machineName(), new Date().toISOString().slice(0, 10));
if (!only) writeFileSync(join(import.meta.dirname, "..", "docs", "capacity.md"), page);
if (!options.json) console.log(page);
else
  console.log(
    JSON.stringify({ machine: machineName(), results: parts.flatMap(({ measured }) => measured.results.map(row)) }),
  );
process.exit(parts.some(({ measured }) => measured.results.length === 0) ? 1 : 0);

function row(result: Result): Record<string, unknown> {
  const { name, value, unit } = result;
  return { name, value, unit, budget: budgetText(result), met: isMet(result) };
}

/** The other parts are measured all the same; this one says why it is missing. */
function notMeasured(error: Error): Measured {
  console.error(error);
  return { results: [], notes: [`**Not measured**: ${error.message.split("\n")[0]}`] };
}
