ALTER TABLE "assistant_versions" ADD COLUMN "settings" json;--> statement-breakpoint
ALTER TABLE "assistant_versions" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assistant_versions" ADD COLUMN "author" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "draft" json;--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "origin" text DEFAULT 'console' NOT NULL;--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "template_id" text;--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;