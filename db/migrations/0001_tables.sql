CREATE TABLE "municipality" (
	"id" text PRIMARY KEY NOT NULL,
	"region_id" text NOT NULL,
	"type" text NOT NULL,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"seat_en" text,
	"seat_ka" text,
	"seat" geometry(Point,4326) NOT NULL,
	"population" integer,
	"population_year" integer,
	"area_km2" double precision,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "region" (
	"id" text PRIMARY KEY NOT NULL,
	"iso_3166_2" text,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"boundary" geometry(MultiPolygon,4326),
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"rebuilt_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "compatibility" (
	"material" text NOT NULL,
	"target_kind" text NOT NULL,
	"target" text NOT NULL,
	"score" double precision NOT NULL,
	"yield_t_per_t" double precision NOT NULL,
	"processing_cost_per_tonne" double precision,
	"path" jsonb NOT NULL,
	CONSTRAINT "compatibility_material_target_kind_target_pk" PRIMARY KEY("material","target_kind","target")
);
--> statement-breakpoint
CREATE TABLE "exchange_rate" (
	"day" date NOT NULL,
	"currency" text NOT NULL,
	"gel_per_unit" numeric NOT NULL,
	"estimate" boolean NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "exchange_rate_day_currency_pk" PRIMARY KEY("day","currency")
);
--> statement-breakpoint
CREATE TABLE "factor" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"material" text,
	"route" text,
	"value" double precision NOT NULL,
	"unit" text NOT NULL,
	"year" integer,
	"estimate" boolean NOT NULL,
	"source_url" text,
	"note" text,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hazard_property" (
	"code" text PRIMARY KEY NOT NULL,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"description_en" text NOT NULL,
	"description_ka" text NOT NULL,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "material" (
	"id" text PRIMARY KEY NOT NULL,
	"parent" text,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"synonyms_en" text[] DEFAULT '{}' NOT NULL,
	"synonyms_ka" text[] DEFAULT '{}' NOT NULL,
	"state" text NOT NULL,
	"bulk_density_kg_m3" double precision,
	"density_source" text,
	"waste_codes" text[] DEFAULT '{}' NOT NULL,
	"stream" text NOT NULL,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"code" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pathway" (
	"id" text PRIMARY KEY NOT NULL,
	"material" text NOT NULL,
	"process" text NOT NULL,
	"r_code" text NOT NULL,
	"product" text,
	"use" text,
	"yield_t_per_t" double precision,
	"conditions_en" text,
	"conditions_ka" text,
	"maturity" text NOT NULL,
	"cost_per_tonne" numeric,
	"cost_currency" text,
	"cost_year" integer,
	"source_url" text,
	"source_year" integer,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "process" (
	"id" text PRIMARY KEY NOT NULL,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"r_code" text,
	"feedstock_use" text NOT NULL,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule" (
	"id" text PRIMARY KEY NOT NULL,
	"jurisdiction" text NOT NULL,
	"effect" text NOT NULL,
	"materials" text[] DEFAULT '{}' NOT NULL,
	"waste_codes" text[] DEFAULT '{}' NOT NULL,
	"uses" text[] DEFAULT '{}' NOT NULL,
	"condition" text DEFAULT 'always' NOT NULL,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"citation_en" text NOT NULL,
	"citation_ka" text NOT NULL,
	"source_url" text,
	"status" text NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"version" integer DEFAULT 1 NOT NULL,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sector" (
	"code" text PRIMARY KEY NOT NULL,
	"level" text NOT NULL,
	"parent" text,
	"name_en" text NOT NULL,
	"name_ka" text,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suitability" (
	"material" text NOT NULL,
	"use" text NOT NULL,
	"weight" double precision NOT NULL,
	"conditions_en" text,
	"conditions_ka" text,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL,
	CONSTRAINT "suitability_material_use_pk" PRIMARY KEY("material","use")
);
--> statement-breakpoint
CREATE TABLE "use" (
	"id" text PRIMARY KEY NOT NULL,
	"parent" text,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"synonyms_en" text[] DEFAULT '{}' NOT NULL,
	"synonyms_ka" text[] DEFAULT '{}' NOT NULL,
	"operations" text[] DEFAULT '{}' NOT NULL,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waste_code" (
	"code" text PRIMARY KEY NOT NULL,
	"parent" text,
	"hazardous" boolean DEFAULT false NOT NULL,
	"entry_type" text,
	"name_en" text NOT NULL,
	"name_ka" text NOT NULL,
	"origin" text DEFAULT 'shipped' NOT NULL,
	"retired_at" timestamp with time zone,
	"replaced_by" text,
	"source" text NOT NULL,
	"source_status" text DEFAULT 'unverified' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "organisation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ref" text,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"registry_number" text,
	"sector" text,
	"name_hidden" boolean DEFAULT false NOT NULL,
	"verified_at" timestamp with time zone,
	"completed_exchanges" integer DEFAULT 0 NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "organisation_ref_unique" UNIQUE("ref")
);
--> statement-breakpoint
CREATE TABLE "permit" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "permit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"organisation_id" integer NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"waste_code" text NOT NULL,
	"operation" text,
	"valid_from" date,
	"valid_until" date,
	"verified_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "site" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "site_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"organisation_id" integer NOT NULL,
	"name" text,
	"municipality_id" text,
	"exact" geometry(Point,4326) NOT NULL,
	"shown" geometry(Point,4326) NOT NULL,
	"shown_precision" text NOT NULL,
	"shown_radius_km" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "listing" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "listing_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ref" text,
	"kind" text NOT NULL,
	"resource_kind" text NOT NULL,
	"organisation_id" integer NOT NULL,
	"site_id" integer NOT NULL,
	"status" text NOT NULL,
	"audience" text NOT NULL,
	"provenance" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"text_language" text NOT NULL,
	"waste_code" text,
	"hazardous" boolean DEFAULT false NOT NULL,
	"hazard_properties" text[] DEFAULT '{}' NOT NULL,
	"amount" numeric,
	"unit" text,
	"period" text NOT NULL,
	"months" smallint,
	"valid_from" date,
	"valid_until" date,
	"basis" text,
	"mass_tonnes" double precision,
	"density_kg_m3" double precision,
	"minimum_lot_tonnes" double precision,
	"packaging_form" text,
	"transport" text,
	"present_operation" text,
	"present_input" text,
	"present_cost_per_tonne" numeric,
	"present_cost_currency" text,
	"present_cost_vat_included" boolean,
	"price_per_tonne" numeric,
	"price_currency" text,
	"price_vat_included" boolean,
	"basis_note" text,
	"source_note" text,
	"demonstration" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"content_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "listing_ref_unique" UNIQUE("ref")
);
--> statement-breakpoint
CREATE TABLE "listing_allocation" (
	"listing_id" integer NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"tonnes" numeric NOT NULL,
	CONSTRAINT "listing_allocation_listing_id_period_start_pk" PRIMARY KEY("listing_id","period_start")
);
--> statement-breakpoint
CREATE TABLE "listing_change" (
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"listing_id" integer NOT NULL,
	CONSTRAINT "listing_change_xid_listing_id_pk" PRIMARY KEY("xid","listing_id")
);
--> statement-breakpoint
CREATE TABLE "listing_material" (
	"listing_id" integer NOT NULL,
	"target_kind" text NOT NULL,
	"target" text NOT NULL,
	"factor" double precision NOT NULL,
	"inferred_from" text,
	CONSTRAINT "listing_material_listing_id_target_kind_target_pk" PRIMARY KEY("listing_id","target_kind","target")
);
--> statement-breakpoint
CREATE TABLE "listing_specification" (
	"listing_id" integer NOT NULL,
	"property" text NOT NULL,
	"minimum" double precision,
	"maximum" double precision,
	CONSTRAINT "listing_specification_listing_id_property_pk" PRIMARY KEY("listing_id","property")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "proposal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"offer_id" integer NOT NULL,
	"need_id" integer NOT NULL,
	"offer_revision" integer NOT NULL,
	"need_revision" integer NOT NULL,
	"policy_version" text NOT NULL,
	"catalogue_version" text NOT NULL,
	"score" double precision NOT NULL,
	"confidence" double precision NOT NULL,
	"facts" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"stale_at" timestamp with time zone,
	CONSTRAINT "proposal_pair" UNIQUE("offer_id","need_id")
);
--> statement-breakpoint
CREATE TABLE "bundle" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bundle_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"shape" text NOT NULL,
	"all_or_none" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exchange_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"bundle_id" integer,
	"offer_id" integer NOT NULL,
	"need_id" integer,
	"supplier_id" integer NOT NULL,
	"receiver_id" integer NOT NULL,
	"stage" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exchange_two_sides" CHECK (supplier_id <> receiver_id)
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"on_behalf_of" integer,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
ALTER TABLE "municipality" ADD CONSTRAINT "municipality_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permit" ADD CONSTRAINT "permit_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site" ADD CONSTRAINT "site_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site" ADD CONSTRAINT "site_municipality_id_municipality_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipality"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_allocation" ADD CONSTRAINT "listing_allocation_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_material" ADD CONSTRAINT "listing_material_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_specification" ADD CONSTRAINT "listing_specification_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_offer_id_listing_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_need_id_listing_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_bundle_id_bundle_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."bundle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_offer_id_listing_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_need_id_listing_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_supplier_id_organisation_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_receiver_id_organisation_id_fk" FOREIGN KEY ("receiver_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "compatibility_target" ON "compatibility" USING btree ("target_kind","target");--> statement-breakpoint
CREATE INDEX "permit_organisation" ON "permit" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "site_organisation" ON "site" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "listing_organisation" ON "listing" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "listing_site" ON "listing" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "listing_status" ON "listing" USING btree ("status","kind");--> statement-breakpoint
CREATE INDEX "listing_material_target" ON "listing_material" USING btree ("target_kind","target");--> statement-breakpoint
CREATE INDEX "proposal_need" ON "proposal" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "exchange_offer" ON "exchange" USING btree ("offer_id");--> statement-breakpoint
CREATE INDEX "exchange_bundle" ON "exchange" USING btree ("bundle_id");--> statement-breakpoint
CREATE INDEX "journal_subject" ON "journal" USING btree ("subject_kind","subject_id");