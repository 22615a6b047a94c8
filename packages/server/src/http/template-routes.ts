/** `/v1/templates`: whole assistants to begin with. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { TEMPLATES, type Template, type TemplateLanguage } from "../templates/index.ts";

const query = z.strictObject({ language: z.enum(["en", "ru"]).default("en") });

export function templateRoutes(scope: FastifyInstance): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  app.get("/templates", { schema: { querystring: query } }, async ({ query: { language } }) => ({
    items: TEMPLATES.map((template) => templateJson(template, language)),
    nextCursor: null,
  }));
}

function templateJson({ id, texts }: Template, language: TemplateLanguage) {
  const { name, description, examples, scenarios, settings } = texts[language];
  return { id, name, description, languages: Object.keys(texts), examples, scenarios, assistant: settings };
}
