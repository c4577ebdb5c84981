-- The test before the first comparison: how many comparisons a try has, which share has to be right, how many tries there
-- are. All of it or none of it.
ALTER TABLE "project" ADD COLUMN "qualification_comparisons" INTEGER,
                      ADD COLUMN "qualification_pass_mark" DOUBLE PRECISION,
                      ADD COLUMN "qualification_tries" INTEGER;
ALTER TABLE "project" ADD CONSTRAINT "project_qualification_whole"
  CHECK (num_nonnulls("qualification_comparisons", "qualification_pass_mark", "qualification_tries") IN (0, 3));
ALTER TABLE "project" ADD CONSTRAINT "project_qualification_range"
  CHECK ("qualification_comparisons" BETWEEN 1 AND 200 AND "qualification_pass_mark" BETWEEN 0 AND 1
         AND "qualification_tries" BETWEEN 1 AND 20);

-- One try of the test, with the rules it was begun under: a project may change its rules meanwhile. An admin who lets
-- somebody in leaves a passed one without comparisons.
CREATE TABLE "qualification_attempt" (
  "id" UUID NOT NULL,
  "project_id" UUID NOT NULL,
  "annotator_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "comparisons" INTEGER NOT NULL,
  "needed" INTEGER NOT NULL,
  "started_at" TIMESTAMPTZ(6) NOT NULL,
  "ended_at" TIMESTAMPTZ(6),
  "correct" INTEGER,
  "passed" BOOLEAN,
  "granted_by" UUID,
  CONSTRAINT "qualification_attempt_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "qualification_attempt_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "qualification_attempt_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "qualification_attempt_granted_by_fkey" FOREIGN KEY ("granted_by") REFERENCES "user" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "qualification_attempt_number_from_one" CHECK ("number" >= 1),
  CONSTRAINT "qualification_attempt_counts" CHECK ("needed" BETWEEN 0 AND "comparisons" AND "correct" BETWEEN 0 AND "comparisons"
    AND ("granted_by" IS NOT NULL OR "comparisons" >= 1)),
  -- An end comes with its result, and the result follows from the counts unless it was granted.
  CONSTRAINT "qualification_attempt_ended_whole" CHECK (num_nonnulls("ended_at", "correct", "passed") IN (0, 3)),
  CONSTRAINT "qualification_attempt_passed_by_counts" CHECK ("passed" = ("correct" >= "needed")),
  CONSTRAINT "qualification_attempt_granted_is_passed" CHECK ("granted_by" IS NULL OR ("comparisons" = 0 AND "passed" IS NOT DISTINCT FROM true))
);

-- Tries are numbered, and nobody has two of them open: two tabs that begin at once begin one. Both serve the claim.
CREATE UNIQUE INDEX "qualification_attempt_project_id_annotator_id_number_key" ON "qualification_attempt" ("project_id", "annotator_id", "number");
CREATE UNIQUE INDEX "qualification_attempt_one_open" ON "qualification_attempt" ("project_id", "annotator_id") WHERE "ended_at" IS NULL;
CREATE INDEX "qualification_attempt_annotator_id_idx" ON "qualification_attempt" ("annotator_id");
CREATE INDEX "qualification_attempt_granted_by_idx" ON "qualification_attempt" ("granted_by");

-- A result stays, whatever is revised afterwards.
CREATE TRIGGER "qualification_attempt_ended_immutable" BEFORE UPDATE OR DELETE ON "qualification_attempt"
  FOR EACH ROW WHEN (OLD."ended_at" IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "qualification_attempt_never_truncated" BEFORE TRUNCATE ON "qualification_attempt" EXECUTE FUNCTION refuse_change();

-- The kind of one comparison, for the count inside a claim. A subquery would say the same, but its estimated cost had the
-- claim planned anew at each call instead of once for a connection.
CREATE FUNCTION kind_of_comparison(comparison_id UUID) RETURNS "ComparisonKind" LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT c.kind FROM comparison c WHERE c.id = comparison_id);
END $$;
