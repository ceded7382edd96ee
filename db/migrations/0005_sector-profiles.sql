CREATE TABLE "branch" (
	"id" text PRIMARY KEY NOT NULL,
	"nace" text NOT NULL,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"synonyms_en" text[] DEFAULT '{}' NOT NULL,
	"synonyms_ka" text[] DEFAULT '{}' NOT NULL,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sector_profile" (
	"sector" text NOT NULL,
	"direction" text NOT NULL,
	"target_kind" text NOT NULL,
	"target" text NOT NULL,
	"waste_codes" text[] DEFAULT '{}' NOT NULL,
	"weight" double precision NOT NULL,
	"months" integer[] DEFAULT '{}' NOT NULL,
	"amount_low" double precision,
	"amount_central" double precision,
	"amount_high" double precision,
	"amount_unit" text,
	"amount_source" text,
	"source_url" text,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL,
	CONSTRAINT "sector_profile_sector_direction_target_kind_target_pk" PRIMARY KEY("sector","direction","target_kind","target")
);
