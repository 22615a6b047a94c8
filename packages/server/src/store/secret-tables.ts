/** Keys that somebody entered: sealed, because a copy of the database is not to be a copy of them. */
import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

export const secrets = pgTable("secrets", {
  /** What it opens: `provider:openai`, `twilio:AC…`, `tool:shop-token`. */
  name: text().primaryKey(),
  /** Readable only with the server's own secret, and only under this name. */
  sealed: text().notNull(),
  /** Who entered it, by name; empty: whoever held the key. */
  author: text().notNull().default(""),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});
