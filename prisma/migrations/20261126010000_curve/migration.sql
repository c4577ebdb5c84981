-- A run may fit growing shares of its data before all of it, and so tell what more comparisons are worth (Llama 2,
-- figure 6). Which ones do is known before a worker claims them, and stays.
ALTER TABLE "run" ADD COLUMN "learning_curve" BOOLEAN NOT NULL DEFAULT false;
-- What they measured, beside the report of the whole share. Absent from a run that asked for none.
ALTER TABLE "reward_model" ADD COLUMN "curve" JSONB;
ALTER TABLE "reward_model" ADD CONSTRAINT "reward_model_curve_object"
  CHECK ("curve" IS NULL OR jsonb_typeof("curve") = 'object');

-- Serves the newest curve of a project, which its overview shows: most models have none.
CREATE INDEX "reward_model_with_curve" ON "reward_model" ("project_id", "run_id" DESC) WHERE "curve" IS NOT NULL;
