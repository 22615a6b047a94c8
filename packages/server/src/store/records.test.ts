import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { someCall } from "../testing/test-calls.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { defaultAssistant, getAssistant, publishAssistant, seedAssistant } from "./assistants.ts";
import { book, cancelBooking, findBookingByKey, listBookings } from "./bookings.ts";
import { endCall, findCall, raiseEpoch, setRecording } from "./calls.ts";
import { findEffect, intendEffect, listEffects, settleEffect } from "./effects.ts";
import { findMessageByKey, takeMessage } from "./messages.ts";
import { getSetting, setSetting } from "./settings.ts";
import type { Store } from "./store.ts";
import { createTicketStore } from "./tickets.ts";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await startTestDatabase();
  store = database.openStore();
});
afterAll(() => database.end());

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);

describe("an effect", () => {
  const intention = (callId: string, epoch: number, key: string) => ({
    key,
    callId,
    epoch,
    tool: "book",
    arguments: { at: "ten" },
  });

  it("is intended once, however often it is tried, and settled once", async () => {
    const callId = await someCall(store);
    await raiseEpoch(store, callId, "MZeffects");
    const tries = await Promise.all([1, 2, 3].map(() => intendEffect(store, intention(callId, 1, "key-1"))));
    expect(tries.filter((one) => one.ok && one.value.first)).toHaveLength(1);
    await settleEffect(store, "key-1", { booked: true });
    await settleEffect(store, "key-1", { booked: "twice" });
    expect(await findEffect(store, "key-1")).toMatchObject({ callId, tool: "book", result: { booked: true } });
    expect(await listEffects(store, callId)).toHaveLength(1);
  });

  it("of a lower epoch is refused; what it had done before can still be settled", async () => {
    const callId = await someCall(store);
    await raiseEpoch(store, callId, "MZowner-1");
    await intendEffect(store, intention(callId, 1, "key-2"));
    await raiseEpoch(store, callId, "MZowner-2");
    expect(await intendEffect(store, intention(callId, 1, "key-3"))).toMatchObject({ fault: { code: "epoch-lost" } });
    expect(await findEffect(store, "key-3")).toBeNull();
    await settleEffect(store, "key-2", null);
    expect((await findEffect(store, "key-2"))?.settledAt).toBeInstanceOf(Date);
  });
});

describe("a lower epoch", () => {
  it("cannot end the call either", async () => {
    const callId = await someCall(store);
    await raiseEpoch(store, callId, "MZends-1");
    await raiseEpoch(store, callId, "MZends-2");
    const end = { endedReason: "caller-hung-up" as const };
    expect(await endCall(store, callId, { ...end, epoch: 1 })).toMatchObject({
      ok: false,
      fault: { code: "epoch-lost" },
    });
    expect(await endCall(store, callId, { ...end, epoch: 2 })).toEqual({ ok: true, value: true });
  });

  it("leaves the recording to its writer; nobody is waited for where the writer is gone", async () => {
    const [own, orphan] = [await someCall(store), await someCall(store)];
    for (const callId of [own, orphan]) {
      await raiseEpoch(store, callId, `MZ-${callId}`);
      await setRecording(store, callId, "writing");
    }
    await endCall(store, own, { endedReason: "caller-hung-up", epoch: 1 });
    await endCall(store, orphan, { endedReason: "carrier-lost" });
    const states = await Promise.all([own, orphan].map(async (callId) => (await findCall(store, callId))?.recording));
    expect(states).toEqual(["writing", "ready"]);
  });

  it("is never the answer for a stream that started before", async () => {
    const callId = await someCall(store);
    await raiseEpoch(store, callId, "MZsame");
    expect(await raiseEpoch(store, callId, "MZsame")).toMatchObject({ ok: false, fault: { code: "stream-known" } });
  });
});

