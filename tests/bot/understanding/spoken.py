"""Makes contexts for tests and reads the spoken cases in cases/*.yaml."""

from datetime import date, datetime
from pathlib import Path

import yaml

from understanding import Context

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 23)  # a Monday


def asking(field=None, *, county="boshan", known=None, today=TODAY, **more):
    return Context(county, today, datetime(today.year, today.month, today.day, 12), field, known or {}, **more)


def cases(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def agrees(wanted, got):
    """A pair of numbers is a range; anything else must be equal."""
    is_range = isinstance(wanted, list) and len(wanted) == 2 and all(type(w) is int for w in wanted)
    return got is not None and wanted[0] <= got <= wanted[1] if is_range else wanted == got
