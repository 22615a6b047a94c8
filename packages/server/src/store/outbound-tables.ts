/** Orders to place a call: each key once. */
import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

export const callOrders = pgTable("call_orders", {
  /** As whoever ordered it chose. */
  idempotencyKey: text("idempotency_key").primaryKey(),
  /** Of what was ordered: the same key with another order is a mistake. */
  orderHash: text("order_hash").notNull(),
  callId: text("call_id").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});
