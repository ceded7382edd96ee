ALTER TABLE "listing" ADD COLUMN "price_unit" text DEFAULT 't' NOT NULL;--> statement-breakpoint
-- A price went by the tonne whatever it was of; advice has none.
UPDATE "listing" SET "price_unit" = coalesce("unit", 'h') WHERE "resource_kind" = 'expertise' AND "price_per_tonne" IS NOT NULL;
