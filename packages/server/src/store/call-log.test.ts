import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logItem, logItems, someCall, turnItem } from "../testing/test-calls.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { createCallLog } from "./call-log.ts";
import { endCall, findCall, raiseEpoch } from "./calls.ts";
import { latestSnapshot, readEvents } from "./events.ts";
import type { Store } from "./store.ts";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await startTestDatabase();
  store = database.openStore();
});
afterAll(() => database.end());

/** A call with a stream, and the log of its owner. */
async function ownedCall(own: Store = store) {
  const callId = await someCall(own);
  const epoch = await epochOf(callId, `MZ-${callId}-1`);
  return { callId, epoch, log: createCallLog(own, callId, epoch) };
}

async function epochOf(callId: string, streamId: string): Promise<number> {
  const raised = await raiseEpoch(store, callId, streamId);
  if (!raised.ok) throw new Error(raised.fault.code);
  return raised.value;
}

async function seqsOf(callId: string): Promise<number[]> {
  return (await readEvents(store, callId, 0, 10_000)).map(({ seq }) => seq);
}

/** Resolves when another connection sees that the call has news. */
async function nextNews(callId: string): Promise<void> {
  const other = database.openStore();
  await new Promise<void>((resolve) => void other.eventFeed.listen(callId, resolve));
}

describe("a barrier", () => {
  it("makes everything appended so far durable before it resolves", async () => {
    const { callId, log } = await ownedCall();
    log.append(logItems(1, 20));
    expect(await log.flush()).toEqual({ ok: true, value: true });
    expect(await seqsOf(callId)).toEqual(logItems(1, 20).map(({ seq }) => seq));
  });

  it("resolves at once when nothing waits", async () => {
    const { log } = await ownedCall();
    expect(await log.flush()).toEqual({ ok: true, value: true });
  });

  it("holds for each of many calls that flush together", async () => {
    const owned = await Promise.all(Array.from({ length: 30 }, () => ownedCall()));
    const flushed = owned.map(({ log }) => {
      log.append(logItems(1, 10));
      return log.flush();
    });
    expect((await Promise.all(flushed)).every(({ ok }) => ok)).toBe(true);
    for (const { callId } of owned) expect(await seqsOf(callId)).toHaveLength(10);
  });

  it("covers what was appended while an earlier write was under way", async () => {
    const { callId, log } = await ownedCall();
    log.append([logItem(1)]);
    const first = log.flush();
    log.append([logItem(2)]);
    expect((await Promise.all([first, log.flush()])).every(({ ok }) => ok)).toBe(true);
    expect(await seqsOf(callId)).toEqual([1, 2]);
  });
});

describe("without a barrier", () => {
  it("items become durable by themselves, and listeners hear of it", async () => {
    const { callId, log } = await ownedCall();
    const news = nextNews(callId);
    await store.eventFeed.listen(callId, () => {});
    log.append(logItems(1, 3));
    await news;
    expect(await seqsOf(callId)).toEqual([1, 2, 3]);
  });
});

describe("one owner", () => {
  it("refuses what a lower epoch still writes", async () => {
    const { callId, log } = await ownedCall();
    log.append([logItem(1)]);
    await log.flush();
    const next = createCallLog(store, callId, await epochOf(callId, `MZ-${callId}-2`));
    log.append([logItem(2, { hash: "of the old owner" })]);
    expect(await log.flush()).toMatchObject({ ok: false, fault: { code: "epoch-lost", retryable: false } });
    next.append([logItem(2, { hash: "of the new owner" })]);
    expect(await next.flush()).toEqual({ ok: true, value: true });
    expect((await readEvents(store, callId, 1, 10)).map(({ hash }) => hash)).toEqual(["of the new owner"]);
  });

  it("tells the old owner once, as soon as a write shows it", async () => {
    const { callId, epoch } = await ownedCall();
    let told = 0;
    const log = createCallLog(store, callId, epoch, () => told++);
    log.append([logItem(1)]);
    await log.flush();
    await epochOf(callId, `MZ-${callId}-2`);
    expect(told).toBe(0);
    for (const seq of [2, 3]) {
      log.append([logItem(seq)]);
      await log.flush();
    }
    expect(told).toBe(1);
  });

  it("does not let a lost call spoil a batch with others", async () => {
    const lost = await ownedCall();
    const kept = await ownedCall();
    await epochOf(lost.callId, `MZ-${lost.callId}-2`);
    lost.log.append([logItem(1)]);
    kept.log.append([logItem(1)]);
    const [ofLost, ofKept] = await Promise.all([lost.log.flush(), kept.log.flush()]);
    expect([ofLost.ok, ofKept.ok]).toEqual([false, true]);
  });

  it("never lets two owners in different processes both believe in the same seq", async () => {
    const { callId } = await ownedCall();
    const stores = [database.openStore(), database.openStore(), database.openStore()];
    const owners = await Promise.all(
      stores.map(async (own, index) => createCallLog(own, callId, await epochOf(callId, `MZ-${callId}-race-${index}`))),
    );
    for (const [index, log] of owners.entries()) log.append([logItem(1, { hash: `owner ${index}` })]);
    const results = await Promise.all(owners.map((log) => log.flush()));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await seqsOf(callId)).toEqual([1]);
  });

  it("refuses a stream for a call that has ended", async () => {
    const { callId } = await ownedCall();
    await endCall(store, callId, { endedReason: "caller-hung-up" });
    expect(await raiseEpoch(store, callId, "MZ-late")).toMatchObject({ ok: false, fault: { code: "call-ended" } });
  });
});

