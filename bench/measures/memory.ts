/** What a house takes at rest, by Linux's own count: with the embedded speech, and where vendors answer every number. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { houseEnvironment } from "../house/house.ts";
import { atMost, type Measure, type Result } from "../kit/result.ts";

/** By then it has measured its own speed, and loaded whatever it wants ready. */
const AT_REST_AFTER_MS = 90_000;
/** Of issue and docs/deploy.md: a server of 2 GB. */
const VENDORS_ONLY_MB = 350;
/** No vendor is asked for anything while nobody calls. */
const KEYS = { OPENAI_API_KEY: "none", DEEPGRAM_API_KEY: "none" };
const VENDORS = {
  name: "Desk",
  model: [{ provider: "openai", id: "gpt-6-luna" }],
  voice: [{ provider: "deepgram", id: "aura-2-thalia-en" }],
  transcriber: [{ provider: "deepgram", id: "nova-3" }],
};

export const memory: Measure = {
  name: "memory",
  title: "Memory at rest",
  async run() {
    const dataFolder = mkdtempSync(join(tmpdir(), "offhook-bench-"));
    try {
      const embedded = await atRest(dataFolder);
      await answeredByVendors(dataFolder);
      return { results: [row("embedded", embedded), row("vendors only", await atRest(dataFolder))] };
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
};

interface Rest {
  ofOthersMb: number;
  postgresMb: number;
}

async function atRest(dataFolder: string): Promise<Rest> {
  const server = await start(dataFolder);
  try {
    await pause(AT_REST_AFTER_MS);
    const all = processes(server.process.pid ?? 0);
    const sum = (some: typeof all) => some.reduce((total, { mb }) => total + mb, 0);
    const isPostgres = ({ name }: { name: string }) => name.startsWith("postgres");
    return { postgresMb: sum(all.filter(isPostgres)), ofOthersMb: sum(all.filter((one) => !isPostgres(one))) };
  } finally {
    await server.stop();
  }
}

/** The simulated number is the only one that is connected; the sample assistant waits to be talked to. */
async function answeredByVendors(dataFolder: string): Promise<void> {
  const server = await start(dataFolder);
  try {
    const { id } = await sent<{ id: string }>(server, "/v1/assistants", VENDORS);
    await sent(server, `/v1/assistants/${id}/publish`, {});
    await sent(server, "/v1/simulator/numbers", { assistantId: id });
  } finally {
    await server.stop();
  }
}

const start = (dataFolder: string): Promise<SpawnedServer> =>
  spawnServer({ env: { ...houseEnvironment(dataFolder, "0"), ...KEYS } });

async function sent<Answer>({ address, token }: SpawnedServer, path: string, body: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${address}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

function row(what: string, { ofOthersMb, postgresMb }: Rest): Result {
  return {
    name: `memory at rest, ${what}`,
    value: ofOthersMb,
    unit: "MB",
    budget: what === "embedded" ? null : atMost(VENDORS_ONLY_MB),
    how: `supervisor and two workers, ${AT_REST_AFTER_MS / 1_000} s after the start, no calls: the sum of /proc/*/smaps_rollup's Pss; PostgreSQL besides ${postgresMb.toFixed(0)} MB`,
  };
}

/** It and whatever it started, however deep. */
function processes(root: number): { name: string; mb: number }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number | undefined): boolean => pid !== undefined && (pid === root || isOurs(parents.get(pid)));
  return [...parents.keys()].filter(isOurs).map((pid) => ({
    name: read(`/proc/${pid}/comm`).trim(),
    mb: Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1_024,
  }));
}

/** Empty: it has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
