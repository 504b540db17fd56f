"""How a case comes on file: what the bot heard, exactly once; what a resident writes, field by field; what was left unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mongoengine import NotUniqueError

from backend.adapters.clock import beijing_day
from backend.domain import talks
from backend.domain.errors import InvalidFields, KeyReused, WrongState
from backend.domain.intake_fields import Value, has_way_to_reach, read
from backend.domain.people import Actor
from backend.policy.jurisdictions import by_slug
from backend.services import case_file, due_dates
from backend.services.numbers import new_query_code, next_case_number
from backend.storage import cases, residents
from backend.storage.documents import Application
from backend.storage.sealed import keyring


@dataclass(frozen=True)
class Filing:
    """An application as a door hands it in: `answers` by dotted name as doors speak them (yuan, ISO dates)."""

    jurisdiction: str
    channel: str
    answers: Mapping[str, object]
    provenance: case_file.Provenance = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    conversation: str | None = None
    draft: int = 1
    provisional_number: str | None = None
    urgency: str | None = None

    @property
    def origin_key(self) -> str | None:
        return origin_key(self.conversation, self.draft) if self.conversation else None


def origin_key(conversation: str, draft: int) -> str:
    """One emergency told in one conversation is one case, however often it is sent."""
    return f"{conversation}:{draft}"


def file_application(
    filing: Filing, actor: Actor, now: datetime, key: str | None = None, digest: str = ""
) -> Application:
    """File what was told and read back; the same key and digest give the same case.

    Goes on with the unfinished case of the same conversation and draft when there is one. What a caller told without a name, or
    any way to find them, stays unfinished for a person to complete: nobody who rang is turned away by a form.
    Raises InvalidFields, UnknownJurisdiction, KeyReused.
    """
    if key and (before := cases.by_filing(key)):
        return _same(before, digest)
    by_slug(filing.jurisdiction)
    answers = read(filing.answers, beijing_day(now))
    try:
        return _file_new_or_unfinished(filing, answers, actor, now, key, digest)
    except NotUniqueError:  # the same call came twice at once: the other one has filed it
        if key and (before := cases.by_filing(key)):
            return _same(before, digest)
        return _file_new_or_unfinished(filing, answers, actor, now, key, digest)


def _file_new_or_unfinished(
    filing: Filing, answers: Mapping[str, Value], actor: Actor, now: datetime, key: str | None, digest: str
) -> Application:
    def fill_and_submit(case: Application) -> None:
        if key and case.filing_key == key:
            return
        if case.state != "unfinished":
            raise WrongState("这次通话里的申请已经交上去了。")
        case.filing_key, case.filing_digest = key, digest
        case.provisional_number = case.provisional_number or filing.provisional_number
        _fill(case, filing, answers, actor, now)
        if too_little(case_file.values_of(case)):
            keep_for_a_person(case, actor, now)
        else:
            submit_case(case, actor, now)

    if filing.origin_key and (known := cases.by_origin(filing.origin_key)):
        return cases.change(lambda: cases.by_id(str(known.id)), fill_and_submit)
    case = new_case(filing, actor, now, state="unfinished")
    fill_and_submit(case)
    return cases.insert(case)


def keep_unfinished(filing: Filing, actor: Actor, now: datetime) -> Application:
    """Put on file what a caller told before falling silent; what can't be read is noted as such, never dropped in silence.

    Returns the case that already stands when this draft is on file. Raises UnknownJurisdiction.
    """
    if filing.origin_key and (known := cases.by_origin(filing.origin_key)):
        return known
    answers, unreadable = read_what_can_be(filing.answers, now)
    case = new_case(filing, actor, now, state="unfinished")
    _fill(case, filing, answers, actor, now)
    case_file.mark_skipped(case, unreadable)
    keep_for_a_person(case, actor, now)
    try:
        return cases.insert(case)
    except NotUniqueError:
        return cases.by_origin(filing.origin_key or "") or case


def take_up(number: str, conversation: str, draft: int) -> None:
    """From now on an unfinished case belongs to the conversation in which the caller came back; a finished one stays as it is.

    Raises NotFound.
    """
    case, origin = cases.by_number(number), origin_key(conversation, draft)

    def move(fresh: Application) -> None:
        if fresh.state == "unfinished":
            fresh.origin_key, fresh.conversation = origin, conversation
            fresh.resident = fresh.resident or _resident_of(conversation)

    if case.origin_key != origin and cases.by_origin(origin) is None:
        cases.change(lambda: cases.by_id(str(case.id)), move)


def _resident_of(conversation: str | None) -> str | None:
    """Whoever told it within the program has it among their own at once; unless they have left meanwhile."""
    told_by = talks.resident_of(conversation)
    return told_by if told_by and residents.by_id(told_by) else None


def update_from_conversation(case: Application, filing: Filing, actor: Actor, now: datetime) -> Application:
    """Later words of the same conversation: corrections reach the case until a caseworker has accepted it."""

    def update(fresh: Application) -> None:
        if fresh.state in ("unfinished", "submitted", "supplement"):
            answers, unreadable = read_what_can_be(filing.answers, now)
            known = case_file.values_of(fresh)
            changed = {name: value for name, value in answers.items() if known.get(name) != value}
            if changed:
                case_file.write_answers(fresh, changed, actor, now, filing.provenance)
            case_file.mark_skipped(fresh, {**filing.skipped, **unreadable})

    return cases.change(lambda: cases.by_id(str(case.id)), update)


def new_case(filing: Filing, actor: Actor, now: datetime, *, state: str) -> Application:
    """An unsaved case with nothing answered yet; raises UnknownJurisdiction."""
    by_slug(filing.jurisdiction)
    scheme = due_dates.value_of(filing.jurisdiction, "process.intake_scheme", beijing_day(now))
    case = Application(
        scheme=scheme, jurisdiction=filing.jurisdiction, channel=filing.channel, state=state, created_at=now, filed_by=actor.id,
        conversation=filing.conversation, origin_key=filing.origin_key, provisional_number=filing.provisional_number,
        resident=_resident_of(filing.conversation),
    )  # fmt: skip
    if filing.urgency:
        case.work["urgency_heard"] = filing.urgency
    case_file.log(case, actor, "opened", now, changes={"channel": filing.channel})
    return case


def submit_case(case: Application, actor: Actor, now: datetime) -> None:
    """Hand the case in: number, query code, the first message. Raises InvalidFields when too little is told, WrongState, NotAllowed."""
    require_enough(case_file.values_of(case))
    give_number(case, now)
    case.submitted_at = case.submitted_at or now
    case_file.move(case, "submit" if case.state != "supplement" else "supply", actor, now)


def keep_for_a_person(case: Application, actor: Actor, now: datetime) -> None:
    """Put an unfinished case on the county's list under a number, for somebody to ring and ask the rest."""
    give_number(case, now)
    case_file.log(case, actor, "kept_unfinished", now)
    case_file.refresh(case, now)


