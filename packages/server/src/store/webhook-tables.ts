/** Who is told of calls, and what became of telling them. */
import { boolean, index, integer, json, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const webhooks = pgTable("webhooks", {
  id: text().primaryKey(),
  url: text().notNull(),
  events: json().$type<WebhookEvent[]>().notNull(),
  active: boolean().notNull().default(true),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: text().primaryKey(),
    webhookId: text("webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    event: text().$type<WebhookEvent>().notNull(),
    callId: text("call_id").notNull(),
    /** What only the event knows; the call itself is read when it is sent. */
    data: json().$type<Record<string, unknown>>().notNull(),
    state: text().$type<"waiting" | "delivered" | "given-up">().notNull().default("waiting"),
    attempts: integer().notNull().default(0),
    /** Of the last answer; null: nobody answered. */
    lastStatus: integer("last_status"),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Of the next attempt. */
    dueAt: instant("due_at").notNull().defaultNow(),
    deliveredAt: instant("delivered_at"),
  },
  (t) => [index("webhook_deliveries_due").on(t.state, t.dueAt), index("webhook_deliveries_of").on(t.webhookId, t.id)],
);

export const WEBHOOK_EVENTS = ["call-started", "call-ended", "tool-called", "hand-off"] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
