"""The counties that this deployment serves, by slug."""

from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from backend.domain.errors import UnknownJurisdiction

_FILE = Path(__file__).with_name("jurisdictions.yaml")


@dataclass(frozen=True)
class Jurisdiction:
    """One county: `code` is its administrative code, `letters` open its case numbers, `office_hours` are its shifts in Beijing time."""

    slug: str
    code: str
    name: str
    prefecture: str
    province: str
    letters: str
    layers: tuple[str, ...]
    office_hours: tuple[tuple[time, time], ...]


@cache
def all_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Every county, in the order of the file."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_jurisdiction(row) for row in rows)


def _jurisdiction(row: dict[str, Any]) -> Jurisdiction:
    shifts = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in row["office_hours"])
    return Jurisdiction(**{**row, "layers": tuple(row["layers"]), "office_hours": shifts})


def by_slug(slug: str) -> Jurisdiction:
    """The county with this slug; raises UnknownJurisdiction."""
    for jurisdiction in all_jurisdictions():
        if jurisdiction.slug == slug:
            return jurisdiction
    raise UnknownJurisdiction(slug)
