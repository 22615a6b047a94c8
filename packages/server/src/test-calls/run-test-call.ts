/** Places one test call through the real stack, waits for what was stored of it, and judges it. */
import { fork } from "node:child_process";
import { randomInt } from "node:crypto";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CallRow } from "../store/calls.ts";
import { findCallByCarrierId } from "../store/index.ts";
import { readProjections } from "../store/project-call.ts";
import type { Store } from "../store/store.ts";
import type { CallerOrders, CallerReport } from "./caller-process.ts";
import { judgeTestCall } from "./judge-test-call.ts";
import type { TestCall, TestRun } from "./test-call.ts";

const CALLER = fileURLToPath(new URL("./caller-process.ts", import.meta.url));
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
/** From reserved numbers. */
const FROM = "+14155550101";
/** Twenty sentences with their answers. */
const CALL_DEADLINE_MS = 600_000;
const STORED_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 200;

export interface TestCallHouse {
  store: Store;
  account: { accountSid: string; authToken: string };
  address: string;
}

export async function runTestCall(house: TestCallHouse, test: TestCall): Promise<Omit<TestRun, "id">> {
  const startedAt = new Date();
  const { account, address, store } = house;
  const urls = { voiceUrl: `${address}/twilio/voice`, statusCallback: `${address}/twilio/status` };
  const report = await simulatedCall({ ...account, ...urls, to: test.to, says: test.says });
  const call = report.carrierCallId ? await storedCall(store, report.carrierCallId) : null;
  const projection = call ? (await readProjections(store.pool, [call.id])).get(call.id) : undefined;
  const { problems, longestWaitMs } = judgeTestCall(test, {
    endedReason: call?.endedReason ?? null,
    turns: projection?.turns ?? [],
    tools: call ? await toolsOf(store, call.id) : [],
    callerProblems: call ? report.problems : [...report.problems, "The server stored no call."],
  });
  return {
    ...{ testCallId: test.id, callId: call?.id ?? null, startedAt, endedAt: new Date() },
    ...{ ok: problems.length === 0, problems, longestWaitMs },
  };
}

/** Somebody calls that number and says these sentences; resolves when the call is over. */
export function simulatedCall(call: Omit<CallerOrders, "from" | "seed">): Promise<CallerReport> {
  const orders: CallerOrders = { ...call, from: FROM, seed: randomInt(2 ** 31) };
  const child = fork(CALLER, [], {
    execArgv: ["--import", LOADER],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return new Promise((resolve) => {
    const problem = (text: string): void => resolve({ carrierCallId: "", problems: [text] });
    const deadline = setTimeout(() => {
      problem(`The call was not over after ${CALL_DEADLINE_MS / 60_000} minutes.`);
      child.kill("SIGKILL");
    }, CALL_DEADLINE_MS);
    child.once("message", (report) => resolve(report as CallerReport));
    child.once("error", (error) => problem(`The caller did not start: ${error.message}`));
    child.once("exit", (code) => {
      clearTimeout(deadline);
      problem(`The caller's process ended with ${code}.`);
    });
    child.send(orders);
  });
}

async function storedCall(store: Store, carrierCallId: string): Promise<CallRow | null> {
  const untilMs = Date.now() + STORED_WITHIN_MS;
  while (true) {
    const call = await findCallByCarrierId(store, "twin", carrierCallId);
    if (call?.status === "ended" || Date.now() > untilMs) return call;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Tools whose outcome was good, by name. */
async function toolsOf(store: Store, callId: string): Promise<string[]> {
  const text = `SELECT ran.data ->> 'name' AS name FROM call_events ran JOIN call_events settled
    ON settled.call_id = ran.call_id AND settled.kind = 'input' AND settled.type = 'tool-settled'
      AND settled.data ->> 'toolRunId' = ran.data ->> 'id' AND (settled.data #>> '{outcome,ok}')::boolean
    WHERE ran.call_id = $1 AND ran.kind = 'command' AND ran.type = 'run-tool'`;
  const { rows } = await store.pool.query<{ name: string }>(text, [callId]);
  return rows.map(({ name }) => name);
}
