-- Reward models stand in a registry: which one of a project is in use, which are put away, and the files of each.
CREATE TYPE "ModelState" AS ENUM ('candidate', 'promoted', 'archived');

-- The project stands in the model's own row, because only one of its models is in use; that it is the run's project is
-- a foreign key's word, not ours.
CREATE UNIQUE INDEX "run_id_project_id_key" ON "run" ("id", "project_id");
ALTER TABLE "reward_model" ADD COLUMN "project_id" UUID;
UPDATE "reward_model" m SET "project_id" = r."project_id" FROM "run" r WHERE r."id" = m."run_id";
ALTER TABLE "reward_model"
  ALTER COLUMN "project_id" SET NOT NULL,
  ADD COLUMN "state" "ModelState" NOT NULL DEFAULT 'candidate';
CREATE UNIQUE INDEX "reward_model_run_id_project_id_key" ON "reward_model" ("run_id", "project_id");
ALTER TABLE "reward_model" DROP CONSTRAINT "reward_model_run_id_fkey";
ALTER TABLE "reward_model" ADD CONSTRAINT "reward_model_run_id_project_id_fkey"
  FOREIGN KEY ("run_id", "project_id") REFERENCES "run" ("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Serves the list of a project's models, newest first.
CREATE INDEX "reward_model_project_id_run_id_idx" ON "reward_model" ("project_id", "run_id" DESC);
-- A project has at most one model in use; promoting another one takes its place in one transaction.
CREATE UNIQUE INDEX "reward_model_one_promoted" ON "reward_model" ("project_id") WHERE "state" = 'promoted';

-- What a finished run left. The rows come before the model's: a run has succeeded only when its files are here.
CREATE TABLE "model_file" (
    "run_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_file_pkey" PRIMARY KEY ("run_id", "name")
);
ALTER TABLE "model_file" ADD CONSTRAINT "model_file_run_id_fkey"
  FOREIGN KEY ("run_id") REFERENCES "run" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model_file" ADD CONSTRAINT "model_file_bytes_range" CHECK ("bytes" >= 0);
ALTER TABLE "model_file" ADD CONSTRAINT "model_file_sha256_form" CHECK ("sha256" ~ '^[0-9a-f]{64}$');

-- The files of a model never change: somebody may have downloaded it, and its ETag is the sha256.
CREATE FUNCTION refuse_a_registered_models_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM reward_model WHERE run_id = NEW.run_id) THEN
    RAISE EXCEPTION 'the files of a reward model never change'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'model_file_registered_immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "model_file_registered_immutable" BEFORE INSERT OR UPDATE ON "model_file"
  FOR EACH ROW EXECUTE FUNCTION refuse_a_registered_models_file();
