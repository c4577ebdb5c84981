-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('annotator', 'reviewer', 'engineer', 'admin');

-- CreateEnum
CREATE TYPE "Dimension" AS ENUM ('helpfulness', 'safety');

-- CreateEnum
CREATE TYPE "GuidelineState" AS ENUM ('draft', 'published');

-- CreateEnum
CREATE TYPE "BatchState" AS ENUM ('draft', 'open', 'closed');

-- CreateEnum
CREATE TYPE "ResponseOrigin" AS ENUM ('imported', 'sampled', 'edited');

-- CreateEnum
CREATE TYPE "ComparisonKind" AS ENUM ('work', 'gold', 'qualification');

-- CreateEnum
CREATE TYPE "ComparisonState" AS ENUM ('open', 'done', 'withdrawn');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('a', 'b');

-- CreateEnum
CREATE TYPE "AssignmentState" AS ENUM ('claimed', 'submitted', 'skipped', 'released', 'expired', 'imported');

-- CreateEnum
CREATE TYPE "Strength" AS ENUM ('significantly_better', 'better', 'slightly_better', 'negligibly_better');

-- CreateEnum
CREATE TYPE "SafetyLabel" AS ENUM ('safe', 'unsafe');

-- CreateEnum
CREATE TYPE "SnapshotState" AS ENUM ('building', 'ready', 'failed');

