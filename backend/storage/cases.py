"""Cases on file: the named queries, and the one way a case is saved."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from bson import ObjectId
from mongoengine import Q

from backend.domain.errors import Conflict, NotFound
from backend.domain.people import Actor
from backend.domain.triage import URGENCIES, rank
from backend.storage.documents import Application

_TRIES = 12
_PATIENCE_S = 0.02
_LIST_COLUMNS = (
    "number", "jurisdiction", "township", "village", "channel", "scheme", "state", "urgency", "urgency_rank", "waiting_since",
    "due_on", "applicant_name", "category", "assignee", "provisional_number", "skipped", "demo", "submitted_at", "work",
)  # fmt: skip


def by_number(number: str) -> Application:
    """The case; raises NotFound."""
    if case := _one(number=number):
        return case
    raise NotFound("没有这个编号的申请，请核对。")


def by_id(case_id: str) -> Application:
    """The case, drafts included; raises NotFound."""
    if ObjectId.is_valid(case_id) and (case := _one(_id=ObjectId(case_id))):
        return case
    raise NotFound()


def _one(**wanted: object) -> Application | None:
    """Past mongoengine's query sets, which take longer than the database does."""
    found = Application._get_collection().find_one(wanted)
    return Application._from_son(found) if found else None


def by_query_code(number: str, code_lookup: str) -> Application | None:
    """The case with this number and this query code's HMAC. Asked as one, so that a wrong number and a wrong code take the same time."""
    return _one(number=number, query_code_lookup=code_lookup)


def by_origin(origin_key: str) -> Application | None:
    """The case that grew from this conversation and draft."""
    return Application.objects(origin_key=origin_key).first()


def by_filing(filing_key: str) -> Application | None:
    """The case that this Idempotency-Key filed."""
    return Application.objects(filing_key=filing_key).first()


def by_provisional(number: str) -> Application | None:
    """The case that was promised under this provisional number."""
    return Application.objects(provisional_number=number).order_by("-created_at").first()


def found_by(lookup: str) -> list[Application]:
    """Cases that hold this HMAC (a phone, an ID number), newest first."""
    return list(Application.objects(finds=lookup, state__ne="draft").order_by("-created_at").limit(20))


def insert(case: Application) -> Application:
    """Put a new case on file; raises mongoengine.NotUniqueError when its key, or number, is there already."""
    case.save(force_insert=True)
    return case


def save(case: Application) -> None:
    """Replace the case in one atomic step; raises Conflict when somebody else saved since it was read."""
    read_version = case.version
    case.version = read_version + 1
    case.validate()
    stored = case.to_mongo()
    result = Application._get_collection().replace_one({"_id": case.id, "version": read_version}, stored)
    if result.matched_count != 1:
        case.version = read_version
        raise Conflict()


def change(load: Callable[[], Application], operation: Callable[[Application], None]) -> Application:
    """Load, change in memory and save, again from the start when somebody else was quicker; raises Conflict after many tries.

    `operation` must decide from the case it is handed, for it may run more than once.
    """
    for attempt in range(_TRIES):
        case = load()
        operation(case)
        try:
            save(case)
        except Conflict:
            make_way(attempt)
            continue
        return case
    raise Conflict()


def make_way(attempt: int) -> None:
    """Wait a little, by chance and longer each time, so that two who keep meeting part."""
    time.sleep(random.uniform(0, _PATIENCE_S * (attempt + 1)))


def slips_for(department: str) -> str:
    """What a case is found by when it has a slip for this department."""
    return f"slips-for:{department}"


def in_region(actor: Actor) -> Q:
    """Only what this actor may see: what was handed in, in their county and townships or without a township yet."""
    return place_of(actor) & Q(state__ne="draft")


def place_of(actor: Actor) -> Q:
    """The same with drafts, for a question about active cases, which no draft is: the engine would walk the index of states."""
    region = Q(jurisdiction=actor.jurisdiction)
    if actor.townships:
        region &= Q(township__in=[*actor.townships, None])
    if actor.villages:
        region &= Q(village__in=[*actor.villages, None])
    if actor.department:
        region &= Q(finds=slips_for(actor.department))
    return region


def worklist(actor: Actor, filters: Mapping[str, object], *, skip: int = 0, limit: int = 20) -> list[Application]:
    """One page of the actor's cases, life first, then the longest wait; only the columns a list shows."""
    if filters.get("active"):
        return _active_by_rank(actor, filters, skip, limit)
    found = Application.objects(in_region(actor), **filters).only(*_LIST_COLUMNS)
    return list(found.order_by("urgency_rank", "waiting_since").skip(skip).limit(limit))


def _active_by_rank(actor: Actor, filters: Mapping[str, object], skip: int, limit: int) -> list[Application]:
    """The same page, one urgency after the other until it is full.

    The engine reads and sorts all that fits before it cuts a page off, so it must not be asked for a county's normal cases while
    the critical ones fill the page.
    """
    page: list[Application] = []
    for urgency in [filters["urgency"]] if "urgency" in filters else URGENCIES:
        same = Application.objects(place_of(actor), urgency_rank=rank(str(urgency)), **filters).only(*_LIST_COLUMNS)
        page += same.order_by("waiting_since").skip(skip).limit(limit - len(page))
        if len(page) >= limit:
            break
        skip = max(0, skip - same.count()) if skip else 0
    return page


def count(actor: Actor, filters: Mapping[str, object]) -> int:
    """How many cases of the actor's region fit."""
    return Application.objects(in_region(actor), **filters).count()


def of_resident(resident: str) -> list[Application]:
    """A resident's own cases, newest first, drafts included."""
    return list(Application.objects(resident=resident).order_by("-created_at"))


def with_notices_due(now: datetime, limit: int = 50) -> list[Application]:
    """Cases with a message to send by now."""
    return list(Application.objects(outbox_due_at__lte=now).order_by("outbox_due_at").limit(limit))


def all_cases() -> Iterator[Application]:
    """Every case, for verification and reports."""
    yield from Application.objects.order_by("id").timeout(False)
