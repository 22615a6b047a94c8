import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getJson, isAlive, type TestServers, testServers, workerPids } from "../testing/test-server.ts";

let servers: TestServers;
beforeEach(() => {
  servers = testServers();
});
afterEach(() => servers.end());

const file = (name: string) => join(servers.dataFolder, name);

describe("a start", () => {
  it("answers, and leaves its address and token where only this user can read them", async () => {
    const server = await servers.start();
    const left = JSON.parse(readFileSync(file("server.json"), "utf8"));
    expect(left).toEqual({ address: server.address, token: server.token, pid: server.process.pid });
    expect(statSync(file("server.json")).mode & 0o777).toBe(0o600);
    expect(await getJson(server, "/health")).toMatchObject({ status: 200, body: { ok: true } });
    expect(await getJson(server, "/ready")).toMatchObject({ status: 200, body: { ready: true, because: null } });
    expect(await getJson(server, "/v1/calls")).toEqual({ status: 200, body: { items: [], nextCursor: null } });
  });

  it("on a data folder in use is refused and harms nobody", async () => {
    const first = await servers.start();
    await expect(servers.start()).rejects.toMatchObject({ code: "data-folder-in-use" });
    expect(await getJson(first, "/ready")).toMatchObject({ status: 200 });
    expect(existsSync(file("server.json"))).toBe(true);
  });

  it("on a port in use says so and leaves nothing running", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
    });
    await expect(servers.start({ PORT: String(port) })).rejects.toMatchObject({ code: "port-taken" });
    other.close();
    expect(servers.databasePid()).toBeNull();
    expect(existsSync(file("supervisor.lock"))).toBe(false);
  });

  it("without a database at DATABASE_URL says so", async () => {
    const start = servers.start({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
    await expect(start).rejects.toMatchObject({ code: "database-unreachable" });
  });
});

describe("a worker killed", () => {
  it("is replaced, and others answer meanwhile", async () => {
    const server = await servers.start();
    const before = workerPids(server);
    expect(before).toHaveLength(2);
    process.kill(before[0] ?? 0, "SIGKILL");
    // Among these are connections dealt to the dead worker before anyone knew: they must not wait for ever.
    const asked = Array.from({ length: 20 }, () =>
      fetch(`${server.address}/health`, { headers: { connection: "close" } }),
    );
    const answers = await Promise.allSettled(asked);
    expect(answers.filter((one) => one.status === "fulfilled" && one.value.ok).length).toBeGreaterThan(0);
    expect(await getJson(server, "/health")).toMatchObject({ status: 200 });
    await expect.poll(() => workerPids(server).filter((pid) => pid !== before[0]), { timeout: 10_000 }).toHaveLength(2);
    expect(await getJson(server, "/ready")).toMatchObject({ status: 200 });
  });
});

describe("SIGUSR2, a reload", () => {
  it("replaces every worker, and somebody answers all the time", async () => {
    const server = await servers.start();
    const before = workerPids(server);
    const statuses = new Set<number | string>();
    const ask = (): Promise<unknown> =>
      getJson(server, "/ready").then(
        ({ status }) => statuses.add(status),
        (error: Error) => statuses.add(String(error.cause ?? error)),
      );
    const asking = setInterval(() => void ask(), 20);
    server.process.kill("SIGUSR2");
    const isNew = (pid: number): boolean => !before.includes(pid);
    const allNew = (): boolean => workerPids(server).length === 2 && workerPids(server).every(isNew);
    await expect.poll(allNew, { timeout: 40_000 }).toBe(true);
    clearInterval(asking);
    expect(await getJson(server, "/ready")).toMatchObject({ status: 200 });
    expect([...statuses]).toEqual([200]);
  }, 50_000);
});

describe("a database killed", () => {
  it("is started again, and the server is ready again", async () => {
    const server = await servers.start();
    const before = servers.databasePid();
    process.kill(before ?? 0, "SIGKILL");
    await expect.poll(() => servers.databasePid(), { timeout: 10_000 }).not.toBe(before);
    await expect.poll(async () => (await getJson(server, "/ready")).status, { timeout: 10_000 }).toBe(200);
    expect(await getJson(server, "/v1/calls")).toMatchObject({ status: 200 });
  });
});

describe("SIGTERM without calls", () => {
  it("ends everything, the database last", async () => {
    const server = await servers.start();
    const pids = [...workerPids(server), servers.databasePid() ?? 0];
    // How long it takes is measured in the bench: a busy machine would fail a timed test for nothing.
    expect(await server.stop()).toBe(0);
    // The system may take a moment to bury them.
    await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    for (const name of ["server.json", "supervisor.lock"]) expect(existsSync(file(name))).toBe(false);
  });
});

describe("Ctrl-C in the terminal", () => {
  it("reaches the whole group, and everything still ends in order", async () => {
    const server = await servers.start({}, { detached: true });
    const ended = new Promise((resolve) => server.process.once("exit", resolve));
    process.kill(-(server.process.pid ?? 0), "SIGINT");
    expect(await ended).toBe(0);
    expect(servers.databasePid()).toBeNull();
    expect(readFileSync(file("postgres/postgres.log"), "utf8")).toContain("database system is shut down");
  });
});

describe("a supervisor killed", () => {
  it("leaves the database to the next one, which takes it over", async () => {
    const killed = await servers.start();
    const [workers, database] = [workerPids(killed), servers.databasePid()];
    process.kill(killed.process.pid ?? 0, "SIGKILL");
    await expect.poll(() => workers.filter(isAlive), { timeout: 5_000 }).toEqual([]);
    expect(servers.databasePid()).toBe(database);
    const next = await servers.start();
    expect(servers.databasePid()).toBe(database);
    expect(await getJson(next, "/ready")).toMatchObject({ status: 200 });
    await next.stop();
    expect(servers.databasePid()).toBeNull();
  });
});

describe("metrics", () => {
  it("hold every worker's counts, whichever answers", async () => {
    const server = await servers.start();
    const text = await (await fetch(`${server.address}/metrics`)).text();
    const names = ["calls_active", "calls_total", "calls_refused_total", "voice_to_voice_ms", "loop_delay_ms"];
    for (const name of [...names, "provider_faults_total"]) expect(text).toContain(`# TYPE offhook_${name} `);
    expect(text.match(/^offhook_calls_active /gm)).toHaveLength(1);
  });
});
