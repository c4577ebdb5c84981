import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reward_trainer.code_version import HERE, code_version

VERSION = re.search(r'^version = "(.+)"$', (HERE.parent / "pyproject.toml").read_text(), re.MULTILINE)[1]


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def package(tmp_path):
    """A copy of the package's outside, in no checkout."""
    folder = tmp_path / "trainer" / "reward_trainer"
    folder.mkdir(parents=True)
    shutil.copy(HERE.parent / "pyproject.toml", folder.parent)
    (folder / "__init__.py").write_text("")
    return folder


def test_outside_of_a_checkout_it_is_the_version_alone(package):
    assert code_version(package) == VERSION


def test_in_a_checkout_it_names_the_commit_and_says_when_files_were_changed(package, monkeypatch):
    git(package.parent, "init", "--quiet")
    assert code_version(package) == VERSION  # git knows the folder, but not these files
    git(package.parent, "add", ".")
    git(package, "commit", "--quiet", "--message", "first")
    commit = git(package, "rev-parse", "--short=12", "HEAD")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert code_version(package) == f"{VERSION}+{commit}"
    (package / "__init__.py").write_text("changed")
    assert code_version(package) == f"{VERSION}+{commit}.changed"


def test_without_git_the_commit_is_left_out_and_without_any_version_nothing_is_said(package, monkeypatch):
    git(package.parent, "init", "--quiet")
    git(package.parent, "add", ".")
    git(package, "commit", "--quiet", "--message", "first")
    monkeypatch.setenv("PATH", "")
    assert code_version(package) == VERSION
    (package.parent / "pyproject.toml").write_text('[project]\nname = "another"\nversion = "9"\n')
    assert code_version(package) is None
