"""Trains the model when something it depends on has changed: python train.py [--force]  (in bot/, with bot/.venv).

The fingerprint covers the training data, the configuration, the domain and the code of the components, so that
`make run` after a pull trains exactly when it must.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "nlu_data"
MODEL = "ejiuzhu"
_COVERED = (
    "config.yml",
    "domain/*.yml",
    "rules/*.yml",
    "components/*.py",
    "understanding/name_*.py",
    "requirements.txt",
)


def training_files() -> list[Path]:
    """Everything the model is made of; the evaluation sets are not among it."""
    own = [path for pattern in _COVERED for path in sorted(HERE.glob(pattern))]
    return own + sorted(DATA.glob("*.yml"))


def fingerprint() -> str:
    found = hashlib.sha256(sys.version.encode())
    for path in training_files():
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def model_file(models: Path) -> Path:
    return models / f"{MODEL}.tar.gz"


def is_current(models: Path) -> bool:
    mark = models / "fingerprint"
    return model_file(models).exists() and mark.exists() and mark.read_text() == fingerprint()


def train(models: Path) -> None:
    """Trains into `models`; raises CalledProcessError when Rasa fails. The old model stays until the new one is whole."""
    current = fingerprint()
    staging = models / "staging"
    staging.mkdir(parents=True, exist_ok=True)
    quiet = {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }
    data = [str(path) for path in sorted(DATA.glob("*.yml"))] + ["rules"]
    command = [
        *(sys.executable, "-m", "rasa", "train", "--config", "config.yml", "--domain", "domain"),
        *("--out", str(staging), "--fixed-model-name", MODEL, "--skip-validation", "--data", *data),
    ]
    subprocess.run(command, cwd=HERE, env={**os.environ, **quiet}, check=True)
    model_file(staging).replace(model_file(models))
    (models / "fingerprint").write_text(current)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--force", action="store_true", help="train even when nothing changed")
    options.add_argument("--models", type=Path, default=HERE / "models")
    given = options.parse_args()
    if not given.force and is_current(given.models):
        sys.stdout.write("the bot's model is up to date\n")
        return
    train(given.models)


if __name__ == "__main__":
    main()
