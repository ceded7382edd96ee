ALTER TABLE "proposal" ADD COLUMN "first_found_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "potential_tonnes" double precision;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "potential_kg_co2e" double precision;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "dismissed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "dismissed_by" integer;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "dismissed_reason" text;--> statement-breakpoint
ALTER TABLE "exchange" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_dismissed_by_account_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
UPDATE "proposal" SET "first_found_at" = "found_at",
	"potential_tonnes" = t.tonnes, "potential_kg_co2e" = t.tonnes * (facts->>'kgCo2ePerTonne')::float8
	FROM (SELECT id, CASE WHEN jsonb_array_length(facts->'offer'->'targets') = 1
		AND facts->'offer'->>'massTonnes' IS NOT NULL AND facts->'need'->>'massTonnes' IS NOT NULL
		THEN least((facts->'offer'->>'massTonnes')::float8, (facts->'need'->>'massTonnes')::float8) END AS tonnes
		FROM "proposal") t WHERE t.id = "proposal".id;--> statement-breakpoint
CREATE INDEX "proposal_impact" ON "proposal" USING btree (coalesce(-potential_kg_co2e, 'infinity'::float8),"first_found_at","id");--> statement-breakpoint
CREATE INDEX "proposal_age" ON "proposal" USING btree ("first_found_at","id");