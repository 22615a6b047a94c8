import type { Result } from "@offhook/engine/ports";
import { VirtualClock } from "@offhook/engine/testing";
import { afterEach, describe, expect, it } from "vitest";
import { ModelProcess, type ProcessLimits } from "./process-link.ts";

const open: ModelProcess<string, string>[] = [];

function link(limits: Partial<ProcessLimits> = {}, clock?: VirtualClock) {
  const module = new URL("./echo-worker.ts", import.meta.url);
  const made = new ModelProcess<string, string>({
    ...{ module, model: { name: "Echo" }, provider: "local/echo", limits, clock },
  });
  open.push(made);
  return made;
}

const ask = (process: ModelProcess<string, string>, request: string): Promise<Result<string>> =>
  new Promise((resolve) => process.ask(request, resolve));

const outcome = (result: Result<string>): string => (result.ok ? result.value : result.fault.code);

afterEach(async () => {
  await Promise.all(open.splice(0).map((process) => process.close()));
});

describe("a model's process", () => {
  it("answers every request, in order, and goes on after one that failed", async () => {
    const process = link();
    const answers = await Promise.all(["one", "fail", "two"].map((request) => ask(process, request)));
    expect(answers.map(outcome)).toEqual(["Echo says one", "local-model-failed", "Echo says two"]);
    expect(answers[1]).toMatchObject({
      fault: { provider: "local/echo", message: expect.stringContaining("as asked") },
    });
  });

  it("that dies takes its own request with it, says why, and is replaced", async () => {
    const process = link();
    await ask(process, "one");
    const died = await ask(process, "die");
    expect(outcome(died)).toBe("local-process-lost");
    expect(died).toMatchObject({ fault: { retryable: true, message: expect.stringContaining("'vocab_size'") } });
    expect(outcome(await ask(process, "two"))).toBe("Echo says two");
  });

  it("that dies before its first answer is a model that cannot be loaded, and is left alone for a while", async () => {
    const clock = new VirtualClock();
    const process = link({ againAfterMs: 5_000 }, clock);
    expect(outcome(await ask(process, "die"))).toBe("local-model-failed");
    const again = await ask(process, "one");
    expect(again).toMatchObject({
      fault: { code: "local-model-failed", message: expect.stringContaining("metadata") },
    });
    clock.moveTo(5_000);
    expect(outcome(await ask(process, "one"))).toBe("Echo says one");
  });

  it("that hangs is stopped at its deadline", async () => {
    const clock = new VirtualClock();
    const process = link({ workMs: 15_000 }, clock);
    await ask(process, "one");
    const [hung, behind] = [ask(process, "hang"), ask(process, "two")];
    clock.runNext(15_000);
    expect(outcome(await hung)).toBe("local-model-late");
    expect(outcome(await behind)).toBe("local-model-late");
    expect(outcome(await ask(process, "three"))).toBe("Echo says three");
  });

  it("refuses what would wait too long, never before ask has returned", async () => {
    const process = link({ waiting: 1 });
    const early = [ask(process, "a"), ask(process, "b")];
    let asking = true;
    const refused = new Promise<[string, boolean]>((resolve) => {
      process.ask("c", (result) => resolve([outcome(result), asking]));
      asking = false;
    });
    expect(await refused).toEqual(["local-busy", false]);
    expect((await Promise.all(early)).map(outcome)).toEqual(["Echo says a", "Echo says b"]);
  });

  it("says nothing about a cancelled request, and tells the rest when it is closed", async () => {
    const process = link();
    const heard: string[] = [];
    for (const request of ["a", "b", "c"]) {
      const job = process.ask(request, (result) => heard.push(`${request} ${outcome(result)}`));
      if (request === "b") job.cancel();
    }
    await process.close();
    expect(heard).toEqual(["a local-closed", "c local-closed"]);
  });
});
