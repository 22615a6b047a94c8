/** What `/v1/assistants` takes and gives. */
import { z } from "zod";
import { settingsShape } from "../assistants/settings-shape.ts";

export const assistantIdParams = z.object({ id: z.string().max(64) });
export const versionParams = z.object({
  id: z.string().max(64),
  version: z.coerce.number().int().min(1).max(1_000_000),
});

/** Left out: from the template, else what works without a key. The template's texts are of `language`. */
export const createAssistantBody = settingsShape.extend({ templateId: z.string().max(64).optional() });

/** What is given takes the place of what was there; null takes it away. The name stays. */
export const editAssistantBody = z
  .strictObject(
    Object.fromEntries(
      Object.entries(settingsShape.shape).map(([key, shape]) => [
        key,
        key === "name" ? shape.optional() : shape.nullable().optional(),
      ]),
    ) as { [Key in keyof typeof settingsShape.shape]: z.ZodOptional<z.ZodNullable<(typeof settingsShape.shape)[Key]>> },
  )
  .meta({ id: "AssistantEdit" });

export const publishBody = z.strictObject({ note: z.string().max(500).optional() });
export const rollbackBody = z.strictObject({ version: z.int().min(1) });

/** `draft`: as it stands now, the default; false: as it answers calls. */
export const talkBody = z.strictObject({ draft: z.boolean().optional() });

export const listAssistantsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});
