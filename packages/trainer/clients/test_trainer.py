"""Our own trainer reads the canonical file, plain and packed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "python"))

from reward_trainer.readers import read_rows


def test_the_trainer_reads_the_packed_file_as_the_plain_one(plain, packed, rows):
    for split in ("train", "test"):
        one = read_rows(str(plain / "canonical.jsonl"), "safety", split)
        other = read_rows(str(packed / "canonical.jsonl.gz"), "safety", split)
        assert one.pairs == other.pairs
        assert not one.dropped
        assert len(one.pairs) == sum(row["split"] == split for row in rows)