describe("a ticket", () => {
  it("opens one stream of one call within its time", async () => {
    const [here, there] = [createTicketStore(store), createTicketStore(database.openStore())];
    const ticket = await here.issue("CA1", 1_000);
    expect(await there.redeem(ticket, "CA2", 2_000)).toMatchObject({ fault: { code: "ticket-wrong-call" } });
    expect(await there.redeem(ticket, "CA1", 2_000)).toEqual({ ok: true, value: true });
    expect(await here.redeem(ticket, "CA1", 2_000)).toMatchObject({ fault: { code: "ticket-used" } });
    expect(await here.redeem("made up", "CA1", 2_000)).toMatchObject({ fault: { code: "ticket-unknown" } });
    const old = await here.issue("CA1", 1_000);
    expect(await here.redeem(old, "CA1", 62_000)).toMatchObject({ fault: { code: "ticket-expired" } });
  });

  it("is kept as a hash only", async () => {
    const ticket = await createTicketStore(store).issue("CA3", Date.now());
    const { rows } = await store.pool.query("SELECT * FROM tickets");
    expect(JSON.stringify(rows)).not.toContain(ticket);
  });
});

describe("an assistant", () => {
  it("is seeded once by workers that start together, and published as a new version when it changed", async () => {
    const stores = [store, database.openStore(), database.openStore()];
    const seeded = await Promise.all(
      stores.map((own) => seedAssistant(own, "front-desk", "Front desk", { z: 1, a: 2 })),
    );
    expect(new Set(seeded.map(({ id, version }) => `${id} ${version}`)).size).toBe(1);
    expect(seeded[0]).toMatchObject({ name: "Front desk", version: 1, definition: { z: 1, a: 2 } });
    expect(await defaultAssistant(store)).toEqual(seeded[0]);
    expect((await seedAssistant(store, "front-desk", "Front desk", { z: 2 })).version).toBe(2);
  });

  it("that someone changed is not touched by a newer sample", async () => {
    const { id } = await seedAssistant(store, "changed", "Changed", { greeting: "Hello" });
    await publishAssistant(store, id, { greeting: "Ahoy" });
    const newer = await seedAssistant(store, "changed", "Changed", { greeting: "Hello again" });
    expect(newer).toMatchObject({ version: 2, definition: { greeting: "Ahoy" } });
  });

  it("keeps every version that a call may have pinned", async () => {
    const { id } = await seedAssistant(store, "kept", "Kept", { greeting: "Hello" });
    const versions = await Promise.all([1, 2, 3].map((n) => publishAssistant(store, id, { greeting: `Hello ${n}` })));
    expect(versions.toSorted()).toEqual([2, 3, 4]);
    expect((await getAssistant(store, id, 1))?.definition).toEqual({ greeting: "Hello" });
    expect((await getAssistant(store, id))?.version).toBe(4);
    expect(await getAssistant(store, id, 9)).toBeNull();
  });
});

describe("a booking", () => {
  const tenOclock = {
    calendar: "main",
    startsAt: at("10:00"),
    endsAt: at("10:30"),
    name: "Ann\u0000 Lee",
    phone: null,
  };

  it("is taken by one caller when several want it at once", async () => {
    const tries = await Promise.all([1, 2, 3, 4].map((n) => book(store, { ...tenOclock, effectKey: `race-${n}` })));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(tries.find(({ ok }) => !ok)).toMatchObject({ fault: { code: "slot-taken" } });
  });

  it("is the same one for the same effect, and free again when cancelled", async () => {
    const eleven = { ...tenOclock, startsAt: at("11:00"), endsAt: at("11:30"), effectKey: "eleven" };
    const [first, again] = [await book(store, eleven), await book(store, eleven)];
    expect(first).toEqual(again);
    const booked = await findBookingByKey(store, "eleven");
    expect(booked).toMatchObject({ name: "Ann Lee", startsAt: at("11:00") });
    expect(await listBookings(store, "main", at("10:30"), at("12:00"))).toHaveLength(1);
    expect(await cancelBooking(store, booked?.id ?? "")).toBe(true);
    expect(await cancelBooking(store, booked?.id ?? "")).toBe(false);
    expect((await book(store, { ...eleven, effectKey: "eleven again" })).ok).toBe(true);
  });
});

it("a message is taken once for one effect", async () => {
  const message = { forWhom: "Dr Green", text: "Please call back", effectKey: "message-1" };
  const [first, again] = [await takeMessage(store, message), await takeMessage(store, message)];
  expect(again.id).toBe(first.id);
  expect(await findMessageByKey(store, "message-1")).toMatchObject({ forWhom: "Dr Green", phone: null });
});

it("a setting holds any JSON, null too", async () => {
  expect(await getSetting(store, "none")).toBeUndefined();
  for (const value of [{ a: [1] }, "text", null]) {
    await setSetting(store, "one", value);
    expect(await getSetting(store, "one")).toEqual(value);
  }
});
