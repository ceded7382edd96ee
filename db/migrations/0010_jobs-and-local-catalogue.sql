CREATE TABLE "rule_check" (
	"rule" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"checked_by" integer NOT NULL,
	"checked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_run" (
	"name" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"failure" text,
	"runs" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalogue_state" ADD COLUMN "local_revision" integer DEFAULT 0 NOT NULL;