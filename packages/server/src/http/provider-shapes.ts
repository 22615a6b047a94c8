/** The public shapes of providers and prices (DESIGN §8). Checked by tests; the routes build exactly these. */
import { z } from "zod";
import { changesShape } from "../money/price-file.ts";

const kind = z.enum(["transcriber", "voice", "model", "realtime"]).meta({ id: "ProviderKind" });
const day = z.iso.date();

const price = z
  .strictObject({
    amount: z.string(),
    currency: z.literal("USD"),
    per: z.string().describe("`minute`, or `1000 characters`."),
    asOf: day,
  })
  .meta({ id: "Price" });

const modelShape = z
  .strictObject({
    id: z.string(),
    kind,
    name: z.string(),
    languages: z.array(z.string()).min(1),
    /** The main one; null: not known. */
    price: price.nullable(),
    prices: z.array(price.extend({ source: z.string(), verified: z.boolean() })),
    endOfLife: day.nullable(),
    successor: z.string().nullable(),
    publishedLatencyMs: z.strictObject({ p50: z.number(), p95: z.number().nullable() }).nullable(),
    contextTokens: z.int().nullable(),
  })
  .meta({ id: "ProviderModel" });

export const providerHistoryShape = z
  .strictObject({
    id: z.string(),
    changes: z
      .array(
        z.strictObject({
          at: z.iso.datetime(),
          state: z.enum(["ready", "degraded", "down"]),
          faultCode: z.string().nullable(),
        }),
      )
      .describe("Oldest first; the first may be older than the day, and is how the day began."),
  })
  .meta({ id: "ProviderHistory" });

export const providerShape = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    kinds: z.array(kind).min(1),
    needsKey: z.boolean(),
    configured: z.boolean(),
    state: z.enum(["ready", "no-key", "degraded", "down", "unknown"]),
    checkedAt: z.iso.datetime().nullable(),
    lastFault: z.strictObject({ code: z.string(), message: z.string(), at: z.iso.datetime() }).nullable(),
    models: z.array(modelShape),
  })
  .meta({ id: "Provider" });

export const usedModelsShape = z
  .strictObject({
    assistantId: z.string(),
    uses: z.array(
      z.strictObject({
        ...{ provider: z.string(), kind, id: z.string().optional(), model: z.string().optional() },
        baseUrl: z.string().optional().describe("Of a server of one's own."),
        apiKeyFrom: z.string().optional().describe("The name of the variable with its key."),
      }),
    ),
  })
  .meta({ id: "UsedModels" });

export const pricedShape = z
  .strictObject({
    /** `deepgram/nova-3`, `twilio/stream`. */
    id: z.string(),
    /** Not the price that came with the program. */
    changed: z.boolean(),
    /** null: not known. */
    prices: z
      .array(
        z.strictObject({
          unit: z.string(),
          amount: z.string(),
          per: z.int(),
          currency: z.literal("USD"),
          source: z.string(),
          asOf: day,
          verified: z.literal(false).optional(),
        }),
      )
      .nullable(),
  })
  .meta({ id: "PricedItem" });

export const pricesShape = z
  .strictObject({
    version: z.string(),
    problem: z.string().nullable().describe("Why `prices.json` is not in force."),
    changes: changesShape,
    items: z.array(pricedShape),
    nextCursor: z.null(),
  })
  .meta({ id: "Prices" });

export const libraryVoiceShape = z
  .strictObject({
    ...{ id: z.string(), name: z.string(), description: z.string(), languages: z.array(z.string()) },
    previewUrl: z.string().nullable(),
    labels: z.record(z.string(), z.string()),
  })
  .meta({ id: "LibraryVoice" });
