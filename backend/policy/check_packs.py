"""`make policy-check`: every parameter of every pack with its value, unit, date and article; or the first thing that is wrong.

A pack that cannot be trusted is named with file, line and key, and the command ends with 1.
"""

import json
import sys

from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.loader import HERE, read_packs
from backend.policy.packs import Pack, Packs
from backend.policy.yaml_lines import PackError

WIDEST = 60


def main() -> int:
    """0 when every pack can be trusted."""
    try:
        packs = read_packs(HERE / "packs")
    except PackError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for held in packs.layers.values():
        for pack in held.values():
            sys.stdout.writelines(_lines(pack))
    sys.stdout.writelines(_sums(packs))
    return 0


def _lines(pack: Pack) -> list[str]:
    lines = []
    for series in pack.series.values():
        for dated in series.values:
            text = json.dumps(dated.value, ensure_ascii=False, default=str)
            value = text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
            until = f"–{dated.until}" if dated.until else ""
            lines.append(
                f"{series.where}: {series.key} = {value} {series.unit}, {dated.since}{until}, {series.citation.document} {series.citation.section}\n"
            )
    return lines


def _sums(packs: Packs) -> list[str]:
    lines = ["\n"]
    for place in all_jurisdictions():
        keys = packs.keys(place.slug)
        operator = sum(next(packs.series(place.slug, key)).citation.operator for key in keys)
        lines.append(
            f"{place.slug:9} {place.name}: {len(keys)} parameters, {operator} set by the operator, version {packs.version(place.slug)}\n"
        )
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
