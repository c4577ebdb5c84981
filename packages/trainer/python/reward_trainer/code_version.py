"""Which code this is, as reports tell it. Nothing is guessed: what cannot be told is left out."""

import importlib.metadata
import os
import subprocess
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "reward-trainer"
PATIENCE = 10  # seconds for git


def code_version(package: Path = HERE) -> str | None:
    """The package's version, with the commit where git has its files: "0.1.0+3f2a91c0d4e5", and ".changed" behind it
    where they differ from the commit. None where no version is known."""
    version = _version(package)
    if version is None:
        return None
    commit = _commit(package)
    return f"{version}+{commit}" if commit else version


def _version(package: Path) -> str | None:
    """Of the pyproject.toml beside the package; of the installed distribution where there is none."""
    try:
        project = tomllib.loads((package.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        if project["name"] == NAME:
            return project["version"]
    except (OSError, ValueError, KeyError):
        pass  # no checkout: what is installed is asked
    try:
        return importlib.metadata.version(NAME)
    except importlib.metadata.PackageNotFoundError:
        return None


def _commit(package: Path) -> str | None:
    # A package that was copied or installed into somebody's checkout has nothing to do with its commits.
    if not _git(package, "ls-files", "--error-unmatch", "--", "__init__.py"):
        return None
    commit = _git(package, "rev-parse", "--short=12", "HEAD")
    changes = _git(package, "status", "--porcelain", "--", ".")
    if not commit or changes is None:
        return None
    return f"{commit}.changed" if changes else commit


def _git(folder: Path, *words: str) -> str | None:
    """What git answers; None where it refuses, or is not there."""
    # GIT_DIR and its like would answer for another checkout.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words],
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
