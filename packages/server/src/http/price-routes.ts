/** `/v1/prices`: the list that costs are counted with, and the differences that were set here. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { type PriceBook, priceBookOf } from "../money/price-book.ts";
import { changesShape } from "../money/price-file.ts";
import type { HttpContext } from "./app.ts";
import { describes } from "./describe-route.ts";
import { pricesShape } from "./provider-shapes.ts";

export function priceRoutes(scope: FastifyInstance, { config, logger }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const book = priceBookOf(config.dataFolder);
  // Said at once, and not only to whoever asks.
  const problem = book.problem();
  if (problem) logger.warn({ problem }, "prices-unreadable");

  app.get("/prices", describes("getPrices", "money", { response: { 200: pricesShape } }), async () => pricesJson(book));

  /** All differences anew: what is left out has its own price again. */
  app.put(
    "/prices",
    describes("setPrices", "money", { body: changesShape, response: { 200: pricesShape } }),
    async ({ body }) => {
      book.replace(body);
      return pricesJson(book);
    },
  );
}

function pricesJson(book: PriceBook) {
  const { version, entries, changed } = book.current();
  const items = Object.entries(entries).map(([id, prices]) => ({
    id,
    changed: changed.has(id),
    prices: prices === "unknown" ? null : [...prices],
  }));
  return { version, problem: book.problem(), changes: book.changes(), items, nextCursor: null };
}
