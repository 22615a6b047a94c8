import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createCallLog } from "../store/call-log.ts";
import { endCall, raiseEpoch } from "../store/calls.ts";
import { startTestApp, TEST_TOKEN, type TestApp } from "../testing/test-app.ts";
import { logItems, someCall } from "../testing/test-calls.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

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

async function loggedCall() {
  const callId = await someCall(app.store);
  const raised = await raiseEpoch(app.store, callId, `MZ${callId}`);
  return { callId, log: createCallLog(app.store, callId, raised.ok ? raised.value : 0) };
}

/** Listens and collects; `closed` gives the close code. */
function listen(
  callId: string,
  after = 0,
  headers: Record<string, string> = { authorization: `Bearer ${TEST_TOKEN}` },
) {
  const socket = new WebSocket(`ws://127.0.0.1:${app.port}/v1/calls/${callId}/live?after=${after}`, { headers });
  const seqs: number[] = [];
  socket.on("message", (data, isBinary) => {
    if (!isBinary) seqs.push(JSON.parse(String(data)).seq);
  });
  const closed = new Promise<number>((resolve) => socket.once("close", (code) => resolve(code)));
  const refused = new Promise<number>((resolve) => {
    socket.once("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.once("error", () => {});
  });
  const upTo = (seq: number) => expect.poll(() => seqs.at(-1), { interval: 5, timeout: 5_000 }).toBe(seq);
  return { socket, seqs, closed, refused, upTo };
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

it("sends what was, then what comes, in order and once, and closes with 1000 at the end", async () => {
  const { callId, log } = await loggedCall();
  log.append(logItems(1, 10));
  await log.flush();
  const live = listen(callId);
  await live.upTo(10);
  for (let first = 11; first <= 51; first += 10) {
    log.append(logItems(first, 10));
    await log.flush();
  }
  await endCall(app.store, callId, { endedReason: "caller-hung-up" });
  expect(await live.closed).toBe(1000);
  expect(live.seqs).toEqual(upTo(60));
});

it("begins after the seq that was asked for, and pages through long logs", async () => {
  const { callId, log } = await loggedCall();
  log.append(logItems(1, 1_700));
  await log.flush();
  await endCall(app.store, callId, { endedReason: "caller-hung-up" });
  const live = listen(callId, 17);
  expect(await live.closed).toBe(1000);
  expect(live.seqs).toEqual(upTo(1_700, 18));
});

it("does not show what is not durable yet", async () => {
  const { callId, log } = await loggedCall();
  log.append(logItems(1, 1));
  await log.flush();
  const live = listen(callId);
  await live.upTo(1);
  log.append(logItems(2, 1));
  expect(live.seqs).toEqual([1]);
  await live.upTo(2);
  live.socket.close();
});

it("hears what another process wrote", async () => {
  const { callId } = await loggedCall();
  const live = listen(callId);
  const other = database.openStore();
  const raised = await raiseEpoch(other, callId, `MZ${callId}-other`);
  const log = createCallLog(other, callId, raised.ok ? raised.value : 0);
  log.append(logItems(1, 3));
  await log.flush();
  await live.upTo(3);
  live.socket.close();
});

it("is refused without a key, from another site, for an unknown call and with an unknown field", async () => {
  const { callId } = await loggedCall();
  expect(await listen(callId, 0, {}).refused).toBe(401);
  const foreign = { authorization: `Bearer ${TEST_TOKEN}`, origin: "https://evil.example" };
  expect(await listen(callId, 0, foreign).refused).toBe(403);
  expect(await listen("call_none").refused).toBe(404);
  expect(await listen(callId, -1).refused).toBe(400);
  expect(await listen(callId, 0, { ...foreign, host: "evil.example" }).refused).toBe(421);
});
