import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCallLog } from "../store/call-log.ts";
import { answerCall, endCall, endStream, raiseEpoch, setRecording } from "../store/calls.ts";
import { recordingPath } from "../store/forget-calls.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { logItem, logItems, newCall, someCall, turnItem } from "../testing/test-calls.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { callShape, eventShape, transcriptShape } from "./shapes.ts";

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

const LATENCY = { endpointMs: 310, modelMs: 210, voiceMs: 90 };

/** A short conversation, in the store as its worker would write it. */
async function talkedCall(words: string, carrierCallId?: string): Promise<string> {
  const callId = await someCall(app.store, carrierCallId === undefined ? {} : { carrierCallId });
  await answerCall(app.store, callId);
  const raised = await raiseEpoch(app.store, callId, `MZ${callId}`);
  const log = createCallLog(app.store, callId, raised.ok ? raised.value : 0);
  log.append([
    turnItem(1, { id: "turn_1", speaker: "agent", text: "Hello", startMs: 100, endMs: 900, heardBy: "mark" }),
    logItem(2, { kind: "decision", type: "disclosure-heard", atMs: 950 }),
    turnItem(3, { id: "turn_2", speaker: "caller", text: words, startMs: 1_500, endMs: 3_000, confidence: 0.9 }),
    turnItem(4, {
      id: "turn_3",
      speaker: "agent",
      text: "Tues",
      startMs: 3_600,
      endMs: 3_900,
      latency: { ...LATENCY, voiceToVoiceMs: 610 },
    }),
    turnItem(5, {
      id: "turn_3",
      speaker: "agent",
      text: "Tuesday it",
      intendedText: "Tuesday it is.",
      startMs: 3_600,
      endMs: 4_100,
      interrupted: true,
      heardBy: "mark",
      endedBecause: "barge-in",
      latency: { ...LATENCY, voiceToVoiceMs: 610 },
    }),
  ]);
  await log.flush();
  return callId;
}

describe("GET /v1/calls/:id", () => {
  it("shows a living call with its projections so far", async () => {
    const callId = await talkedCall("Any time on Tuesday");
    const call = callShape.parse((await app.get(`/v1/calls/${callId}`)).json());
    expect(call).toMatchObject({
      status: "in-progress",
      endedReason: null,
      endedAt: null,
      cost: null,
      replayable: true,
    });
    expect(call.latency).toEqual({ voiceToVoiceP50Ms: 610, voiceToVoiceP95Ms: 610 });
    expect(Date.parse(call.disclosureHeardAt ?? "") - Date.parse(call.startedAt)).toBe(950);
    expect(call.streams).toMatchObject([{ id: `MZ${callId}`, endedAt: null, endedBecause: null }]);
  });

  it("keeps the first reason of the end, and each stream's own", async () => {
    const callId = await talkedCall("Bye");
    await endStream(app.store, `MZ${callId}`, "carrier-lost");
    await raiseEpoch(app.store, callId, `MZ${callId}-b`);
    expect(await endCall(app.store, callId, { endedReason: "transferred" })).toEqual({ ok: true, value: true });
    expect(await endCall(app.store, callId, { endedReason: "failed" })).toEqual({ ok: true, value: false });
    const call = callShape.parse((await app.get(`/v1/calls/${callId}`)).json());
    expect(call).toMatchObject({ status: "ended", endedReason: "transferred" });
    expect(call.streams.map(({ endedBecause }) => endedBecause)).toEqual(["carrier-lost", "closed"]);
    expect(call.durationMs).toBe(Date.parse(call.endedAt ?? "") - Date.parse(call.answeredAt ?? ""));
    expect(call.disclosureHeardAt).not.toBeNull();
  });

  it("of an unknown call is 404", async () => {
    const response = await app.get("/v1/calls/call_none");
    expect([response.status, response.json().error.code]).toEqual([404, "unknown-call"]);
  });
});

describe("GET /v1/calls/:id/transcript", () => {
  it("is what was heard, in order, each turn once", async () => {
    const callId = await talkedCall("Any time on Tuesday");
    const transcript = transcriptShape.parse((await app.get(`/v1/calls/${callId}/transcript`)).json());
    expect(transcript.final).toBe(false);
    expect(transcript.turns.map(({ text }) => text)).toEqual(["Hello", "Any time on Tuesday", "Tuesday it"]);
    expect(transcript.turns[2]).toMatchObject({
      interrupted: true,
      intendedText: "Tuesday it is.",
      endedBecause: "barge-in",
    });
    await endCall(app.store, callId, { endedReason: "caller-hung-up" });
    expect((await app.get(`/v1/calls/${callId}/transcript`)).json().final).toBe(true);
  });
});

