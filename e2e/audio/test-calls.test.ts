/**
 * Regular test calls through the real stack: a process of its own plays the caller, dials the number over the carrier's
 * protocol, speaks and listens. What came of it is judged, kept, and told to the operator.
 */
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface Run {
  ok: boolean;
  callId: string | null;
  problems: string[];
  longestWaitMs: number | null;
}
interface Told {
  type: string;
  about: string;
  message: string;
  fix: string;
}

/** A due test is looked for every 20 s, and there may be another before it. */
const RUN_WITHIN_MS = 90_000;
const ASKS = "What are your opening hours?";
const [OLD_NAME, NEW_NAME] = ["Hillside Dental", "Riverside Dental"];

describe("test calls", () => {
  const folder = mkdtempSync(join(tmpdir(), "offhook-tests-"));
  const told: { alert: Told; body: string; signature: unknown }[] = [];
  let pager: Server;
  let server: SpawnedServer;
  let secret: string;
  beforeAll(async () => {
    pager = createServer(async (request, response) => {
      const body = await text(request);
      told.push({ alert: JSON.parse(body), body, signature: request.headers["offhook-signature"] });
      response.end();
    });
    await new Promise<void>((resolve) => pager.listen(0, "127.0.0.1", resolve));
    const { PATH, HOME } = process.env;
    server = await spawnServer({
      env: { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent" },
    });
    const webhookUrl = `http://127.0.0.1:${(pager.address() as AddressInfo).port}/alerts`;
    secret = (await api<{ secret: string }>("PUT", "/v1/alerts", { webhookUrl })).secret;
  }, 90_000);
  afterAll(async () => {
    await server?.stop();
    pager.close();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  async function api<T>(method: string, path: string, body?: object, more: Record<string, string> = {}): Promise<T> {
    const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const answer = await fetch(`${server.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${server.token}`, ...type, ...more },
      body: body ? JSON.stringify(body) : null,
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  const greetsAs = (name: string) => `Hello, this is the automated assistant of ${name}. How can I help you?`;
  /** A number of this server's own, and the assistant that answers there. */
  async function clinic(): Promise<{ assistantId: string; to: string }> {
    const settings = { name: "Clinic", templateId: "appointment-booking", firstMessage: greetsAs(OLD_NAME) };
    const { id } = await api<{ id: string }>("POST", "/v1/assistants", settings);
    await api("POST", `/v1/assistants/${id}/publish`, {});
    const { number } = await api<{ number: string }>("POST", "/v1/simulator/numbers", { assistantId: id });
    return { assistantId: id, to: number };
  }
  const add = async (test: object) => (await api<{ id: string }>("POST", "/v1/test-calls", test)).id;
  const runsOf = async (id: string) => (await api<{ items: Run[] }>("GET", `/v1/test-calls/${id}/runs`)).items;
  const toldOf = (id: string) => told.filter(({ alert }) => alert.about.startsWith(id)).map(({ alert }) => alert.type);

  it("are placed when they are due: one goes well, and of the other the operator is told, until it passes", async () => {
    const { assistantId, to } = await clinic();
    const every = { to, says: [ASKS], everyMinutes: 30 };
    const good = await add({ ...every, name: "Opening hours", expects: { hears: [OLD_NAME, "open"] } });
    const bad = await add({ ...every, name: "Our new name", expects: { hears: [NEW_NAME] } });
    const ran = async () => [(await runsOf(good)).length, (await runsOf(bad)).length];
    await expect.poll(ran, { timeout: RUN_WITHIN_MS, interval: 500 }).toEqual([1, 1]);
    const [passed] = await runsOf(good);
    expect(passed).toMatchObject({ ok: true, problems: [], callId: expect.stringMatching(/^call_/) });
    expect(passed?.longestWaitMs).toBeGreaterThan(0);
    const [failed] = await runsOf(bad);
    expect(failed).toMatchObject({ ok: false, problems: [`The agent did not say "${NEW_NAME}".`] });

    // The calls themselves are calls as any other: heard, answered, stored.
    const heard = await api<{ turns: { speaker: string; text: string }[] }>(
      ...(["GET", `/v1/calls/${failed?.callId}/transcript`] as const),
    );
    expect(heard.turns.some(({ speaker }) => speaker === "caller")).toBe(true);
    expect(heard.turns.find(({ speaker }) => speaker === "agent")?.text).toContain(OLD_NAME);

    await expect.poll(() => toldOf(bad), { timeout: 10_000 }).toEqual(["test-call-failed"]);
    expect(toldOf(good)).toEqual([]);
    const { alert, body, signature } = told.find(({ alert: one }) => one.about.startsWith(bad)) ?? {};
    expect(alert?.message).toBe(`The test call "Our new name" failed. The agent did not say "${NEW_NAME}".`);
    expect(alert?.fix).toContain(failed?.callId);
    expect(signature).toBe(`sha256=${createHmac("sha256", secret).update(String(body)).digest("hex")}`);

    const { etag } = await api<{ etag: string }>("GET", `/v1/assistants/${assistantId}`);
    await api("PATCH", `/v1/assistants/${assistantId}`, { firstMessage: greetsAs(NEW_NAME) }, { "if-match": etag });
    await api("POST", `/v1/assistants/${assistantId}/publish`, {});
    expect(await api<Run>("POST", `/v1/test-calls/${bad}/run`)).toMatchObject({ ok: true, problems: [] });
    expect((await runsOf(bad)).map(({ ok }) => ok)).toEqual([true, false]);
    await expect.poll(() => toldOf(bad), { timeout: 10_000 }).toEqual(["test-call-failed", "test-call-passed-again"]);
  }, 180_000);
});
