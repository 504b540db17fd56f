"""What a household is promised within a year, held on one document of its own before the case is saved.

Two approvals at once, in one case or two, meet on that document: the later one is judged again on what the first one took.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.adapters.clock import beijing_day
from backend.domain.errors import Conflict
from backend.domain.household_year import Item, item_from, without
from backend.services import case_file
from backend.storage import cases, households
from backend.storage.documents import Application
from backend.storage.sealed import keyring

# A process that died between holding and saving leaves its hold; no living one takes this long.
_ABANDONED = timedelta(minutes=10)


@dataclass(frozen=True)
class Hold:
    """Promises put on the year, and those they took the place of."""

    household: str
    year: int
    items: tuple[Item, ...]
    replaced: tuple[Item, ...]

    def on_case(self, case: Application) -> None:
        """Write on the case what its household's year holds for it."""
        gone = {item.token for item in self.replaced}
        kept = [row for row in case.work.get("held", []) if row["token"] not in gone]
        case.household = self.household
        case.work["held"] = [*kept, *(item.as_json() for item in self.items)]


def household_of(case: Application) -> str:
    """The case's household: by the ID numbers of the applicant and of those who live together, else by phone, else by name and village."""
    if case.household:
        return str(case.household)
    return households.household_of(case.jurisdiction, persons_of(case))


def known_household(case: Application) -> str | None:
    """The household that these persons belong to already, without settling anything."""
    return str(case.household) if case.household else households.find(case.jurisdiction, persons_of(case))


def items_of(case: Application, year: int) -> list[Item]:
    """What the case's household was promised in the year."""
    known = known_household(case)
    return households.items_of(known, year) if known else []


def hold(
    case: Application, kind: str, now: datetime, judge: Callable[[Sequence[Item]], dict[str, int]], sort: str = ""
) -> Hold:
    """Put a promise on the household's year: `judge` sees what stands there and gives the fen by level, or raises.

    A grant takes the place of the case's own aid-first money. Raises Conflict while another grant of the case is held.
    """
    household, year, token = household_of(case), beijing_day(now).year, secrets.token_hex(8)
    made: list[Item] = []
    replaced: list[Item] = []

    def put(items: list[Item]) -> Sequence[Item]:
        own = [item for item in items if item.case == case.number]
        if kind == "grant" and any(item.kind == "grant" for item in own):
            raise Conflict("这件申请刚才已经有人批了，请刷新后再看。")
        made[:] = [
            Item(case.number, kind, level, case.scheme, case.category or "", fen, token, sort)
            for level, fen in judge(items).items()
        ]
        replaced[:] = [item for item in own if kind == "grant" and item.kind == "aid_first"]
        return [*without(items, [item.token for item in replaced]), *made]

    households.change_items(household, year, now, put)
    return Hold(household, year, tuple(made), tuple(replaced))


def let_go(held: Hold, now: datetime) -> None:
    """The case was not saved: everything as before the hold."""
    tokens = [item.token for item in held.items]
    households.change_items(
        held.household, held.year, now, lambda items: [*without(items, tokens), *held.replaced]
    )  # fmt: skip


def drop_grant(case: Application) -> None:
    """In memory: the grant is off, only what was really given stays promised. `settle` brings the year in line after saving."""
    rows = [row for row in case.work.get("held", []) if row["kind"] != "grant"]
    aid = case.work.get("aid_first")
    if aid and not any(row["kind"] == "aid_first" for row in rows):
        rows.append(Item(case.number, "aid_first", aid["level"], case.scheme, case.category or "", aid["fen"], secrets.token_hex(8)).as_json())  # fmt: skip
    case.work["held"] = rows


def settle(case: Application, now: datetime) -> None:
    """Make the household's year say of this case what the case itself says."""
    household = known_household(case)
    if household is None:
        return
    wanted = [item_from(row) for row in case.work.get("held", [])]
    for year in {beijing_day(now).year, *(line.year for line in case.postings)}:
        households.change_items(
            household, year, now,
            lambda items, year=year: _in_line(items, case, wanted, year == beijing_day(now).year),  # type: ignore[misc]
        )  # fmt: skip


def settle_abandoned(now: datetime) -> list[str]:
    """Take back holds whose case was never saved; gives the numbers of their cases."""
    found = []
    for year in households.all_years():
        if year.changed_at and now - year.changed_at < _ABANDONED:
            continue
        for number in sorted({row["case"] for row in year.items}):
            case = cases.by_number(number)
            known = {row["token"] for row in case.work.get("held", [])}
            if any(row["case"] == number and row["token"] not in known for row in year.items):
                settle(case, now)
                found.append(number)
    return found


def _in_line(items: list[Item], case: Application, wanted: list[Item], this_year: bool) -> list[Item]:
    own = {item.token for item in wanted}
    kept = [item for item in items if item.case != case.number or item.token in own]
    missing = [item for item in wanted if item not in kept] if this_year else []
    return [*kept, *missing]


def persons_of(case: Application) -> list[str]:
    """The HMACs by which a household is known, the applicant's first."""
    values = case_file.values_of(case)
    numbers = [values.get("applicant.id_number"), *(m.get("id_number") for m in case_file.members_of(case))]
    persons = [keyring().lookup("id", str(number)) for number in numbers if number]
    if not persons and (phone := values.get("applicant.phone")):
        persons = [keyring().lookup("phone", str(phone))]
    place = f"{values.get('applicant.name')}\0{case.township}\0{case.village}\0{case.number}"
    return persons or [keyring().lookup("person", place)]
