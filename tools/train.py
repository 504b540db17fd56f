"""Trains the bot, unless the model there was made from exactly what lies in the sources now. Run with bot/.venv's Python.

The model is bot/models/ejiuzhu.tar.gz; beside it stands the fingerprint of what it was made from.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BOT = ROOT / "bot"
MODELS = BOT / "models"
NAME = "ejiuzhu"
# What the model learns from, and the code whose features it learns with. Evaluation sets are held apart from training.
SOURCES = ("bot/config.yml", "bot/domain", "bot/rules", "bot/stories", "bot/components", "bot/understanding",
           "bot/requirements.txt", "nlu_data")  # fmt: skip
HELD_APART = ("nlu_data/evaluation", "nlu_data/held_out")
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONWARNINGS": "ignore"}


def source_files(root: Path = ROOT) -> list[Path]:
    found = []
    for source in SOURCES:
        place = root / source
        found += [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    apart = tuple(str(root / folder) for folder in HELD_APART)
    return sorted(path for path in found if "__pycache__" not in path.parts and not str(path).startswith(apart))


def fingerprint(root: Path = ROOT) -> str:
    digest = hashlib.sha256()
    for path in source_files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(mark: Path, wanted: str) -> bool:
    return mark.exists() and mark.read_text() == wanted and (MODELS / f"{NAME}.tar.gz").exists()


def train() -> int:
    """Trains into a file of its own and puts it in place at the end, so that a running bot never reads half a model."""
    command = [sys.executable, "-m", "rasa", "train", "--domain", "domain", "--data", "rules", "stories", "../nlu_data",
               "--out", "models", "--fixed-model-name", f"{NAME}.new"]  # fmt: skip
    code = subprocess.run(command, cwd=BOT, env={**QUIET, **os.environ}, stdin=subprocess.DEVNULL).returncode
    if code == 0:
        (MODELS / f"{NAME}.new.tar.gz").replace(MODELS / f"{NAME}.tar.gz")
    return code


def main() -> int:
    MODELS.mkdir(exist_ok=True)
    mark = MODELS / f"{NAME}.made-from"
    with (MODELS / "train.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = fingerprint()
        if is_fresh(mark, wanted):
            return 0
        print("训练机器人的模型……", file=sys.stderr, flush=True)
        began = time.monotonic()
        if code := train():
            print("训练没有成功，请看上面的提示。", file=sys.stderr)
            return code
        mark.write_text(wanted)
        print(f"模型训练好了（用了 {time.monotonic() - began:.0f} 秒）。", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
