"""The parts of a local run: the same start commands as in docker-compose.yml, without the containers."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .ports import PORTS

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
BOT = ROOT / "bot"


@dataclass(frozen=True)
class Part:
    """One process that is kept running. `needs_data` parts start only after migrations and demo data."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    stop_signal: str = "TERM"
    needs_data: bool = False

    @property
    def line(self) -> str:
        return shlex.join(self.command)


def parts_for(environ: Mapping[str, str], data_dir: Path) -> list[Part]:
    """The parts this environment asks for: a database or WeChat named in it is used instead of the local one."""
    port = {known.part: str(known.number(environ)) for known in PORTS}
    python, bot_python = str(BIN / "python"), str(BOT / ".venv" / "bin" / "python")
    file = str(data_dir / "db" / "ejiuzhu.sqlite")
    database = Part("database", (python, "-m", "backend.storage.embedded", "--port", port["database"], "--file", file))
    sandbox = Part("sandbox", (python, "-m", "backend.adapters.wechat.sandbox"))
    parts = [
        Part("actions", (bot_python, "-m", "rasa_sdk", "--actions", "actions", "--port", port["actions"]), BOT),
        Part("bot", (bot_python, "start_bot.py"), BOT),
        Part("web", (str(BIN / "gunicorn"), "-c", "docker/gunicorn.conf.py", "backend.app:create_app()"),
             needs_data=True),
        Part("worker", (python, "-m", "huey.bin.huey_consumer", "backend.worker.huey"), stop_signal="INT",
             needs_data=True),
    ]  # fmt: skip
    if not environ.get("EJIUZHU_MONGODB_URI"):
        parts.insert(0, database)
    if not environ.get("EJIUZHU_WECHAT_ORIGIN"):
        parts.append(sandbox)
    return parts
