/** Names the machine, so that figures of two machines are not mixed up. */
import { cpus, loadavg, totalmem } from "node:os";

export function machineName(): string {
  const [core] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${core?.model.trim()}, ${cpus().length} cores, ${memory}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

/** Mean number of running tasks over the last minute, the whole machine. */
export const loadNow = (): string => (loadavg()[0] ?? 0).toFixed(2);
