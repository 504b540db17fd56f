#!/usr/bin/env bash
# Lint, then every test: the front end's, the bot's own in its own environment, everything else; ends with pytest's words.
set -euo pipefail
cd "$(dirname "$0")/.."

front_end() {
  [ -f miniprogram/package.json ] || return 0
  (cd miniprogram && npm run --silent lint && npm run --silent types && npm run --silent test)
}

tools/lint.sh
front_end
status=0
# The bot's own tests import Rasa's environment; no other test does.
TF_CPP_MIN_LOG_LEVEL=3 SQLALCHEMY_SILENCE_UBER_WARNING=1 bot/.venv/bin/python -m pytest -q tests/bot || status=$?
.venv/bin/python -m pytest -q -n 2 --dist loadgroup --ignore tests/bot tests || status=$?
exit $status
