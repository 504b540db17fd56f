"""A resident's own applications: begin, write field by field, hand in, take back, go on with what the bot heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mongoengine import NotUniqueError

from backend.adapters.clock import beijing_day
from backend.domain import talks, workflow
from backend.domain.consent import SENSITIVE_ANSWERS
from backend.domain.errors import Conflict, InvalidFields, KeyReused, NotFound, WrongState
from backend.domain.intake_fields import FIELDS, Value, read, show
from backend.domain.masking import mask_value
from backend.domain.people import Actor
from backend.services import case_file, filing, guardians, listening, profile, progress
from backend.services.residents import actor_for, actor_of
from backend.storage import cases, residents
from backend.storage.documents import Application
from backend.storage.resident_documents import Resident

WRITABLE = frozenset({"draft", "unfinished", "submitted", "supplement"})
# What belongs to one emergency is never copied into another.
_OF_ONE_TIME = ("emergency.", "costs.", "need.")
_MOST_OPEN_DRAFTS = 20
type Edits = Mapping[str, Mapping[str, object]]


class OpenCaseFirst(Conflict):
    """There is one already: it is shown before a second one is begun."""

    says = "您已经有一份申请了，先看看它办到哪一步。"

    def __init__(self, case: Application) -> None:
        super().__init__()
        self.case = case


class EditsClash(Conflict):
    """Somebody changed the same answers meanwhile; `clashes` holds (field, theirs, yours)."""

    says = "有几项在别处改过了，请看看哪个对。"

    def __init__(self, clashes: list[tuple[str, object, object]]) -> None:
        super().__init__()
        self.clashes = clashes


@dataclass(frozen=True)
class Beginning:
    """What a new application starts from."""

    jurisdiction: str
    channel: str
    for_other: bool = False
    resident_agrees: bool = False
    copy_from: str | None = None
    anyway: bool = False


def own(resident: Resident, case_id: str) -> Application:
    """The resident's own case; anybody else's does not exist. Raises NotFound."""
    return _own(str(resident.id), case_id)


def _own(resident_id: str, case_id: str) -> Application:
    case = cases.by_id(case_id)
    if case.resident != resident_id:
        raise NotFound()
    return case


def standing(resident_id: str, case_id: str) -> Application:
    """The resident's own case with the columns of its standing only: it is what people ask for most. Raises NotFound."""
    case = residents.standing_of(case_id)
    if case is None or case.resident != resident_id:
        raise NotFound()
    return case


def begin(resident: Resident, beginning: Beginning, key: str | None, digest: str, now: datetime) -> Application:
    """A new draft with what is known already. Raises OpenCaseFirst, NotAllowed without consent, InvalidFields, KeyReused."""
    profile.require_consent(resident, "service")
    profile.require_consent(resident, "sensitive")
    filing_key = f"start:{resident.id}:{key}" if key else None
    if filing_key and (before := cases.by_filing(filing_key)):
        return _same(before, digest)
    if beginning.for_other and not beginning.resident_agrees:
        raise InvalidFields(fields={"resident_agrees": "请先问过他（她）本人，同意了再帮着申请。"})
    if not beginning.anyway:
        _show_open_one(resident, beginning)
    case = _draft(resident, beginning, now)
    case.filing_key, case.filing_digest = filing_key, digest
    try:
        return cases.insert(case)
    except NotUniqueError:
        return _same(cases.by_filing(filing_key or "") or case, digest)


def write(resident: Resident, case_id: str, edits: Edits, now: datetime) -> Application:
    """Write answers: for each field what stood there when it was typed (`was`) and what it is now (`now`, null clears).

    Values are as doors speak them. An answer already as wished is no clash, so sending twice is harmless.
    Raises EditsClash, InvalidFields, NotAllowed without consent, WrongState, NotFound.
    """
    wished = {name: edit["now"] for name, edit in edits.items()}
    if any(name in SENSITIVE_ANSWERS and value is not None for name, value in wished.items()):
        profile.require_consent(resident, "sensitive")
    kept = read({name: value for name, value in wished.items() if value is not None}, beijing_day(now))
    cleared = [name for name, value in wished.items() if value is None]
    _must_know(cleared)
    actor = actor_of(resident)

    def change(case: Application) -> None:
        _require_writable(case)
        guardians.require_guardian(kept, assisted=assisted(case), on=beijing_day(now))
        _refuse_clashes(case, edits, kept)
        fresh = {name: value for name, value in kept.items() if case_file.values_of(case).get(name) != value}
        _clear(case, cleared, actor, now)
        if fresh:
            case_file.write_answers(case, fresh, actor, now)
        elif cleared:
            case_file.refresh(case, now)

    return _change(resident, case_id, change)


