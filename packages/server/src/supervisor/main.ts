/** Runs the server in this terminal: `npm start` ends up here. */
import { readConfig } from "../config.ts";
import { OffhookError } from "../errors.ts";
import { createLogger, rotateLog } from "../logger.ts";
import type { StartReport } from "./spawn-server.ts";
import { Supervisor } from "./supervisor.ts";

const LINK_WITHIN_MS = 5_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  rotateLog(config);
  const supervisor = new Supervisor({
    config,
    // Named by tests.
    workerMain: process.argv[2],
    progress: say,
    workerDied: (workerId, how) => createLogger(config, {}).error({ workerId, how }, "worker-died"),
    databaseDied: () => createLogger(config, {}).error("database-died"),
  });
  endOnSignals(supervisor);
  reloadOnSignal(supervisor);
  const { address, localToken } = await supervisor.start();
  tellParent({ type: "ready", address, token: localToken });
  say(`Offhook answers at ${address}`);
  const link = await signInLink(address, localToken);
  if (link) say(`Console:  ${link}  (works once; \`npx --no offhook login\` prints another)`);
  say(`Try:  npx --no offhook call "I'd like to book an appointment for tomorrow at ten"`);
}

/** Null: the server is busy with something else, and `offhook login` will say more. */
async function signInLink(address: string, localToken: string): Promise<string | null> {
  const headers = { authorization: `Bearer ${localToken}` };
  const signal = AbortSignal.timeout(LINK_WITHIN_MS);
  try {
    const answer = await fetch(`${address}/v1/sign-in-links`, { method: "POST", headers, signal });
    return answer.ok ? `${address}${((await answer.json()) as { path: string }).path}` : null;
  } catch {
    return null;
  }
}

/** New code for the calls without a pause. The supervisor itself, and so the port, stays as it is. */
function reloadOnSignal(supervisor: Supervisor): void {
  process.on("SIGUSR2", () => {
    say("Reloading: each worker is replaced, and calls under way move over between turns.");
    supervisor.reload().then(
      () => say("Reloaded."),
      (error: Error) => say(`Not reloaded, everything goes on as before: ${error.message}`),
    );
  });
}

/** Whoever spawned us with a channel wants to know; when that process ends, so do we. */
function tellParent(report: StartReport): void {
  process.send?.(report);
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}

/** The first signal drains, a second Ctrl-C ends at once. */
function endOnSignals(supervisor: Supervisor): void {
  let signals = 0;
  const end = async (signal: NodeJS.Signals) => {
    signals++;
    if (signals === 1) say("Ending: calls under way are finished first. Ctrl-C again ends them.");
    if (signals > 1 && signal !== "SIGINT") return;
    await (signals === 1 ? supervisor.stop() : supervisor.kill());
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(signal));
}

main().catch((error: unknown) => {
  const { code, message, fix } = error instanceof OffhookError ? error : new OffhookError("internal");
  process.send?.({ type: "failed", code, message, fix } satisfies StartReport);
  if (error instanceof OffhookError) process.stderr.write(`${error.message}\n${error.fix}\n[${error.code}]\n`);
  else process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
