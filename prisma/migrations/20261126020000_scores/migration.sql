-- A fitted model comes back into the service: a worker gives its scores to the project's comparisons, people look at
-- those where model and humans disagree, and the next batch is filled with those that the model is least sure of.
CREATE TYPE "ScoringScope" AS ENUM ('open', 'judged', 'all');
CREATE TYPE "DisagreementResolution" AS ENUM ('humans_right', 'judged_again', 'withdrawn');

-- One request for scores. The row is the queue entry, with a lease as a run has it; the states are those of a run.
CREATE TABLE "scoring" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "scope" "ScoringScope" NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker" TEXT,
    "lease_expires_at" TIMESTAMPTZ(6),
    "cancel_requested_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "comparisons" INTEGER NOT NULL,
    "scored" INTEGER NOT NULL DEFAULT 0,
    "unscorable" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "scoring_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "scoring" ADD CONSTRAINT "scoring_run_id_project_id_fkey"
  FOREIGN KEY ("run_id", "project_id") REFERENCES "reward_model" ("run_id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;
-- A running scoring has one worker and a lease; the index serves the claim of the next one.
ALTER TABLE "scoring" ADD CONSTRAINT "scoring_running_has_worker"
  CHECK ("state" <> 'running' OR ("worker" IS NOT NULL AND "lease_expires_at" IS NOT NULL));
CREATE INDEX "scoring_to_claim" ON "scoring" ("id") WHERE "state" IN ('queued', 'running');
-- Two at once would compute the same scores twice.
CREATE UNIQUE INDEX "scoring_one_under_way" ON "scoring" ("run_id") WHERE "state" IN ('queued', 'running');
-- Comparisons that are imported while it runs are scored as well, and raise the number.
ALTER TABLE "scoring" ADD CONSTRAINT "scoring_counts"
  CHECK ("scored" >= 0 AND "unscorable" >= 0 AND "scored" + "unscorable" <= "comparisons");
-- Serves the list of a project's scorings, newest first.
CREATE INDEX "scoring_project_id_id_idx" ON "scoring" ("project_id", "id" DESC);

-- What a model makes of a comparison: the scores of its responses, and the probability that A is the better one. All
-- three are null where they could not be had, so that nobody tries again. By the key the next ones without a score are
-- found; the project stands in the row so that the foreign keys hold model and comparison to one project.
CREATE TABLE "model_score" (
    "run_id" UUID NOT NULL,
    "comparison_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "a" DOUBLE PRECISION,
    "b" DOUBLE PRECISION,
    "probability" DOUBLE PRECISION,
    "truncated" BOOLEAN NOT NULL,

    CONSTRAINT "model_score_pkey" PRIMARY KEY ("run_id", "comparison_id")
);
ALTER TABLE "model_score" ADD CONSTRAINT "model_score_run_id_project_id_fkey"
  FOREIGN KEY ("run_id", "project_id") REFERENCES "reward_model" ("run_id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model_score" ADD CONSTRAINT "model_score_comparison_id_project_id_fkey"
  FOREIGN KEY ("comparison_id", "project_id") REFERENCES "comparison" ("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model_score" ADD CONSTRAINT "model_score_all_or_none" CHECK (num_nonnulls("a", "b", "probability") IN (0, 3));
-- To Postgres NaN is greater than every number, so that this refuses it too.
ALTER TABLE "model_score" ADD CONSTRAINT "model_score_finite" CHECK (
  "a" > '-Infinity' AND "a" < 'Infinity' AND "b" > '-Infinity' AND "b" < 'Infinity' AND "probability" BETWEEN 0 AND 1);
-- By the model's doubt: 0 where it is sure of a side, one half where it knows nothing. Upwards it serves the disagreements,
-- of which the clearest are those where the model is surest of the other side; downwards the filling of a batch.
CREATE INDEX "model_score_doubt" ON "model_score" ("run_id", (least("probability", 1 - "probability")), "comparison_id")
  WHERE "probability" IS NOT NULL;

-- What somebody made of a comparison where a model and the humans disagree: the humans' side at that time is kept, because
-- later votes may change it, and whether one vote more was asked for, which reopening takes back.
CREATE TABLE "disagreement_review" (
    "run_id" UUID NOT NULL,
    "comparison_id" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "resolution" "DisagreementResolution" NOT NULL,
    "votes_raised" BOOLEAN NOT NULL,
    "resolved_by" UUID,
    "resolved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disagreement_review_pkey" PRIMARY KEY ("run_id", "comparison_id")
);
ALTER TABLE "disagreement_review" ADD CONSTRAINT "disagreement_review_run_id_comparison_id_fkey"
  FOREIGN KEY ("run_id", "comparison_id") REFERENCES "model_score" ("run_id", "comparison_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "disagreement_review" ADD CONSTRAINT "disagreement_review_resolved_by_fkey"
  FOREIGN KEY ("resolved_by") REFERENCES "user" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "disagreement_review" ADD CONSTRAINT "disagreement_review_raised_when_judged_again"
  CHECK (NOT "votes_raised" OR "resolution" = 'judged_again');
-- Serves the look at what other models' reviews asked of a comparison, before one is reopened.
CREATE INDEX "disagreement_review_comparison_id_idx" ON "disagreement_review" ("comparison_id");
CREATE INDEX "disagreement_review_resolved_by_idx" ON "disagreement_review" ("resolved_by");
