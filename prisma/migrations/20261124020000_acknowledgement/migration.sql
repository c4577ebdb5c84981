-- Who has read which version of the guidelines, and when for the first time: nothing is handed out under any other.
CREATE TABLE "acknowledgement" (
  "annotator_id" UUID NOT NULL,
  "version_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("annotator_id", "version_id"),
  CONSTRAINT "acknowledgement_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "acknowledgement_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "guideline_version" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Only what is published can have been read.
CREATE FUNCTION refuse_acknowledgement_of_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM guideline_version v WHERE v.id = NEW.version_id AND v.state = 'published') THEN
    RAISE EXCEPTION 'only a published version can be acknowledged'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "acknowledgement_of_published" BEFORE INSERT OR UPDATE ON "acknowledgement"
  FOR EACH ROW EXECUTE FUNCTION refuse_acknowledgement_of_draft();
