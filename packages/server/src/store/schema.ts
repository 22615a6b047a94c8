/**
 * The tables. Records of what was said and done are `json`, not `jsonb`: jsonb reorders keys, which would break the hash
 * chain over the log, and refuses the character \u0000, which a model or a keypad may send.
 * A change here goes with a new file in `drizzle/` (`npx drizzle-kit generate` in this package).
 */
import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  json,
  numeric,
  pgTable,
  primaryKey,
  type ReferenceConfig,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AssistantSettings } from "../assistants/settings-shape.ts";
import type { CostItem } from "../money/cost.ts";
import type { TestCallBody } from "../test-calls/test-call.ts";

export * from "./access-tables.ts";
export * from "./health-tables.ts";
export * from "./member-tables.ts";
export * from "./number-tables.ts";
export * from "./outbound-tables.ts";
export * from "./secret-tables.ts";
export * from "./tool-tables.ts";
export * from "./webhook-tables.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const withCall: ReferenceConfig["actions"] = { onDelete: "cascade" };

export const assistants = pgTable("assistants", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Set on the samples that a fresh database gets, so that two workers seed one. */
  seedKey: text("seed_key").unique(),
  /** The definition that was seeded last: an assistant that someone changed is not touched by a newer sample. */
  seeded: json().$type<Record<string, unknown>>(),
  publishedVersion: integer("published_version"),
  /** As it is being edited; null: as it was published. */
  draft: json().$type<AssistantSettings>(),
  /** Raised by each edit: who edits says which one he saw. */
  revision: integer().notNull().default(1),
  /** `code`: from a file of somebody's; it is edited there. */
  origin: text().$type<"console" | "code" | "sample">().notNull().default("console"),
  templateId: text("template_id"),
  /** Calls that it carried keep naming it. */
  deletedAt: instant("deleted_at"),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const assistantVersions = pgTable(
  "assistant_versions",
  {
    assistantId: text("assistant_id")
      .notNull()
      .references(() => assistants.id),
    version: integer().notNull(),
    definition: json().$type<Record<string, unknown>>().notNull(),
    /** What the definition was made from; null: it was written as a whole. */
    settings: json().$type<AssistantSettings>(),
    note: text().notNull().default(""),
    /** Who published it, by name; empty: the program itself. */
    author: text().notNull().default(""),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.assistantId, t.version] })],
);

export const calls = pgTable(
  "calls",
  {
    id: text().primaryKey(),
    carrier: text().$type<Carrier>().notNull(),
    carrierCallId: text("carrier_call_id").notNull(),
    carrierAccountId: text("carrier_account_id"),
    direction: text().$type<Direction>().notNull(),
    status: text().$type<CallStatus>().notNull().default("ringing"),
    endedReason: text("ended_reason").$type<EndedReason>(),
    fromNumber: text("from_number").notNull(),
    toNumber: text("to_number").notNull(),
    assistantId: text("assistant_id").notNull(),
    assistantVersion: integer("assistant_version").notNull(),
    /** What whoever ordered the call passed along: `{{orderNumber}}` of prompts and flows. */
    variables: json().$type<Record<string, string>>(),
    startedAt: instant("started_at").notNull().defaultNow(),
    answeredAt: instant("answered_at"),
    endedAt: instant("ended_at"),
    /** Raised by each stream; writes of a lower one are refused. */
    epoch: integer().notNull().default(0),
    /** The worker that holds the stream of this epoch. */
    owner: text(),
    recording: text().$type<RecordingState>().notNull().default("none"),
    replayable: boolean().notNull().default(true),
    /** Why the log is incomplete, such as `log-overflow`. */
    logFault: text("log_fault"),
    // Projections of the log, written when the call ends; folded from the log while it lives.
    disclosureHeardAt: instant("disclosure_heard_at"),
    voiceToVoiceP50Ms: integer("voice_to_voice_p50_ms"),
    voiceToVoiceP95Ms: integer("voice_to_voice_p95_ms"),
    /** What was said, in lower case; case is folded before it gets here, because the database's locale is C. */
    spokenText: text("spoken_text").notNull().default(""),
  },
  (t) => [
    uniqueIndex("calls_carrier_call").on(t.carrier, t.carrierCallId),
    index("calls_assistant").on(t.assistantId, t.id),
    index("calls_from").on(t.fromNumber, t.id),
    index("calls_to").on(t.toNumber, t.id),
    index("calls_ended_reason").on(t.endedReason, t.id),
    index("calls_started").on(t.startedAt),
    index("calls_open").on(t.id).where(sql`status <> 'ended'`),
    index("calls_spoken").using("gin", sql`to_tsvector('simple', spoken_text)`),
  ],
);

