/** Phone numbers, and who answers them. */
import type { WeekHours } from "@offhook/engine/conversation";
import { json, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const phoneNumbers = pgTable("phone_numbers", {
  id: text().primaryKey(),
  /** E.164. */
  number: text().notNull().unique(),
  accountSid: text("account_sid").notNull(),
  accountType: text("account_type").$type<AccountType>().notNull(),
  /** The number's own name at the carrier, `PN…`. */
  numberSid: text("number_sid").notNull(),
  /** Null: the assistant that answers every number not bound to another. */
  assistantId: text("assistant_id"),
  /** Null: round the clock. */
  hours: json().$type<NumberHours>(),
  /** Who answers outside the hours; null: the same one. */
  afterHoursAssistantId: text("after_hours_assistant_id"),
  /** A person's number, for the TwiML that Twilio keeps for the day when this server is gone. */
  fallbackNumber: text("fallback_number"),
  /** Where that TwiML stands, such as a TwiML Bin. */
  fallbackUrl: text("fallback_url"),
  /** What stood at the carrier before we changed it, to be put back. */
  before: json().$type<Readonly<Record<string, string>>>(),
  /** As it was read back from the carrier last. */
  routing: json().$type<StoredRouting>().notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export type AccountType = "full" | "trial" | "twin";

export interface NumberHours {
  /** IANA. */
  timeZone: string;
  days: WeekHours;
}

export interface StoredRouting {
  state: "ok" | "wrong" | "unknown";
  voiceUrl: string;
  checkedAt: string | null;
  changes: readonly { field: string; from: string; to: string }[];
}
