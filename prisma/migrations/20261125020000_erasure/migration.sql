-- Erasure of a person: what is personal goes, what was judged stays under nobody's name.
ALTER TABLE "annotator" ADD COLUMN "erased_at" TIMESTAMPTZ(6);
CREATE INDEX "annotator_erased" ON "annotator" ("id") WHERE "erased_at" IS NOT NULL;

-- A preference never changes, with one exception: an erasure takes out the words, and nothing else.
CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('preferably.erasing', true) = 'on'
     AND NEW.comment IS NULL AND NEW.edited_response_id IS NULL
     AND to_jsonb(OLD) - 'comment' - 'edited_response_id' = to_jsonb(NEW) - 'comment' - 'edited_response_id' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% never changes once written', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
DROP TRIGGER "preference_append_only" ON "preference";
CREATE TRIGGER "preference_append_only" BEFORE UPDATE OR DELETE ON "preference"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure();

-- The one way to erase somebody. Their judgements stay where they are, so that what was frozen stays readable; later
-- snapshots leave them out. False when there is no such person, or they were erased before.
CREATE FUNCTION erase_person(person uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  their_texts uuid[];
BEGIN
  UPDATE annotator SET erased_at = now() WHERE id = person AND user_id = person AND erased_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM session WHERE "userId" = person;
  DELETE FROM account WHERE "userId" = person;
  DELETE FROM apikey WHERE "referenceId" = person::text;
  DELETE FROM project_member WHERE user_id = person;
  UPDATE "user" SET name = 'Erased', email = 'erased-' || person || '@erased.invalid', image = NULL, locale = NULL,
                    role = 'annotator', banned = true, "banReason" = NULL, "updatedAt" = now()
  WHERE id = person;

  DELETE FROM draft d USING assignment a WHERE a.id = d.assignment_id AND a.annotator_id = person;
  UPDATE flag f SET note = NULL FROM assignment a
  WHERE a.id = f.assignment_id AND a.annotator_id = person AND f.note IS NOT NULL;
  WITH locked AS (
    SELECT c.id FROM comparison c JOIN assignment a ON a.comparison_id = c.id
    WHERE a.annotator_id = person AND a.state = 'claimed' ORDER BY c.id FOR UPDATE OF c
  ), let_go AS (
    UPDATE assignment a SET state = 'released', ended_at = now() FROM locked
    WHERE a.comparison_id = locked.id AND a.annotator_id = person AND a.state = 'claimed' RETURNING a.comparison_id
  )
  UPDATE comparison c SET claims_open = c.claims_open - 1 FROM let_go WHERE c.id = let_go.comparison_id;

  SELECT coalesce(array_agg(DISTINCT p.edited_response_id), '{}') INTO their_texts
  FROM assignment a JOIN preference p ON p.assignment_id = a.id
  WHERE a.annotator_id = person AND p.edited_response_id IS NOT NULL;
  PERFORM set_config('preferably.erasing', 'on', true);
  UPDATE preference p SET comment = NULL, edited_response_id = NULL FROM assignment a
  WHERE a.id = p.assignment_id AND a.annotator_id = person
    AND (p.comment IS NOT NULL OR p.edited_response_id IS NOT NULL);
  PERFORM set_config('preferably.erasing', '', true);
  DELETE FROM response r WHERE r.id = ANY (their_texts) AND r.origin = 'edited'
    AND NOT EXISTS (SELECT 1 FROM preference p WHERE p.edited_response_id = r.id)
    AND NOT EXISTS (SELECT 1 FROM comparison c WHERE c.response_a_id = r.id OR c.response_b_id = r.id);
  RETURN true;
END $$;
