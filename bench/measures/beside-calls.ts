/**
 * Somebody works in the console while a hundred people are on the telephone: how long API and events take, and whether the
 * callers notice. Vendors are twins at published latencies; callers, vendors and the house are processes of their own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";

import { liveEvents } from "@offhook/api-client";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { WebSocket } from "ws";
import type { CrowdApi } from "../house/crowd-process.ts";
import { houseEnvironment } from "../house/house.ts";
import { startChild } from "../kit/child.ts";
import { machineMs, sleep, until } from "../kit/clock.ts";
import { median, quantile } from "../kit/figures.ts";
import { atMost, type Measure, type Result } from "../kit/result.ts";
import { browserDelays } from "./browser-events.ts";

const CALLS = 100;
const WATCH_MS = 20_000;
/** Ten people who look at something every half second, each at something else. */
const READERS = 10;
const PAUSE_MS = 500;
const FOLLOWED = 20;
/** As for the lists in a hundred thousand calls. */
const API_BUDGET_MS = 150;

interface Call {
  id: string;
  startedAt: string;
  status: string;
}

export const besideCalls: Measure = {
  name: "beside",
  title: "The console beside a hundred calls",
  async run() {
    const dataFolder = mkdtempSync(join(tmpdir(), "offhook-bench-"));
    const [vendors, crowd] = [startChild<CrowdApi>(CROWD), startChild<CrowdApi>(CROWD)];
    const usedSeconds = async () => (await crowd.call.usedSeconds()) + (await vendors.call.usedSeconds());
    let house: SpawnedServer | null = null;
    try {
      const environment = { ...houseEnvironment(dataFolder, "0"), ...keysOf(await vendors.call.vendors()) };
      const number = await furnish(environment);
      house = await spawnServer({ env: environment });
      return { results: await measured(house, crowd.call, dataFolder, number, usedSeconds) };
    } finally {
      await crowd.end();
      await house?.stop();
      await vendors.end();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
};

const CROWD = new URL("../house/crowd-process.ts", import.meta.url);

const keysOf = (at: { deepgram: string; elevenlabs: string; openai: string }) => ({
  ...{ DEEPGRAM_API_KEY: "key", DEEPGRAM_BASE_URL: at.deepgram },
  ...{ ELEVENLABS_API_KEY: "key", ELEVENLABS_BASE_URL: at.elevenlabs },
  ...{ OPENAI_API_KEY: "key", OPENAI_BASE_URL: at.openai },
});

/** An assistant that hears and speaks by vendors alone, and its number; the house starts anew with them. */
async function furnish(env: NodeJS.ProcessEnv): Promise<string> {
  const server = await spawnServer({ env });
  const { id } = await ask<{ id: string }>(server, "/v1/assistants", {
    ...{ name: "Crowd", firstMessage: "Hello, this is an automated assistant.", instructions: "Book appointments." },
    ...{
      transcriber: [{ provider: "deepgram" }],
      voice: [{ provider: "elevenlabs", id: "Rachel" }],
      model: [{ provider: "openai", id: "twin-model" }],
    },
  });
  await ask(server, `/v1/assistants/${id}/publish`, {});
  const { number } = await ask<{ number: string }>(server, "/v1/simulator/numbers", { assistantId: id });
  await server.stop();
  return number;
}

async function measured(
  house: SpawnedServer,
  crowd: { call(dataFolder: string, address: string, to: string, calls: number): Promise<number> },
  dataFolder: string,
  number: string,
  usedSeconds: () => Promise<number>,
): Promise<Result[]> {
  const capacity = async () => (await ask<{ capacity: number }>(house, "/ready")).capacity;
  await until(async () => (await capacity()) >= CALLS, 60_000, 250);
  await crowd.call(dataFolder, house.address, number, CALLS);
  await sleep(5_000);
  const calls = (await ask<{ items: Call[] }>(house, "/v1/calls?limit=200")).items.filter(
    ({ status }) => status === "in-progress",
  );
  const before = await watched(house, async () => void (await sleep(WATCH_MS)));
  const usedBefore = await usedSeconds();
  const late = eventDelays(house, calls.slice(0, FOLLOWED));
  let asked: number[] = [];
  const during = await watched(house, async () => {
    asked = (await Promise.all(Array.from({ length: READERS }, (_, at) => reads(house, calls, at)))).flat();
  });
  const delays = late.stop();
  const used = (await usedSeconds()) - usedBefore;
  const painted = await browserDelays(house, calls[0] as Call);
  const cores = `callers and vendors took ${(used / (WATCH_MS / 1_000)).toFixed(1)} of this machine's ${availableParallelism()} cores`;
  const still = (await ask<{ calls: number }>(house, "/ready")).calls;
  const share = `${calls.length} of ${CALLS} calls on the line, ${still} after it`;
  const invalid = calls.length < CALLS || still < calls.length;
  return [
    {
      ...{ name: "API beside a hundred calls, p95", value: quantile(asked, 0.95), unit: "ms", invalid },
      budget: atMost(API_BUDGET_MS),
      how: `${asked.length} answers in ${WATCH_MS / 1_000} s to ${READERS} readers (lists, search, transcripts, logs, costs); median ${median(asked).toFixed(1)} ms; ${share}`,
      reason: `the slowest took ${Math.max(...asked).toFixed(0)} ms; ${cores}, the house has the rest.`,
    },
    {
      ...{ name: "event → whoever watches the call, p95", value: quantile(delays, 0.95), unit: "ms", budget: null },
      how: `from the fact in a worker over the database to a WebSocket of the console, ${FOLLOWED} calls followed during the load; median ${median(delays).toFixed(1)} ms of ${delays.length} items`,
    },
    ...(painted ? [inBrowser(painted)] : []),
    {
      ...{ name: "voice-to-voice with that load, median", value: during.waitMs, unit: "ms", budget: null },
      how: `of answers given meanwhile; ${before.waitMs.toFixed(0)} ms in the ${WATCH_MS / 1_000} s before without it; the workers' loop delay p99 ${before.loopMs.toFixed(1)} → ${during.loopMs.toFixed(1)} ms; ${cores}`,
    },
  ];
}

const inBrowser = (delays: readonly number[]): Result => ({
  ...{ name: "event → painted in a browser that watches the call, p95", value: quantile(delays, 0.95), unit: "ms" },
  budget: null,
  how: `Chromium on the call's page, the hundred calls still on the line; median ${median(delays).toFixed(1)} ms of ${delays.length} items`,
});

/** What the callers met while something was done, by the house's own figures. */
async function watched(house: SpawnedServer, work: () => Promise<void>): Promise<{ waitMs: number; loopMs: number }> {
  const from = await waits(house);
  await work();
  const to = await waits(house);

  const counts = to.buckets.map(([upTo, count], at) => [upTo, count - (from.buckets[at]?.[1] ?? 0)] as const);
  const half = (counts.at(-1)?.[1] ?? 0) / 2;
  const at = counts.findIndex(([, count]) => count >= half);
  const [low, below] = counts[at - 1] ?? [0, 0];
  const [high, above] = counts[at] ?? [Number.NaN, 1];
  const share = (half - below) / Math.max(1, above - below);
  return { waitMs: low + (high - low) * share, loopMs: to.loopMs };
}

/** Summed over the workers: `/metrics` is of all of them. */
async function waits(house: SpawnedServer): Promise<{ buckets: [number, number][]; loopMs: number }> {
  const text = await (await fetch(`${house.address}/metrics`, { headers: authorized(house) })).text();
  const buckets = new Map<number, number>();
  for (const [, upTo = "", count] of text.matchAll(
    /^offhook_voice_to_voice_ms_bucket\{.*?le="([^"]+)".*?\} (\S+)$/gm,
  )) {
    const bound = upTo === "+Inf" ? Number.POSITIVE_INFINITY : Number(upTo);
    buckets.set(bound, (buckets.get(bound) ?? 0) + Number(count));
  }
  const delays = [...text.matchAll(/^offhook_loop_delay_ms\{.*?(?:quantile="0\.99"|p99).*?\} (\S+)$/gm)];
  const loopMs = Math.max(...delays.map(([, value]) => Number(value)), 0);
  return { buckets: [...buckets].sort(([one], [other]) => one - other), loopMs };
}

async function reads(house: SpawnedServer, calls: readonly Call[], reader: number): Promise<number[]> {
  const tookMs: number[] = [];
  const endMs = machineMs() + WATCH_MS;
  for (let round = reader; machineMs() < endMs; round += 1) {
    const { id } = calls[round % calls.length] as Call;
    const paths = ["/v1/calls?limit=50", "/v1/calls?limit=50&q=appointment", `/v1/calls/${id}/transcript`];
    const path = [...paths, `/v1/calls/${id}/events?limit=1000`, `/v1/calls/${id}/cost`][round % 5] as string;
    const sinceMs = machineMs();
    await ask(house, path);
    tookMs.push(machineMs() - sinceMs);
    await sleep(PAUSE_MS);
  }
  return tookMs;
}

/** Items carry when the worker saw the fact; both clocks are this machine's. What was there before does not count. */
function eventDelays(house: SpawnedServer, calls: readonly Call[]): { stop(): number[] } {
  const delays: number[] = [];
  const beganMs = Date.now();
  const readers = calls.map(({ id, startedAt }) =>
    liveEvents({
      ...{ callId: id, after: 0 },
      openSocket: (path) =>
        new WebSocket(`${house.address.replace("http", "ws")}${path}`, { headers: authorized(house) }) as never,
      onItem: ({ atMs }) => {
        const seenMs = Date.parse(startedAt) + atMs;
        if (seenMs > beganMs + 1_000) delays.push(Date.now() - seenMs);
      },
    }),
  );
  return {
    stop() {
      for (const reader of readers) reader.stop();
      return delays;
    },
  };
}

const authorized = ({ token }: SpawnedServer) => ({ authorization: `Bearer ${token}` });

async function ask<T>(house: SpawnedServer, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${house.address}${path}`, {
    method: body ? "POST" : "GET",
    headers: { ...authorized(house), ...(body ? { "content-type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : null,
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
