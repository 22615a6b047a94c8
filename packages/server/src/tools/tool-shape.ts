/** What may be said of an HTTP tool: the one source for the API, the console and what is stored. */
import { type HttpToolDefinition, templateProblems } from "@offhook/tool-http/describe";
import { z } from "zod";

export { describedHttpTool, type HttpToolDefinition } from "@offhook/tool-http/describe";

const MOST_SCHEMA_CHARACTERS = 20_000;
const MOST_SCHEMA_DEPTH = 6;
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
/** Set by whoever sends the request, not by whoever describes it. */
const NOT_HEADERS = new Set([
  "host",
  "content-length",
  "connection",
  "transfer-encoding",
  "upgrade",
  "idempotency-key",
]);
export const SECRET_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

const said = z.string().trim().min(1).max(300);
/** The part of JSON Schema that arguments are checked against (docs/tools.md). */
const schemaPart: z.ZodType<Record<string, unknown>> = z.lazy(() =>
  z.strictObject({
    type: z.enum(["object", "array", "string", "number", "integer", "boolean", "null"]).optional(),
    ...{ title: z.string().max(200).optional(), description: z.string().max(1_000).optional() },
    properties: z.record(z.string().regex(/^\w{1,64}$/), schemaPart).optional(),
    ...{ required: z.array(z.string()).max(100).optional(), additionalProperties: z.boolean().optional() },
    items: schemaPart.optional(),
    enum: z
      .array(z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
      .min(1)
      .max(200)
      .optional(),
    ...{ minLength: z.int().min(0).optional(), maxLength: z.int().min(0).optional() },
    ...{ minimum: z.number().optional(), maximum: z.number().optional() },
  }),
);

const parameters = z
  .looseObject({ type: z.literal("object") })
  .superRefine((schema, context) => {
    const problem = schemaProblem(schema);
    if (problem) context.addIssue({ code: "custom", message: problem });
  })
  .meta({ description: "JSON Schema of the arguments: type, properties, required, items, enum, lengths and limits." });

function schemaProblem(schema: Record<string, unknown>): string | null {
  if (JSON.stringify(schema).length > MOST_SCHEMA_CHARACTERS) return `more than ${MOST_SCHEMA_CHARACTERS} characters`;
  if (depthOf(schema) > MOST_SCHEMA_DEPTH * 2) return `nested deeper than ${MOST_SCHEMA_DEPTH}`;
  const read = schemaPart.safeParse(schema);
  if (read.success) return null;
  const { path = [], message = "" } = read.error.issues[0] ?? {};
  return `${path.join(".") || "the schema"}: ${message}`;
}

const depthOf = (value: unknown): number =>
  value === null || typeof value !== "object" ? 0 : 1 + Math.max(0, ...Object.values(value).map(depthOf));

const header = z.union([z.string().max(2_000), z.strictObject({ secret: z.string().regex(SECRET_NAME) })]);

export const toolFields = z.strictObject({
  name: z.string().regex(/^[a-zA-Z_]\w{0,63}$/, "letters, digits and _, beginning with a letter"),
  description: z.string().trim().min(1).max(1_000),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  url: z.string().min(8).max(2_000).describe("With {{names}} of arguments in its path and query; the host is fixed."),
  headers: z.record(z.string().regex(HEADER), header).optional(),
  body: z.unknown().optional().describe('JSON; `"{{name}}"` alone is the value with its type.'),
  parameters,
  response: z.record(z.string().regex(/^\w{1,64}$/), z.string().min(1).max(200)).optional(),
  deadlineMs: z.int().min(100).max(60_000).optional(),
  effect: z.enum(["changes", "reads"]).describe("`changes`: it runs once, and on confirmed turns only."),
  ...{ sayWhileRunning: said.optional(), saySlow: said.optional(), sayOnFailure: said.optional() },
});

export const toolBody = toolFields.superRefine((tool, context) => {
  for (const name of Object.keys(tool.headers ?? {})) {
    if (NOT_HEADERS.has(name.toLowerCase())) context.addIssue(issue(`headers: ${name} is not yours to set`));
  }
  if (tool.method === "GET" && tool.body !== undefined) context.addIssue(issue("body: GET has none"));
  for (const problem of templateProblems(tool)) context.addIssue(issue(problem));
});

const issue = (message: string) => ({ code: "custom" as const, message });

export type ToolBody = z.infer<typeof toolBody>;
export const definitionOf = (body: ToolBody): HttpToolDefinition => body as HttpToolDefinition;

/** What is wrong with it, each a sentence: for tools that files define. */
export function httpToolProblems(definition: HttpToolDefinition): string[] {
  const read = toolBody.safeParse(definition);
  return read.success
    ? []
    : read.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
}
