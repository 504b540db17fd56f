"""The understander is imported as the bot does it: from bot/."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bot"))
