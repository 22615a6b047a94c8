CREATE TABLE "provider_states" (
	"provider" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"fault_code" text,
	CONSTRAINT "provider_states_provider_at_pk" PRIMARY KEY("provider","at")
);