def give_number(case: Application, now: datetime) -> None:
    """A number and query code, once; given before anything is told to anybody."""
    if case.number is None:
        case.number = next_case_number(case.jurisdiction, beijing_day(now))
        case.query_code = new_query_code()
        case.query_code_lookup = keyring().lookup("query", f"{case.number}:{case.query_code}")


def require_enough(answers: Mapping[str, Value]) -> None:
    """Refuse what cannot be worked on. Raises InvalidFields."""
    if wrong := too_little(answers):
        raise InvalidFields("还差几项才能交上去。", wrong)


def too_little(answers: Mapping[str, Value]) -> dict[str, str]:
    """What is lacking of a name, a way to reach them, and what happened, each with what to do; empty when it is enough."""
    wrong = {}
    if "applicant.name" not in answers:
        wrong["applicant.name"] = "请告诉我们需要帮助的人叫什么名字。"
    if not has_way_to_reach(answers):
        wrong["applicant.phone"] = "请留一个电话，没有电话就说说住在哪里，好找到您。"
    if "emergency.narrative" not in answers and "emergency.category" not in answers:
        wrong["emergency.narrative"] = "请说说出了什么事。"
    return wrong


def read_what_can_be(answers: Mapping[str, object], now: datetime) -> tuple[dict[str, Value], dict[str, str]]:
    """(what can be right, what cannot, marked unreadable)."""
    day = beijing_day(now)
    try:
        return read(answers, day), {}
    except InvalidFields as refusal:
        right = {name: value for name, value in answers.items() if name not in refusal.fields}
        return read(right, day), dict.fromkeys(refusal.fields, "unreadable")


def _fill(case: Application, filing: Filing, answers: Mapping[str, Value], actor: Actor, now: datetime) -> None:
    if filing.urgency:
        case.work["urgency_heard"] = filing.urgency
    case_file.mark_skipped(case, filing.skipped)
    case_file.write_answers(case, answers, actor, now, filing.provenance)


def _same(before: Application, digest: str) -> Application:
    if before.filing_digest != digest:
        raise KeyReused()
    return before
