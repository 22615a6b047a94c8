/** Test calls and their history in the store. Whichever worker claims a due one runs it, once. */
import { newId } from "../ids.ts";
import type { Store } from "../store/store.ts";
import type { TestCall, TestCallBody, TestRun } from "./test-call.ts";

interface TestCallRow {
  id: string;
  definition: TestCallBody;
  next_run_at: Date | null;
  created_at: Date;
}

interface TestRunRow {
  id: string;
  test_call_id: string;
  call_id: string | null;
  started_at: Date;
  ended_at: Date;
  ok: boolean;
  problems: string[];
  longest_wait_ms: number | null;
}

/** So many runs of each are kept. */
const KEPT_RUNS = 500;

export async function addTestCall({ pool }: Store, body: TestCallBody): Promise<TestCall> {
  const text = `INSERT INTO test_calls (id, definition, next_run_at)
    VALUES ($1, $2::json, CASE WHEN $3::int IS NULL THEN NULL ELSE now() END) RETURNING *`;
  const { rows } = await pool.query<TestCallRow>(text, [newId("test"), JSON.stringify(body), body.everyMinutes]);
  return rowToTest(rows[0] as TestCallRow);
}

export async function listTestCalls({ pool }: Store): Promise<TestCall[]> {
  const { rows } = await pool.query<TestCallRow>("SELECT * FROM test_calls ORDER BY id");
  return rows.map(rowToTest);
}

export async function findTestCall({ pool }: Store, id: string): Promise<TestCall | null> {
  const { rows } = await pool.query<TestCallRow>("SELECT * FROM test_calls WHERE id = $1", [id]);
  return rows[0] ? rowToTest(rows[0]) : null;
}

export async function removeTestCall({ pool }: Store, id: string): Promise<boolean> {
  const { rowCount } = await pool.query("DELETE FROM test_calls WHERE id = $1", [id]);
  return rowCount === 1;
}

/** One that is due, with its next time set: no two workers run it. */
export async function claimDueTestCall({ pool }: Store): Promise<TestCall | null> {
  const text = `UPDATE test_calls
    SET next_run_at = now() + make_interval(mins => (definition ->> 'everyMinutes')::int)
    WHERE id = (SELECT id FROM test_calls WHERE next_run_at <= now() ORDER BY next_run_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING *`;
  const { rows } = await pool.query<TestCallRow>(text);
  return rows[0] ? rowToTest(rows[0]) : null;
}

/** Returns the run before it, if there was one. */
export async function addTestRun(
  { pool }: Store,
  run: Omit<TestRun, "id">,
): Promise<{ run: TestRun; before: TestRun | null }> {
  const before = (await listTestRuns({ pool } as Store, run.testCallId, 1))[0] ?? null;
  const id = newId("run");
  const values = [id, run.testCallId, run.callId, run.startedAt, run.endedAt, run.ok, JSON.stringify(run.problems)];
  const text = `INSERT INTO test_runs (id, test_call_id, call_id, started_at, ended_at, ok, problems, longest_wait_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7::json, $8)`;
  await pool.query(text, [...values, run.longestWaitMs]);
  const old = `DELETE FROM test_runs WHERE id IN (SELECT id FROM test_runs WHERE test_call_id = $1 ORDER BY id DESC OFFSET $2)`;
  await pool.query(old, [run.testCallId, KEPT_RUNS]);
  return { run: { id, ...run }, before };
}

/** Newest first. */
export async function listTestRuns(
  { pool }: Store,
  testCallId: string,
  limit: number,
  beforeId?: string,
): Promise<TestRun[]> {
  const text = `SELECT * FROM test_runs WHERE test_call_id = $1 AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $2`;
  const { rows } = await pool.query<TestRunRow>(text, [testCallId, limit, beforeId ?? null]);
  return rows.map((row) => ({
    ...{ id: row.id, testCallId: row.test_call_id, callId: row.call_id, ok: row.ok, problems: row.problems },
    ...{ startedAt: row.started_at, endedAt: row.ended_at, longestWaitMs: row.longest_wait_ms },
  }));
}

const rowToTest = ({ id, definition, next_run_at, created_at }: TestCallRow): TestCall => ({
  ...{ id, ...definition },
  ...{ nextRunAt: next_run_at, createdAt: created_at },
});