def submit(resident_id: str, case_id: str, key: str, digest: str, now: datetime) -> Application:
    """Hand it in, once for a key. Raises InvalidFields when too little is told, WrongState, KeyReused, NotFound."""

    def hand_in(case: Application) -> None:
        if not _acted(case, "submit", key, digest):
            filing.submit_case(case, actor_for(resident_id), now)

    case = cases.change(lambda: _own(resident_id, case_id), hand_in)
    if case.conversation:
        listening.need_no_callback(case, now)
    return case


def supplement(resident: Resident, case_id: str, says: str, key: str, digest: str, now: datetime) -> Application:
    """What was missing is there now. Raises WrongState, KeyReused, NotFound."""

    def supply(case: Application) -> None:
        if not _acted(case, "supplement", key, digest):
            if says:
                case_file.put_paper(case, "supplement", {"says": says, "at": now.isoformat()})
                case_file.log(case, actor_of(resident), "resident_said", now, changes={"says": f"{len(says)}个字"})
            case_file.move(case, "supply", actor_of(resident), now)

    return _change(resident, case_id, supply)


def withdraw(resident: Resident, case_id: str, reason: str, key: str, digest: str, now: datetime) -> Application:
    """Take it back, until it is decided. Raises WrongState, KeyReused, NotFound."""

    def take_back(case: Application) -> None:
        if not _acted(case, "withdraw", key, digest):
            case_file.move(case, "withdraw", actor_of(resident), now, note=reason)

    return _change(resident, case_id, take_back)


def rate(resident: Resident, case_id: str, stars: int, says: str, key: str, digest: str, now: datetime) -> Application:
    """How it was, once, after closing. Raises WrongState, KeyReused, NotFound."""

    def mark(case: Application) -> None:
        if _acted(case, "rate", key, digest):
            return
        if "rate" not in may(case):
            raise WrongState("办完以后才能评价，并且只能评价一次。")
        case.work["rating"] = {"stars": stars, "says": says, "at": now.isoformat()}
        case_file.log(case, actor_of(resident), "rated", now, changes={"stars": stars})

    return _change(resident, case_id, mark)


def claim(
    resident: Resident, now: datetime, *, number: str = "", query_code: str = "", case_id: str = "", talk: str = ""
) -> Application:
    """Take over what was told to the bot: by number and query code, by the resident's own talk with it, or because it was told from
    their verified phone.

    Raises NotFound, NotAllowed without consent, Conflict when somebody else has it.
    """
    profile.require_consent(resident, "service")
    if number:
        found = progress.by_query_code(number.strip().upper(), query_code.strip())
    elif talk:
        found = _of_own_talk(resident, talk, now)
    else:
        found = _of_verified_phone(resident, case_id)

    def take(case: Application) -> None:
        if case.resident == str(resident.id):
            return
        if case.resident is not None:
            raise Conflict("这件申请已经有人认领了。不是您办的，请打12349。")
        case.resident = str(resident.id)
        case_file.log(case, actor_of(resident), "claimed", now)

    return cases.change(lambda: cases.by_id(str(found.id)), take)


def claimable(resident: Resident) -> list[Application]:
    """Cases told from the resident's verified phone that nobody has taken over yet, newest first."""
    if not resident.phone_lookup:
        return []
    return [case for case in cases.found_by(resident.phone_lookup) if case.resident is None and case.active]


def may(case: Application) -> list[str]:
    """What the resident can do with the case now."""
    able = {
        "edit": case.state in WRITABLE,
        "submit": case.state in ("draft", "unfinished"),
        "supplement": case.state == "supplement",
        "withdraw": workflow.can_take("withdraw", case.state, "resident"),
        "rate": case.state in ("closed", "archived") and "rating" not in case.work,
        "copy": case.state != "draft",
    }
    return [verb for verb, can in able.items() if can]


def assisted(case: Application) -> bool:
    """Whether the one who files is not the one in need."""
    return bool(case.work.get("assisted")) or case_file.values_of(case).get("filer.relation", "self") != "self"


def masked_if_sensitive(name: str, value: object) -> object:
    """A value as somebody may see it who did not tell it: numbers and phones starred out."""
    field = FIELDS[name]
    return mask_value(field.kind, value) if value is not None and field.kind in ("phone", "id_number") else value


