CREATE TABLE "call_costs" (
	"call_id" text PRIMARY KEY NOT NULL,
	"amount" numeric(24, 10) NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"complete" boolean NOT NULL,
	"carrier_bills" boolean NOT NULL,
	"items" json NOT NULL,
	"price_list_version" text NOT NULL,
	"seq" integer NOT NULL,
	"final" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "call_costs" ADD CONSTRAINT "call_costs_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_events_billed" ON "call_events" USING btree ("call_id","seq") WHERE type in ('call-started', 'stream-started', 'carrier-lost', 'caller-hung-up', 'provider-used', 'transfer-settled', 'transfer', 'move', 'hang-up', 'call-ended');