-- Comparisons whose answer is known: gold ones stand among the work and show how well people judge; qualification ones
-- make up the test before the work, in batches of their own.
CREATE TYPE "BatchKind" AS ENUM ('work', 'qualification');
ALTER TABLE "batch" ADD COLUMN "kind" "BatchKind" NOT NULL DEFAULT 'work';

-- The share of gold among what is handed out. Above a half it would not be work any more.
ALTER TABLE "project" ADD COLUMN "gold_share" DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE "project" ADD CONSTRAINT "project_gold_share_range" CHECK ("gold_share" BETWEEN 0 AND 0.5);

-- A batch for the test holds comparisons of the test and no others, and they stand nowhere else. Neither kind ever
-- changes, so looking once is enough: once a statement where comparisons come in by the hundred.
CREATE TRIGGER "batch_kind_immutable" BEFORE UPDATE ON "batch" FOR EACH ROW
  WHEN (OLD."kind" IS DISTINCT FROM NEW."kind") EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "comparison_kind_immutable" BEFORE UPDATE ON "comparison" FOR EACH ROW
  WHEN (OLD."kind" IS DISTINCT FROM NEW."kind") EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_comparisons_of_other_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added c JOIN batch b ON b.id = c.batch_id
             WHERE (c.kind = 'qualification') <> (b.kind = 'qualification')) THEN
    RAISE EXCEPTION 'a batch for the test holds comparisons of the test, and no other batch does'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "comparison_kind_of_its_batch" AFTER INSERT ON "comparison" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_comparisons_of_other_kind();

CREATE FUNCTION refuse_batch_of_other_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM batch b WHERE b.id = NEW.batch_id
             AND (NEW.kind = 'qualification') <> (b.kind = 'qualification')) THEN
    RAISE EXCEPTION 'a batch for the test holds comparisons of the test, and no other batch does'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "comparison_kind_of_its_next_batch" BEFORE UPDATE ON "comparison" FOR EACH ROW
  WHEN (OLD."batch_id" IS DISTINCT FROM NEW."batch_id") EXECUTE FUNCTION refuse_batch_of_other_kind();

-- The known answer of a comparison. Safety labels stand in it only where they have to match too.
CREATE TABLE "known_answer" (
  "comparison_id" UUID NOT NULL,
  "side" "Side" NOT NULL,
  "safe_a" "SafetyLabel",
  "safe_b" "SafetyLabel",
  CONSTRAINT "known_answer_pkey" PRIMARY KEY ("comparison_id"),
  CONSTRAINT "known_answer_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "known_answer_labels_both_or_none" CHECK (("safe_a" IS NULL) = ("safe_b" IS NULL))
);

-- An answer by which people were graded stays as it was, and goes only with its comparison.
CREATE TRIGGER "known_answer_immutable" BEFORE UPDATE ON "known_answer" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "known_answer_never_truncated" BEFORE TRUNCATE ON "known_answer" EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_loss_of_known_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM comparison c WHERE c.id = OLD.comparison_id) THEN
    RAISE EXCEPTION 'a known answer goes only with its comparison'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER "known_answer_kept" BEFORE DELETE ON "known_answer"
  FOR EACH ROW EXECUTE FUNCTION refuse_loss_of_known_answer();

-- What is collected has no known answer, and nobody could be graded by a comparison without one. The second is looked at
-- when the transaction ends, because the comparison is written before its answer.
CREATE FUNCTION refuse_answer_of_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM comparison c WHERE c.id = NEW.comparison_id AND c.kind = 'work') THEN
    RAISE EXCEPTION 'a comparison that is collected has no known answer'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "known_answer_never_of_work" AFTER INSERT ON "known_answer"
  FOR EACH ROW EXECUTE FUNCTION refuse_answer_of_work();

CREATE FUNCTION refuse_comparison_without_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM comparison c WHERE c.id = NEW.id)
     AND NOT EXISTS (SELECT 1 FROM known_answer k WHERE k.comparison_id = NEW.id) THEN
    RAISE EXCEPTION 'a gold or qualification comparison has a known answer'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "comparison_answer_known" AFTER INSERT ON "comparison" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW."kind" <> 'work') EXECUTE FUNCTION refuse_comparison_without_answer();

-- Serves the claim: the next comparison of a kind in a batch. Gold is never done; without the kind in front of the order
-- every claim of work would read past all of it.
DROP INDEX "comparison_next";
CREATE INDEX "comparison_next" ON "comparison" ("batch_id", "kind", "priority" DESC, "id")
  WHERE "state" = 'open' AND "votes_done" + "claims_open" < "votes_wanted";
