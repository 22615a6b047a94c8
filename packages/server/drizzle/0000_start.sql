CREATE TABLE "assistant_versions" (
	"assistant_id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assistant_versions_assistant_id_version_pk" PRIMARY KEY("assistant_id","version")
);
--> statement-breakpoint
CREATE TABLE "assistants" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"seed_key" text,
	"seeded" json,
	"published_version" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assistants_seed_key_unique" UNIQUE("seed_key")
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" text PRIMARY KEY NOT NULL,
	"calendar" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"call_id" text,
	"effect_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "bookings_effect_key_unique" UNIQUE("effect_key")
);
--> statement-breakpoint
CREATE TABLE "call_events" (
	"call_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at_ms" double precision NOT NULL,
	"audio_ms" double precision,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"data" json NOT NULL,
	"hash" text NOT NULL,
	"epoch" integer NOT NULL,
	CONSTRAINT "call_events_call_id_seq_pk" PRIMARY KEY("call_id","seq")
);
--> statement-breakpoint
CREATE TABLE "call_streams" (
	"id" text PRIMARY KEY NOT NULL,
	"call_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_because" text
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" text PRIMARY KEY NOT NULL,
	"carrier" text NOT NULL,
	"carrier_call_id" text NOT NULL,
	"carrier_account_id" text,
	"direction" text NOT NULL,
	"status" text DEFAULT 'ringing' NOT NULL,
	"ended_reason" text,
	"from_number" text NOT NULL,
	"to_number" text NOT NULL,
	"assistant_id" text NOT NULL,
	"assistant_version" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"epoch" integer DEFAULT 0 NOT NULL,
	"owner" text,
	"recording" text DEFAULT 'none' NOT NULL,
	"replayable" boolean DEFAULT true NOT NULL,
	"log_fault" text,
	"disclosure_heard_at" timestamp with time zone,
	"voice_to_voice_p50_ms" integer,
	"voice_to_voice_p95_ms" integer,
	"spoken_text" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "effects" (
	"key" text PRIMARY KEY NOT NULL,
	"call_id" text NOT NULL,
	"tool" text NOT NULL,
	"arguments" json NOT NULL,
	"epoch" integer NOT NULL,
	"intended_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	"result" json
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"call_id" text,
	"effect_key" text,
	"for_whom" text NOT NULL,
	"text" text NOT NULL,
	"from_name" text,
	"phone" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_effect_key_unique" UNIQUE("effect_key")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"hash" text PRIMARY KEY NOT NULL,
	"carrier_call_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "assistant_versions" ADD CONSTRAINT "assistant_versions_assistant_id_assistants_id_fk" FOREIGN KEY ("assistant_id") REFERENCES "public"."assistants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_streams" ADD CONSTRAINT "call_streams_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effects" ADD CONSTRAINT "effects_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bookings_times" ON "bookings" USING btree ("calendar","starts_at");--> statement-breakpoint
CREATE INDEX "call_events_snapshots" ON "call_events" USING btree ("call_id","seq") WHERE kind = 'snapshot';--> statement-breakpoint
CREATE INDEX "call_events_projected" ON "call_events" USING btree ("call_id","seq") WHERE kind = 'decision' and type in ('caller-turn', 'agent-turn', 'disclosure-heard');--> statement-breakpoint
CREATE INDEX "call_streams_call" ON "call_streams" USING btree ("call_id","epoch");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_carrier_call" ON "calls" USING btree ("carrier","carrier_call_id");--> statement-breakpoint
CREATE INDEX "calls_assistant" ON "calls" USING btree ("assistant_id","id");--> statement-breakpoint
CREATE INDEX "calls_from" ON "calls" USING btree ("from_number","id");--> statement-breakpoint
CREATE INDEX "calls_to" ON "calls" USING btree ("to_number","id");--> statement-breakpoint
CREATE INDEX "calls_ended_reason" ON "calls" USING btree ("ended_reason","id");--> statement-breakpoint
CREATE INDEX "calls_started" ON "calls" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "calls_open" ON "calls" USING btree ("id") WHERE status <> 'ended';--> statement-breakpoint
CREATE INDEX "calls_spoken" ON "calls" USING gin (to_tsvector('simple', spoken_text));--> statement-breakpoint
CREATE INDEX "effects_call" ON "effects" USING btree ("call_id");