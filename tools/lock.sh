#!/usr/bin/env bash
# Resolves requirements*.in into pinned lists with hashes, naming no package registry.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:$PWD/var/uv/bin
compile() { uv pip compile -q --generate-hashes --no-emit-index-url --python-version "$1" "$2.in" -o "$2.txt"; }
compile 3.13 requirements
compile 3.13 requirements-dev
compile 3.10 bot/requirements
