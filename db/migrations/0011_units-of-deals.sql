ALTER TABLE "allocation" ADD COLUMN "unit" text DEFAULT 't' NOT NULL;--> statement-breakpoint
ALTER TABLE "terms" ADD COLUMN "unit" text DEFAULT 't' NOT NULL;--> statement-breakpoint
ALTER TABLE "shipment" ADD COLUMN "unit" text DEFAULT 't' NOT NULL;