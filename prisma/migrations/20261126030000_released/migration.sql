-- How often a worker gave a row back in good order: such an attempt is none that went wrong.
ALTER TABLE "run" ADD COLUMN "released" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "run" ADD CONSTRAINT "run_released" CHECK ("released" BETWEEN 0 AND "attempt");
ALTER TABLE "scoring" ADD COLUMN "released" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "scoring" ADD CONSTRAINT "scoring_released" CHECK ("released" BETWEEN 0 AND "attempt");
