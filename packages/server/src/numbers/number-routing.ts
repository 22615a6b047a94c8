/** What we want of a number at its carrier, and how what stands there compares. Pure. */
import { isRouted, type NumberRouting, numberRoutingPlan } from "@offhook/carrier-twilio";
import type { AccountType, StoredRouting } from "../store/number-tables.ts";

/** `fallbackUrl`: the user's own, never on this server: it is for the day when this server is gone. */
export function wantedRouting(base: string, fallbackUrl: string | null): Partial<NumberRouting> {
  return {
    voiceUrl: `${base}/twilio/voice`,
    voiceMethod: "POST",
    statusCallback: `${base}/twilio/status`,
    statusCallbackMethod: "POST",
    smsUrl: `${base}/twilio/sms`,
    smsMethod: "POST",
    ...(fallbackUrl ? { voiceFallbackUrl: fallbackUrl, voiceFallbackMethod: "POST" } : {}),
  };
}

/** As read from the carrier at `nowMs`. Whatever stands there, a trial account's calls do not reach an assistant. */
export function routingOf(
  current: NumberRouting,
  wanted: Partial<NumberRouting>,
  type: AccountType,
  nowMs: number,
): StoredRouting {
  const { changes } = numberRoutingPlan(current, wanted);
  const state = isRouted(current, wanted) && type !== "trial" ? "ok" : "wrong";
  return { state, voiceUrl: current.voiceUrl, checkedAt: new Date(nowMs).toISOString(), changes };
}
