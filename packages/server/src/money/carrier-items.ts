/**
 * What Twilio bills: each leg and each media stream by the minute that has begun, and what is asked of it besides. Its own
 * figure of a call comes hours later by its API and is not fetched.
 */
import type { CallFacts } from "./call-facts.ts";
import type { CostItem, CostItemKind } from "./cost.ts";
import { costItem } from "./cost-item.ts";
import { legPriceKeys, numberPlace } from "./number-place.ts";
import { carrierPrice, type PriceList } from "./price-list.ts";

const MINUTE_MS = 60_000;

/** A call that was answered costs a minute, however short it was. */
export const startedMinutes = (durationMs: number): bigint => BigInt(Math.max(1, Math.ceil(durationMs / MINUTE_MS)));

export function carrierItems(call: CallFacts, list: PriceList): CostItem[] {
  if (call.carrier !== "twilio") return [];
  const item = (kind: CostItemKind, keys: readonly string[], quantity: bigint, unit: string, because?: string) => {
    const found = carrierPrice(list, keys);
    const provider = found?.key ?? keys[0] ?? "twilio";
    const used = { item: kind, provider, quantity, parts: 1n, unit, reported: false, because };
    return costItem(used, found?.price ?? null, list);
  };
  const streams = call.streamsMs.reduce((sum, durationMs) => sum + startedMinutes(durationMs), 0n);
  const { messages = [], carrierRecordingMs = 0, machineDetection = false } = call;
  return [
    ...(call.legMs === null ? [] : [item("carrier-leg", legKeys(call), startedMinutes(call.legMs), "leg-minute")]),
    ...(streams === 0n ? [] : [item("stream", ["twilio/stream"], streams, "minute")]),
    ...call.transfers.map(({ to, connectedMs }) =>
      item(
        "transfer",
        legPriceKeys("outbound", to),
        startedMinutes(connectedMs),
        "leg-minute",
        "a second leg to the person, its ringing included",
      ),
    ),
    ...(carrierRecordingMs > 0
      ? [item("recording", ["twilio/recording"], startedMinutes(carrierRecordingMs), "minute")]
      : []),
    ...messages.map(({ direction, to, segments }) => {
      const { country } = numberPlace(to);
      return item("sms", country ? [`twilio/sms/${direction}/${country}`] : [], BigInt(segments), "segment");
    }),
    ...(machineDetection ? [item("amd", ["twilio/machine-detection"], 1n, "call")] : []),
  ];
}

/** Inbound: by the number that was called. Outbound: by where it went. */
function legKeys({ direction, to }: CallFacts): string[] {
  return legPriceKeys(direction === "outbound" ? "outbound" : "inbound", to);
}
