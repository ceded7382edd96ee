CREATE INDEX "region_boundary" ON "region" USING gist ("boundary");
--> statement-breakpoint
CREATE INDEX "municipality_seat" ON "municipality" USING gist (("seat"::geography));
--> statement-breakpoint
CREATE INDEX "site_shown" ON "site" USING gist (("shown"::geography));
--> statement-breakpoint
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON "journal"
  FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
