/** Somebody else's program: the client as it is published, plain JavaScript, against a real server. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { REPOSITORY_ROOT, type SpawnedServer, spawnServer } from "@offhook/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";

type Client = typeof import("@offhook/api-client");

const folder = mkdtempSync(join(tmpdir(), "offhook-client-"));
let server: SpawnedServer;
let client: Client;
beforeAll(async () => {
  const packed = spawnSync(process.execPath, ["scripts/pack-client.mjs", join(folder, "package")], {
    ...{ cwd: REPOSITORY_ROOT, encoding: "utf8" },
  });
  expect([packed.status, packed.stderr]).toEqual([0, ""]);
  symlinkSync(join(REPOSITORY_ROOT, "node_modules"), join(folder, "node_modules"));
  const { exports } = JSON.parse(readFileSync(join(folder, "package", "package.json"), "utf8"));
  expect(existsSync(join(folder, "package", exports["."].types))).toBe(true);
  client = await import(pathToFileURL(join(folder, "package", exports["."].default)).href);
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, OFFHOOK_DATA: join(folder, "data"), PORT: "0", OFFHOOK_LOG_LEVEL: "silent" };
  server = await spawnServer({ env });
}, 90_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

const api = (token = server.token) =>
  client.createApiClient({ baseUrl: server.address, headers: { Authorization: `Bearer ${token}` } });

it("makes, edits and publishes an assistant; who was overtaken is told, and so is who may not", async () => {
  const { settle } = client;
  const made = await settle(
    api().POST("/v1/assistants", { body: { name: "Clinic", templateId: "appointment-booking" } }),
  );
  if (!made.ok) throw new Error(made.fault.message);
  const params = { path: { id: made.body.id } };
  const edit = (name: string, etag: string) =>
    settle(api().PATCH("/v1/assistants/{id}", { params: { ...params, header: { "if-match": etag } }, body: { name } }));
  const edited = await edit("Riverside", made.body.etag);
  expect(edited).toMatchObject({ ok: true, body: { name: "Riverside", draft: true } });
  expect(await edit("Hillside", made.body.etag)).toMatchObject({
    ...{ ok: false, fault: { status: 409, code: "stale-version", fix: expect.any(String) } },
  });
  const published = await settle(api().POST("/v1/assistants/{id}/publish", { params, body: { note: "By a program" } }));
  expect(published).toMatchObject({ ok: true, body: { version: 1 } });
  expect(await settle(api("wrong").GET("/v1/assistants"))).toMatchObject({
    ...{ ok: false, fault: { status: 401, code: "unauthenticated" } },
  });
  const nowhere = client.createApiClient({ baseUrl: "http://127.0.0.1:9" });
  expect(await settle(nowhere.GET("/v1/calls"))).toMatchObject({ ok: false, fault: { code: "unreachable" } });
});

it("follows a call while it lasts, every item once", async () => {
  const { settle, liveEvents } = client;
  const number = await settle(api().POST("/v1/simulator/numbers", { body: {} }));
  if (!number.ok || number.body.id === null) throw new Error("no number");
  const params = { path: { id: number.body.id } };
  await settle(api().POST("/v1/phone-numbers/{id}/call", { params, body: { says: ["When are you open?"] } }));
  const newest = async (): Promise<string | undefined> => {
    const calls = await settle(api().GET("/v1/calls", { params: { query: { limit: 1 } } }));
    return calls.ok ? calls.body.items[0]?.id : undefined;
  };
  await expect.poll(newest, { timeout: 30_000, interval: 100 }).toBeTruthy();
  const callId = (await newest()) ?? "";
  const seqs: number[] = [];
  await new Promise<void>((resolve) => {
    liveEvents({
      ...{ callId, after: 0, onEnd: resolve },
      openSocket: (path) =>
        new WebSocket(`${server.address.replace("http", "ws")}${path}`, {
          headers: { Authorization: `Bearer ${server.token}` },
        }) as never,
      onItem: ({ seq }) => seqs.push(seq),
    });
  });
  expect(seqs.length).toBeGreaterThan(20);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
}, 60_000);