-- CreateEnum
CREATE TYPE "Split" AS ENUM ('train', 'test');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "RunSnapshotUse" AS ENUM ('train', 'evaluate');

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "role" "Role" NOT NULL DEFAULT 'annotator',
    "banned" BOOLEAN DEFAULT false,
    "banReason" TEXT,
    "banExpires" TIMESTAMPTZ(6),
    "locale" TEXT,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" UUID NOT NULL,
    "impersonatedBy" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(6),
    "refreshTokenExpiresAt" TIMESTAMPTZ(6),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "apikey" (
    "id" UUID NOT NULL,
    "configId" TEXT NOT NULL DEFAULT 'default',
    "name" TEXT,
    "start" TEXT,
    "referenceId" TEXT NOT NULL,
    "prefix" TEXT,
    "key" TEXT NOT NULL,
    "refillInterval" INTEGER,
    "refillAmount" INTEGER,
    "lastRefillAt" TIMESTAMPTZ(6),
    "enabled" BOOLEAN DEFAULT true,
    "rateLimitEnabled" BOOLEAN,
    "rateLimitTimeWindow" INTEGER,
    "rateLimitMax" INTEGER,
    "requestCount" INTEGER,
    "remaining" INTEGER,
    "lastRequest" TIMESTAMPTZ(6),
    "expiresAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "permissions" TEXT,
    "metadata" TEXT,

    CONSTRAINT "apikey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rateLimit" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "rateLimit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "dimension" "Dimension" NOT NULL,
    "guideline_set_id" UUID NOT NULL,
    "votes_wanted" INTEGER NOT NULL DEFAULT 1,
    "lease_seconds" INTEGER NOT NULL DEFAULT 1800,
    "shuffle_seed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_member" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_member_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "guideline_set" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "dimension" "Dimension" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guideline_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guideline_version" (
    "id" UUID NOT NULL,
    "guideline_set_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "GuidelineState" NOT NULL DEFAULT 'draft',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(6),

    CONSTRAINT "guideline_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guideline_text" (
    "version_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "guideline_text_pkey" PRIMARY KEY ("version_id","locale")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "state" "BatchState" NOT NULL DEFAULT 'draft',
    "votes_wanted" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompt" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "messages" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "root_sha256" TEXT NOT NULL,
    "lang" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "response" (
    "id" UUID NOT NULL,
    "prompt_id" UUID NOT NULL,
    "content" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "origin" "ResponseOrigin" NOT NULL DEFAULT 'imported',
    "model" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comparison" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "prompt_id" UUID NOT NULL,
    "response_a_id" UUID NOT NULL,
    "response_b_id" UUID NOT NULL,
    "kind" "ComparisonKind" NOT NULL DEFAULT 'work',
    "state" "ComparisonState" NOT NULL DEFAULT 'open',
    "votes_wanted" INTEGER NOT NULL,
    "votes_done" INTEGER NOT NULL DEFAULT 0,
    "claims_open" INTEGER NOT NULL DEFAULT 0,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "import_id" UUID,
    "source_id" TEXT,
    "source" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comparison_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotator" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "recorded_as" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL,
    "comparison_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "annotator_id" UUID NOT NULL,
    "guideline_version_id" UUID,
    "shown_first" "Side" NOT NULL,
    "state" "AssignmentState" NOT NULL,
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,
    "lease_expires_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "reason" TEXT,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preference" (
    "id" UUID NOT NULL,
    "assignment_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "strength" "Strength",
    "safe_a" "SafetyLabel",
    "safe_b" "SafetyLabel",
    "comment" TEXT,
    "guideline_version_id" UUID,
    "shown_first" "Side" NOT NULL,
    "recorded" BOOLEAN NOT NULL DEFAULT false,
    "first_choice_ms" INTEGER,
    "active_ms" INTEGER,
    "changes" INTEGER,
    "submitted_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "judged" BOOLEAN NOT NULL,
    "lines" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "known" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,
    "judgements" INTEGER NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_error" (
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "import_error_pkey" PRIMARY KEY ("import_id","line")
);

-- CreateTable
CREATE TABLE "split_key" (
    "id" INTEGER NOT NULL,
    "key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "split_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "margin" TEXT NOT NULL,
    "test_share" DOUBLE PRECISION NOT NULL,
    "split_key_id" INTEGER NOT NULL,
    "state" "SnapshotState" NOT NULL DEFAULT 'building',
    "counts" JSONB NOT NULL,
    "rows_written" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "writer" TEXT,
    "lease_expires_at" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID,
    "frozen_at" TIMESTAMPTZ(6) NOT NULL,
    "ready_at" TIMESTAMPTZ(6),

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot_row" (
    "snapshot_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "comparison_id" UUID NOT NULL,
    "preference_id" UUID NOT NULL,
    "split" "Split" NOT NULL,

    CONSTRAINT "snapshot_row_pkey" PRIMARY KEY ("snapshot_id","position")
);

-- CreateTable
CREATE TABLE "snapshot_file" (
    "snapshot_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,

    CONSTRAINT "snapshot_file_pkey" PRIMARY KEY ("snapshot_id","name")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "dimension" "Dimension" NOT NULL,
    "base_model" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker" TEXT,
    "lease_expires_at" TIMESTAMPTZ(6),
    "cancel_requested_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_snapshot" (
    "run_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "use" "RunSnapshotUse" NOT NULL,

    CONSTRAINT "run_snapshot_pkey" PRIMARY KEY ("run_id","snapshot_id","use")
);

-- CreateTable
CREATE TABLE "run_event" (
    "run_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,

    CONSTRAINT "run_event_pkey" PRIMARY KEY ("run_id","attempt","seq")
);

-- CreateTable
CREATE TABLE "reward_model" (
    "run_id" UUID NOT NULL,
    "dimension" "Dimension" NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reward_model_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" UUID,
    "action" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "apikey_key_idx" ON "apikey"("key");

-- CreateIndex
CREATE INDEX "apikey_referenceId_idx" ON "apikey"("referenceId");

-- CreateIndex
CREATE UNIQUE INDEX "rateLimit_key_key" ON "rateLimit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE INDEX "project_guideline_set_id_idx" ON "project"("guideline_set_id");

-- CreateIndex
CREATE INDEX "project_member_user_id_idx" ON "project_member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "guideline_set_id_dimension_key" ON "guideline_set"("id", "dimension");

-- CreateIndex
CREATE UNIQUE INDEX "guideline_version_guideline_set_id_number_key" ON "guideline_version"("guideline_set_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "batch_project_id_number_key" ON "batch"("project_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "batch_id_project_id_key" ON "batch"("id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_project_id_sha256_key" ON "prompt"("project_id", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_id_project_id_key" ON "prompt"("id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "response_prompt_id_sha256_key" ON "response"("prompt_id", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "response_id_prompt_id_key" ON "response"("id", "prompt_id");

-- CreateIndex
CREATE INDEX "comparison_project_id_id_idx" ON "comparison"("project_id", "id");

-- CreateIndex
CREATE INDEX "comparison_prompt_id_idx" ON "comparison"("prompt_id");

-- CreateIndex
CREATE INDEX "comparison_import_id_idx" ON "comparison"("import_id");

-- CreateIndex
CREATE UNIQUE INDEX "comparison_id_project_id_key" ON "comparison"("id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotator_user_id_key" ON "annotator"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotator_recorded_as_key" ON "annotator"("recorded_as");

-- CreateIndex
CREATE INDEX "assignment_annotator_id_project_id_state_idx" ON "assignment"("annotator_id", "project_id", "state");

-- CreateIndex
CREATE INDEX "assignment_project_id_state_idx" ON "assignment"("project_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_comparison_id_annotator_id_key" ON "assignment"("comparison_id", "annotator_id");

-- CreateIndex
CREATE UNIQUE INDEX "preference_assignment_id_revision_key" ON "preference"("assignment_id", "revision");

-- CreateIndex
CREATE INDEX "import_project_id_id_idx" ON "import"("project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_project_id_name_key" ON "snapshot"("project_id", "name");

-- CreateIndex
CREATE INDEX "snapshot_row_preference_id_idx" ON "snapshot_row"("preference_id");

-- CreateIndex
CREATE INDEX "run_project_id_id_idx" ON "run"("project_id", "id");

-- CreateIndex
CREATE INDEX "run_snapshot_snapshot_id_idx" ON "run_snapshot"("snapshot_id");

-- CreateIndex
CREATE INDEX "audit_event_object_id_idx" ON "audit_event"("object", "id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_guideline_set_id_dimension_fkey" FOREIGN KEY ("guideline_set_id", "dimension") REFERENCES "guideline_set"("id", "dimension") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guideline_version" ADD CONSTRAINT "guideline_version_guideline_set_id_fkey" FOREIGN KEY ("guideline_set_id") REFERENCES "guideline_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guideline_text" ADD CONSTRAINT "guideline_text_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "guideline_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_batch_id_project_id_fkey" FOREIGN KEY ("batch_id", "project_id") REFERENCES "batch"("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_prompt_id_project_id_fkey" FOREIGN KEY ("prompt_id", "project_id") REFERENCES "prompt"("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_response_a_id_prompt_id_fkey" FOREIGN KEY ("response_a_id", "prompt_id") REFERENCES "response"("id", "prompt_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_response_b_id_prompt_id_fkey" FOREIGN KEY ("response_b_id", "prompt_id") REFERENCES "response"("id", "prompt_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotator" ADD CONSTRAINT "annotator_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_comparison_id_project_id_fkey" FOREIGN KEY ("comparison_id", "project_id") REFERENCES "comparison"("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_guideline_version_id_fkey" FOREIGN KEY ("guideline_version_id") REFERENCES "guideline_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preference" ADD CONSTRAINT "preference_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preference" ADD CONSTRAINT "preference_guideline_version_id_fkey" FOREIGN KEY ("guideline_version_id") REFERENCES "guideline_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_error" ADD CONSTRAINT "import_error_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_split_key_id_fkey" FOREIGN KEY ("split_key_id") REFERENCES "split_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_row" ADD CONSTRAINT "snapshot_row_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_row" ADD CONSTRAINT "snapshot_row_preference_id_fkey" FOREIGN KEY ("preference_id") REFERENCES "preference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_file" ADD CONSTRAINT "snapshot_file_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_snapshot" ADD CONSTRAINT "run_snapshot_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_snapshot" ADD CONSTRAINT "run_snapshot_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_event" ADD CONSTRAINT "run_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_model" ADD CONSTRAINT "reward_model_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- ── Rules that the Prisma schema cannot express ─────────────────────────────────────────────────────────
-- Each is named after the rule it keeps; packages/db/src/constraint-errors.ts turns the names into words.

-- A comparison never collects more votes than wanted, counting those being given right now.
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_votes_within_wanted"
  CHECK ("votes_done" >= 0 AND "claims_open" >= 0 AND "votes_done" + "claims_open" <= "votes_wanted");

-- A comparison is open for as long as votes are wanted, and done once they are all given.
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_done_when_voted"
  CHECK ("state" = 'withdrawn' OR ("state" = 'done') = ("votes_done" >= "votes_wanted"));

-- A response is never compared with itself, and a pair stands once per batch whatever its order.
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_two_responses" CHECK ("response_a_id" <> "response_b_id");
CREATE UNIQUE INDEX "comparison_pair_once_per_batch"
  ON "comparison" ("batch_id", least("response_a_id", "response_b_id"), greatest("response_a_id", "response_b_id"));

-- Serves the claim: the next comparison of a batch that still wants votes, highest priority first.
CREATE INDEX "comparison_next" ON "comparison" ("batch_id", "priority" DESC, "id")
  WHERE "state" = 'open' AND "votes_done" + "claims_open" < "votes_wanted";

-- Nobody holds two comparisons of one project at a time.
CREATE UNIQUE INDEX "assignment_one_open_claim" ON "assignment" ("annotator_id", "project_id") WHERE "state" = 'claimed';

-- A claim is a lease: it always says when it ends. Serves the sweep of leases that are over.
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_claim_has_lease"
  CHECK ("state" <> 'claimed' OR "lease_expires_at" IS NOT NULL);
CREATE INDEX "assignment_lease" ON "assignment" ("lease_expires_at") WHERE "state" = 'claimed';

-- What annotators judge here is judged under guidelines; only recorded judgements may lack them.
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_under_guidelines"
  CHECK ("state" = 'imported' OR "guideline_version_id" IS NOT NULL);

-- An annotator is either somebody with an account or a pseudonymous rater of an import, never both.
ALTER TABLE "annotator" ADD CONSTRAINT "annotator_person_or_recorded"
  CHECK (("user_id" IS NULL) <> ("recorded_as" IS NULL));

-- A preference says how strongly and under which guidelines, unless it was recorded elsewhere.
ALTER TABLE "preference" ADD CONSTRAINT "preference_complete_unless_recorded"
  CHECK ("recorded" OR ("strength" IS NOT NULL AND "guideline_version_id" IS NOT NULL));
ALTER TABLE "preference" ADD CONSTRAINT "preference_labels_both_or_none"
  CHECK (("safe_a" IS NULL) = ("safe_b" IS NULL));
ALTER TABLE "preference" ADD CONSTRAINT "preference_revision_from_one" CHECK ("revision" >= 1);

ALTER TABLE "project" ADD CONSTRAINT "project_votes_wanted_range" CHECK ("votes_wanted" BETWEEN 1 AND 50);
ALTER TABLE "batch" ADD CONSTRAINT "batch_votes_wanted_range" CHECK ("votes_wanted" BETWEEN 1 AND 50);
ALTER TABLE "project" ADD CONSTRAINT "project_lease_range" CHECK ("lease_seconds" BETWEEN 1 AND 86400);
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_test_share_range" CHECK ("test_share" BETWEEN 0 AND 0.9);

-- Serves the background writer: snapshots whose files are still to be written.
CREATE INDEX "snapshot_to_write" ON "snapshot" ("id") WHERE "state" = 'building';

-- A running run has one worker and a lease; serves the claim of the next one.
ALTER TABLE "run" ADD CONSTRAINT "run_running_has_worker"
  CHECK ("state" <> 'running' OR ("worker" IS NOT NULL AND "lease_expires_at" IS NOT NULL));
CREATE INDEX "run_to_claim" ON "run" ("id") WHERE "state" IN ('queued', 'running');

-- Trained on one snapshot, no more and no less.
CREATE UNIQUE INDEX "run_trains_on_one_snapshot" ON "run_snapshot" ("run_id") WHERE "use" = 'train';

-- ── What is written stays as it was written ─────────────────────────────────────────────────────────────

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% never changes once written', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER "preference_append_only" BEFORE UPDATE OR DELETE ON "preference"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "prompt_immutable" BEFORE UPDATE ON "prompt" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "response_immutable" BEFORE UPDATE ON "response" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "snapshot_row_immutable" BEFORE UPDATE ON "snapshot_row" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "guideline_version_published_immutable" BEFORE UPDATE OR DELETE ON "guideline_version"
  FOR EACH ROW WHEN (OLD."state" = 'published') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "snapshot_ready_immutable" BEFORE UPDATE OR DELETE ON "snapshot"
  FOR EACH ROW WHEN (OLD."state" = 'ready') EXECUTE FUNCTION refuse_change();

-- The text of a published version and the members and files of a ready snapshot change with neither update nor delete.
CREATE FUNCTION refuse_change_of_published_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM guideline_version v WHERE v.id = coalesce(OLD.version_id, NEW.version_id) AND v.state = 'published') THEN
    RAISE EXCEPTION 'a published guideline text never changes'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER "guideline_text_published_immutable" BEFORE INSERT OR UPDATE OR DELETE ON "guideline_text"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_text();

CREATE FUNCTION refuse_change_of_ready_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM snapshot s WHERE s.id = OLD.snapshot_id AND s.state = 'ready') THEN
    RAISE EXCEPTION 'a ready snapshot never changes' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER "snapshot_row_kept" BEFORE DELETE ON "snapshot_row"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ready_snapshot();
CREATE TRIGGER "snapshot_file_kept" BEFORE UPDATE OR DELETE ON "snapshot_file"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ready_snapshot();

-- The key of the split: made once per instance, never leaves the database. A dialog's side is a keyed hash of its
-- root, so it is the same in every snapshot. Two uuids are 244 random bits from the server's strong generator.
INSERT INTO "split_key" ("id", "key") VALUES (1, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
