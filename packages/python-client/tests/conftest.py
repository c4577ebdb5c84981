"""The tests speak to a whole service on a database of its own, started by the repository's own script."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from preferably import Client

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def service() -> Iterator[dict[str, Any]]:
    node = shutil.which("node")
    assert node, "the service under test needs Node"
    command = [node, "--import", "tsx", "apps/api/src/testing/hold-service.ts"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        line = process.stdout.readline()
        assert line, "the service under test did not start"
        yield json.loads(line)
        process.stdin.close()
        process.wait(timeout=60)


@pytest.fixture
def client(service: dict[str, Any]) -> Iterator[Client]:
    with Client(service["url"], service["engineerKey"]) as made:
        yield made
