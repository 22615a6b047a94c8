/** Runs the server in this terminal: `npm start` ends up here. */
import { readConfig } from "../config.ts";
import { OffhookError } from "../errors.ts";
import { createLogger, rotateLog } from "../logger.ts";
import { type Supervisor, startSupervisor } from "./supervisor.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  rotateLog(config);
  const starting = startSupervisor({
    config,
    progress: say,
    workerDied: (workerId, how) => createLogger(config, {}).error({ workerId, how }, "worker-died"),
  });
  endOnSignals(starting);
  const { address } = await starting;
  say(`Offhook answers at ${address}`);
  say(`Try:  npx --no offhook call "I'd like to book an appointment for tomorrow at ten"`);
}

/** The first signal drains, a second Ctrl-C ends at once. */
function endOnSignals(starting: Promise<Supervisor>): void {
  let signals = 0;
  const end = async (signal: NodeJS.Signals) => {
    signals++;
    const supervisor = await starting.catch(() => null);
    if (!supervisor) return;
    if (signals === 1) say("Finishing the calls under way… (Ctrl-C again ends them)");
    if (signals > 1 && signal !== "SIGINT") return;
    await (signals === 1 ? supervisor.stop() : supervisor.kill());
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(signal));
}

main().catch((error: unknown) => {
  if (error instanceof OffhookError) process.stderr.write(`${error.message}\n${error.fix}\n[${error.code}]\n`);
  else process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
