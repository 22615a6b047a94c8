CREATE TABLE "call_orders" (
	"idempotency_key" text PRIMARY KEY NOT NULL,
	"order_hash" text NOT NULL,
	"call_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "variables" json;