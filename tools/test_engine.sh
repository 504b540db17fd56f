#!/usr/bin/env bash
# The storage, API and filing tests on a real engine: the one of `make engine`, or the server in EJIUZHU_TEST_MONGODB_URI.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/setup.sh python
if [ -z "${EJIUZHU_TEST_MONGODB_URI:-}" ]; then
  EJIUZHU_TEST_MONGODB_URI=$(tools/engine.sh start)
  trap 'tools/engine.sh stop' EXIT
fi
export EJIUZHU_TEST_MONGODB_URI
folders=()
for folder in tests/storage tests/api tests/services tests/worker; do
  [ ! -d "$folder" ] || folders+=("$folder")
done
.venv/bin/python -m pytest -q -n 2 --dist loadgroup "${folders[@]}"
