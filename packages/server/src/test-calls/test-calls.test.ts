/** Test calls: what the operator writes, who runs a due one, what is kept, and when they hear of it. */
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Alert } from "../health/alerts.ts";
import type { Store } from "../store/store.ts";
import type { Turn } from "../store/transcript.ts";
import { startTestApp, TEST_TOKEN, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { judgeTestCall } from "./judge-test-call.ts";
import { testCallBody } from "./test-call.ts";
import { testCallDesk } from "./test-call-desk.ts";
import { addTestCall, claimDueTestCall, listTestRuns } from "./test-call-store.ts";

let database: TestDatabase;
let store: Store;
let app: TestApp;
beforeAll(async () => {
  database = await startTestDatabase();
  store = database.openStore();
  app = await startTestApp(database);
});
afterAll(async () => {
  await app.end();
  await database.end();
});

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`http://127.0.0.1:${app.port}${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_TOKEN}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

const written = (more: Record<string, unknown> = {}) =>
  testCallBody.parse({ name: "Opening hours", says: ["When are you open?"], ...more });

const turn = (speaker: "agent" | "caller", text: string, startMs: number, endMs: number): Turn =>
  ({ speaker, text, startMs, endMs, kind: "speech" }) as Turn;

const CALL = {
  endedReason: "caller-hung-up",
  turns: [
    turn("agent", "Hello.", 0, 900),
    turn("caller", "When are you open?", 2_000, 3_000),
    turn("agent", "We are open from nine to five.", 3_600, 6_000),
  ],
  tools: ["findSlots"],
  callerProblems: [],
};

describe("the judge of test calls", () => {
  it("passes a call that went as expected", () => {
    const expects = { hears: ["Open from NINE to five"], doesNotHear: ["sorry"], tools: ["findSlots"] };
    expect(judgeTestCall(written({ expects }), CALL)).toEqual({ problems: [], longestWaitMs: 600 });
  });

  it.each([
    ["what was not said", { hears: ["ten to six"] }, CALL, 'The agent did not say "ten to six".'],
    ["what was said", { doesNotHear: ["nine to five"] }, CALL, 'The agent said "nine to five".'],
    ["a tool that did not run", { tools: ["bookSlot"] }, CALL, "The tool bookSlot did not run to a good end."],
    ["a long wait", { longestWaitMs: 500 }, CALL, "The caller waited 600 ms for an answer; 500 ms were allowed."],
    [
      "another end",
      {},
      { ...CALL, endedReason: "carrier-lost" },
      "The call ended with carrier-lost, not with caller-hung-up or agent-hung-up.",
    ],
    ["silence", {}, { ...CALL, turns: [] }, "The agent said nothing."],
    ["a caller's trouble", {}, { ...CALL, callerProblems: ["Nobody answered."] }, "Nobody answered."],
  ])("finds %s", (_, expects, call, problem) => {
    expect(judgeTestCall(written({ expects }), call).problems).toContain(problem);
  });
});

describe("the desk", () => {
  const alerts: Alert[] = [];
  const outcomes: boolean[] = [];
  const desk = (over: Store) =>
    testCallDesk({
      ...{ store: over, logger: pino({ level: "silent" }), address: "", account: { accountSid: "", authToken: "" } },
      alerts: {
        raise: async (alert) => {
          alerts.push(alert);
          return "sent";
        },
      },
      call: async (_, { id }) => {
        const ok = outcomes.shift() ?? true;
        const at = new Date();
        const problems = ok ? [] : ["The agent said nothing."];
        return { testCallId: id, callId: "call_1", startedAt: at, endedAt: at, ok, problems, longestWaitMs: 600 };
      },
    });

  it("tells of the first failure and of the first success after it, and keeps the history", async () => {
    const test = await addTestCall(store, written());
    outcomes.push(true, false, false, true);
    for (let run = 0; run < 4; run += 1) await desk(store).run(test);
    expect(alerts.map(({ type }) => type)).toEqual(["test-call-failed", "test-call-passed-again"]);
    expect(alerts[0]?.message).toBe('The test call "Opening hours" failed. The agent said nothing.');
    const runs = await listTestRuns(store, test.id, 10);
    expect(runs.map(({ ok }) => ok)).toEqual([true, false, false, true]);
  });

  it("gives a due one to one worker, and sets its next time", async () => {
    const test = await addTestCall(store, written({ everyMinutes: 30 }));
    const claims = await Promise.all([claimDueTestCall(store), claimDueTestCall(database.openStore())]);
    const claimed = claims.filter((one) => one !== null);
    expect(claimed).toHaveLength(1);
    expect(claimed[0]?.id).toBe(test.id);
    const inMinutes = ((claimed[0]?.nextRunAt?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(inMinutes).toBeGreaterThan(29);
    expect(inMinutes).toBeLessThan(31);
    expect(await claimDueTestCall(store)).toBeNull();
  });
});

describe("/v1/test-calls", () => {
  it("keeps what was written, with what was left out filled in", async () => {
    const made = await ask("POST", "/v1/test-calls", { name: "Hours", says: ["Hello?"], everyMinutes: 60 });
    expect(made.status).toBe(201);
    const test = made.body;
    expect(test).toMatchObject({ id: expect.stringMatching(/^test_/), to: "+14155550199", everyMinutes: 60 });
    expect(test.expects).toMatchObject({ longestWaitMs: 4_000, hears: [] });
    const listed = (await ask("GET", "/v1/test-calls")).body.items;
    expect(listed.map(({ id }: { id: string }) => id)).toContain(test.id);
    expect((await ask("GET", `/v1/test-calls/${test.id}/runs`)).body).toEqual({ items: [], nextCursor: null });
    expect((await ask("DELETE", `/v1/test-calls/${test.id}`)).status).toBe(204);
    expect((await ask("DELETE", `/v1/test-calls/${test.id}`)).body.error.code).toBe("unknown-test-call");
  });

  it.each([
    [{ says: ["Hello?"] }, 400],
    [{ name: "x", says: [] }, 400],
    [{ name: "x", says: ["Hello?"], everyMinutes: 1 }, 400],
    [{ name: "x", says: ["Hello?"], to: "the front desk" }, 400],
    [{ name: "x", says: ["Hello?"], expects: { hear: ["typo"] } }, 400],
  ])("refuses %j", async (body, status) => {
    const refused = await ask("POST", "/v1/test-calls", body);
    expect(refused.status).toBe(status);
    expect(refused.body.error.fix).toEqual(expect.any(String));
  });
});
