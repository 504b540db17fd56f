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
        "EJIUZHU_TRACKER_DB": str(data / "bot" / "conversations.sqlite"),
        "EJIUZHU_HOME_COUNTY": "boshan",
        "SANIC_HOST": "127.0.0.1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "EJIUZHU_BRAIN_SECONDS": "12",
        # A bot that dies holding a conversation gives it up sooner than its caller's door gives up.
        "TICKET_LOCK_LIFETIME": "10",
        **(official_account_in_the_sandbox(given) if given.get("EJIUZHU_DEMO") == "1" else {}),
        **given,
    }


def official_account_in_the_sandbox(given: dict[str, str]) -> dict[str, str]:
    """A demo run has an official account too, whose answers go to the local sandbox; its key is no secret."""
    return {
        "EJIUZHU_WECHAT_OA_APPID": given.get("EJIUZHU_WECHAT_APPID") or "wx-ejiuzhu-local",
        "EJIUZHU_WECHAT_OA_SECRET": given.get("EJIUZHU_WECHAT_SECRET") or "SECRET",
        "EJIUZHU_WECHAT_OA_TOKEN": "ejiuzhu-demo",
        "EJIUZHU_WECHAT_OA_AES_KEY": "ejiuzhu0demo0official0account0aes0key000000",
        "EJIUZHU_WECHAT_ORIGIN": f"http://127.0.0.1:{given.get('EJIUZHU_WECHAT_SANDBOX_PORT', '8090')}",
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
