import { describe, expect, it } from "vitest";
import { dyingModels, modelUses, saidOfDying, warnOfDyingModels } from "./dying-models.ts";

const use = (id: string, provider = "openai") => ({ provider, kind: "model" as const, id });

describe("dyingModels", () => {
  it("warns four months ahead and names what to use then", () => {
    const [dying] = dyingModels([use("gpt-4.1-mini")], "2026-11-22");
    expect(dying).toMatchObject({
      model: "gpt-4.1-mini",
      endOfLife: "2027-01-14",
      successor: "openai/gpt-6-luna",
      severity: "warn",
      daysLeft: 53,
    });
    expect(dying && saidOfDying(dying)).toBe("gpt-4.1-mini ends on 2027-01-14: use openai/gpt-6-luna.");
  });

  it("is silent when the end is far, and an error once it has come", () => {
    expect(dyingModels([use("gpt-4.1-mini")], "2026-09-13")).toEqual([]);
    expect(dyingModels([use("gpt-4.1-mini")], "2026-09-14")).toMatchObject([{ severity: "warn" }]);
    expect(dyingModels([use("gpt-4.1-mini")], "2027-01-14")).toMatchObject([{ severity: "error", daysLeft: 0 }]);
    expect(dyingModels([use("gpt-4.1-mini")], "2027-06-01")).toMatchObject([{ severity: "error" }]);
  });

  it("says each model once, the most pressing first, and nothing of what it does not know", () => {
    const uses = [
      use("gpt-4o-mini"),
      use("gpt-5-mini-2025-08-07"),
      use("gpt-4o-mini"),
      use("mine", "openai-compatible"),
    ];
    expect(dyingModels([...uses, use("gpt-6-luna")], "2026-11-22").map(({ model }) => model)).toEqual([
      "gpt-5-mini",
      "gpt-4o-mini",
    ]);
  });

  it("names another vendor where the own one has nothing to offer", () => {
    const [dying] = dyingModels([{ provider: "openai", kind: "voice", id: "marin" }], "2026-11-22");
    expect(dying?.successor).toBe("deepgram/aura-2-thalia-en");
  });
});

describe("a stored assistant", () => {
  const definition = {
    transcriber: [{ provider: "openai", id: "whisper-1" }, { provider: "embedded" }],
    voice: [{ provider: "elevenlabs", id: "Rachel", model: "eleven_v3" }],
    model: [{ provider: "openai", id: "gpt-3.5-turbo" }],
  };

  it("gives every model it names", () => {
    expect(modelUses(definition)).toEqual([
      { provider: "openai", kind: "transcriber", id: "whisper-1" },
      { provider: "embedded", kind: "transcriber" },
      { provider: "elevenlabs", kind: "voice", id: "Rachel", model: "eleven_v3" },
      { provider: "openai", kind: "model", id: "gpt-3.5-turbo" },
    ]);
    expect(modelUses({ model: "none", voice: [null, 7, { id: "x" }] })).toEqual([]);
  });

  it("is warned of in the log: what is over as an error", () => {
    const lines: [string, unknown, string][] = [];
    const logger = {
      warn: (data: unknown, message: string) => lines.push(["warn", data, message]),
      error: (data: unknown, message: string) => lines.push(["error", data, message]),
    } as unknown as Parameters<typeof warnOfDyingModels>[0];
    warnOfDyingModels(logger, "asst_1", definition, "2026-11-22");
    expect(lines).toMatchObject([
      ["error", { assistantId: "asst_1", model: "gpt-3.5-turbo", successor: "openai/gpt-5.6-terra" }, "model-dying"],
      ["warn", { assistantId: "asst_1", model: "whisper-1", successor: "openai/gpt-transcribe" }, "model-dying"],
    ]);
  });
});
