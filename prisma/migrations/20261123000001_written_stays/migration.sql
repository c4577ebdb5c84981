-- What slipped past the first triggers; packages/db/src/never-true-immutable.test.ts tries each of them.

-- A published text: a draft's text could be moved under a published version, and a change of the draft that was still
-- under way when the version was published came through after it. The share lock makes one wait for the other.
CREATE OR REPLACE FUNCTION refuse_change_of_published_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published boolean;
BEGIN
  FOR published IN
    SELECT v.state = 'published' FROM guideline_version v
    WHERE v.id IN (OLD.version_id, NEW.version_id) ORDER BY v.id FOR SHARE
  LOOP
    IF published THEN
      RAISE EXCEPTION 'a published guideline text never changes'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
  END LOOP;
  RETURN coalesce(NEW, OLD);
END $$;

-- A ready snapshot: files and rows could be added to it, or moved into it from another one.
CREATE OR REPLACE FUNCTION refuse_change_of_ready_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM snapshot s WHERE s.id IN (OLD.snapshot_id, NEW.snapshot_id) AND s.state = 'ready') THEN
    RAISE EXCEPTION 'a ready snapshot never changes' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
DROP TRIGGER "snapshot_file_kept" ON "snapshot_file";
CREATE TRIGGER "snapshot_file_kept" BEFORE INSERT OR UPDATE OR DELETE ON "snapshot_file"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ready_snapshot();

-- Once a statement, not once a row: a freeze inserts millions.
CREATE FUNCTION refuse_rows_of_ready_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT snapshot_id FROM added) a JOIN snapshot s ON s.id = a.snapshot_id
             WHERE s.state = 'ready') THEN
    RAISE EXCEPTION 'a ready snapshot never changes' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "snapshot_row_complete" AFTER INSERT ON "snapshot_row" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_ready_snapshot();

-- A comparison: exchanging its responses would turn round every judgement that was made of it.
CREATE TRIGGER "comparison_pair_immutable" BEFORE UPDATE ON "comparison" FOR EACH ROW
  WHEN ((OLD."project_id", OLD."prompt_id", OLD."response_a_id", OLD."response_b_id")
        IS DISTINCT FROM (NEW."project_id", NEW."prompt_id", NEW."response_a_id", NEW."response_b_id"))
  EXECUTE FUNCTION refuse_change();

-- TRUNCATE fires no row trigger, and with CASCADE it reaches these tables from any table that they point to.
CREATE TRIGGER "preference_never_truncated" BEFORE TRUNCATE ON "preference" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_event_never_truncated" BEFORE TRUNCATE ON "audit_event" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "snapshot_never_truncated" BEFORE TRUNCATE ON "snapshot" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "snapshot_row_never_truncated" BEFORE TRUNCATE ON "snapshot_row" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "guideline_text_never_truncated" BEFORE TRUNCATE ON "guideline_text" EXECUTE FUNCTION refuse_change();
