import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCallLog } from "../store/call-log.ts";
import { endCall, raiseEpoch } from "../store/calls.ts";
import { recordingPath } from "../store/forget-calls.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { someCall, turnItem } from "../testing/test-calls.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { sweep } from "./retention.ts";

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
});
afterAll(async () => {
  await app.end();
  await database.end();
});

const WORDS = "my secret allergy";

/** A call with words and a recording, which ended so many days ago. */
async function callOf(daysAgo: number, ended = true): Promise<string> {
  const { store } = app;
  const id = await someCall(store);
  const epoch = await raiseEpoch(store, id, `MZ-${id}`);
  const log = createCallLog(store, id, epoch.ok ? epoch.value : 0);
  log.append([turnItem(1, { id: "turn_1", speaker: "caller", text: WORDS })]);
  await log.flush();
  if (ended) await endCall(store, id, { endedReason: "caller-hung-up" });
  const path = recordingPath(database.dataFolder, id);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "RIFF");
  const text = `UPDATE calls SET recording = 'ready', ended_at = ended_at - make_interval(days => $2) WHERE id = $1`;
  await store.pool.query(text, [id, daysAgo]);
  return id;
}

const hasFile = (id: string): boolean => existsSync(recordingPath(database.dataFolder, id));
const found = async (): Promise<string[]> =>
  (await app.get("/v1/calls?q=allergy")).json().items.map(({ id }: { id: string }) => id);

it("recordings go after thirty days, words after ninety; that there was a call stays", async () => {
  const [young, middle, old] = [await callOf(5), await callOf(40), await callOf(100)];
  expect(await sweep(app.store, database.dataFolder, Date.now())).toEqual({ recordings: 2, transcripts: 1 });
  expect([young, middle, old].map(hasFile)).toEqual([true, false, false]);
  expect((await found()).sort()).toEqual([young, middle].sort());
  const left = (await app.get(`/v1/calls/${old}`)).json();
  expect(left).toMatchObject({ recording: "deleted", replayable: false, endedReason: "caller-hung-up" });
  expect((await app.get(`/v1/calls/${old}/transcript`)).json().turns).toEqual([]);
  expect((await app.get(`/v1/calls/${old}/recording`)).json().error.code).toBe("no-recording");
  expect(await sweep(app.store, database.dataFolder, Date.now())).toEqual({ recordings: 0, transcripts: 0 });
});

it.each(["none", "writing"])("a recording that broke off, of which the call says %s, goes as well", async (state) => {
  const [young, old] = [await callOf(5), await callOf(40)];
  await app.store.pool.query("UPDATE calls SET recording = $2 WHERE id = ANY($1)", [[young, old], state]);
  expect((await sweep(app.store, database.dataFolder, Date.now())).recordings).toBe(1);
  expect([hasFile(young), hasFile(old)]).toEqual([true, false]);
  expect((await sweep(app.store, database.dataFolder, Date.now())).recordings).toBe(0);
  expect((await app.send("DELETE", `/v1/calls/${young}`)).status).toBe(204);
  expect(hasFile(young)).toBe(false);
});

it("what is being recorded stays, however long the call lasts", async () => {
  const going = await callOf(0, false);
  const long = "UPDATE calls SET recording = 'writing', started_at = now() - interval '400 days' WHERE id = $1";
  await app.store.pool.query(long, [going]);
  await sweep(app.store, database.dataFolder, Date.now());
  expect(hasFile(going)).toBe(true);
  await endCall(app.store, going, { endedReason: "caller-hung-up" });
  await app.send("DELETE", `/v1/calls/${going}`);
});

/** All that a call leaves behind it, beside its log. */
async function withTraces(daysAgo: number): Promise<string> {
  const id = await callOf(daysAgo);
  const { pool } = app.store;
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const key = `${id}:bookSlot:${WORDS}`;
  const day = new Date(Date.now() + Math.random() * 1e10);
  const asked = JSON.stringify({ asked: WORDS });
  const run = async (text: string, values: unknown[]) => void (await pool.query(text, values));
  await run("INSERT INTO effects (key, call_id, tool, arguments, epoch) VALUES ($1, $2, 'bookSlot', $3, 1)", [
    ...[key, id, asked],
  ]);
  await run(
    `INSERT INTO bookings (id, calendar, starts_at, ends_at, name, phone, call_id, effect_key, created_at)
    VALUES ($1, 'desk', $2, $2, 'John', '+14155550100', $3, $4, $5)`,
    [`book_${id}`, day, id, key, at],
  );
  await run(
    "INSERT INTO messages (id, call_id, effect_key, for_whom, text, created_at) VALUES ($1, $2, $3, 'desk', $4, $5)",
    [`msg_${id}`, id, `${key}-message`, WORDS, at],
  );
  await run("INSERT INTO tools (id, name, definition) VALUES ('tool_1', 'find', '{}') ON CONFLICT DO NOTHING", []);
  await run(
    "INSERT INTO tool_runs (id, tool_id, call_id, ok, duration_ms, record, created_at) VALUES ($1, 'tool_1', $2, true, 1, $3, $4)",
    [`run_${id}`, id, asked, at],
  );
  await run("INSERT INTO webhooks (id, url, events) VALUES ('hook_1', 'http://x', '[]') ON CONFLICT DO NOTHING", []);
  await run(
    "INSERT INTO webhook_deliveries (id, webhook_id, event, call_id, data, created_at) VALUES ($1, 'hook_1', 'tool-called', $2, $3, $4)",
    [`dlv_${id}`, id, asked, at],
  );
  return id;
}

