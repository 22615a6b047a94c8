/** Runs test calls when they are due, one at a time, keeps their history, and tells the operator of the first that fails. */
import type { Logger } from "pino";
import type { Alert, AlertDesk } from "../health/alerts.ts";
import { runTestCall, type TestCallHouse } from "./run-test-call.ts";
import type { TestCall, TestRun } from "./test-call.ts";
import { addTestRun, claimDueTestCall } from "./test-call-store.ts";

/** A minute's delay of a test that runs every five does no harm. */
const LOOK_EVERY_MS = 20_000;

export interface TestCallDesk {
  /** Now, whenever it is due next. */
  run(test: TestCall): Promise<TestRun>;
  start(): void;
  stop(): void;
}

export interface TestCallDeskParts extends TestCallHouse {
  logger: Logger;
  alerts: AlertDesk;
  /** For tests: another way to call. */
  call?: (house: TestCallHouse, test: TestCall) => Promise<Omit<TestRun, "id">>;
}

export function testCallDesk(parts: TestCallDeskParts): TestCallDesk {
  const { store, logger, alerts, call = runTestCall } = parts;
  let timer: NodeJS.Timeout | null = null;
  let busy = false;

  async function run(test: TestCall): Promise<TestRun> {
    const { run: done, before } = await addTestRun(store, await call(parts, test));
    logger.info({ testCallId: test.id, callId: done.callId, ok: done.ok }, "test-call");
    const alert = alertFor(test, done, before);
    if (alert) await alerts.raise(alert);
    return done;
  }

  async function look(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let due = await claimDueTestCall(store); due; due = await claimDueTestCall(store)) await run(due);
    } catch (error) {
      logger.error({ problem: String(error) }, "test-calls-not-run");
    } finally {
      busy = false;
    }
  }

  return {
    run,
    start() {
      timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
    },
    stop() {
      if (timer) clearInterval(timer);
    },
  };
}

/** The first failure and the first success after it; what stays as it was is in the history. */
function alertFor(test: TestCall, run: TestRun, before: TestRun | null): Alert | null {
  if (run.ok === (before?.ok ?? true)) return null;
  const about = `${test.id} ${test.name}`;
  if (run.ok) {
    return {
      type: "test-call-passed-again",
      about,
      message: `The test call "${test.name}" passes again.`,
      fix: "Nothing to do.",
    };
  }
  return {
    ...{ type: "test-call-failed", about },
    message: `The test call "${test.name}" failed. ${run.problems.join(" ")}`,
    fix: run.callId
      ? `Look at the call ${run.callId}: its transcript, events and recording.`
      : "Look at the server's log.",
  };
}
