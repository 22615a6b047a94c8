import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
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

it("for ever is for ever, and what somebody sets holds", async () => {
  const id = await callOf(4_000);
  const kept = { transcriptDays: null, recordingDays: 10 };
  expect((await app.send("PUT", "/v1/settings/retention", kept)).json()).toEqual(kept);
  await sweep(app.store, database.dataFolder, Date.now());
  expect([hasFile(id), (await found()).includes(id)]).toEqual([false, true]);
  expect((await app.send("PUT", "/v1/settings/retention", { ...kept, recordingDays: 0 })).status).toBe(400);
  expect((await app.get("/v1/settings/retention")).json()).toEqual(kept);
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
