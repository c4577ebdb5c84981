-- What a guideline version asks beside the scale: the risk categories of an unsafe response, yes/no questions about each
-- response, and a quiz before it is worked with. Frozen with the version when it is published.
ALTER TABLE "guideline_version" ADD COLUMN "categories" JSONB NOT NULL DEFAULT '[]',
                                ADD COLUMN "chips" JSONB NOT NULL DEFAULT '[]',
                                ADD COLUMN "quiz" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "guideline_version" ADD CONSTRAINT "guideline_version_asked_lists"
  CHECK (jsonb_typeof("categories") = 'array' AND jsonb_typeof("chips") = 'array' AND jsonb_typeof("quiz") = 'array');
