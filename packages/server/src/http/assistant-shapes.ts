/** What `/v1/assistants` takes and gives. */
import { DEFAULT_TIMING, TIMING_PRESETS } from "@offhook/engine/conversation";
import { z } from "zod";
import { settingsShape } from "../assistants/settings-shape.ts";
import { callVariables } from "./common-shapes.ts";
import { etagField } from "./if-match.ts";

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
  .extend({
    disclosure: settingsShape.shape.disclosure
      .unwrap()
      .unwrap()
      .or(z.literal("automatic"))
      .nullable()
      .optional()
      .describe('null turns it off; "automatic" takes away what was set: the first message decides again.'),
  })
  .meta({ id: "AssistantEdit" });

export const publishBody = z.strictObject({ note: z.string().max(500).optional() });
export const rollbackBody = z.strictObject({ version: z.int().min(1) });

/** `draft`: as it stands now, the default; false: as it answers calls. */
export const talkBody = z.strictObject({
  draft: z.boolean().optional(),
  by: z
    .enum(["voice", "chat"])
    .optional()
    .describe("`chat`: words are typed and read. Of the lists only the models are asked; nothing is recorded."),
  variables: callVariables.optional(),
});

export const listAssistantsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});

/** Who edits says which state he saw; without it the edit is refused (428). */

export const assistantShape = settingsShape
  .extend({
    id: z.string(),
    draft: z.boolean().describe("There are changes that do not answer calls yet."),
    publishedVersion: z.int().nullable(),
    etag: etagField,
    origin: z.enum(["console", "code", "sample"]),
    templateId: z.string().nullable(),
    problems: z.array(z.string()).describe("Why it could not be published as it is; a sentence each."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Assistant" });

export const publishedShape = z.strictObject({ version: z.int() });

export const versionShape = z
  .strictObject({ version: z.int(), note: z.string(), author: z.string(), publishedAt: z.iso.datetime() })
  .meta({ id: "AssistantVersion" });

export const wholeVersionShape = versionShape.extend({ assistant: settingsShape });

const versionQuery = z.coerce.number().int().min(1).max(1_000_000).optional();

export const diffQuery = z.strictObject({
  from: versionQuery.describe("A version; left out: the one that answers calls."),
  to: versionQuery.describe("A version; left out: the draft."),
});

const timingShape = z.strictObject(
  Object.fromEntries(Object.keys(DEFAULT_TIMING).map((name) => [name, z.number()])) as {
    [Name in keyof typeof DEFAULT_TIMING]: z.ZodNumber;
  },
);

export const timingDefaultsShape = z.strictObject({
  defaults: timingShape.describe("Milliseconds, but for `idlePrompts`, which counts."),
  presets: z.array(
    z
      .strictObject({ id: z.enum(TIMING_PRESETS.map(({ id }) => id)), timing: timingShape.partial() })
      .meta({ id: "TimingPreset" }),
  ),
});

export const diffShape = z.strictObject({
  version: z.int().nullable().describe("What it is compared with; null: nothing was published yet."),
  changes: z.array(
    z
      .strictObject({ path: z.string(), from: z.unknown().optional(), to: z.unknown().optional() })
      .meta({ id: "SettingChange" }),
  ),
});

export const webCallShape = z
  .strictObject({
    callId: z.string(),
    path: z.string().describe("To be opened as a WebSocket, where the page is from."),
    start: z.strictObject({
      ...{ accountSid: z.string(), callSid: z.string(), streamSid: z.string() },
      customParameters: z.strictObject({ ticket: z.string() }),
    }),
  })
  .meta({ id: "WebCall" });
