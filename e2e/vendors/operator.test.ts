/** An operator beside the calls: listens in on one, at whichever worker it is, and dials a certain assistant from the terminal. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mulawToPcm } from "@offhook/engine/audio";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { main } from "../../packages/offhook/src/cli/main.ts";
import { testTerminal } from "../../packages/offhook/src/cli/testing/test-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "offhook-listen-"));
let server: SpawnedServer;
beforeAll(async () => {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent", OFFHOOK_WORKERS: "2" };
  server = await spawnServer({ env });
}, 90_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

async function api<T>(method: string, path: string, body?: object): Promise<T> {
  const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, ...type },
    body: body ? JSON.stringify(body) : null,
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

interface Heard {
  /** Seconds of sound louder than −40 dB, by side. */
  caller: number;
  agent: number;
  closed: Promise<number>;
}

const LOUD = 32_768 * 10 ** (-40 / 20);

function listen(callId: string, token = server.token): Heard {
  const url = `${server.address.replace("http", "ws")}/v1/calls/${callId}/listen`;
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
  const heard: Heard = {
    ...{ caller: 0, agent: 0 },
    closed: new Promise((resolve) => {
      socket.once("close", resolve);
      socket.once("error", () => resolve(-1));
    }),
  };
  socket.on("message", (data: Buffer, isBinary) => {
    if (!isBinary) return;
    const loud = mulawToPcm(data.subarray(1)).filter((sample) => Math.abs(sample) > LOUD).length;
    heard[data[0] === 0 ? "caller" : "agent"] += loud / 8_000;
  });
  return heard;
}

it("hears both sides at every worker, to the end of the call, and that stands in the audit log", async () => {
  const { id: assistantId } = await api<{ id: string }>("POST", "/v1/assistants", {
    ...{ name: "Clinic", templateId: "appointment-booking" },
  });
  await api("POST", `/v1/assistants/${assistantId}/publish`, {});
  const { id } = await api<{ id: string }>("POST", "/v1/simulator/numbers", { assistantId });
  const says = ["What are your opening hours?", "Thank you, goodbye."];
  const called = api("POST", `/v1/phone-numbers/${id}/call`, { says });
  const live = async () =>
    (await api<{ items: { id: string; status: string }[] }>("GET", "/v1/calls")).items.find(
      ({ status }) => status === "in-progress",
    )?.id;
  // The simulated caller is a program of its own, and has to start.
  await expect.poll(live, { timeout: 30_000, interval: 50 }).toBeTruthy();
  const callId = (await live()) ?? "";
  // Whichever of the two workers takes a connection: among four, both have one.
  const ears = [1, 2, 3, 4].map(() => listen(callId));
  expect(await listen(callId, "wrong").closed).toBe(-1);
  await called;
  expect(await Promise.all(ears.map(({ closed }) => closed))).toEqual([1_000, 1_000, 1_000, 1_000]);
  for (const { caller, agent } of ears) {
    expect(caller).toBeGreaterThan(0.5);
    expect(agent).toBeGreaterThan(0.5);
    expect(caller).toBeCloseTo(ears[0]?.caller ?? 0, 0);
  }
  const { items } = await api<{ items: { action: string; path: string }[] }>("GET", "/v1/audit-log");
  expect(items.filter(({ action }) => action === "LISTEN")).toHaveLength(4);
  expect(await listen(callId).closed).toBe(1_000);
  expect(await listen("call_NONE").closed).toBe(-1);
}, 90_000);

it("calls the assistant that is named, by the same number every time, and none that was never published", async () => {
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, OFFHOOK_DATA: folder };
  await api("POST", "/v1/assistants", { name: "Only a draft" });
  const draft = testTerminal(environment);
  expect(await main(["call", "--assistant", "only a draft", "hello"], draft)).toBe(2);
  expect(draft.notes.at(-1)).toContain("[assistant-not-published]");
  const { items } = await api<{ items: { id: string; name: string }[] }>("GET", "/v1/assistants");
  const id = items.find(({ name }) => name === "Clinic")?.id;
  const numbers = async () => (await api<{ items: unknown[] }>("GET", "/v1/phone-numbers")).items.length;
  const before = await numbers();
  const named = testTerminal(environment);
  expect(await main(["call", "--assistant", "clinic", "When are you open?", "--json"], named)).toBe(0);
  const { callId } = JSON.parse(named.lines.at(-1) ?? "{}");
  expect(await api("GET", `/v1/calls/${callId}`)).toMatchObject({ assistantId: id });
  expect(await numbers()).toBe(before);
}, 90_000);
