-- Until now nobody was told; what happened before is not told in one flood.
UPDATE "outbox_event" SET "handled_at" = now() WHERE "handled_at" IS NULL;--> statement-breakpoint
CREATE TABLE "feed_position" (
	"reader" text PRIMARY KEY NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_search_hit" (
	"search_id" integer NOT NULL,
	"listing_id" integer NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"was_there" boolean NOT NULL,
	CONSTRAINT "saved_search_hit_search_id_listing_id_pk" PRIMARY KEY("search_id","listing_id")
);
--> statement-breakpoint
DROP INDEX "notification_due";--> statement-breakpoint
DROP INDEX "outbox_event_unhandled";--> statement-breakpoint
ALTER TABLE "webhook_delivery" ALTER COLUMN "event_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ALTER COLUMN "payload" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "mail" ADD COLUMN "unsubscribe_url" text;--> statement-breakpoint
ALTER TABLE "saved_search" ADD COLUMN "kind" text DEFAULT 'listings' NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_search" ADD COLUMN "address" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "previous_secret" text;--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "previous_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "disabled_reason" text;--> statement-breakpoint
ALTER TABLE "saved_search_hit" ADD CONSTRAINT "saved_search_hit_search_id_saved_search_id_fk" FOREIGN KEY ("search_id") REFERENCES "public"."saved_search"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_search_hit" ADD CONSTRAINT "saved_search_hit_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_search_hit_listing" ON "saved_search_hit" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "notification_unread" ON "notification" USING btree ("account_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notification_created" ON "notification" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_event_handled" ON "outbox_event" USING btree ("handled_at");--> statement-breakpoint
CREATE INDEX "notification_due" ON "notification" USING btree ("mail_due","account_id") WHERE mailed_at is null;--> statement-breakpoint
CREATE INDEX "outbox_event_unhandled" ON "outbox_event" USING btree ("id") WHERE handled_at is null;--> statement-breakpoint
ALTER TABLE "notification" DROP COLUMN "xid";--> statement-breakpoint
ALTER TABLE "outbox_event" DROP COLUMN "xid";