/** The sentence of the day counts every call once. */
import type { Call } from "@offhook/api-client";
import { describe, expect, it } from "vitest";
import { dayOf } from "./day.ts";

/** Of the amount. */
const UNKNOWN = "unknown";

function call(
  endedReason: Call["endedReason"],
  more: { waitMs?: number; amount?: string; isWhole?: boolean; durationMs?: number } = {},
): Call {
  const { waitMs = null, amount = "0.0000", isWhole = true, durationMs = 60_000 } = more;
  const latency = { voiceToVoiceP50Ms: waitMs, voiceToVoiceP95Ms: waitMs };
  const cost = amount === UNKNOWN ? null : { amount, currency: "USD" };
  const answeredAt = endedReason === "busy" ? null : "2026-11-20T10:00:00Z";
  const status = endedReason ? "ended" : "in-progress";
  return { endedReason, status, latency, cost, costComplete: isWhole, durationMs, answeredAt } as Call;
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
    const still = call(null, { amount: UNKNOWN, isWhole: false });
    const day = dayOf([call("transferred", { amount: "0.1000" }), call("failed", { amount: "0.3000" }), still]);
    expect([Number(day.spent?.amount), Number(day.spentEach?.amount), day.onThePhoneMs]).toEqual([0.4, 0.2, 180_000]);
    expect(day.spentIsWhole).toBe(true);
  });

  it("does not call a sum whole whose calls used what nobody knows the price of, nor spreads it", () => {
    const least = call("transferred", { amount: "0.1000", isWhole: false });
    const unknown = call("caller-hung-up", { amount: UNKNOWN, isWhole: false });
    const whole = call("caller-hung-up", { amount: "0.3000" });
    expect(dayOf([least, whole])).toMatchObject({
      spent: { amount: "0.400000" },
      spentIsWhole: false,
      spentEach: null,
    });
    expect(dayOf([unknown, whole])).toMatchObject({
      spent: { amount: "0.300000" },
      spentIsWhole: false,
      spentEach: null,
    });
    expect(dayOf([unknown])).toMatchObject({ spent: null, spentIsWhole: false });
    expect(dayOf([call("busy", { amount: UNKNOWN, isWhole: false })])).toMatchObject({
      spent: null,
      spentIsWhole: true,
    });
  });
});
