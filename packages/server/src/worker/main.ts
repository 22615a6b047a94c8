/** A call worker's process, with the real call host. */
import { createCallHost } from "../calls/call-host.ts";
import { runWorker } from "./run-worker.ts";

runWorker(createCallHost());
