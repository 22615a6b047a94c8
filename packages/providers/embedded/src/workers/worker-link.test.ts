import type { Result } from "@offhook/engine/ports";
import { afterEach, describe, expect, it } from "vitest";
import { createWorkerLink, type WorkerLink } from "./worker-link.ts";

const open: WorkerLink<string, string>[] = [];

function link(module = "./echo-worker.ts", maxWaiting?: number) {
  const made = createWorkerLink<string, string>(new URL(module, import.meta.url), maxWaiting);
  open.push(made);
  return made;
}

function ask(worker: WorkerLink<string, string>, request: string, urgent = false): Promise<Result<string>> {
  return new Promise((resolve) => worker.ask(request, resolve, { urgent }));
}

const outcome = (result: Result<string>) => (result.ok ? result.value : result.fault.code);

afterEach(async () => {
  await Promise.all(open.splice(0).map((worker) => worker.close()));
});

describe("a worker link", () => {
  it("answers every request, in order", async () => {
    const worker = link();
    const answers = await Promise.all(["a", "b", "c"].map((request) => ask(worker, request)));
    expect(answers.map(outcome)).toEqual(["A", "B", "C"]);
  });

  it("puts urgent requests before the others that wait", async () => {
    const worker = link();
    const order: string[] = [];
    const done = ["first", "second", "third"].map((name) => ask(worker, name).then(() => order.push(name)));
    done.push(ask(worker, "urgent", true).then(() => order.push("urgent")));
    await Promise.all(done);
    expect(order).toEqual(["first", "urgent", "second", "third"]);
  });

  it("turns errors into faults and goes on", async () => {
    const worker = link();
    expect(outcome(await ask(worker, "fail"))).toBe("transcriber-failed");
    expect(outcome(await ask(worker, "fail with a code"))).toBe("transcriber-grammar-invalid");
    expect(outcome(await ask(worker, "still there"))).toBe("STILL THERE");
  });

  it("starts a new thread after one that had worked died", async () => {
    const worker = link();
    await ask(worker, "a");
    expect(outcome(await ask(worker, "die"))).toBe("embedded-worker-lost");
    expect(outcome(await ask(worker, "b"))).toBe("B");
  });

  it("does not start one thread after another where none can start", async () => {
    const worker = link("./no-such-worker.ts");
    expect(outcome(await ask(worker, "a"))).toBe("embedded-worker-lost");
    const startedMs = performance.now();
    expect(outcome(await ask(worker, "b"))).toBe("embedded-worker-lost");
    expect(performance.now() - startedMs).toBeLessThan(20);
  });

  it("refuses what would wait too long, never before ask has returned", async () => {
    const worker = link("./echo-worker.ts", 1);
    let answeredWhileAsking: boolean | null = null;
    const early = [ask(worker, "a"), ask(worker, "b")];
    const refused = new Promise<Result<string>>((resolve) => {
      let asking = true;
      worker.ask("c", (result) => {
        answeredWhileAsking = asking;
        resolve(result);
      });
      asking = false;
    });
    expect(outcome(await refused)).toBe("embedded-busy");
    expect(answeredWhileAsking).toBe(false);
    expect((await Promise.all(early)).map(outcome)).toEqual(["A", "B"]);
  });

  it("says nothing about a cancelled request, and tells the rest when it is closed", async () => {
    const worker = link();
    const heard: string[] = [];
    worker.ask("a", (result) => heard.push(outcome(result)));
    worker.ask("b", (result) => heard.push(outcome(result))).cancel();
    worker.ask("c", (result) => heard.push(outcome(result)));
    await worker.close();
    expect(heard).toEqual(["embedded-closed", "embedded-closed"]);
  });
});
