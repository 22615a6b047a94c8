/** Tools that somebody made in the console or by API, and what came of running them. */
import { boolean, index, integer, json, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const tools = pgTable("tools", {
  id: text().primaryKey(),
  /** As models and flows call it. */
  name: text().notNull().unique(),
  /** Everything about it, as the API takes and gives it. */
  definition: json().$type<Record<string, unknown>>().notNull(),
  /** Raised by each edit: who edits says which one he saw. */
  revision: integer().notNull().default(1),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const toolRuns = pgTable(
  "tool_runs",
  {
    id: text().primaryKey(),
    toolId: text("tool_id")
      .notNull()
      .references(() => tools.id, { onDelete: "cascade" }),
    /** Null: somebody pressed Test. */
    callId: text("call_id"),
    ok: boolean().notNull(),
    durationMs: integer("duration_ms").notNull(),
    /** What was sent and what came back, bounded, without any secret. */
    record: json().$type<Record<string, unknown>>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("tool_runs_of").on(t.toolId, t.id)],
);
