"""Starts the Rasa server as `make run`, compose and the tests do: python start_bot.py  (in bot/, with bot/.venv)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def environment(given: dict[str, str]) -> dict[str, str]:
    """The settings Rasa reads, each with its local default; what the caller set stays."""
    data = Path(given.get("EJIUZHU_DATA_DIR") or HERE.parent / "var")
    actions = f"http://127.0.0.1:{given.get('EJIUZHU_ACTIONS_PORT', '5055')}/webhook"
    return {
        "EJIUZHU_ACTIONS_URL": actions,
        "EJIUZHU_TRACKER_DB": str(data / "bot" / "tracker.sqlite"),
        "EJIUZHU_HOME_COUNTY": "boshan",
        "SANIC_HOST": "127.0.0.1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "EJIUZHU_BRAIN_SECONDS": "12",
        **given,
    }


def main() -> None:
    env = environment(dict(os.environ))
    Path(env["EJIUZHU_TRACKER_DB"]).parent.mkdir(parents=True, exist_ok=True)
    endpoints = env.get("EJIUZHU_BOT_ENDPOINTS", "endpoints.yml")
    command = [
        *(sys.executable, "-m", "rasa", "run", "--endpoints", endpoints),
        *("--credentials", "credentials.yml", "--model", env.get("EJIUZHU_BOT_MODELS", "models")),
        *("-i", env["SANIC_HOST"], "-p", env.get("EJIUZHU_BOT_PORT", "5005")),
    ]
    os.chdir(HERE)
    os.execve(sys.executable, command, env)


if __name__ == "__main__":
    main()
