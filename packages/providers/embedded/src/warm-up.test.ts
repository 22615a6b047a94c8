import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { EMBEDDED_FAULTS, embeddedFault } from "./faults.ts";
import { callsCarried, closeEmbedded, measureEmbeddedCapacity, warmUpEmbedded } from "./warm-up.ts";

afterAll(closeEmbedded);

describe("warming up", () => {
  it("reports each part as it is ready", async () => {
    const reported: string[] = [];
    const parts = await warmUpEmbedded(({ part }) => reported.push(part));
    expect(parts.map(({ fault }) => fault)).toEqual([null, null, null, null]);
    expect(reported.sort()).toEqual(["closed-transcriber", "detector", "open-transcriber", "voice"]);
  });

  it("measures how many calls the machine carries", async () => {
    const capacity = await measureEmbeddedCapacity();
    expect(capacity.ok && capacity.value.calls).toBeGreaterThanOrEqual(1);
    expect(capacity.ok && capacity.value.decodeMs).toBeGreaterThan(0);
  });
});

describe("capacity", () => {
  it("is bounded by the one decoder thread on many cores, by all work on one", () => {
    expect(callsCarried({ decodeMs: 80, voiceMs: 80, cores: 64 })).toBe(25);
    expect(callsCarried({ decodeMs: 80, voiceMs: 80, cores: 1 })).toBe(21);
  });

  it("is one call at least, however slow the machine", () => {
    expect(callsCarried({ decodeMs: 9_000, voiceMs: 9_000, cores: 1 })).toBe(1);
  });
});

describe("a process that used everything", () => {
  it("ends by itself, without closing anything", async () => {
    const script = `
      import { warmUpEmbedded } from "./warm-up.ts";
      const parts = await warmUpEmbedded();
      console.log(parts.filter(({ fault }) => fault === null).length);`;
    const tsx = createRequire(import.meta.url).resolve("tsx");
    const args = ["--import", tsx, "--input-type=module", "-e", script];
    const options = { cwd: import.meta.dirname, timeout: 20_000 };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    expect(stdout.trim()).toBe("4");
  });
});

describe("faults", () => {
  it.each(Object.keys(EMBEDDED_FAULTS) as (keyof typeof EMBEDDED_FAULTS)[])(
    "%s says what happened and how to fix it",
    (code) => {
      const { says, fix } = EMBEDDED_FAULTS[code];
      expect(says).toMatch(/^[A-Z].*\.$/);
      expect(fix.length).toBeGreaterThan(10);
      expect(embeddedFault(code, "Why.")).toMatchObject({ code, provider: "embedded", message: `${says} Why.` });
    },
  );
});
