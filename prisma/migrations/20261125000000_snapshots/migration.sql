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
