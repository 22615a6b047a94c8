/** `/v1/templates`: whole assistants to begin with. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { TEMPLATES, type Template, type TemplateLanguage } from "../templates/index.ts";
import { listOf } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { templateShape } from "./template-shapes.ts";

const query = z.strictObject({ language: z.enum(["en", "ru"]).default("en") });

export function templateRoutes(scope: FastifyInstance): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/templates",
    describes("listTemplates", "assistants", { querystring: query, response: { 200: listOf(templateShape) } }),
    async ({ query: { language } }) => ({
      items: TEMPLATES.map((template) => templateJson(template, language)),
      nextCursor: null,
    }),
  );
}

function templateJson({ id, texts }: Template, language: TemplateLanguage) {
  const { name, description, examples, scenarios, settings } = texts[language];
  return {
    id,
    name,
    description,
    languages: Object.keys(texts),
    assistant: settings,
    examples: [...examples],
    scenarios: scenarios.map(({ says, expects, ...rest }) => ({ ...rest, says: [...says], expects: [...expects] })),
  };
}
