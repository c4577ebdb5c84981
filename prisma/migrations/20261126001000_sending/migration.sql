-- Who holds a message while it is being sent. Two things could not be told before: a message on its way from one that
-- failed and waits for its next try (both were waiting, with an attempt made and the next one ahead), and the first
-- attempt of a message from the first attempt after it was sent again, so that a sender which woke up late could
-- decide about the other one's. A dead sender's stays until the next claim, which is due when its lease is over.
ALTER TABLE "webhook_delivery" ADD COLUMN "claim_id" UUID;
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_held_while_waiting"
  CHECK ("claim_id" IS NULL OR "state" = 'waiting');
