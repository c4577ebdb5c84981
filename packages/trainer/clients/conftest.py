"""Where the exports lie: `npm run test:clients` writes them with the real service and names the folder."""

import json
import os
from pathlib import Path

import pytest

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1", TOKENIZERS_PARALLELISM="false")


@pytest.fixture(scope="session")
def exports() -> Path:
    """The folder of the downloads: `plain` and `packed`, one snapshot each."""
    return Path(os.environ["PREFERABLY_EXPORTS"])


@pytest.fixture(scope="session")
def plain(exports):
    return exports / "plain"


@pytest.fixture(scope="session")
def packed(exports):
    return exports / "packed"


@pytest.fixture(scope="session")
def rows(plain):
    """The canonical rows, read with nothing but the standard library."""
    with open(plain / "canonical.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """Keep what `datasets` makes of a file away from an earlier run's."""
    import datasets  # noqa: PLC0415

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(tmp_path_factory.mktemp("cache")))