/** Tables that still know these words, or the call. */
async function tablesWith(words: string): Promise<string[]> {
  const { rows } = await app.store.pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  );
  const knows = async ({ name }: { name: string }) =>
    (await app.store.pool.query(`SELECT 1 FROM "${name}" t WHERE t::text LIKE $1 LIMIT 1`, [`%${words}%`])).rows.length;
  const counts = await Promise.all(rows.map(knows));
  return rows.filter((_, index) => counts[index]).map(({ name }) => name);
}

it("what tools and webhooks were told goes with the words; appointments stay, as the calendar's own", async () => {
  const id = await withTraces(100);
  expect(await tablesWith(WORDS)).toContain("effects");
  await app.send("PUT", "/v1/settings/retention", { transcriptDays: 90, recordingDays: 30 });
  for (const one of await found()) if (one !== id) await app.send("DELETE", `/v1/calls/${one}`);
  await sweep(app.store, database.dataFolder, Date.now());
  expect(await tablesWith(WORDS)).toEqual([]);
  const { rows } = await app.store.pool.query("SELECT name, call_id FROM bookings WHERE id = $1", [`book_${id}`]);
  expect(rows).toEqual([{ name: "John", call_id: null }]);
  expect((await app.get(`/v1/calls/${id}`)).status).toBe(200);
});

it("a call that is deleted is named nowhere any more, and neither are its words", async () => {
  const id = await withTraces(0);
  expect(await tablesWith(id)).toContain("webhook_deliveries");
  expect((await app.send("DELETE", `/v1/calls/${id}`)).status).toBe(204);
  expect(await tablesWith(WORDS)).toEqual([]);
  // Ids of rows, made of the call's above; and that somebody deleted it.
  const { pool } = app.store;
  await pool.query("UPDATE bookings SET id = 'book_1' WHERE id = $1", [`book_${id}`]);
  await pool.query("UPDATE tool_runs SET id = 'run_1' WHERE id = $1", [`run_${id}`]);
  expect(await tablesWith(id)).toEqual(["audit_log"]);
});

describe("an assistant with days of its own", () => {
  /** Published with this retention; a call of it that ended so many days ago. */
  async function callOfOne(retention: object, daysAgo: number): Promise<string> {
    const made = await app.send("POST", "/v1/assistants", { name: `Keeps ${Math.random()}`, retention });
    const { id } = made.json();
    const etag = String(made.headers.etag);
    const published = await app.send("POST", `/v1/assistants/${id}/publish`, {}, { "if-match": etag });
    expect(published.status).toBe(200);
    const callId = await withTraces(daysAgo);
    await app.store.pool.query("UPDATE calls SET assistant_id = $2, assistant_version = 1 WHERE id = $1", [callId, id]);
    return callId;
  }

  it("forgets its calls' words after one day, with all that tools were told, and leaves the others'", async () => {
    await app.send("PUT", "/v1/settings/retention", { transcriptDays: 90, recordingDays: 30 });
    for (const one of await found()) await app.send("DELETE", `/v1/calls/${one}`);
    const strict = await callOfOne({ transcriptDays: 1 }, 3);
    await sweep(app.store, database.dataFolder, Date.now());
    // The recording is as the house has it: thirty days.
    expect([hasFile(strict), await tablesWith(WORDS)]).toEqual([true, []]);
    const usual = await callOf(3);
    await sweep(app.store, database.dataFolder, Date.now());
    expect(await found()).toEqual([usual]);
    await app.send("DELETE", `/v1/calls/${usual}`);
  });

  it("keeps its calls for ever where the house would have forgotten them, and what tools were told too", async () => {
    const kept = await callOfOne({ transcriptDays: null, recordingDays: null }, 400);
    const usual = await callOf(400);
    await sweep(app.store, database.dataFolder, Date.now());
    expect([hasFile(kept), hasFile(usual), await found()]).toEqual([true, false, [kept]]);
    const tables = ["effects", "messages", "tool_runs", "webhook_deliveries"];
    expect(await tablesWith(WORDS)).toEqual(expect.arrayContaining(tables));
    await app.send("DELETE", `/v1/calls/${kept}`);
  });

  it("is refused days that are none", async () => {
    const refused = await app.send("POST", "/v1/assistants", { name: "Never", retention: { transcriptDays: 0 } });
    expect([refused.status, refused.json().error.code]).toEqual([400, "invalid-field"]);
  });
});

it("for ever is for ever, and what somebody sets holds", async () => {
  const id = await callOf(4_000);
  const kept = { transcriptDays: null, recordingDays: 10 };
  expect((await app.send("PUT", "/v1/settings/retention", kept)).json()).toMatchObject(kept);
  await sweep(app.store, database.dataFolder, Date.now());
  expect([hasFile(id), (await found()).includes(id)]).toEqual([false, true]);
  expect((await app.send("PUT", "/v1/settings/retention", { ...kept, recordingDays: 0 })).status).toBe(400);
  expect((await app.get("/v1/settings/retention")).json()).toMatchObject(kept);
});

it("a call that is deleted is gone: words, recording, row; one that goes on is not", async () => {
  const id = await callOf(0);
  const live = await callOf(0, false);
  expect((await app.send("DELETE", `/v1/calls/${live}`)).json().error.code).toBe("call-going-on");
  expect((await app.send("DELETE", `/v1/calls/${id}`)).status).toBe(204);
  expect([hasFile(id), hasFile(live)]).toEqual([false, true]);
  expect((await app.get(`/v1/calls/${id}`)).status).toBe(404);
  expect((await app.send("DELETE", `/v1/calls/${id}`)).json().error.code).toBe("unknown-call");
  for (const table of ["calls", "call_events", "call_streams", "call_costs"]) {
    const column = table === "calls" ? "id" : "call_id";
    const { rows } = await app.store.pool.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [id]);
    expect([table, rows.length]).toEqual([table, 0]);
  }
});
