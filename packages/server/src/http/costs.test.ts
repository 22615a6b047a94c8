/** What a call costs as the API tells it: while it lasts, at its end, after a crash; and budgets over a real store. */
import { setImmediate as turn } from "node:timers/promises";
import { VirtualClock } from "@offhook/engine/testing";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCostMeter, type MoneyHooks } from "../money/call-money.ts";
import { meteredLog } from "../money/cost-meter.ts";
import { priceBookOf } from "../money/price-book.ts";
import { costOfCall } from "../money/project-cost.ts";
import { readCallCosts } from "../store/call-costs.ts";
import { createCallLog } from "../store/call-log.ts";
import { endCall, findCall, raiseEpoch } from "../store/calls.ts";
import { startTestApp, TEST_TOKEN, type TestApp } from "../testing/test-app.ts";
import { logItem, someCall } from "../testing/test-calls.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { callShape } from "./shapes.ts";

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

const logger = pino({ level: "silent" });
const pinned = (carrier: string) => ({
  pin: { carrier, direction: "inbound", from: "+15550100001", to: "+14155552671" },
});
const heard = (seq: number, seconds: number) => {
  const data = { part: "transcriber", provider: "deepgram/nova-3", usage: { seconds }, reported: true };
  return logItem(seq, { type: "provider-used", data });
};

/** A call under way whose log is durable. */
async function callOnAir(carrier: "twilio" | "twin", assistantId = "asst_test") {
  const callId = await someCall(app.store, { carrier, to: "+14155552671", assistantId });
  const raised = await raiseEpoch(app.store, callId, `MZ${callId}`);
  const epoch = raised.ok ? raised.value : 0;
  const log = createCallLog(app.store, callId, epoch);
  log.append([
    logItem(1, { atMs: 0, type: "call-started", data: pinned(carrier) }),
    logItem(2, { atMs: 10, type: "stream-started", data: { streamId: `MZ${callId}` } }),
  ]);
  await log.flush();
  return { callId, log, epoch };
}

const rowOf = async (callId: string) => {
  const call = await findCall(app.store, callId);
  if (!call) throw new Error("no call");
  return call;
};
const shownCost = async (callId: string) => (await app.get(`/v1/calls/${callId}`)).json().cost;
const costOf = async (callId: string) => (await app.get(`/v1/calls/${callId}/cost`)).json();

async function meterFor(callId: string, hooks: Partial<MoneyHooks> = {}, budget?: object) {
  const context = { store: app.store, config: { dataFolder: database.dataFolder }, logger };
  const call = await rowOf(callId);
  const clock = new VirtualClock();
  clock.moveTo(call.startedAt.getTime());
  const assistant = { timeZone: "Europe/Tallinn", budget };
  return { clock, meter: await createCostMeter(context, call, assistant, clock, { onReached: () => {}, ...hooks }) };
}

