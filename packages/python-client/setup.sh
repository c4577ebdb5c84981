#!/usr/bin/env bash
# Makes the Python environment of the Python client and of its tests:  setup.sh [folder]   (default: .venv beside this file)
# Prints the path of its python on the last line. Does nothing when the environment already fits the requirements.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
venv="${1:-$here/.venv}"
stamp="$venv/requirements.sha256"

python=""
for candidate in python3.11 python3.12 python3; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python="$candidate"
    break
  fi
done
if [ -z "$python" ]; then
  echo "setup.sh: no Python 3.11 or newer was found; install one (for example: apt-get install python3.11 python3.11-venv) and run this again" >&2
  exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
  echo "setup.sh: $python has no venv module; install it (for example: apt-get install $(basename "$python")-venv) and run this again" >&2
  exit 1
fi

wanted="$(cat "$here/requirements.txt" |
  "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')"
# Two starters at once: the second waits here, and then finds the environment made.
mkdir -p "$(dirname "$venv")"
exec 9>"$venv.lock"
"$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
if [ ! -x "$venv/bin/python" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  if [ -d "$venv" ] && [ ! -f "$venv/pyvenv.cfg" ] && [ -n "$(ls -A "$venv")" ]; then
    echo "setup.sh: $venv holds other files; name an empty or new folder" >&2
    exit 1
  fi
  "$python" -m venv --clear "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
  echo "$wanted" >"$stamp"
fi
echo "$venv/bin/python"
