/** What `/health` and `/ready` give. */
import { z } from "zod";

export const healthShape = z
  .strictObject({ ok: z.literal(true), version: z.string(), instance: z.string() })
  .meta({ id: "Health" });

export const readinessShape = z
  .strictObject({
    ready: z.boolean(),
    full: z.boolean(),
    calls: z.int(),
    capacity: z.int(),
    because: z.string().nullable(),
  })
  .meta({ id: "Readiness" });