describe("a call's cost", () => {
  it("is null while nothing is known, then what the log says, whichever worker is asked", async () => {
    expect(await shownCost(await someCall(app.store))).toBeNull();
    const { callId, log } = await callOnAir("twilio");
    expect(await shownCost(callId)).toEqual({ amount: "0.0129", currency: "USD" });
    log.append([heard(3, 60)]);
    await log.flush();
    expect(await shownCost(callId)).toEqual({ amount: "0.0206", currency: "USD" });
    const cost = await costOf(callId);
    expect(cost).toMatchObject({
      callId,
      exact: { amount: "0.0206" },
      complete: true,
      carrierBills: true,
      final: false,
    });
    expect(cost.items.map((one: { item: string; amount: unknown }) => [one.item, one.amount])).toEqual([
      ["carrier-leg", { amount: "0.0085", currency: "USD" }],
      ["stream", { amount: "0.0044", currency: "USD" }],
      ["transcriber", { amount: "0.0077", currency: "USD" }],
    ]);
    expect(cost.items[0].priceListVersion).toBe(cost.priceListVersion);
  });

  it("over the twin has no item of a carrier, and says that there is none to bill", async () => {
    const { callId } = await callOnAir("twin");
    await endCall(app.store, callId, { endedReason: "caller-hung-up" });
    expect(await costOf(callId)).toMatchObject({
      cost: { amount: "0.0000", currency: "USD" },
      ...{ complete: true, carrierBills: false, items: [] },
    });
  });

  it("is stored by its worker for good, and is in lists", async () => {
    const { callId, log } = await callOnAir("twilio");
    const { meter } = await meterFor(callId);
    const metered = meteredLog(log, meter);
    metered.append([heard(3, 30), logItem(4, { atMs: 3_000, type: "call-ended", kind: "decision" })]);
    await metered.flush();
    await endCall(app.store, callId, { endedReason: "agent-hung-up" });
    await meter.close();
    expect((await readCallCosts(app.store, [callId])).get(callId)).toMatchObject({ final: true, seq: 4 });
    const { items } = (await app.get(`/v1/calls?carrierCallId=${(await rowOf(callId)).carrierCallId}`)).json();
    expect(items[0].cost).toEqual({ amount: "0.0168", currency: "USD" });
    expect(await costOf(callId)).toMatchObject({ final: true, cost: { amount: "0.0168" } });
  });

  it("is counted from the log when its worker died, and kept once nothing more can come", async () => {
    const { callId, log } = await callOnAir("twilio");
    log.append([heard(3, 60)]);
    await log.flush();
    await endCall(app.store, callId, { endedReason: "carrier-lost" });
    expect((await readCallCosts(app.store, [callId])).size).toBe(0);
    const book = priceBookOf(database.dataFolder);
    const call = await rowOf(callId);
    const soon = await costOfCall(app.store, book, call, (call.endedAt?.getTime() ?? 0) + 5_000);
    expect(soon).toMatchObject({ final: false, total: 206_000_000n });
    await costOfCall(app.store, book, call, (call.endedAt?.getTime() ?? 0) + 11_000);
    expect((await readCallCosts(app.store, [callId])).get(callId)).toMatchObject({ final: true, total: 206_000_000n });
  });

  it("goes on at another worker from what the log holds", async () => {
    const { callId, log } = await callOnAir("twilio");
    log.append([heard(3, 60)]);
    await log.flush();
    const { meter } = await meterFor(callId);
    expect(meter.current().total).toBe(206_000_000n);
    meter.stop();
  });

  it("keeps what is further on when a worker comes late", async () => {
    const { callId } = await callOnAir("twilio");
    const early = await meterFor(callId);
    const late = await meterFor(callId);
    late.meter.take([heard(3, 60)]);
    await late.meter.close();
    await early.meter.close();
    expect((await readCallCosts(app.store, [callId])).get(callId)).toMatchObject({ seq: 3, total: 206_000_000n });
  });

  it("of nobody's call is not found", async () => {
    expect((await app.get("/v1/calls/call_nope/cost")).status).toBe(404);
  });
});

