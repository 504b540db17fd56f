"""Households and what each was promised in a year."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from mongoengine import NotUniqueError

from backend.domain.errors import Conflict
from backend.domain.household_year import Item, item_from
from backend.storage.casework_documents import HouseholdMember, HouseholdYear

_TRIES = 40


def household_of(jurisdiction: str, persons: Sequence[str]) -> str:
    """The household that knows one of these persons (HMACs, the applicant first), or a new one named after the first."""
    household = find(jurisdiction, persons) or _settle(*[f"{jurisdiction}:{persons[0]}"] * 2)
    join(household, jurisdiction, persons)
    return household


def find(jurisdiction: str, persons: Sequence[str]) -> str | None:
    """The household that knows one of these persons, if there is one."""
    keys = [f"{jurisdiction}:{person}" for person in persons]
    known = {member.id: member.household for member in HouseholdMember.objects(id__in=keys)}
    return next((known[key] for key in keys if key in known), None)


def join(household: str, jurisdiction: str, persons: Iterable[str]) -> None:
    """These persons belong to the household from now on, unless they belong to another already."""
    for person in persons:
        _settle(f"{jurisdiction}:{person}", household)


def _settle(key: str, household: str) -> str:
    try:
        HouseholdMember(id=key, household=household).save(force_insert=True)
    except NotUniqueError:
        return str(HouseholdMember.objects(id=key).get().household)
    return household


def items_of(household: str, year: int) -> list[Item]:
    """What the household was promised in the year."""
    known = HouseholdYear.objects(id=_name(household, year)).first()
    return [item_from(row) for row in known.items] if known else []


def change_items(
    household: str, year: int, now: datetime, operation: Callable[[list[Item]], Sequence[Item]]
) -> Sequence[Item]:
    """Replace the year's promises by what `operation` makes of them, again when somebody else was quicker.

    `operation` raises to leave everything as it is. Raises Conflict after many tries.
    """
    for _ in range(_TRIES):
        known = _year(household, year)
        items = operation([item_from(row) for row in known.items])
        guarded = {"_id": known.id, "version": known.version}
        change = {"$set": {"items": [item.as_json() for item in items], "changed_at": now}, "$inc": {"version": 1}}
        if HouseholdYear._get_collection().update_one(guarded, change).modified_count:
            return items
    raise Conflict()


def all_years() -> Iterator[HouseholdYear]:
    """Every household's years, for the proof."""
    yield from HouseholdYear.objects.order_by("id")


def _year(household: str, year: int) -> HouseholdYear:
    name = _name(household, year)
    if known := HouseholdYear.objects(id=name).first():
        return known
    try:
        return HouseholdYear(id=name, household=household, year=year).save(force_insert=True)
    except NotUniqueError:
        return HouseholdYear.objects(id=name).get()


def _name(household: str, year: int) -> str:
    return f"{household}:{year}"
