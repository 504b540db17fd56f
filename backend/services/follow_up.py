"""The end of a case: closed when all is given and all papers are there, looked in on again, then archived."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backend.adapters.clock import beijing_day
from backend.domain.errors import InvalidFields, WrongState
from backend.domain.people import Actor
from backend.services import case_file, due_dates
from backend.services.changing import change
from backend.storage.documents import Application

_MOST_STARS = 5


@dataclass(frozen=True)
class ReturnVisit:
    """How the household does now, and what they say of us: `stars` from 1 to 5, None when they would not say."""

    visited_on: date
    how: str
    stars: int | None
    says: str


def close(number: str, actor: Actor, now: datetime) -> Application:
    """Close it. Raises WrongState with what is still open: papers of aid-first, money owed, a loan, a slip out; NotAllowed."""

    def finish(case: Application) -> None:
        if still := open_ends(case):
            raise WrongState(f"还不能办结：{'；'.join(still)}。")
        case_file.move(case, "close", actor, now)
        days = due_dates.value_of(case.jurisdiction, "deadlines.return_visit", beijing_day(now))
        if days is not None:
            case.work["return_visit_by"] = (beijing_day(now) + timedelta(days=int(str(days)))).isoformat()

    return change(number, actor, finish)


def open_ends(case: Application) -> list[str]:
    """What keeps the case from closing, in words."""
    balance, aid = case_file.balance_of(case), case.work.get("aid_first")
    checks = {
        "先行救助的手续还没有补齐": bool(aid and not aid.get("papers")),
        "还有救助没有发完": balance.owed > 0,
        "借款还没有还清或转成救助": balance.loan_balance > 0,
        "还有该追回的钱没有追回": balance.recovery_balance > 0,
        "还有转办单没有答复": any(slip.state in ("sent", "accepted") for slip in case.slips),
    }
    return [says for says, open_ in checks.items() if open_]


def record_return_visit(number: str, visit: ReturnVisit, actor: Actor, now: datetime) -> Application:
    """File the return visit; a rating the resident gave themselves stays. Raises InvalidFields, NotAllowed, WrongState."""
    if not visit.how.strip():
        raise InvalidFields(fields={"how": "请写上回访了解到的情况。"})
    if visit.stars is not None and not 1 <= visit.stars <= _MOST_STARS:
        raise InvalidFields(fields={"stars": f"评分是 1 到 {_MOST_STARS} 分。"})

    def record(case: Application) -> None:
        written = {
            "visited_on": visit.visited_on.isoformat(),
            "how": visit.how,
            "stars": visit.stars,
            "says": visit.says,
        }
        case_file.put_paper(case, "return_visit", {**written, "by": actor.id})
        case.work["return_visit"] = visit.visited_on.isoformat()
        if visit.stars is not None and "rating" not in case.work:
            case.work["rating"] = {"stars": visit.stars, "says": visit.says, "at": now.isoformat()}
        case_file.move(case, "record_return_visit", actor, now)

    return change(number, actor, record)


def archive(number: str, actor: Actor, now: datetime) -> Application:
    """Put it in the archive. Raises WrongState before the return visit, or while money is still to come back; NotAllowed."""

    def put_away(case: Application) -> None:
        if case.state == "closed" and "return_visit" not in case.work and "rating" not in case.work:
            raise WrongState("办结以后要先回访，再归档。")
        if still := open_ends(case):
            raise WrongState(f"还不能归档：{'；'.join(still)}。")
        case_file.move(case, "archive", actor, now)

    return change(number, actor, put_away)
