#!/usr/bin/env bash
# Makes the Python environment of reward-bench, apart from the other clients because it pins an older transformers:  setup.sh
# Prints the path of its python on the last line. Does nothing when the environment already fits the requirements.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
venv="$here/.venv"
stamp="$venv/requirements.sha256"

# torch and numpy are the trainer's.
trainer="$("$here/../../python/setup.sh" | tail -n 1)"
below="$("$trainer" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')"
wanted="$(cat "$here"/requirements*.txt "$here/../../python/requirements.txt" |
  "$trainer" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())') $below"
if [ ! -x "$venv/bin/python" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  "$trainer" -m venv --clear "$venv"
  own="$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$here/requirements-alone.txt" >&2
  echo "$below" >"$own/trainer.pth"
  echo "$wanted" >"$stamp"
fi
echo "$venv/bin/python"
