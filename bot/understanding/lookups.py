"""Reads the lookup tables of nlu_data/lookups, each once."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "nlu_data" / "lookups"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    delimiter, quoting = ("\t", csv.QUOTE_NONE) if name.endswith(".tsv") else (",", csv.QUOTE_MINIMAL)
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(
            csv.DictReader((line for line in file if not line.startswith("#")), delimiter=delimiter, quoting=quoting)
        )


@cache
def words(name: str) -> tuple[str, ...]:
    """One word a line; blank lines and lines that begin with # are left out."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return tuple(w.strip() for w in lines if w.strip() and not w.startswith("#"))
