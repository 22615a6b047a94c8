/** `POST /v1/imports/vapi`: another platform's assistant becomes settings of ours, and on demand a draft. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { checkServers } from "../assistants/own-servers.ts";
import { settingsShape } from "../assistants/settings-shape.ts";
import { importVapi } from "../assistants/vapi/import-vapi.ts";
import { OffhookError } from "../errors.ts";
import { createAssistant } from "../store/assistant-drafts.ts";
import type { HttpContext } from "./app.ts";
import { describes } from "./describe-route.ts";

const query = z.strictObject({ create: z.stringbool().default(false).describe("Makes a draft of it.") });
const vapiAssistant = z.record(z.string().max(200), z.unknown()).describe("As Vapi's API gives an assistant.");
const importShape = z
  .strictObject({
    id: z.string().nullable().describe("Of the draft; null: none was made."),
    assistant: settingsShape,
    /** Every field of what was given, once. */
    report: z.strictObject({
      kept: z.array(z.strictObject({ field: z.string(), as: z.string() })),
      changed: z.array(
        z.strictObject({
          field: z.string(),
          from: z.unknown().optional(),
          to: z.unknown().optional(),
          why: z.string(),
        }),
      ),
      left: z.array(z.strictObject({ field: z.string(), why: z.string() })),
    }),
  })
  .meta({ id: "Import" });

export function importRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.post(
    "/imports/vapi",
    describes("importVapi", "assistants", { querystring: query, body: vapiAssistant, response: { 200: importShape } }),
    async ({ body, query: { create }, actor }) => {
      const { assistant: found, report } = importVapi(body);
      const read = settingsShape.safeParse(found);
      if (!read.success) throw new OffhookError("invalid-field", { problem: problemOf(read.error) });
      if (create) await checkServers(store, actor, read.data);
      const id = create ? await createAssistant(store, read.data) : null;
      return { id, assistant: read.data, report: structuredClone(report) as z.infer<typeof importShape>["report"] };
    },
  );
}

const problemOf = ({ issues: [first] }: z.ZodError): string =>
  `${first?.path.join(".") || "The assistant"}: ${first?.message ?? "not valid"}.`;
