"""Measures the pipelines against each other on sentences nobody trained on: python pipelines/measure.py (in bot/).

Prints a Markdown row each: share of first turns whose intent (and topic) is right, seconds to train, milliseconds a
message, megabytes of model. The understander is left out of all of them: it reads fields by rule and does not differ.
"""

from __future__ import annotations

import asyncio
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

BOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BOT))
SETS = BOT.parent / "nlu_data" / "evaluation"
PIPELINES = {
    "character n-grams (tf-idf) + logistic regression, ours": "config.yml",
    "character n-grams (counts) + LogisticRegressionClassifier": "pipelines/counts_logistic.yml",
    "jieba + DIET": "pipelines/jieba_diet.yml",
    "character n-grams + DIET": "pipelines/character_diet.yml",
}
_SAME = {"tip_off": "complaint", "nonsense": "off_topic", "greet": "apply"}


def train(config: str, folder: Path) -> float:
    data = [str(path) for path in sorted((BOT.parent / "nlu_data").glob("*.yml"))]
    command = [sys.executable, "-m", "rasa", "train", "nlu", "--config", config, "--out", str(folder)]
    began = time.monotonic()
    subprocess.run([*command, "--nlu", str(_together(data, folder))], cwd=BOT, check=True, capture_output=True)
    return time.monotonic() - began


def _together(files: list[str], folder: Path) -> Path:
    """`rasa train nlu` takes one path, and the folder of the data also holds the evaluation sets."""
    parts = [part for name in files for part in yaml.safe_load(Path(name).read_text(encoding="utf-8"))["nlu"]]
    whole = folder / "nlu.yml"
    whole.write_text(yaml.safe_dump({"version": "3.1", "nlu": parts}, allow_unicode=True), encoding="utf-8")
    return whole


def is_right(intent: str, row: dict[str, Any]) -> bool:
    topic = intent.removeprefix("faq_") if intent.startswith("faq_") else None
    does = "faq" if topic else _SAME.get(intent, intent)
    return does == row["does"] and row.get("topic") in (None, topic)


async def judge(model: str, rows: list[dict[str, Any]]) -> tuple[float, float]:
    import structlog
    from rasa.core.agent import Agent

    # Rasa writes every sentence it hears to the log, and these must stay unseen by whoever writes training data.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    agent = Agent.load(model)
    right, times = 0, []
    for row in rows:
        began = time.perf_counter()
        heard = await agent.parse_message(row["say"])
        times.append(time.perf_counter() - began)
        right += is_right(heard["intent"]["name"] or "", row)
    return right / len(rows), statistics.median(times) * 1000


def main() -> None:
    rows = {
        name: yaml.safe_load((SETS / name / "first_turns.yaml").read_text(encoding="utf-8"))
        for name in ("dev", "held_apart")
    }
    for title, config in PIPELINES.items():
        with tempfile.TemporaryDirectory() as folder:
            seconds = train(config, Path(folder))
            model = next(Path(folder).glob("*.tar.gz"))
            dev, _ = asyncio.run(judge(str(model), rows["dev"]))
            apart, speed = asyncio.run(judge(str(model), rows["held_apart"]))
            size = model.stat().st_size / 1e6
        sys.stdout.write(f"| {title} | {dev:.3f} | {apart:.3f} | {seconds:.0f} | {speed:.1f} | {size:.1f} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
