"""Public notices: put up with the approval, come down by themselves, or with an objection at once."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from backend.adapters.clock import beijing_day
from backend.adapters.working_days import add_working_days
from backend.domain.errors import InvalidFields, NotFound, WrongState
from backend.domain.people import HOUSE, Actor
from backend.domain.public_notice import Household, Words, words_of
from backend.policy.loader import load_packs
from backend.services import case_file, due_dates, ledger, promises, regions
from backend.services.changing import change
from backend.storage import public_notices as board
from backend.storage.casework_documents import PublicNotice
from backend.storage.documents import Application

_URGENT_SCHEMES = ("temporary_assistance", "emergency_relief")


def needed(case: Application, now: datetime) -> bool:
    """Whether the county puts up a notice before it grants this scheme."""
    day = beijing_day(now)
    if case.scheme in _URGENT_SCHEMES and due_dates.value_of(case.jurisdiction, "notice.emergency_needed", day):
        return True
    schemes = due_dates.value_of(case.jurisdiction, "process.notice_needed", day)
    return case.scheme in (schemes or ())  # type: ignore[operator]


def begin(case: Application, now: datetime) -> None:
    """In memory: the notice's number, its days and words; they go up after the case is saved."""
    day = beijing_day(now)
    until = add_working_days(day, _whole(case, "notice.days", day))
    turn = len(case.work.get("notices", [])) + 1
    words = _words(case, now)
    notice = {
        "number": f"GS{case.number}-{turn}", "from_on": day.isoformat(), "until": until.isoformat(),
        "gone_on": (until + timedelta(days=1 + _whole(case, "notice.stays", day))).isoformat(),
        "name": words.name, "place": words.place, "says": words.says,
    }  # fmt: skip
    case.work["notice"] = notice
    case.work["notices"] = [*case.work.get("notices", []), notice["number"]]
    case_file.log(case, HOUSE, "notice_put_up", now, changes={"number": notice["number"], "until": notice["until"]})


def put_up(case: Application) -> None:
    """Hang what `begin` wrote; again changes nothing."""
    notice = case.work.get("notice")
    if case.state != "notice" or not notice:
        return
    board.put_up(PublicNotice(
        id=notice["number"], case=case.number, jurisdiction=case.jurisdiction, township=case.township, name=notice["name"],
        scheme=load_packs().title(case.jurisdiction, case.scheme), place=notice["place"], says=notice["says"],
        published_on=notice["from_on"], until=notice["until"], gone_on=notice["gone_on"],
    ))  # fmt: skip


def take_down(case: Application, now: datetime) -> None:
    """Nothing of this case hangs any more."""
    for number in case.work.get("notices", []):
        board.take_down(number)


def published(jurisdiction: str, now: datetime) -> list[PublicNotice]:
    """What hangs in the county today, newest first."""
    return board.hanging(jurisdiction, beijing_day(now))


def text_of(case: Application, now: datetime) -> list[str]:
    """What hangs, or would be put up if it were approved now."""
    notice: Mapping[str, str] = case.work.get("notice", {})
    words = Words(notice["name"], notice["place"], notice["says"]) if notice else _words(case, now)
    return list(words.lines())


def object_to(number: str, reason: str, actor: Actor, now: datetime, phone: str | None = None) -> Application:
    """Somebody objects: the notice comes down, the promise is off and the case goes back to the review.

    The objection itself lies sealed in the case; the resident reads only that there was one. Raises InvalidFields, WrongState, NotAllowed.
    """
    if not reason.strip():
        raise InvalidFields(fields={"reason": "请写明哪里不对。"})

    def take(case: Application) -> None:
        promises.drop_grant(case)
        case_file.move(case, "object", actor, now, note="我们会重新核实，有了结果再告诉您。")
        case_file.put_paper(case, "objection", {"says": reason, "phone": phone, "by": actor.id, "at": now.isoformat()})

    case = change(number, actor, take)
    promises.settle(case, now)
    take_down(case, now)
    return case


def object_publicly(notice_number: str, says: str, phone: str | None, now: datetime) -> str:
    """An objection by anybody who reads the board; gives the case's number for the record. Raises NotFound when it hangs no more."""
    notice = board.get(notice_number, beijing_day(now))
    if notice is None:
        raise NotFound("这条公示已经撤下了。")
    return str(object_to(notice.case, says, HOUSE, now, phone).number)


def end(number: str, actor: Actor, now: datetime) -> Application:
    """The notice ran its days without an objection: the aid is granted. Raises WrongState before its last day is over."""

    def finish(case: Application) -> None:
        until = str(case.work.get("notice", {}).get("until", "9999"))
        if case.state == "notice" and beijing_day(now).isoformat() <= until:
            raise WrongState(f"公示到 {until} 结束，还没到时间。")
        case_file.move(case, "end_notice", actor, now)
        ledger.grant(case, int(str(case_file.paper(case, "approval")["fen"])), actor, now)

    case = change(number, actor, finish)
    take_down_if_due(case, now)
    return case


def sweep(now: datetime) -> list[str]:
    """Put up what was not hung, end what has run out, take down what is past; running it again changes nothing."""
    ended = []
    for case in board.cases_on_notice():
        put_up(case)
        if beijing_day(now).isoformat() > str(case.work.get("notice", {}).get("until", "9999")):
            end(case.number, HOUSE, now)
            ended.append(case.number)
    for notice in board.past(beijing_day(now)):
        board.take_down(notice.id)
    return ended


def take_down_if_due(case: Application, now: datetime) -> None:
    """Down with it once its extra days are over too."""
    if str(case.work.get("notice", {}).get("gone_on", "")) <= beijing_day(now).isoformat():
        take_down(case, now)


def _words(case: Application, now: datetime) -> Words:
    values = case_file.values_of(case)
    day = beijing_day(now)
    amount = case_file.paper(case, "approval").get("fen") or case_file.paper(case, "review").get("fen")
    size = values.get("household.size")
    household = Household(
        name=case.applicant_name, born_on=_born_on(values.get("applicant.id_number")), township=case.township,
        village=case.village, people=size if isinstance(size, int) else None, fen=amount if isinstance(amount, int) else None,
    )  # fmt: skip
    register = {place.name: place.villages for place in regions.townships(case.jurisdiction)}
    return words_of(household, register, str(due_dates.value_of(case.jurisdiction, "notice.name_mask", day)), day)


def _born_on(number: object) -> date | None:
    try:
        return ric.get_birth_date(str(number)) if number else None
    except ValidationError:
        return None


def _whole(case: Application, key: str, day: date) -> int:
    return int(str(due_dates.value_of(case.jurisdiction, key, day) or 0))
