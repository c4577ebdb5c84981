-- How a project wants its comparisons judged.
ALTER TABLE "project" ADD COLUMN "comment_required" BOOLEAN NOT NULL DEFAULT false,
                      ADD COLUMN "edit_step" BOOLEAN NOT NULL DEFAULT false,
                      ADD COLUMN "blurred" BOOLEAN NOT NULL DEFAULT false,
                      ADD COLUMN "daily_cap" INTEGER,
                      ADD COLUMN "break_minutes" INTEGER;
ALTER TABLE "project" ADD CONSTRAINT "project_daily_cap_positive" CHECK ("daily_cap" > 0),
                      ADD CONSTRAINT "project_break_minutes_positive" CHECK ("break_minutes" > 0);

-- Why a response is unsafe, which questions about it were answered with yes, and the preferred one improved.
ALTER TABLE "preference" ADD COLUMN "categories_a" TEXT[] NOT NULL DEFAULT '{}',
                         ADD COLUMN "categories_b" TEXT[] NOT NULL DEFAULT '{}',
                         ADD COLUMN "chips_a" TEXT[] NOT NULL DEFAULT '{}',
                         ADD COLUMN "chips_b" TEXT[] NOT NULL DEFAULT '{}',
                         ADD COLUMN "edited_response_id" UUID;
ALTER TABLE "preference" ADD CONSTRAINT "preference_edited_response_id_fkey"
  FOREIGN KEY ("edited_response_id") REFERENCES "response" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "preference" ADD CONSTRAINT "preference_categories_of_unsafe"
  CHECK ((cardinality("categories_a") = 0 OR ("safe_a" IS NOT DISTINCT FROM 'unsafe'))
     AND (cardinality("categories_b") = 0 OR ("safe_b" IS NOT DISTINCT FROM 'unsafe')));
CREATE INDEX "preference_edited_response_id_idx" ON "preference" ("edited_response_id");

-- An improved response answers the prompt of its comparison, and is neither of the two that were compared.
CREATE FUNCTION refuse_foreign_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM assignment a JOIN comparison c ON c.id = a.comparison_id
    JOIN response r ON r.id = NEW.edited_response_id
    WHERE a.id = NEW.assignment_id AND r.prompt_id = c.prompt_id AND r.id NOT IN (c.response_a_id, c.response_b_id)
  ) THEN
    RAISE EXCEPTION 'an improved response answers the same prompt and is another text'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "preference_edited_belongs" BEFORE INSERT ON "preference"
  FOR EACH ROW WHEN (NEW."edited_response_id" IS NOT NULL) EXECUTE FUNCTION refuse_foreign_edit();

-- What an annotator shows to an admin: one flag of an assignment, which stands until somebody has looked.
CREATE TABLE "flag" (
  "assignment_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "note" TEXT,
  "flagged_at" TIMESTAMPTZ(6) NOT NULL,
  "resolution" TEXT,
  "resolved_at" TIMESTAMPTZ(6),
  "resolved_by" UUID,
  CONSTRAINT "flag_pkey" PRIMARY KEY ("assignment_id"),
  CONSTRAINT "flag_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "flag_resolved_by_fkey" FOREIGN KEY ("resolved_by") REFERENCES "user" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "flag_resolved_whole" CHECK (("resolution" IS NULL) = ("resolved_at" IS NULL))
);
CREATE INDEX "flag_resolved_by_idx" ON "flag" ("resolved_by");
CREATE INDEX "flag_open" ON "flag" ("flagged_at") WHERE "resolved_at" IS NULL;
