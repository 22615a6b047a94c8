/** Keys for programs, and who did what. */
import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const apiKeys = pgTable("api_keys", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** The key itself is shown once and kept nowhere. */
  hash: text().notNull().unique(),
  scope: text().$type<KeyScope>().notNull(),
  /** Who made it, by name; empty: whoever held the key. */
  author: text().notNull().default(""),
  createdAt: instant("created_at").notNull().defaultNow(),
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
});

export const auditLog = pgTable(
  "audit_log",
  {
    id: text().primaryKey(),
    at: instant("at").notNull().defaultNow(),
    /** A member's or a key's name; empty: whoever held the server's own key. */
    who: text().notNull(),
    /** Such as `publishAssistant`. */
    action: text().notNull(),
    /** What it was done to: the address, without what it says. */
    path: text().notNull(),
  },
  (t) => [index("audit_log_at").on(t.at)],
);

export const KEY_SCOPES = ["read", "calls", "write", "admin"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];
