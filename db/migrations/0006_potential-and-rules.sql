CREATE TABLE "area_driver" (
	"area" text NOT NULL,
	"driver" text NOT NULL,
	"value" double precision NOT NULL,
	"unit" text NOT NULL,
	"year" integer,
	"source_url" text,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL,
	CONSTRAINT "area_driver_area_driver_pk" PRIMARY KEY("area","driver")
);
--> statement-breakpoint
CREATE TABLE "checklist_item" (
	"id" text PRIMARY KEY NOT NULL,
	"test" text NOT NULL,
	"place" integer NOT NULL,
	"question_en" text NOT NULL,
	"question_ka" text NOT NULL,
	"hint_en" text NOT NULL,
	"hint_ka" text NOT NULL,
	"source_url" text,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "potential" (
	"id" text PRIMARY KEY NOT NULL,
	"material" text NOT NULL,
	"driver" text NOT NULL,
	"driver_unit" text NOT NULL,
	"factor_low" double precision,
	"factor_central" double precision,
	"factor_high" double precision,
	"estimate" boolean DEFAULT false NOT NULL,
	"months" integer[] DEFAULT '{}' NOT NULL,
	"sector" text,
	"note_en" text,
	"note_ka" text,
	"source_url" text,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rule" ADD COLUMN "operations" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "rule" ADD COLUMN "above_tonnes" double precision;