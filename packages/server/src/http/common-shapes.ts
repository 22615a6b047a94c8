/** What more than one route gives (DESIGN §8): errors, lists, money. */
import { z } from "zod";

export const errorShape = z
  .strictObject({ error: z.strictObject({ code: z.string(), message: z.string(), fix: z.string() }) })
  .meta({ id: "Error", description: "Every refusal: what it is called, what happened, and what to do about it." });

export const moneyShape = z.strictObject({ amount: z.string(), currency: z.string() }).meta({
  ...{ id: "Money", description: "An exact decimal." },
});

/** `nextCursor` null: there is no more. */
export const listOf = <Shape extends z.ZodType>(item: Shape) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

/** Values of one call, for `{{name}}` in what its assistant says and reads. */
export const callVariables = z
  .record(z.string().regex(/^[a-zA-Z]\w{0,63}$/, "a name of letters and digits"), z.string().max(2_000))
  .refine((given) => Object.keys(given).length <= 50, "at most 50 of them")
  .describe("For `{{name}}` in prompts and flows.");

/** Of a 204: there is no body. */
export const nothing = z.undefined().meta({ description: "Done." });

/** 8 kHz, 16 bits, the caller left and the agent right. */
export const wavFile = z.custom<Buffer>().meta({ type: "string", format: "binary", description: "audio/wav" });