def told_it_themselves(case: Application, resident: Resident) -> bool:
    """Whether the resident wrote this case, told it to the bot within the program, or from their verified phone: then nothing is starred out."""
    own_words = str(resident.id) in (case.filed_by, talks.resident_of(case.conversation))
    return own_words or (resident.phone_lookup or "") in case.finds


def _draft(resident: Resident, beginning: Beginning, now: datetime) -> Application:
    actor = actor_of(resident)
    channel = "assisted" if beginning.for_other else beginning.channel
    case = filing.new_case(filing.Filing(beginning.jurisdiction, channel, {}), actor, now, state="draft")
    case.resident = str(resident.id)
    earlier = own(resident, beginning.copy_from) if beginning.copy_from else _newest_told(resident, beginning)
    known = _lasting(earlier, resident) | profile.known_answers(resident, assisted=beginning.for_other)
    if beginning.for_other:
        case.work["assisted"] = {"resident_agrees": True, "at": now.isoformat()}
        case_file.log(case, actor, "resident_agreed", now)
    if known:
        case_file.write_answers(case, known, actor, now)
    case_file.refresh(case, now)
    return case


def _newest_told(resident: Resident, beginning: Beginning) -> Application | None:
    """The last application of the resident's own: what it told need not be asked again."""
    if beginning.for_other:
        return None
    told = residents.cases_of(str(resident.id), None, _MOST_OPEN_DRAFTS)
    return next((case for case in told if told_it_themselves(case, resident) and not assisted(case)), None)


def _lasting(case: Application | None, resident: Resident) -> dict[str, Value]:
    """What outlives one emergency; of a case somebody else told, nothing that is starred out for this reader."""
    if case is None:
        return {}
    open_ = told_it_themselves(case, resident)
    return {
        name: value
        for name, value in case_file.values_of(case).items()
        if not name.startswith(_OF_ONE_TIME) and (open_ or masked_if_sensitive(name, value) == value)
    }


def _show_open_one(resident: Resident, beginning: Beginning) -> None:
    for case in residents.cases_of(str(resident.id), None, _MOST_OPEN_DRAFTS):
        if case.state not in workflow.ENDED and case.state != "closed" and assisted(case) == beginning.for_other:
            raise OpenCaseFirst(case)


def _refuse_clashes(case: Application, edits: Edits, kept: Mapping[str, Value]) -> None:
    now_there = case_file.values_of(case)
    clashes: list[tuple[str, object, object]] = []
    for name, edit in edits.items():
        there = show(name, now_there[name]) if name in now_there else None
        if now_there.get(name) != kept.get(name) and edit.get("was") not in (there, masked_if_sensitive(name, there)):
            clashes.append((name, there, edit["now"]))
    if clashes:
        raise EditsClash(clashes)


def _clear(case: Application, names: list[str], actor: Actor, now: datetime) -> None:
    gone = [entry for entry in case.fields if entry.name in names]
    for entry in gone:
        case.fields.remove(entry)
    if gone:
        case_file.log(case, actor, "answers_cleared", now, changes={"fields": sorted(entry.name for entry in gone)})


def _must_know(names: list[str]) -> None:
    if unknown := [name for name in names if name not in FIELDS]:
        raise InvalidFields(fields=dict.fromkeys(unknown, "没有这一项。"))


def _require_writable(case: Application) -> None:
    if case.state not in WRITABLE:
        raise WrongState("工作人员已经在办了，要改请打12349。")


def _acted(case: Application, what: str, key: str, digest: str) -> bool:
    """Whether this key did this already on the case; notes it when not. Raises KeyReused."""
    acts = case.work.setdefault("acts", {})
    name = f"{what}:{key}".replace(".", "_").replace("$", "_")
    if name in acts:
        if acts[name] != digest:
            raise KeyReused()
        return True
    acts[name] = digest
    return False


def _of_own_talk(resident: Resident, talk: str, now: datetime) -> Application:
    if talks.resident_of(talk) != str(resident.id):
        raise NotFound()
    return listening.put_on_file(talk, now)


def _of_verified_phone(resident: Resident, case_id: str) -> Application:
    for case in claimable(resident):
        if str(case.id) == case_id:
            return case
    raise NotFound()


def _change(resident: Resident, case_id: str, operation: Callable[[Application], None]) -> Application:
    return cases.change(lambda: own(resident, case_id), operation)


def _same(before: Application, digest: str) -> Application:
    if before.filing_digest != digest:
        raise KeyReused()
    return before