describe("a price that nobody knows", () => {
  const thought = (seq: number) => {
    const usage = { inputTokens: 900, outputTokens: 80 };
    const data = { part: "model", provider: "openai-compatible/llama3", usage, reported: true };
    return logItem(seq, { type: "provider-used", data });
  };
  const listed = async (callId: string) => {
    const { items } = (await app.get(`/v1/calls?carrierCallId=${(await rowOf(callId)).carrierCallId}`)).json();
    return items[0];
  };

  it("is unknown and never nothing: of a call without any price there is no amount", async () => {
    const { callId, log } = await callOnAir("twin");
    log.append([thought(3)]);
    await log.flush();
    await endCall(app.store, callId, { endedReason: "caller-hung-up" });
    expect(await costOf(callId)).toMatchObject({
      cost: null,
      exact: null,
      complete: false,
      items: [{ amount: null }, { amount: null }],
    });
    const { meter } = await meterFor(callId);
    await meter.close();
    for (const call of [(await app.get(`/v1/calls/${callId}`)).json(), await listed(callId)])
      expect(callShape.parse(call)).toMatchObject({ cost: null, costComplete: false });
  });

  it("leaves a sum that says it is not whole", async () => {
    const { callId, log } = await callOnAir("twilio");
    log.append([thought(3)]);
    await log.flush();
    const { meter } = await meterFor(callId);
    await meter.close();
    expect(await listed(callId)).toMatchObject({ cost: { amount: "0.0129" }, costComplete: false });
    const { callId: whole } = await callOnAir("twilio");
    await (await meterFor(whole)).meter.close();
    expect(await listed(whole)).toMatchObject({ cost: { amount: "0.0129" }, costComplete: true });
  });

  it("is not the same as a price of nothing", async () => {
    const { callId, log } = await callOnAir("twin");
    const data = { part: "voice", provider: "embedded/slt", usage: { characters: 80 }, reported: false };
    log.append([logItem(3, { type: "provider-used", data })]);
    await log.flush();
    expect((await costOf(callId)).items).toMatchObject([{ provider: "embedded/slt" }]);
    const { meter } = await meterFor(callId);
    await meter.close();
    expect(await listed(callId)).toMatchObject({ cost: { amount: "0.0000" }, costComplete: true });
  });
});

describe("budgets over the store", () => {
  const settled = async (look: () => boolean): Promise<void> => {
    // The database answers in its own time; the test's deadline bounds it.
    while (!look()) await turn();
  };

  async function spentCall(assistantId: string): Promise<void> {
    const { callId, log } = await callOnAir("twilio", assistantId);
    const { meter } = await meterFor(callId);
    meteredLog(log, meter).append([heard(3, 60)]);
    await meter.close();
  }

  it("of the day are reached by what other calls of the assistant spent, and by nobody else's", async () => {
    await spentCall("asst_spender");
    const reached: unknown[] = [];
    const { callId } = await callOnAir("twilio", "asst_spender");
    const { meter } = await meterFor(callId, { onReached: (news) => reached.push(news) }, { perDay: "0.03" });
    await settled(() => reached.length > 0);
    expect(reached).toEqual([
      {
        ...{ whose: "assistant", limit: "perDay" },
        ...{ budget: { amount: "0.0300", currency: "USD" }, spent: { amount: "0.0335", currency: "USD" } },
      },
    ]);
    meter.stop();

    const warned: unknown[] = [];
    const other = await callOnAir("twilio", "asst_saver");
    const { meter: saver } = await meterFor(other.callId, { onWarn: (news) => warned.push(news) }, { perDay: "0.016" });
    await settled(() => warned.length > 0);
    expect(warned).toMatchObject([{ limit: "perDay", spent: { amount: "0.0129" } }]);
    saver.stop();
  });

  it("of the house are set through the API and hold for every assistant", async () => {
    const put = async (body: unknown) =>
      fetch(`http://127.0.0.1:${app.port}/v1/budget`, {
        method: "PUT",
        headers: { authorization: `Bearer ${TEST_TOKEN}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect((await put({ perMonth: "much" })).status).toBe(400);
    expect((await put({ perYear: "1" })).status).toBe(400);
    expect((await put({ perMonth: "0.01" })).status).toBe(200);
    expect((await app.get("/v1/budget")).json()).toEqual({ perMonth: "0.01" });
    const reached: { whose: string }[] = [];
    const { callId } = await callOnAir("twilio", "asst_any");
    const { meter } = await meterFor(callId, { onReached: (news) => reached.push(news) });
    await settled(() => reached.length > 0);
    expect(reached).toMatchObject([{ whose: "house", limit: "perMonth" }]);
    meter.stop();
    await put({});
  });
});
