/** How providers were, each time that changed. */
import { pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

export const providerStates = pgTable(
  "provider_states",
  {
    provider: text().notNull(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull(),
    state: text().$type<"ready" | "degraded" | "down">().notNull(),
    /** Of the last fault, where there was one. */
    faultCode: text("fault_code"),
  },
  (t) => [primaryKey({ columns: [t.provider, t.at] })],
);
