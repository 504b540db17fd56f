"""The bot keeps to its floors: every twenty-fourth dev caller, dangers and first turns, against the running stack."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 300


def test_the_bot_keeps_to_its_floors_on_a_part_of_the_dev_set(stack, tmp_path):
    stack.wait_until_ready()
    where = ["--bot", stack.bot, "--web", stack.web, "--out", str(tmp_path)]
    command = [sys.executable, "-m", "bot.evaluation", "--set", "dev", "--quick", *where]
    judged = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert judged.returncode == 0, judged.stdout + judged.stderr
