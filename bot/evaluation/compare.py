"""`python -m bot.evaluation.compare`: the last reports of ours and of the baseline as one table (Markdown on stdout)."""

from __future__ import annotations

import json
import sys

from bot.evaluation.doors import ROOT
from bot.evaluation.table import markdown

REPORTS = [ROOT / "var" / "eval" / "report.json", ROOT / "var" / "eval" / "baseline" / "report.json"]


def main() -> None:
    columns = {
        title: figures
        for path in REPORTS
        if path.exists()
        for title, figures in json.loads(path.read_text(encoding="utf-8")).items()
    }
    sys.stdout.write(markdown(columns))


if __name__ == "__main__":
    main()
