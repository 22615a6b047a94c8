import { expect, it } from "vitest";
import { MODEL_TIMEOUTS, patientTimeouts } from "./model-timeouts.ts";

const REQUEST = { messages: [], tools: [], maxOutputTokens: 400 };

it("a model that stands alone is waited for, a hair less long than the call waits", () => {
  const patient = patientTimeouts(undefined, { ...REQUEST, patienceMs: 10_000 });
  expect(patient).toEqual({ ...MODEL_TIMEOUTS, connectMs: 9_800, firstTokenMs: 9_800 });
});

it("others keep their times, and whoever was given longer ones keeps those", () => {
  expect(patientTimeouts({ stallMs: 900 }, REQUEST)).toEqual({ ...MODEL_TIMEOUTS, stallMs: 900 });
  const own = patientTimeouts({ firstTokenMs: 60_000 }, { ...REQUEST, patienceMs: 10_000 });
  expect(own.firstTokenMs).toBe(60_000);
});
