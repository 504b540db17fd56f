#!/usr/bin/env bash
# Style, types and the policy packs: what can be said about the code without running it.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check
.venv/bin/ruff format --check --quiet || { .venv/bin/ruff format --check; exit 1; }
.venv/bin/mypy
.venv/bin/python -m backend.policy.check_packs
