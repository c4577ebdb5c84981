-- An annotator holds a hand of comparisons: the one on the screen and, as far as the project allows, the next ones, so
-- that the next is there at once and a lost network stops nobody.
ALTER TABLE "project" ADD COLUMN "look_ahead" SMALLINT NOT NULL DEFAULT 4;
ALTER TABLE "project" ADD CONSTRAINT "project_look_ahead_range" CHECK ("look_ahead" BETWEEN 0 AND 49);

-- The place of a claim in its annotator's hand: never two claims in one place of one project.
ALTER TABLE "assignment" ADD COLUMN "slot" SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_slot_range" CHECK ("slot" BETWEEN 0 AND 49);
DROP INDEX "assignment_one_open_claim";
CREATE UNIQUE INDEX "assignment_one_claim_a_slot" ON "assignment" ("annotator_id", "project_id", "slot")
  WHERE "state" = 'claimed';

-- When the person judged, which may be long before a lost network let it arrive; and how it was read.
ALTER TABLE "preference" ADD COLUMN "judged_at" TIMESTAMPTZ(6),
                         ADD COLUMN "idle_ms" INTEGER,
                         ADD COLUMN "seen_a" BOOLEAN,
                         ADD COLUMN "seen_b" BOOLEAN;
ALTER TABLE "preference" ADD CONSTRAINT "preference_judged_before_submitted" CHECK ("judged_at" <= "submitted_at");

-- What is pressed and typed and not submitted: the last word of one claim, gone when the claim ends.
CREATE TABLE "draft" (
  "assignment_id" UUID NOT NULL,
  "body" JSONB NOT NULL,
  "saved_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "draft_pkey" PRIMARY KEY ("assignment_id"),
  CONSTRAINT "draft_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
