-- Who is told when a snapshot is ready or failed. There is no secret here: it is derived from the service's own.
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_project_id_fkey"
  FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "webhook_project_id_id_idx" ON "webhook" ("project_id", "id");

-- Messages go out over HTTP, to an address that holds no password for everybody who reads the list.
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_url_is_http"
  CHECK ("url" ~ '^https?://[^/?#@]+([/?#]|$)');
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_events_known"
  CHECK ("events" IS NOT NULL AND cardinality("events") > 0 AND "events" <@ ARRAY['snapshot.ready', 'snapshot.failed']);

-- A message to one webhook. The row is the queue entry: `next_attempt_at` says when it may be claimed, and a claim
-- moves it ahead, so that of a sender that died another one takes over.
CREATE TYPE "DeliveryState" AS ENUM ('waiting', 'delivered', 'failed');
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "snapshot_id" UUID,
    "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_status" INTEGER,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_fkey"
  FOREIGN KEY ("webhook_id") REFERENCES "webhook" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_snapshot_id_fkey"
  FOREIGN KEY ("snapshot_id") REFERENCES "snapshot" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "webhook_delivery_snapshot_id_idx" ON "webhook_delivery" ("snapshot_id");
-- Serves the list of a webhook's last messages.
CREATE INDEX "webhook_delivery_webhook_id_created_at_id_idx" ON "webhook_delivery" ("webhook_id", "created_at" DESC, "id");

-- Serves the claim: what is due, oldest first.
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" ("next_attempt_at") WHERE "state" = 'waiting';
-- An event is told to a webhook once, however often it is tried. Tests are about no snapshot and may be many.
CREATE UNIQUE INDEX "webhook_delivery_once" ON "webhook_delivery" ("webhook_id", "snapshot_id", "event");
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_about_a_snapshot"
  CHECK (("event" = 'webhook.test') = ("snapshot_id" IS NULL));
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_attempts_range" CHECK ("attempts" BETWEEN 0 AND 8);
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_ended"
  CHECK (("state" = 'waiting') = ("ended_at" IS NULL));

-- Three statements end a snapshot (it is ready, given up after a failure, or given up after its writers died), and none
-- of them can forget to tell it: the messages are written with the change of its state, or neither is.
CREATE FUNCTION tell_that_a_snapshot_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_delivery (id, webhook_id, event, snapshot_id)
  SELECT gen_random_uuid(), w.id, 'snapshot.' || NEW.state, NEW.id FROM webhook w
  WHERE w.project_id = NEW.project_id AND w.active AND 'snapshot.' || NEW.state = ANY (w.events);
  RETURN NULL;
END $$;
CREATE TRIGGER "snapshot_ended_is_told" AFTER UPDATE OF "state" ON "snapshot" FOR EACH ROW
  WHEN (OLD."state" = 'building' AND NEW."state" <> 'building') EXECUTE FUNCTION tell_that_a_snapshot_ended();

-- In which transaction a preference was written: the order of the feed. Ids and times are given before a transaction
-- commits, so a reader could pass by one that commits late; a transaction's number tells whether all before it have
-- ended. The rows of today get the number of this migration: one place in the order, told apart by their ids.
ALTER TABLE "preference" ADD COLUMN "written_by" XID8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX "preference_written_by_id_idx" ON "preference" ("written_by", "id");
