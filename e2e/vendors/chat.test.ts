/** Somebody types instead of speaking: the same engine, tools and log, without a sound. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replay } from "@offhook/engine/call";
import type { LogItem } from "@offhook/engine/ports";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";

interface WebCall {
  callId: string;
  path: string;
  start: { callSid: string; customParameters: { ticket: string } };
}
interface Turn {
  speaker: string;
  text: string;
  interrupted: boolean;
  unheard: string | null;
}

const folder = mkdtempSync(join(tmpdir(), "offhook-chat-"));
let server: SpawnedServer;
let assistantId: string;
beforeAll(async () => {
  const { PATH, HOME } = process.env;
  server = await spawnServer({ env: { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent" } });
  const made = { name: "Clinic", templateId: "appointment-booking" };
  assistantId = (await api<{ id: string }>("POST", "/v1/assistants", made)).id;
}, 60_000);
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

const begin = (): Promise<WebCall> => api("POST", `/v1/assistants/${assistantId}/talk`, { by: "chat" });
const turnsOf = async (callId: string): Promise<Turn[]> =>
  (await api<{ turns: Turn[] }>("GET", `/v1/calls/${callId}/transcript`)).turns;
const agentSaid = async (callId: string): Promise<string> =>
  (await turnsOf(callId)).flatMap(({ speaker, text }) => (speaker === "agent" ? [text] : [])).join(" ");

async function connect({ path, start }: WebCall, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${server.address.replace("http", "ws")}${path}`, { headers });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  socket.send(JSON.stringify({ callSid: start.callSid, ticket: start.customParameters.ticket }));
  return socket;
}
const closed = (socket: WebSocket): Promise<[number, string]> =>
  new Promise((resolve) => socket.once("close", (code, reason) => resolve([code, String(reason)])));

it("books an appointment by keyboard, and leaves a log that replays", async () => {
  const call = await begin();
  const socket = await connect(call);
  const soon = { timeout: 10_000, interval: 50 };
  await expect.poll(() => agentSaid(call.callId), soon).toMatch(/automated|assistant/i);
  const over = closed(socket);
  const say = (text: string) => socket.send(JSON.stringify({ text }));
  say("I'd like an appointment for tomorrow at ten, my name is John Smith and my number is 415 555 0123");
  await expect.poll(() => agentSaid(call.callId), soon).toMatch(/John Smith/);
  say("yes");
  await expect.poll(() => agentSaid(call.callId), soon).toMatch(/booked/i);
  say("goodbye");
  expect((await over)[0]).toBe(1_000);
  const ended = () =>
    api<{ status: string; endedReason: string; recording: string; cost: unknown }>("GET", `/v1/calls/${call.callId}`);
  await expect.poll(async () => (await ended()).status, soon).toBe("ended");
  expect(await ended()).toMatchObject({ endedReason: "agent-hung-up", recording: "none" });
  const turns = await turnsOf(call.callId);
  expect(turns.filter(({ interrupted, unheard }) => interrupted || unheard)).toEqual([]);
  expect(turns.filter(({ speaker }) => speaker === "caller").map(({ text }) => text)).toContain("yes");
  const { items } = await api<{ items: { amount: unknown }[] }>("GET", `/v1/calls/${call.callId}/cost`);
  expect(items).toEqual([]);
  const log = await api<{ items: LogItem[] }>("GET", `/v1/calls/${call.callId}/events?limit=1000`);
  expect(replay(log.items).same).toBe(true);
}, 60_000);

it("ends when the page is closed", async () => {
  const call = await begin();
  const socket = await connect(call);
  await expect.poll(() => agentSaid(call.callId), { timeout: 10_000 }).not.toBe("");
  socket.close();
  const ended = () => api<{ endedReason: string | null }>("GET", `/v1/calls/${call.callId}`);
  await expect.poll(async () => (await ended()).endedReason, { timeout: 5_000 }).toBe("caller-hung-up");
});

it("lets nobody in with a ticket that was used, without one, or from another site; and takes no nonsense", async () => {
  const call = await begin();
  const first = await connect(call);
  await expect.poll(() => agentSaid(call.callId), { timeout: 10_000 }).not.toBe("");
  expect(await closed(await connect(call))).toEqual([1_008, "ticket-used"]);
  const wrong = { ...call, start: { ...call.start, customParameters: { ticket: "made-up" } } };
  expect((await closed(await connect(wrong)))[0]).toBe(1_008);
  await expect(connect(call, { origin: "https://elsewhere.example" })).rejects.toThrow(/403/);
  const over = closed(first);
  first.send('{"text":""}');
  expect(await over).toEqual([1_008, "invalid-message"]);
});
