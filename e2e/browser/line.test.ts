/**
 * A visitor of the console makes an assistant from a template and talks to the draft: the page's own line code, a voice in
 * the place of the microphone, the real server.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { embeddedVoice } from "@offhook/provider-embedded";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type LinePlayer, type LineStart, StreamLine } from "../../packages/console/src/phone/stream-line.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "offhook-browser-phone-"));
let server: SpawnedServer;
beforeAll(async () => {
  const { PATH, HOME } = process.env;
  server = await spawnServer({ env: { PATH, HOME, OFFHOOK_DATA: dataFolder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent" } });
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}, 30_000);

async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const type = body === undefined ? {} : { "content-type": "application/json" };
  const headers = { authorization: `Bearer ${server.token}`, ...type };
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
  } as never);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

function spoken(text: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    const request = { text, language: "en", speed: 1, format: TELEPHONE_FORMAT };
    embeddedVoice({ voice: "slt" }).synthesize(request, {
      audio: (bytes) => void pieces.push(bytes.slice()),
      words() {},
      done: () => resolve(new Uint8Array(Buffer.concat(pieces))),
      fault: ({ message }) => reject(new Error(message)),
    });
  });
}

/** A loudspeaker that nobody hears, and that takes as long. */
function silentLoudspeaker(): LinePlayer & { heardMs: number } {
  let untilMs = 0;
  const player = {
    heardMs: 0,
    play(mulaw: Uint8Array) {
      untilMs = Math.max(untilMs, performance.now()) + mulaw.length / 8;
      player.heardMs += mulaw.length / 8;
    },
    queuedMs: () => Math.max(0, untilMs - performance.now()),
    clear() {
      untilMs = 0;
    },
  };
  return player;
}

it("talks to the draft, and the call stands in the log with both voices", async () => {
  const body = { name: "Clinic", templateId: "appointment-booking" };
  const { id } = await api<{ id: string }>("POST", "/v1/assistants", body);
  const web = await api<{ callId: string; path: string; start: LineStart }>("POST", `/v1/assistants/${id}/talk`);
  const socket = new WebSocket(`${server.address.replace("http", "ws")}${web.path}`, { origin: server.address });
  const loudspeaker = silentLoudspeaker();
  const line = new StreamLine(
    { send: (text) => socket.send(text), close: () => socket.close(1000) },
    loudspeaker,
    web.start,
  );
  await new Promise((resolve) => socket.once("open", resolve));
  line.open();
  socket.on("message", (data) => line.message(String(data)));
  const question = await spoken("What are your opening hours?");
  const silence = new Uint8Array(160).fill(0xff);
  let at = -1;
  let quietMs = 0;
  const microphone = setInterval(() => {
    // Speaks once the greeting has been heard, its pauses included.
    quietMs = loudspeaker.heardMs > 2_000 && loudspeaker.queuedMs() === 0 ? quietMs + 20 : 0;
    if (at < 0 && quietMs >= 800) at = 0;
    const frame = at < 0 ? new Uint8Array(0) : question.subarray(at, at + 160);
    if (at >= 0) at += 160;
    line.hears(frame.length === 160 ? frame : silence);
  }, 20);
  const asked = () => at > question.length;
  await expect.poll(() => asked() && loudspeaker.queuedMs() > 0, { timeout: 30_000 }).toBe(true);
  await expect.poll(() => loudspeaker.queuedMs(), { timeout: 30_000 }).toBe(0);
  line.hangUp();
  clearInterval(microphone);
  const call = () =>
    api<{ status: string; endedReason: string; carrier: string; direction: string }>("GET", `/v1/calls/${web.callId}`);
  await expect.poll(async () => (await call()).status, { timeout: 10_000 }).toBe("ended");
  expect(await call()).toMatchObject({ carrier: "browser", direction: "web", endedReason: "caller-hung-up" });
  const { turns } = await api<{ turns: { speaker: string; text: string }[] }>(
    "GET",
    `/v1/calls/${web.callId}/transcript`,
  );
  expect(turns.map(({ speaker }) => speaker)).toEqual(["agent", "caller", "agent"]);
  expect(turns[1]?.text).toMatch(/opening hours/i);
  expect(turns[2]?.text).toMatch(/open/i);
  // A ticket is good for one call.
  const again = new WebSocket(`${server.address.replace("http", "ws")}${web.path}`, { origin: server.address });
  const second = new StreamLine(
    { send: (text) => again.send(text), close: () => again.close() },
    silentLoudspeaker(),
    web.start,
  );
  again.once("open", () => second.open());
  await new Promise((resolve) => again.once("close", resolve));
}, 90_000);

it("is refused to a page of another site", async () => {
  const socket = new WebSocket(`${server.address.replace("http", "ws")}/browser/media`, {
    origin: "https://evil.example",
  });
  const status = await new Promise((resolve) =>
    socket.on("unexpected-response", (_, response) => resolve(response.statusCode)).on("error", () => {}),
  );
  expect(status).toBe(403);
});
