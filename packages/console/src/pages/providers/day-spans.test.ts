import { expect, it } from "vitest";
import { DAY_MS, daySpans, troublesOf } from "./day-spans.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const change = (at: string, state: "ready" | "degraded" | "down", faultCode: string | null = null) => ({
  ...{ at, state, faultCode },
});

it("a day without a change is as it was before it", () => {
  expect(daySpans([change("2026-11-20T00:00:00Z", "ready")], NOW)).toEqual([
    { state: "ready", fromMs: NOW - DAY_MS, untilMs: NOW, faultCode: null },
  ]);
});

it("what nobody knew of is unknown, and an outage has its length and its cause", () => {
  const spans = daySpans(
    [
      change("2026-11-24T03:00:00Z", "ready"),
      change("2026-11-24T03:12:00Z", "down", "vendor-busy"),
      change("2026-11-24T03:16:00Z", "ready"),
    ],
    NOW,
  );
  expect(spans.map(({ state, fromMs, untilMs }) => [state, (untilMs - fromMs) / 60_000])).toEqual([
    ["unknown", 900],
    ["ready", 12],
    ["down", 4],
    ["ready", 524],
  ]);
  expect(troublesOf(spans)).toMatchObject([{ state: "down", faultCode: "vendor-busy" }]);
});

it("nothing is known of a provider that nobody used", () => {
  expect(daySpans([], NOW).map(({ state }) => state)).toEqual(["unknown"]);
});
