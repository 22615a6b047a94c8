/** What `/v1/calls/:id/cost` gives. */
import { z } from "zod";
import { moneyShape } from "./common-shapes.ts";

export const costItemShape = z
  .strictObject({
    item: z.enum([
      ...(["carrier-leg", "stream", "transcriber", "voice", "model", "realtime"] as const),
      ...(["sms", "recording", "transfer", "amd"] as const),
    ]),
    provider: z.string().describe("`deepgram/nova-3`, or the key of the carrier's price: `twilio/inbound/US/local`."),
    quantity: z.number(),
    unit: z.string(),
    amount: moneyShape.nullable().describe("null: no price is known."),
    reported: z.boolean().describe("The quantity is the provider's own; otherwise counted here."),
    priceListVersion: z.string(),
    because: z.string().optional().describe("Why the amount is null, or why there is this item at all."),
  })
  .meta({ id: "CostItem" });

export const callCostShape = z
  .strictObject({
    callId: z.string(),
    cost: moneyShape.nullable().describe("As in the call: null where nothing has a known price."),
    exact: moneyShape.nullable(),
    complete: z.boolean().describe("False: something was used whose price nobody knows."),
    carrierBills: z.boolean().nullable(),
    final: z.boolean(),
    priceListVersion: z.string().nullable(),
    items: z.array(costItemShape),
  })
  .meta({ id: "CallCost" });
