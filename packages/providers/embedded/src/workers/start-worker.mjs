/**
 * Where every worker thread begins: Node 20 cannot start one from TypeScript, not even under tsx, so this plain file
 * registers tsx's loader first.
 */
import { workerData } from "node:worker_threads";

if (workerData.module.endsWith(".ts")) {
  const { register } = await import("tsx/esm/api");
  register();
}
await import(workerData.module);
