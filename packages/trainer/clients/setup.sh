#!/usr/bin/env bash
# Makes the Python environment of the clients that read our exports:  setup.sh [folder]   (default: .venv beside this file)
# Prints the path of its python on the last line. Does nothing when the environment already fits the requirements.
# It stands on the trainer's environment, so that torch is not installed twice.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
venv="${1:-$here/.venv}"
stamp="$venv/requirements.sha256"

trainer="$("$here/../python/setup.sh" | tail -n 1)"
below="$("$trainer" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')"
wanted="$(cat "$here/requirements.txt" "$here/../python/requirements.txt" |
  "$trainer" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())') $below"
# Two starters at once: the second waits here, and then finds the environment made.
mkdir -p "$(dirname "$venv")"
exec 9>"$venv.lock"
"$trainer" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
if [ ! -x "$venv/bin/python" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  if [ -d "$venv" ] && [ ! -f "$venv/pyvenv.cfg" ] && [ -n "$(ls -A "$venv")" ]; then
    echo "setup.sh: $venv holds other files; name an empty or new folder" >&2
    exit 1
  fi
  "$trainer" -m venv --clear "$venv"
  own="$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')"
  echo "$below" >"$own/trainer.pth"
  # Of what the trainer has, its versions stay: another one would stand in front of it here.
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    -r "$here/requirements.txt" -c <(grep '==' "$here/../python/requirements.txt") >&2
  echo "$wanted" >"$stamp"
fi
echo "$venv/bin/python"