describe("GET /v1/calls", () => {
  it("finds by words that were said, beginnings included, whatever their case", async () => {
    const callId = await talkedCall("Мне нужна Рентгенография зуба");
    await endCall(app.store, callId, { endedReason: "caller-hung-up" });
    for (const q of ["рентген", "НУЖНА зуба", "tuesday"]) {
      const { items } = (await app.get(`/v1/calls?q=${encodeURIComponent(q)}`)).json();
      expect(
        items.map(({ id }: { id: string }) => id),
        q,
      ).toContain(callId);
    }
    for (const q of ["giraffe", "'; drop table calls --", ":*|!&"]) {
      expect((await app.get(`/v1/calls?q=${encodeURIComponent(q)}`)).json().items, q).toEqual([]);
    }
  });

  it("filters, pages newest first, and refuses fields it does not know", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++)
      ids.push(await someCall(app.store, { from: "+15550109999", assistantId: "asst_paged" }));
    const first = (await app.get("/v1/calls?assistantId=asst_paged&limit=3")).json();
    const second = (await app.get(`/v1/calls?assistantId=asst_paged&limit=3&cursor=${first.nextCursor}`)).json();
    const found = [...first.items, ...second.items].map(({ id }) => id);
    expect(found.toSorted()).toEqual(ids.toSorted());
    expect(second.nextCursor).toBeNull();
    expect((await app.get(`/v1/calls?from=${encodeURIComponent("+15550109999")}`)).json().items).toHaveLength(5);
    expect((await app.get("/v1/calls?assistantId=asst_paged&since=2999-01-01T00:00:00Z")).json().items).toEqual([]);
    const refused = await app.get("/v1/calls?assistantid=asst_paged");
    expect([refused.status, refused.json().error.code]).toEqual([400, "unknown-field"]);
  });

  it("finds a call by its carrier's id, created once however often it is announced", async () => {
    const wanted = newCall({ carrierCallId: "CAtwice" });
    const ids = await Promise.all([1, 2, 3].map(() => someCall(app.store, wanted)));
    expect(new Set(ids).size).toBe(1);
    const { items } = (await app.get("/v1/calls?carrierCallId=CAtwice")).json();
    expect(items).toMatchObject([{ id: ids[0], carrierCallId: "CAtwice", status: "ringing", durationMs: 0 }]);
  });
});

describe("GET /v1/calls/:id/events", () => {
  it("pages by seq, without gaps", async () => {
    const callId = await someCall(app.store);
    const raised = await raiseEpoch(app.store, callId, "MZevents");
    const log = createCallLog(app.store, callId, raised.ok ? raised.value : 0);
    log.append(logItems(1, 7));
    await log.flush();
    const first = (await app.get(`/v1/calls/${callId}/events?limit=5`)).json();
    expect(first.items.map((item: unknown) => eventShape.parse(item).seq)).toEqual([1, 2, 3, 4, 5]);
    const rest = (await app.get(`/v1/calls/${callId}/events?after=${first.nextCursor}&limit=5`)).json();
    expect(rest).toMatchObject({ items: [{ seq: 6 }, { seq: 7 }], nextCursor: null });
  });
});

describe("GET /v1/calls/:id/recording", () => {
  const sound = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));

  it("says why there is none, and gives ranges once there is", async () => {
    const callId = await someCall(app.store);
    const path = `/v1/calls/${callId}/recording`;
    expect((await app.get(path)).json().error.code).toBe("no-recording");
    await setRecording(app.store, callId, "writing");
    const early = await app.get(path);
    expect([early.status, early.json().error.code]).toEqual([409, "recording-not-ready"]);
    const file = recordingPath(database.dataFolder, callId);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, sound);
    await setRecording(app.store, callId, "ready");
    const whole = await app.get(path);
    expect([whole.status, whole.headers["content-type"], whole.bytes.equals(sound)]).toEqual([200, "audio/wav", true]);
    const cases: [string, number, Buffer][] = [
      ["bytes=0-99", 206, sound.subarray(0, 100)],
      ["bytes=990-", 206, sound.subarray(990)],
      ["bytes=-10", 206, sound.subarray(990)],
      ["bytes=900-5000", 206, sound.subarray(900)],
      ["bytes=5-2", 200, sound],
      ["lines=1-2", 200, sound],
    ];
    for (const [range, status, bytes] of cases) {
      const part = await app.get(path, { range });
      expect([range, part.status, part.bytes.equals(bytes)]).toEqual([range, status, true]);
    }
    const outside = await app.get(path, { range: "bytes=1000-" });
    expect([outside.status, outside.headers["content-range"]]).toEqual([416, "bytes */1000"]);
  });
});

describe("GET /ready", () => {
  it("adds the workers up", async () => {
    const ready = { ready: true, full: false, calls: 3, capacity: 40, because: null };
    expect((await app.get("/ready")).json()).toEqual(ready);
  });

  it("is 503 while draining", async () => {
    const draining = await startTestApp(database, { draining: () => true });
    const response = await draining.get("/ready");
    expect([response.status, response.json().because]).toEqual([503, "draining"]);
    await draining.end();
  });
});
