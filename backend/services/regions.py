"""The register of places: a county's townships and villages, as the administrative register names them."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backend.policy.jurisdictions import by_slug

_COMMITTEE = re.compile(r"(?:居民委员会|居委会)$")
_VILLAGE_COMMITTEE = re.compile(r"村?村(?:民委员会|委会)$")
_FILE = Path(__file__).parents[1] / "policy" / "regions.csv"


@dataclass(frozen=True)
class Township:
    """A township or street with its villages, named without their committees."""

    code: str
    name: str
    villages: tuple[str, ...]


@cache
def townships(jurisdiction: str) -> Sequence[Township]:
    """Every township of the county with its villages, in the order of the register. Raises UnknownJurisdiction."""
    county = by_slug(jurisdiction).code
    rows = _rows()
    return tuple(
        Township(row["code"], row["name"], tuple(_village(v["name"]) for v in rows if v["parent_code"] == row["code"]))
        for row in rows
        if row["level"] == "township" and row["parent_code"] == county
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def _village(name: str) -> str:
    """Without its committee: 北神头村委会 → 北神头村, 东关村村委会 → 东关村, 夏家庄社区居委会 → 夏家庄社区."""
    return _COMMITTEE.sub("", _VILLAGE_COMMITTEE.sub("村", name)) or name
