/** The bench's side of a process of its own: what is measured and what loads it never share one. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Answer } from "./serve.ts";

const ENDS_WITHIN_MS = 5_000;

/** The functions that the process serves, with their answers awaited. */
type Remote<Api> = {
  [Name in keyof Api]: Api[Name] extends (...args: infer Args) => infer Value
    ? (...args: Args) => Promise<Awaited<Value>>
    : never;
};

export interface Child<Api> {
  call: Remote<Api>;
  pid: number;
  end(): Promise<void>;
}

export function startChild<Api>(module: URL, nodeOptions: readonly string[] = []): Child<Api> {
  const child = fork(fileURLToPath(module), [], {
    execArgv: ["--import", import.meta.resolve("tsx"), ...nodeOptions],
    // What it prints goes to stderr: the last line of stdout is the bench's own.
    stdio: ["ignore", 2, 2, "ipc"],
    serialization: "advanced",
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  child.on("message", (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.problem === undefined) asked?.resolve(answer.value);
    else asked?.reject(new Error(answer.problem));
  });
  child.on("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${module.pathname} ended with ${code}`));
  });
  const call = new Proxy({} as Remote<Api>, {
    get:
      (_target, name) =>
      (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          const id = ++lastId;
          waiting.set(id, { resolve, reject });
          child.send({ id, name: String(name), args });
        }),
  });
  return { call, pid: child.pid ?? 0, end: () => end(child) };
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), ENDS_WITHIN_MS);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.disconnect();
  });
}
