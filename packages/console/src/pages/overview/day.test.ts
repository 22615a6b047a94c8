/** The sentence of the day counts every call once. */
import type { Call } from "@offhook/api-client";
import { describe, expect, it } from "vitest";
import { dayOf } from "./day.ts";

function call(
  endedReason: Call["endedReason"],
  more: { waitMs?: number; amount?: string; durationMs?: number } = {},
): Call {
  const { waitMs = null, amount, durationMs = 60_000 } = more;
  const latency = { voiceToVoiceP50Ms: waitMs, voiceToVoiceP95Ms: waitMs };
  const cost = amount === undefined ? null : { amount, currency: "USD" };
  return { endedReason, status: endedReason ? "ended" : "in-progress", latency, cost, durationMs } as Call;
}

describe("a day", () => {
  it("without calls claims nothing", () => {
    expect(dayOf([])).toMatchObject({ calls: 0, doneShare: null, waitMs: null, spent: null, onThePhoneMs: 0 });
  });

  it("tells who finished the calls", () => {
    const calls = [
      call("caller-hung-up"),
      call("agent-hung-up"),
      call("transferred"),
      call("failed"),
      call(null),
      call("busy"),
    ];
    expect(dayOf(calls)).toMatchObject({ calls: 6, done: 2, handed: 1, lost: 1, doneShare: 0.5 });
  });

  it("gives the typical wait, not one long one", () => {
    const calls = [400, 580, 9_000].map((waitMs) => call("caller-hung-up", { waitMs }));
    expect(dayOf([...calls, call("busy")]).waitMs).toBe(580);
  });

  it("spreads what was spent over the calls whose cost is known", () => {
    const day = dayOf([call("transferred", { amount: "0.1000" }), call("failed", { amount: "0.3000" }), call(null)]);
    expect([Number(day.spent?.amount), Number(day.spentEach?.amount), day.onThePhoneMs]).toEqual([0.4, 0.2, 180_000]);
  });
});
