-- A run may fill its training data up from other sources (Llama 2, section 3.2.2).
-- A new value cannot be used before the transaction that adds it has ended: nothing below names it.
ALTER TYPE "RunSnapshotUse" ADD VALUE 'mix';

-- No snapshot is trained on twice in one run, as its own data and as another source: its pairs would count double.
-- To be evaluated as well is no second training.
CREATE UNIQUE INDEX "run_trains_on_a_snapshot_once" ON "run_snapshot" ("run_id", "snapshot_id") WHERE "use" <> 'evaluate';