describe("strange values", () => {
  it("come back exactly: order of keys, fractions, the character zero, half characters", async () => {
    const { callId, log } = await ownedCall();
    const data = { z: 1, a: { y: [0.1 + 0.2, 1e21, -1], b: null }, text: "nul \u0000, half \ud83d, ščř, 😀" };
    log.append([logItem(1, { atMs: 4_200.5, audioMs: 4_180.25, data })]);
    expect(await log.flush()).toEqual({ ok: true, value: true });
    const [item] = await readEvents(store, callId, 0, 10);
    expect(JSON.stringify(item?.data)).toBe(JSON.stringify(data));
    expect(item).toMatchObject({ atMs: 4_200.5, audioMs: 4_180.25 });
  });

  it("that the database refuses end that call's log and no other's", async () => {
    const poisoned = await ownedCall();
    const well = await ownedCall();
    poisoned.log.append([logItem(1), logItem(2, { type: "bad\u0000type" })]);
    well.log.append([logItem(1)]);
    const [ofPoisoned, ofWell] = await Promise.all([poisoned.log.flush(), well.log.flush()]);
    expect(ofPoisoned).toMatchObject({ ok: false, fault: { code: "log-refused" } });
    expect(ofWell.ok).toBe(true);
  });
});

describe("a database that stalls", () => {
  it("bounds the buffer, ends logs visibly, and writes the rest without gaps when it comes back", async () => {
    const own = database.openStore({ logLimits: { bufferedItems: 10, barrierDeadlineMs: 100, retryMs: 10 } });
    const fits = await ownedCall(own);
    const tooMuch = await ownedCall(own);
    const release = await holdCallRows([fits.callId, tooMuch.callId]);
    fits.log.append(logItems(1, 4));
    tooMuch.log.append(logItems(1, 4));
    const stalled = await fits.log.flush();
    expect(stalled).toMatchObject({ ok: false, fault: { code: "log-stalled", retryable: true } });
    tooMuch.log.append(logItems(5, 10));
    expect(await tooMuch.log.flush()).toMatchObject({ ok: false, fault: { code: "log-overflow" } });
    await release();
    await own.logWriter.close();
    expect(await fits.log.flush()).toEqual({ ok: true, value: true });
    expect(await seqsOf(fits.callId)).toEqual([1, 2, 3, 4]);
    expect(await seqsOf(tooMuch.callId)).toEqual([1, 2, 3, 4]);
    expect(await findCall(store, tooMuch.callId)).toMatchObject({ replayable: false, logFault: "log-overflow" });
    expect(await findCall(store, fits.callId)).toMatchObject({ replayable: true, logFault: null });
  });

  /** Locks the rows as an endless update would. */
  async function holdCallRows(callIds: string[]): Promise<() => Promise<void>> {
    const client = await store.pool.connect();
    await client.query("BEGIN");
    await client.query("SELECT FROM calls WHERE id = ANY($1) FOR UPDATE", [callIds]);
    return async () => {
      await client.query("ROLLBACK");
      client.release();
    };
  }
});

describe("a resumed call", () => {
  it("goes on from the last snapshot and everything after it", async () => {
    const { callId, log } = await ownedCall();
    log.append([
      logItem(1),
      logItem(2, { kind: "snapshot" }),
      logItem(3),
      logItem(4, { kind: "snapshot" }),
      logItem(5),
    ]);
    await log.flush();
    const { snapshot, after } = await latestSnapshot(store, callId);
    expect(snapshot?.seq).toBe(4);
    expect(after.map(({ seq }) => seq)).toEqual([5]);
  });

  it("without a snapshot gets the whole log", async () => {
    const { callId, log } = await ownedCall();
    log.append(logItems(1, 2));
    await log.flush();
    const { snapshot, after } = await latestSnapshot(store, callId);
    expect(snapshot).toBeNull();
    expect(after).toHaveLength(2);
  });
});

it("items that come after the end still reach the projections", async () => {
  const { callId, log } = await ownedCall();
  await endCall(store, callId, { endedReason: "caller-hung-up" });
  log.append([turnItem(1, { id: "turn_1", speaker: "caller", text: "Better late than never" })]);
  await log.flush();
  await store.logWriter.close();
  await expect.poll(async () => (await findCall(store, callId))?.spokenText).toBe("better late than never");
});
