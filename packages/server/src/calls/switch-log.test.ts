import type { CallLog, LogItem } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { SwitchLog } from "./switch-log.ts";

const item = (seq: number): LogItem => ({
  seq,
  atMs: seq,
  audioMs: null,
  kind: "input",
  type: "x",
  data: {},
  hash: "",
});

function memoryLog(): CallLog & { written: number[]; flushed: number } {
  const log = {
    written: [] as number[],
    flushed: 0,
    append: (items: readonly LogItem[]) => void log.written.push(...items.map(({ seq }) => seq)),
    flush: async () => {
      log.flushed += 1;
      return { ok: true as const, value: true as const };
    },
  };
  return log;
}

describe("a log whose epoch changes", () => {
  it("writes the old before, holds what comes meanwhile, and loses nothing", async () => {
    const [old, next] = [memoryLog(), memoryLog()];
    const log = new SwitchLog(old);
    log.append([item(1)]);
    await log.hold();
    log.append([item(2)]);
    const barrier = log.flush();
    log.resume(next);
    log.append([item(3)]);
    await barrier;
    expect(old).toMatchObject({ written: [1], flushed: 1 });
    expect(next).toMatchObject({ written: [2, 3], flushed: 1 });
  });

  it("goes on as before where the epoch could not be raised", async () => {
    const old = memoryLog();
    const log = new SwitchLog(old);
    await log.hold();
    log.append([item(1)]);
    log.resume();
    expect(old.written).toEqual([1]);
  });
});
