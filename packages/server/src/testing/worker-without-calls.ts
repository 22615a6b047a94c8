/** A worker's process that carries no calls: for tests of everything around them. */
import { runWorker } from "../worker/run-worker.ts";
import { createCallHost } from "./no-calls.ts";

runWorker(createCallHost());
