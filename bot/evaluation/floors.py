"""The floors under the figures: CI fails when a figure falls below what was reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FLOORS = Path(__file__).with_name("floors.yml")


def bounds(subset: str) -> dict[str, dict[str, float]]:
    return yaml.safe_load(FLOORS.read_text(encoding="utf-8"))[subset]


def fallen(figures: dict[str, Any], subset: str) -> list[str]:
    """One line per figure that is below its floor (`at_least`) or above its ceiling (`at_most`) for a subset."""
    held = bounds(subset)
    low = [
        f"{name} is {figures.get(name)}, must be at least {bound}"
        for name, bound in held["at_least"].items()
        if figures.get(name) is None or figures[name] < bound
    ]
    return low + [
        f"{name} is {figures.get(name)}, must be at most {bound}"
        for name, bound in held["at_most"].items()
        if figures.get(name) is None or figures[name] > bound
    ]
