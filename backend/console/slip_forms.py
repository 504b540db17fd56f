"""Forms that reach beyond the case: another department's help, and a duplicate."""

from collections.abc import Sequence
from datetime import datetime

from flask import g

from backend.console.boxes import WHY, Box, Form
from backend.services import duplicates, referral, staff_access
from backend.storage.documents import Application


def _slips(case: Application, state: str) -> dict[str, str]:
    return {
        slip.number: f"{slip.department}：{slip.asks}"
        for slip in case.slips
        if slip.state == state and g.actor.serves(slip.department)
    }


def _into(case: Application, now: datetime) -> Sequence[Box]:
    return (Box("into", "并到哪一件（编号）"), WHY)


FORMS: dict[str, Form] = {
    "merge": Form(_into, lambda case, v, actor, now: duplicates.merge(case.number, v["into"].upper(), actor, now, v["reason"])),
    "refer": Form(
        lambda case, now: (Box("department", "转给哪个部门", suggest=staff_access.departments_of(case.jurisdiction)), Box("asks", "请他们帮什么", "long")),
        lambda case, v, actor, now: referral.refer(case.number, v["department"], v["asks"], actor, now),
    ),
    "accept_slip": Form(
        lambda case, now: (Box("slip", "转办单", "choice", choices=_slips(case, "sent")),),
        lambda case, v, actor, now: referral.accept(v["slip"], actor, now),
    ),
    "refuse_slip": Form(
        lambda case, now: (Box("slip", "转办单", "choice", choices=_slips(case, "sent")), Box("right", "该哪个部门办"), WHY),
        lambda case, v, actor, now: referral.refuse(v["slip"], v["right"], v["reason"], actor, now),
    ),
    "answer_slip": Form(
        lambda case, now: (Box("slip", "转办单", "choice", choices=_slips(case, "accepted")), Box("says", "办得怎样", "long")),
        lambda case, v, actor, now: referral.answer(v["slip"], v["says"], actor, now),
    ),
}  # fmt: skip
