-- The roots of dialogs (the first human turn, normalised) with their MinHash signatures. A root that nearly repeats an
-- earlier one takes its side of every split: `leaders` are the roots whose sides count, and they never change, so
-- that a row's side never does. See packages/domain/src/near-duplicates.ts.
CREATE TABLE "root" (
  "sha256" TEXT PRIMARY KEY,
  "hashes" BYTEA NOT NULL,
  "bands" INTEGER[] NOT NULL,
  "leaders" TEXT[] NOT NULL,
  "known_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
  CONSTRAINT "root_whole_signature" CHECK (octet_length("hashes") = 100 AND cardinality("bands") = 20),
  CONSTRAINT "root_has_leaders" CHECK (cardinality("leaders") > 0)
);

-- Serves the search for earlier roots that share one of the twenty bands with a new one. Without a list of pending
-- entries: every search would read it from end to end.
CREATE INDEX "root_bands" ON "root" USING gin ("bands") WITH (fastupdate = off);

CREATE TRIGGER "root_immutable" BEFORE UPDATE OR DELETE ON "root" FOR EACH ROW EXECUTE FUNCTION refuse_change();
