"""The decision: granted by the right level within the rule, outside it only case by case one level up, or refused with the way to appeal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.adapters.clock import beijing_day
from backend.domain import levels, workflow
from backend.domain.decisions import Decision
from backend.domain.errors import InvalidFields, NotAllowed
from backend.domain.household_year import Item, split_by_level
from backend.domain.people import Actor
from backend.services import case_file, changing, due_dates, involvement, judging, ledger, notices, promises
from backend.services.changing import change
from backend.storage.documents import Application

_APPEAL = "对这个决定不服的，可以向县级以上民政部门申诉，也可以打 12349 问一问。"


@dataclass(frozen=True)
class Ruling:
    """What the rules say of an amount: who decides, and what is outside the rule, in words."""

    decision: Decision
    level: str
    outside: str | None


def roles_for(case: Application, now: datetime) -> tuple[str, ...]:
    """Which roles may decide the case on the amount that the review proposed; empty while the rules cannot tell."""
    fen = case_file.paper(case, "review").get("fen")
    try:
        return levels.roles_of(ruling_on(case, fen if isinstance(fen, int) else None, now).level)
    except InvalidFields:
        return ()


def ruling_on(case: Application, fen: int | None, now: datetime, items: Sequence[Item] | None = None) -> Ruling:
    """The ruling on this amount, on a given state of the household's year or as it stands. Raises InvalidFields."""
    known = promises.items_of(case, beijing_day(now).year) if items is None else items
    decision = judging.judge_with(case, fen, now, known)
    asked = fen if fen is not None else judging.band_of(decision)[0] or 0
    ceiling = judging.band_of(decision)[1]
    plain = judging.judge_with(case, ceiling, now, known) if ceiling is not None else decision
    return Ruling(
        decision, judging.deciding_level(decision, asked, plain), judging.outside(decision, asked) if fen else None
    )


def approve(
    number: str, fen: int, actor: Actor, now: datetime, says: str = "", case_by_case: bool = False
) -> Application:
    """Approve so much (fen): to the public notice where the county holds one, else granted.

    Outside the rule's band or cap only with `case_by_case`, a reason, and by the level above. Raises NotAllowed for the wrong level,
    FourEyes, InvalidFields, WrongState, Conflict when the case or another grant of it changed meanwhile.
    """
    case = changing.load(number, actor)
    workflow.require("approve", case.state, actor.role)
    involvement.require_fresh_eyes(case, actor)
    if fen <= 0:
        raise InvalidFields(fields={"amount": "金额要大于零。"})
    ruled: list[Ruling] = []

    def judge(items: Sequence[Item]) -> dict[str, int]:
        ruled[:] = [_allowed(case, fen, actor, now, says, case_by_case, items)]
        decision = ruled[0].decision
        return dict(split_by_level(fen, ruled[0].level, [(step.name, step.value) for step in decision.steps]))

    held = promises.hold(case, "grant", now, judge, judging.sort_of(case))
    try:
        _write_approval(case, fen, actor, now, says, ruled[0], held)
        saved = changing.save_as_read(case)
    except Exception:
        promises.let_go(held, now)
        raise
    notices.put_up(saved)
    return saved


def refuse(number: str, actor: Actor, now: datetime, reason: str) -> Application:
    """Refuse with the reason and the way to appeal; what aid-first gave must come back. Raises NotAllowed, FourEyes, InvalidFields, WrongState."""
    if not reason.strip():
        raise InvalidFields(fields={"reason": "请写明原因，当事人会看到。"})

    def turn_down(case: Application) -> None:
        workflow.require("refuse", case.state, actor.role)
        involvement.require_fresh_eyes(case, actor)
        _require_level_to_refuse(case, actor, now)
        appeal = str(due_dates.value_of(case.jurisdiction, "process.appeal_route", beijing_day(now)) or _APPEAL)
        case_file.put_paper(
            case, "refusal", {"reason": reason, "appeal": appeal, "by": actor.id, "at": now.isoformat()}
        )
        promises.drop_grant(case)
        case_file.move(case, "refuse", actor, now, note=f"原因：{reason} 怎么申诉：{appeal}")
        ledger.recover_beyond(case, 0, actor, now)

    case = change(number, actor, turn_down)
    promises.settle(case, now)
    return case


def _allowed(
    case: Application, fen: int, actor: Actor, now: datetime, says: str, case_by_case: bool, items: Sequence[Item]
) -> Ruling:
    """The ruling when this actor may approve it. Raises InvalidFields, NotAllowed."""
    ruling = ruling_on(case, fen, now, items)
    judging.require_judgeable(ruling.decision)
    if ruling.outside and not case_by_case:
        above = levels.LABELS[ruling.level]
        raise InvalidFields(fields={"amount": f"{ruling.outside}。确实需要的，由{above}一事一议，并写明理由。"})
    if ruling.outside and not says.strip():
        raise InvalidFields(fields={"says": "一事一议要写明理由。"})
    if actor.role not in levels.roles_of(ruling.level):
        raise NotAllowed(f"这个金额要由{levels.LABELS[ruling.level]}来批。")
    return ruling


def _write_approval(
    case: Application, fen: int, actor: Actor, now: datetime, says: str, ruling: Ruling, held: promises.Hold
) -> None:
    held.on_case(case)
    case_file.put_paper(case, "decision", judging.as_kept(ruling.decision))
    case_file.put_paper(case, "approval", {
        "fen": fen, "says": says, "level": ruling.level, "case_by_case": bool(ruling.outside), "outside": ruling.outside,
        "by": actor.id, "at": now.isoformat(),
    })  # fmt: skip
    on_notice = notices.needed(case, now)
    case_file.move(case, "approve", actor, now, to="notice" if on_notice else "granted")
    case_file.log(case, actor, "ruled", now, changes={"fen": fen, "level": ruling.level, "case_by_case": bool(ruling.outside), "pack_version": ruling.decision.pack_version})  # fmt: skip
    if on_notice:
        notices.begin(case, now)
        case_file.refresh(case, now)
    else:
        ledger.grant(case, fen, actor, now)


def _require_level_to_refuse(case: Application, actor: Actor, now: datetime) -> None:
    deciding = roles_for(case, now)
    if deciding and actor.role not in deciding:
        raise NotAllowed("这件申请不归您这一级批，也就不能由您不批。")
