"""`make policy-check`: reads every pack and says what stands, or the first thing that is wrong with file, line and key."""

import sys

from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.loader import HERE, read_packs
from backend.policy.yaml_lines import PackError


def main() -> int:
    """0 when every pack can be trusted."""
    try:
        packs = read_packs(HERE / "packs")
    except PackError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for place in all_jurisdictions():
        keys = packs.keys(place.slug)
        operator = sum(next(packs.series(place.slug, key)).citation.operator for key in keys)
        sys.stdout.write(
            f"{place.slug:9} {place.name}  {len(keys):3} parameters, {operator} of them set by the operator  {packs.version(place.slug)}\n"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
