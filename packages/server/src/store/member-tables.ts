/** People and their sessions. The columns' names are those of better-auth, which reads and writes them. */
import { boolean, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const members = pgTable("members", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  role: text().$type<Role>().notNull().default("viewer"),
  createdAt: instant("createdAt").notNull().defaultNow(),
  updatedAt: instant("updatedAt").notNull().defaultNow(),
});

export const memberSessions = pgTable("member_sessions", {
  id: text().primaryKey(),
  token: text().notNull().unique(),
  userId: text()
    .notNull()
    .references(() => members.id, { onDelete: "cascade" }),
  expiresAt: instant("expiresAt").notNull(),
  ipAddress: text(),
  userAgent: text(),
  createdAt: instant("createdAt").notNull().defaultNow(),
  updatedAt: instant("updatedAt").notNull().defaultNow(),
});

/** Other ways to sign in; none is offered yet, and the library wants its table. */
export const memberAccounts = pgTable("member_accounts", {
  id: text().primaryKey(),
  accountId: text().notNull(),
  providerId: text().notNull(),
  userId: text()
    .notNull()
    .references(() => members.id, { onDelete: "cascade" }),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: instant("accessTokenExpiresAt"),
  refreshTokenExpiresAt: instant("refreshTokenExpiresAt"),
  scope: text(),
  password: text(),
  createdAt: instant("createdAt").notNull().defaultNow(),
  updatedAt: instant("updatedAt").notNull().defaultNow(),
});

/** Sign-in links that were given out; only hashes of their tokens. */
export const signInLinks = pgTable("sign_in_links", {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: instant("expiresAt").notNull(),
  createdAt: instant("createdAt").notNull().defaultNow(),
  updatedAt: instant("updatedAt").notNull().defaultNow(),
});

export const ROLES = ["owner", "editor", "viewer"] as const;
export type Role = (typeof ROLES)[number];
