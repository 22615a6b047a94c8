/** What somebody at the console waits for: lists and search in a hundred thousand calls, and the page itself. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startTestApp, type TestApp } from "../../packages/server/src/testing/test-app.ts";
import { startTestDatabase } from "../../packages/server/src/testing/test-database.ts";
import { buildConsole } from "../../scripts/build-console.mjs";
import { machineMs } from "../kit/clock.ts";
import { median, quantile } from "../kit/figures.ts";
import { atMost, type Measure, type Result } from "../kit/result.ts";

const CALLS = 100_000;
const REPEATS = 60;
const BUDGET_MS = 150;

/**
 * Half a year of a busy desk: eight sentences a call, of words that are said in every tenth call or in one of a thousand.
 * One call in fifty ended by a transfer.
 */
const FILL = `
  INSERT INTO calls (id, carrier, carrier_call_id, direction, status, ended_reason, from_number, to_number, assistant_id,
    assistant_version, started_at, answered_at, ended_at, spoken_text)
  SELECT 'call_' || lpad(to_hex(at), 26, '0'), 'twilio', 'CA' || at, 'inbound', 'ended',
    CASE WHEN at % 50 = 0 THEN 'transferred' ELSE 'caller-hung-up' END,
    '+1415555' || lpad((at % 10000)::text, 4, '0'), '+14155550100', 'asst_' || (at % 5), 1,
    now() - make_interval(mins => $1 - at), now() - make_interval(mins => $1 - at), now() - make_interval(mins => $1 - at),
    'hello this is the automated assistant how can i help ' ||
    (SELECT string_agg('word' || ((at * 7919 + n * 104729) % 4000), ' ') FROM generate_series(1, 60) n) ||
    CASE WHEN at % 10 = 0 THEN ' appointment' ELSE '' END || CASE WHEN at % 1000 = 0 THEN ' wisdom tooth' ELSE '' END
  FROM generate_series(1, $1) at`;

const QUESTIONS: readonly { name: string; path: string; finds: number }[] = [
  { name: "list, newest first", path: "/v1/calls?limit=50", finds: 50 },
  { name: "list, from the middle", path: `/v1/calls?limit=50&cursor=call_${"c350".padStart(26, "0")}`, finds: 50 },
  {
    name: "list, one assistant's transfers",
    path: "/v1/calls?limit=50&assistantId=asst_0&endedReason=transferred",
    finds: 50,
  },
  { name: "search, a word of every tenth call", path: "/v1/calls?limit=50&q=appointment", finds: 50 },
  { name: "search, two words of one in a thousand", path: "/v1/calls?limit=50&q=wisdom%20tooth", finds: 50 },
  { name: "search, the beginning of a word", path: "/v1/calls?limit=50&q=wisd", finds: 50 },
  { name: "search, a word that nobody said", path: "/v1/calls?limit=50&q=zebra", finds: 0 },
];

export const consoleMeasure: Measure = {
  name: "console",
  title: "Console and API",
  async run() {
    const database = await startTestDatabase();
    const app = await startTestApp(database);
    try {
      await app.store.pool.query({ text: FILL, values: [CALLS], query_timeout: 300_000 } as never);
      await app.store.pool.query("ANALYZE calls");
      const results: Result[] = [];
      for (const question of QUESTIONS) results.push(await asked(app, question));
      return { results: [...results, await firstLoad()] };
    } finally {
      await app.end();
      await database.end();
    }
  },
};

async function asked(app: TestApp, { name, path, finds }: (typeof QUESTIONS)[number]): Promise<Result> {
  const tookMs: number[] = [];
  for (let at = 0; at < REPEATS; at += 1) {
    const sinceMs = machineMs();
    const answer = await app.get(path);
    tookMs.push(machineMs() - sinceMs);
    const found = answer.json().items.length;
    if (found !== finds) throw new Error(`${path} found ${found} calls, and not ${finds}`);
  }
  return {
    name: `${name}, p95`,
    value: quantile(tookMs, 0.95),
    unit: "ms",
    budget: atMost(BUDGET_MS),
    how: `over HTTP, ${CALLS.toLocaleString("en")} calls in the database, ${finds} found; median ${median(tookMs).toFixed(1)} ms of ${REPEATS}`,
    reason: `the slowest took ${Math.max(...tookMs).toFixed(0)} ms.`,
  };
}

/** What the page names itself: the scripts that come before anything is seen. */
async function firstLoad(): Promise<Result> {
  const problem = await buildConsole();
  if (problem !== null) throw new Error(problem);
  const folder = join(import.meta.dirname, "..", "..", "packages", "console", "dist");
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path ?? "");
  const bytes = scripts.map((path) => gzipSync(readFileSync(join(folder, path))).length);
  return {
    name: "console first load",
    value: bytes.reduce((sum, one) => sum + one, 0) / 1_000,
    unit: "kB",
    budget: atMost(300),
    how: `gzipped JavaScript that index.html names, ${scripts.length} files; pages and the second language are fetched when they are opened`,
    reason: "see the sizes that the build prints.",
  };
}
