-- What a snapshot is made of beside its filter, and which files it has. The words are those of packages/domain.
ALTER TABLE "snapshot"
  ADD COLUMN "notes" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "parent_id" UUID REFERENCES "snapshot" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD COLUMN "aggregation" TEXT NOT NULL DEFAULT 'each',
  ADD COLUMN "tie_rule" TEXT NOT NULL DEFAULT 'leave_out',
  ADD COLUMN "formats" TEXT[] DEFAULT ARRAY['trl']::TEXT[],
  ADD COLUMN "compression" TEXT NOT NULL DEFAULT 'none';
CREATE INDEX "snapshot_parent_id_idx" ON "snapshot" ("parent_id");

-- A row's weight in training, and how the comparison's judgements that pass the filter are divided.
ALTER TABLE "snapshot_row"
  ADD COLUMN "votes_a" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "votes_b" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "weight" REAL NOT NULL DEFAULT 1;
ALTER TABLE "snapshot_row" ADD CONSTRAINT "snapshot_row_weight_range" CHECK ("weight" > 0 AND "weight" <= 1);

-- Which split a file holds; null for one of both, or of neither.
ALTER TABLE "snapshot_file" ADD COLUMN "split" "Split";

-- What the pseudonyms of a snapshot are keyed with, beside the instance's key: a digest of what it holds (its id, where there is none). Frozen twice,
-- the same rows have the same names, and so the same bytes; other rows have other names.
ALTER TABLE "snapshot" ADD COLUMN "pseudonym_salt" BYTEA;

-- The rows of a snapshot were checked one by one against the snapshot and the preference that they name: half the time of
-- a freeze (3.7 of 7.2 s for 100,000 rows). A preference is never deleted and its id never changes, so that check could
-- not fail later, and freezing takes the ids from the table itself; the snapshot is checked once a statement instead.
ALTER TABLE "snapshot_row" DROP CONSTRAINT "snapshot_row_snapshot_id_fkey", DROP CONSTRAINT "snapshot_row_preference_id_fkey";
CREATE OR REPLACE FUNCTION refuse_rows_of_ready_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT snapshot_id FROM added) a LEFT JOIN snapshot s ON s.id = a.snapshot_id
             WHERE s.state IS DISTINCT FROM 'building') THEN
    RAISE EXCEPTION 'only a snapshot that is being built takes rows' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;

-- And the rows of a snapshot go with it, as a foreign key would have it.
CREATE FUNCTION delete_rows_of_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM snapshot_row WHERE snapshot_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "snapshot_rows_go_along" AFTER DELETE ON "snapshot"
  FOR EACH ROW EXECUTE FUNCTION delete_rows_of_snapshot();
