/**
 * A PostgreSQL of the owner's own goes away for ten seconds in the middle of a call: it stands still, or is killed and comes
 * back. The caller is answered meanwhile, the call's log is whole, and whoever asks the API is told at once to try again.
 */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { follows, hangsUp, says, staysSilent, waitsForAgent } from "@offhook/callers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmbeddedPostgres } from "../../packages/server/src/database/embedded-postgres.ts";
import { readPostmasterFile } from "../../packages/server/src/database/postmaster-file.ts";
import { startTestDatabase, type TestDatabase } from "../../packages/server/src/testing/test-database.ts";
import { stall } from "../audio/bad-database.ts";
import { Stranger } from "../audio/bad-stranger.ts";
import { CallLab, type LabCall } from "../audio/call-lab.ts";

const AWAY_MS = 10_000;
/** A connection that says nothing is given up after ten seconds; a new one is not waited for so long. */
const LONGEST_ANSWER_MS = 13_000;
/** For a webhook's answer; after it, or after a 5xx, the fallback URL is asked. */
const TWILIO_WAITS_MS = 15_000;

interface Answer {
  status: number;
  code: string | undefined;
  fix: string | undefined;
  tookMs: number;
}

describe.runIf(process.platform === "linux")("the database goes away for ten seconds during a call", () => {
  const lab = new CallLab();
  const stranger = new Stranger(lab);
  let database: TestDatabase;
  let assistantId: string;
  let cookie: string;
  let program: string;

  beforeAll(async () => {
    database = await startTestDatabase();
    const { host, password } = database.postgres.connection;
    const DATABASE_URL = `postgresql://offhook:${password}@localhost/postgres?host=${encodeURIComponent(host ?? "")}`;
    await lab.open({ DATABASE_URL });
    const made = async (path: string, body: object) => (await (await asks("POST", path, body)).json()) as never;
    assistantId = ((await made("/v1/assistants", { name: "Desk" })) as { id: string }).id;
    program = ((await made("/v1/api-keys", { name: "CRM", scope: "write" })) as { key: string }).key;
    const { path } = (await made("/v1/sign-in-links", {})) as { path: string };
    const entered = await fetch(`${lab.server.address}${path}`, { redirect: "manual" });
    cookie = entered.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
  }, 120_000);
  afterAll(async () => {
    await lab.close();
    await database.end();
  }, 60_000);

  function asks(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
    const own = {
      authorization: `Bearer ${lab.server.token}`,
      ...(body ? { "content-type": "application/json" } : {}),
    };
    const given = "cookie" in headers ? headers : { ...own, ...headers };
    return fetch(`${lab.server.address}${path}`, { method, headers: given, body: body ? JSON.stringify(body) : null });
  }

  async function probe(...request: Parameters<typeof asks>): Promise<Answer> {
    const fromMs = performance.now();
    const answer = await asks(...request);
    const { error } = (await answer.json().catch(() => ({}))) as { error?: { code: string; fix: string } };
    return { status: answer.status, code: error?.code, fix: error?.fix, tookMs: performance.now() - fromMs };
  }

  /** As the console, a program and the command line ask: looking and changing. */
  const everything = () => [
    probe("GET", "/v1/calls"),
    probe("GET", `/v1/assistants/${assistantId}`),
    probe("GET", "/v1/session", undefined, { cookie }),
    probe("GET", "/v1/calls", undefined, { authorization: `Bearer ${program}` }),
    probe("POST", "/v1/assistants", { name: "Another" }),
    probe("PATCH", `/v1/assistants/${assistantId}`, { name: "Renamed" }, { "if-match": '"1"' }),
    probe("PUT", "/v1/settings/retention", { transcriptDays: null, recordingDays: null }),
    probe("POST", "/v1/sign-in-links"),
  ];

  async function isAway(): Promise<void> {
    const health = await probe("GET", "/health");
    expect(health.status).toBe(200);
    const answers = await Promise.all(everything());
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 503,
        code: "database-unavailable",
        fix: expect.stringContaining("Try again"),
      });
      expect(answer.tookMs).toBeLessThan(LONGEST_ANSWER_MS);
    }
    // By now nothing is left that stood still, and each is told soon.
    expect((await probe("GET", "/ready")).status).toBe(503);
  }

  async function isBack(): Promise<void> {
    await lab.until(async () => (await asks("GET", "/ready")).ok, 20_000);
    const answers = await Promise.all([
      probe("GET", "/v1/calls"),
      probe("GET", "/v1/session", undefined, { cookie }),
      probe("GET", "/v1/calls", undefined, { authorization: `Bearer ${program}` }),
      probe("POST", "/v1/sign-in-links"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 201]);
  }

  const callerSpeaks = async (carrierCallId: string): Promise<boolean> => {
    const { items } = await lab.get<{ items: { id: string }[] }>(`/v1/calls?carrierCallId=${carrierCallId}`);
    return (
      items[0] !== undefined && (await lab.events(items[0].id)).some(({ type }) => type === "caller-speech-started")
    );
  };

  /** Asks as the database goes, and once more while it is away. */
  async function callThrough(goesAway: () => Promise<() => Promise<void>>): Promise<LabCall> {
    const question = says("What are your opening hours?");
    const does = follows([waitsForAgent(), question, waitsForAgent(), question, staysSilent(14_000), hangsUp()]);
    const span = { fromMs: 0, toMs: 0 };
    const call = await lab.call(does, {
      during: async (twinCall) => {
        const heardMs = () => twinCall.heard.length / 8;
        await lab.until(() => callerSpeaks(twinCall.sid), 30_000);
        span.fromMs = heardMs();
        const comesBack = await goesAway();
        try {
          await Promise.all([pause(AWAY_MS), isAway()]);
        } finally {
          span.toMs = heardMs();
          await comesBack();
        }
        await isBack();
      },
    });
    expect(span.toMs - span.fromMs).toBeGreaterThanOrEqual(AWAY_MS - 500);
    const meanwhile = call.person.heard.filter(({ startMs }) => startMs > span.fromMs && startMs < span.toMs);
    expect(meanwhile.map(({ text }) => text).join(" ")).toMatch(/open|nine|morning/i);
    return call;
  }

  function isWhole(call: LabCall): void {
    expect(call.person.problems).toEqual([]);
    expect(call.call).toMatchObject({ status: "ended", endedReason: "caller-hung-up", replayable: true });
    expect(call.events.map(({ seq }) => seq)).toEqual(call.events.map((_, index) => index + 1));
    expect(call.turns.filter(({ speaker }) => speaker === "caller").length).toBeGreaterThanOrEqual(2);
  }

  const postmaster = (): number => readPostmasterFile(join(database.postgres.folder, "data"))?.pid ?? 0;

  it("it stands still", async () => {
    const call = await callThrough(async () => {
      const goOn = stall(postmaster());
      return async () => goOn();
    });
    isWhole(call);
  }, 90_000);

  it("it is killed, and started again", async () => {
    const call = await callThrough(async () => {
      process.kill(postmaster(), "SIGKILL");
      return async () => {
        await startEmbeddedPostgres({ dataFolder: database.dataFolder, progress: () => {} });
      };
    });
    isWhole(call);
  }, 90_000);

  it("who calls meanwhile is sent on to the number's fallback, within the time that Twilio waits", async () => {
    const goOn = stall(postmaster());
    const fromMs = performance.now();
    const answer = await stranger.post("/twilio/voice", stranger.form(stranger.newCallSid())).finally(goOn);
    expect(answer).toMatchObject({ status: 503, code: "database-unavailable" });
    expect(performance.now() - fromMs).toBeLessThan(TWILIO_WAITS_MS);
    await isBack();
  }, 60_000);
});
