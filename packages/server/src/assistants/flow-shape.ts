/** Flows as they may be sent: the engine's own data, checked before the engine's rules read it. */
import { z } from "zod";

const name = z.string().min(1).max(64);
const text = z.string().max(2_000);
const texts = z.array(text).max(20);

const next = z.strictObject({
  when: z
    .array(
      z.strictObject({
        path: z.string().max(200),
        op: z.enum(["eq", "ne", "gt", "gte", "lt", "lte", "exists", "contains"]),
        value: z.union([z.string().max(500), z.number(), z.boolean()]).optional(),
        to: name,
      }),
    )
    .max(50)
    .optional(),
  otherwise: name.nullable(),
});

const choice = z.strictObject({ id: name, label: text, says: texts.optional(), key: z.string().max(1).optional() });

const spec = z.strictObject({
  kind: z.enum(["date", "time", "number", "digits", "money", "phone", "name", "yes-no", "choice", "text"]),
  future: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  minLength: z.int().min(0).max(64).optional(),
  maxLength: z.int().min(1).max(64).optional(),
  choices: z.array(choice).max(100).optional(),
});

const intent = z.strictObject({
  id: name,
  examples: z.array(z.string().max(300)).max(100),
  answer: text.optional(),
  node: name.optional(),
  flow: name.optional(),
});

const node = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("say"), text, next }),
  z.strictObject({
    ...{ type: z.literal("ask"), slot: name, text, spec },
    ...{ confirm: z.boolean().optional(), again: texts.optional(), help: text.optional(), next },
  }),
  z.strictObject({ type: z.literal("choose"), slot: name, text, from: z.string().max(200), next }),
  z.strictObject({
    ...{ type: z.literal("listen"), text, again: texts.optional(), help: text.optional() },
    ...{ intents: z.array(intent).max(100), otherwise: text },
  }),
  z.strictObject({ type: z.literal("branch"), next }),
  z.strictObject({
    ...{ type: z.literal("run"), tool: name, args: z.record(name, z.string().max(200)) },
    ...{ next, onFault: name.optional() },
  }),
  z.strictObject({ type: z.literal("go"), flow: name, next }),
  z.strictObject({ type: z.literal("transfer"), person: name, text: text.optional(), onFailed: z.string().max(64) }),
  z.strictObject({ type: z.literal("end"), text }),
]);

export const flowShape = z.strictObject({ id: name, start: name, nodes: z.record(name, node) }).meta({ id: "Flow" });
