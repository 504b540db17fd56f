"""What one household has been promised within one year, from all its cases, as the rules count it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from fractions import Fraction

from backend.domain.money import FEN_IN_A_YUAN

_TEMPORARY = ("temporary_assistance", "emergency_relief")
# A rule names its shares after the level that pays them (yuan 四(三)2).
_LEVEL_OF_SHARE = {"village_share": "mutual_aid_society", "township_share": "township", "district_share": "district"}


@dataclass(frozen=True)
class Item:
    """One promise in fen: `kind` is grant, aid_first or society; `token` names the hand that put it there.

    `sort` tells yearly caps apart within a scheme (medical aid by its kind).
    """

    case: str
    kind: str
    level: str
    scheme: str
    category: str
    fen: int
    token: str
    sort: str = ""

    def as_json(self) -> dict[str, object]:
        """As it lies in the database."""
        return asdict(self)


def item_from(row: Mapping[str, object]) -> Item:
    """An item as it was kept."""
    return Item(**{field.name: row[field.name] for field in fields(Item) if field.name in row})  # type: ignore[arg-type]


def told_to_rules(
    items: Iterable[Item], case: str, category: str, scheme: str, sort: str = ""
) -> dict[str, int | Fraction]:
    """The facts a rule asks about earlier payments, in yuan. A case's own aid-first money is part of what it asks, not earlier.

    Payments of the same household for the same kind of emergency within the year count as one emergency.
    """
    earlier = [item for item in items if item.case != case or item.kind == "society"]
    same_emergency = [item for item in earlier if item.case == case or item.category == category]
    sums = {
        "aid.paid_by_village": sum(item.fen for item in same_emergency if item.level == "mutual_aid_society"),
        "aid.paid_by_township": sum(item.fen for item in same_emergency if item.level == "township"),
        "aid.paid_this_year": sum(item.fen for item in earlier if item.scheme in _TEMPORARY),
        "medical.paid_this_year": sum(item.fen for item in earlier if item.scheme == scheme and item.sort == sort),
    }
    return {name: Fraction(fen, FEN_IN_A_YUAN) for name, fen in sums.items()}


def split_by_level(fen: int, level: str, steps: Iterable[tuple[str, object]]) -> Mapping[str, int]:
    """An amount by the level that pays each part; a rule without shares leaves it whole with the deciding level."""
    shares = {
        _LEVEL_OF_SHARE[name]: int(Fraction(str(value)) * FEN_IN_A_YUAN)
        for name, value in steps
        if name in _LEVEL_OF_SHARE and value is not None
    }
    return {name: part for name, part in shares.items() if part} if sum(shares.values()) == fen else {level: fen}


def without(items: Sequence[Item], tokens: Iterable[str]) -> list[Item]:
    """The items that none of these hands put there."""
    gone = set(tokens)
    return [item for item in items if item.token not in gone]
