import io
import json
import os
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"  # read as transformers is imported: no test asks the network

import pytest
import torch
from tiny import rows, spec, tiny_bert, tiny_llama, write_rows

from reward_trainer.distributed import World
from reward_trainer.events import Events
from reward_trainer.run import run
from reward_trainer.spec import parse_spec
from reward_trainer.stop import Stop

torch.set_num_threads(1)


@pytest.fixture(scope="session")
def llama(tmp_path_factory) -> str:
    return tiny_llama(tmp_path_factory.mktemp("llama"))


@pytest.fixture(scope="session")
def bert(tmp_path_factory) -> str:
    return tiny_bert(tmp_path_factory.mktemp("bert"))


@pytest.fixture(scope="session", params=["llama", "bert"])
def base_model(request) -> str:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> str:
    return write_rows(tmp_path_factory.mktemp("data") / "canonical.jsonl", rows())


@pytest.fixture
def finish(tmp_path):
    """Run a spec in this process: returns (events, report)."""

    def go(base_model: str, data: str, name: str = "out", stop: Stop | None = None, **changes):
        stream = io.StringIO()
        value = spec(tmp_path / name, base_model, data, **changes)
        try:
            run(parse_spec(value), Events(stream), stop or Stop(), World())
        finally:
            go.events = [json.loads(line) for line in stream.getvalue().splitlines()]
        return go.events, json.loads((Path(value["output_dir"]) / "report.json").read_text())

    return go
