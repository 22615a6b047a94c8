CREATE TABLE "test_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"definition" json NOT NULL,
	"next_run_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "test_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"test_call_id" text NOT NULL,
	"call_id" text,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"ok" boolean NOT NULL,
	"problems" json NOT NULL,
	"longest_wait_ms" integer
);
--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_test_call_id_test_calls_id_fk" FOREIGN KEY ("test_call_id") REFERENCES "public"."test_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "test_calls_due" ON "test_calls" USING btree ("next_run_at");--> statement-breakpoint
CREATE INDEX "test_runs_of" ON "test_runs" USING btree ("test_call_id","id");