export const callStreams = pgTable(
  "call_streams",
  {
    id: text().primaryKey(),
    callId: text("call_id")
      .notNull()
      .references(() => calls.id, withCall),
    epoch: integer().notNull(),
    startedAt: instant("started_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
    endedBecause: text("ended_because"),
  },
  (t) => [index("call_streams_call").on(t.callId, t.epoch)],
);

/** Append-only. No foreign key: it would lock the call's row once more in the hottest statement, which reads it anyway. */
export const callEvents = pgTable(
  "call_events",
  {
    callId: text("call_id").notNull(),
    seq: integer().notNull(),
    /** Not whole numbers by type: what the log holds must come back as it was, or its hash breaks. */
    atMs: doublePrecision("at_ms").notNull(),
    audioMs: doublePrecision("audio_ms"),
    kind: text().$type<"input" | "decision" | "command" | "snapshot">().notNull(),
    type: text().notNull(),
    data: json().$type<Record<string, unknown>>().notNull(),
    hash: text().notNull(),
    epoch: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.callId, t.seq] }),
    index("call_events_snapshots").on(t.callId, t.seq).where(sql`kind = 'snapshot'`),
    index("call_events_projected")
      .on(t.callId, t.seq)
      .where(sql`kind = 'decision' and type in ('caller-turn', 'agent-turn', 'disclosure-heard')`),
    index("call_events_billed")
      .on(t.callId, t.seq)
      .where(
        sql`type in ('call-started', 'stream-started', 'carrier-lost', 'caller-hung-up', 'provider-used', 'transfer-settled', 'transfer', 'move', 'hang-up', 'call-ended')`,
      ),
  ],
);

/** What a call costs: while it lasts every few seconds by its worker, at the end for good. A projection of its log. */
export const callCosts = pgTable("call_costs", {
  callId: text("call_id")
    .primaryKey()
    .references(() => calls.id, withCall),
  /** Exact: no floating point in money. */
  amount: numeric({ precision: 24, scale: 10 }).notNull(),
  currency: text().$type<"USD">().notNull().default("USD"),
  /** False: something was used whose price nobody knew. */
  complete: boolean().notNull(),
  carrierBills: boolean("carrier_bills").notNull(),
  items: json().$type<CostItem[]>().notNull(),
  priceListVersion: text("price_list_version").notNull(),
  /** Of the last log item that is in it: a later one is never replaced by an earlier one. */
  seq: integer().notNull(),
  final: boolean().notNull().default(false),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** Calls that the server places to itself, and what must come of them. */
export const testCalls = pgTable(
  "test_calls",
  {
    id: text().primaryKey(),
    definition: json().$type<TestCallBody>().notNull(),
    /** Null: only when asked to. */
    nextRunAt: instant("next_run_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("test_calls_due").on(t.nextRunAt)],
);

export const testRuns = pgTable(
  "test_runs",
  {
    id: text().primaryKey(),
    testCallId: text("test_call_id")
      .notNull()
      .references(() => testCalls.id, withCall),
    /** Kept when the call itself has been deleted. */
    callId: text("call_id"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    ok: boolean().notNull(),
    problems: json().$type<string[]>().notNull(),
    longestWaitMs: integer("longest_wait_ms"),
  },
  (t) => [index("test_runs_of").on(t.testCallId, t.id)],
);

export const effects = pgTable(
  "effects",
  {
    key: text().primaryKey(),
    callId: text("call_id")
      .notNull()
      .references(() => calls.id, withCall),
    tool: text().notNull(),
    arguments: json().$type<Record<string, unknown>>().notNull(),
    epoch: integer().notNull(),
    intendedAt: instant("intended_at").notNull().defaultNow(),
    settledAt: instant("settled_at"),
    result: json(),
  },
  (t) => [index("effects_call").on(t.callId)],
);

/** One-time tickets of media streams. Only their hashes are kept. */
export const tickets = pgTable("tickets", {
  hash: text().primaryKey(),
  carrierCallId: text("carrier_call_id").notNull(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

export const bookings = pgTable(
  "bookings",
  {
    id: text().primaryKey(),
    calendar: text().notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    name: text().notNull(),
    phone: text(),
    callId: text("call_id"),
    effectKey: text("effect_key").unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
    cancelledAt: instant("cancelled_at"),
  },
  (t) => [index("bookings_times").on(t.calendar, t.startsAt)],
);

export const messages = pgTable("messages", {
  id: text().primaryKey(),
  callId: text("call_id"),
  effectKey: text("effect_key").unique(),
  forWhom: text("for_whom").notNull(),
  text: text().notNull(),
  fromName: text("from_name"),
  phone: text(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const settings = pgTable("settings", {
  name: text().primaryKey(),
  value: json().notNull(),
});

export type Carrier = "twilio" | "twin" | "browser";
export type Direction = "inbound" | "outbound" | "web";
export type CallStatus = "ringing" | "in-progress" | "ended";
export type RecordingState = "none" | "writing" | "ready" | "deleted";

export const ENDED_REASONS = [
  "caller-hung-up",
  "agent-hung-up",
  "transferred",
  "caller-silent",
  "max-duration",
  "budget-reached",
  "refused-full",
  "refused-draining",
  "carrier-lost",
  "voicemail",
  "busy",
  "no-answer",
  "failed",
] as const;
export type EndedReason = (typeof ENDED_REASONS)[number];
