"""Staff and cases for tests, with keyword defaults, through the real services."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from stdnum.cn import ric

from backend.domain.people import BOT, Actor
from backend.services import casework, filing, review, staff_access
from backend.storage.documents import Application, Staff

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # a Monday, ten in the morning in Beijing
TODAY = date(2026, 11, 23)
YUAN = 100
_ids = count(100)


def later(days: int = 0, **more: float) -> datetime:
    """So long after NOW."""
    return NOW + timedelta(days=days, **more)


def id_number(born: str = "19700315", county: str = "370304") -> str:
    """An invented number with a right checksum, another one each time."""
    seventeen = f"{county}{born}{next(_ids) % 1000:03d}"
    return seventeen + ric.calc_check_digit(seventeen + "0")


def staff(role: str, jurisdiction: str = "boshan", *, name: str | None = None, number: int = 1, **about) -> Actor:
    """A member of staff on file, and as an actor."""
    username = f"{jurisdiction}.{role}.{number}"
    person = Staff(
        username=username, name=name or f"测试{role}", role=role, jurisdiction=jurisdiction, password_hash="x", **about
    )
    person.save()
    return staff_access.actor_of(person)


def answers(**changes) -> dict[str, object]:
    """What somebody tells, by dotted name with `__` for the dot; None leaves an answer out."""
    told: dict[str, object] = {
        "applicant.name": "陈明亮", "applicant.phone": "13812342345", "applicant.id_number": id_number(),
        "address.township": "山头街道", "address.village": "冯八峪村", "emergency.category": "sudden_illness",
        "emergency.occurred_on": "2026-11-10", "emergency.narrative": "老伴突然脑出血，开了刀，还在重症室。",
        "emergency.in_danger": False, "household.size": 3, "household.monthly_income": 1200, "household.status": ["none"],
        "costs.medical_self_paid": 30000, "need.kinds": ["cash"],
    }  # fmt: skip
    told |= {name.replace("__", "."): value for name, value in changes.items()}
    return {name: value for name, value in told.items() if value is not None}


def submitted(jurisdiction: str = "boshan", *, at: datetime = NOW, **changes) -> Application:
    """A case that was just handed in."""
    return filing.file_application(filing.Filing(jurisdiction, "hotline", answers(**changes)), BOT, at)


def visited(case: Application, clerk: Actor, *, at: datetime = NOW, scheme: str | None = None, **visit) -> Application:
    """Accepted, visited and checked."""
    if scheme:
        casework.set_scheme(case.number, scheme, clerk, at)
    review.take_step(case.number, "accept", clerk, at)
    review.take_step(case.number, "start_visit", clerk, at)
    found = {
        "visited_on": TODAY, "visitors": "王干事、李会计", "findings": "家里三口人，老伴住院，存款用完了。", "means_check": "没有车和房产，存款不到一千元。",
    } | visit  # fmt: skip
    return casework.record_visit(case.number, casework.Visit(**found), clerk, at)


def reviewed(
    case: Application, clerk: Actor, *, yuan: int = 2000, at: datetime = NOW, scheme: str | None = None, **visit
) -> Application:
    """Visited, and proposed for so much."""
    case = visited(case, clerk, at=at, scheme=scheme, **visit)
    if case.state == "appraisal":
        meeting = casework.Appraisal(TODAY, 20, 19, "到会的都说这一家确实困难。")
        casework.record_appraisal(case.number, meeting, clerk, at)
    opinion = casework.Review("approve", yuan * YUAN, "情况属实，建议救助。")
    return casework.review(case.number, opinion, clerk, at)
