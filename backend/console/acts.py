"""What a role may do with a case now: the next right step first, and who has it when it is not this role."""

from dataclasses import dataclass

from flask import url_for

from backend.adapters.clock import beijing_day, utc_now
from backend.console import act_forms, slip_forms
from backend.console.boxes import WHY, Form, plain
from backend.console.words import short_day, state_label
from backend.domain import workflow
from backend.domain.people import ROLES, Actor
from backend.services import approval, case_file, review
from backend.storage.documents import Application

# Steps that bring a case further, in the order of the way; what is not here is done beside it or ends it.
_FORWARD = (
    "supply", "submit", "accept", "start_visit", "record_visit", "record_appraisal", "review", "consult", "approve", "end_notice",
    "start_disbursing", "pay", "close", "record_return_visit", "archive", "accept_slip", "answer_slip",
)  # fmt: skip
# Beside the way and seldom needed: folded away, so that the next right step stands out.
_SELDOM = frozenset({
    "set_scheme", "transfer", "lend", "record_society_payment", "set_account", "refer", "merge", "withdraw", "recover", "repay", "turn_into_aid",
    "complete_papers", "give_goods",
})  # fmt: skip
_HARSH = frozenset({"decline", "refuse", "withdraw", "merge"})
_HINTS = {
    "accept": "受理以后由您经办，接着安排入户调查。", "start_visit": "约好时间，两个人一起去，同时核对收入和财产。",
    "record_visit": "把看到的和核对到的记下来。", "record_appraisal": "把村里评议的结果记下来。", "review": "看规定怎么说，写下审核意见和金额。",
    "consult": "把几个部门商量的结果记下来。", "approve": "看审核意见和规定，决定给不给、给多少。", "end_notice": "公示期满，没有人提意见。",
    "start_disbursing": "把钱发下去。", "pay": "钱交到手里以后，登记凭据。", "close": "钱和手续都到位了，就办结。", "archive": "整理好，归档。",
    "supply": "材料补来了，就交回去受理。", "submit": "问清楚以后，替当事人交上去。", "record_return_visit": "问问当事人满意不满意。",
}  # fmt: skip


_FORMS = act_forms.FORMS | slip_forms.FORMS


def form_of(step: str, needs_reason: bool) -> Form:
    """The form of a step; one that needs nothing else asks at most for a reason."""
    asks = plain(WHY) if needs_reason else plain()
    return _FORMS.get(step) or Form(
        asks, lambda case, v, actor, now: review.take_step(case.number, step, actor, now, v.get("reason"))
    )


@dataclass(frozen=True)
class Button:
    """One thing this role may do; `forward` brings the case on, `harsh` takes something away, `aside` is seldom needed."""

    name: str
    label: str
    address: str
    forward: bool
    harsh: bool
    aside: bool
    whole_page: bool
    hint: str


def open_to(case: Application, actor: Actor) -> list[Button]:
    """Every step open to this role, the next right one first."""
    steps = [step for step in workflow.open_steps(case.state, actor.role) if _fits(step.name, case, actor)]
    order = {name: place for place, name in enumerate(_FORWARD)}
    ranked = sorted(steps, key=lambda step: (order.get(step.name, len(order)), step.name in _HARSH))
    return [_button(step, case) for step in ranked]


def _button(step: workflow.Step, case: Application) -> Button:
    form = form_of(step.name, step.needs_reason)
    return Button(
        step.name, step.label, url_for("console.act", number=case.number, step=step.name), step.name in _FORWARD, step.name in _HARSH, _is_aside(step.name, case),
        form.whole_page, _HINTS.get(step.name, ""),
    )  # fmt: skip


def _is_aside(step: str, case: Application) -> bool:
    """A critical case may be helped before the papers; a debt or missing papers are somebody's work now."""
    if step == "aid_first":
        return case.urgency != "critical"
    if step == "complete_papers":
        return False
    return step in _SELDOM


def _fits(step: str, case: Application, actor: Actor) -> bool:
    """Leaves out what the table allows the role but this case has no use for."""
    work = case.work or {}
    if step == "approve":
        return actor.role in approval.roles_for(case, utc_now())
    if step == "complete_papers":
        return bool(work.get("aid_first")) and not work["aid_first"].get("papers")
    if step in ("turn_into_aid", "repay"):
        return bool(work.get("loan"))
    if step == "recover":
        return bool(work.get("aid_first"))
    if step == "end_notice":
        return not _still_hangs(case)
    if step == "pay":
        return any(payment.state == "due" for payment in case.payments)
    if step in ("accept_slip", "refuse_slip", "answer_slip"):
        wanted = "accepted" if step == "answer_slip" else "sent"
        return any(slip.state == wanted and actor.serves(slip.department) for slip in case.slips)
    return step != "record_return_visit" or not work.get("return_visit")


def who_has_it(case: Application) -> str:
    """Who must act now, in words."""
    if case.state == "approval":
        roles = approval.roles_for(case, utc_now())
        return "、".join(ROLES[role] for role in roles) or "有审批权的单位"
    if case.state in ("supplement", "draft"):
        return "当事人"
    return f"{case.township or '本县'}的经办人"


def standing(case: Application) -> str:
    """Why there is nothing to do here now, in one sentence."""
    if case.state in workflow.ENDED:
        return f"这件事是“{state_label(case.state)}”。"
    if case.state == "notice" and _still_hangs(case):
        return f"公示到{short_day(case.work['notice']['until'])}，到期没有人提意见，系统会自己结束。"
    return f"这件事是“{state_label(case.state)}”，在{who_has_it(case)}手里。"


def _still_hangs(case: Application) -> bool:
    until = (case.work or {}).get("notice", {}).get("until")
    return bool(until) and beijing_day(utc_now()).isoformat() <= until


def consequences(case: Application, step: workflow.Step) -> list[str]:
    """What the step will do, to whom: read before it is taken."""
    values = case_file.values_of(case)
    who = str(values.get("applicant.name") or "当事人")
    says = []
    if step.to and step.to != case.state:
        says.append(f"这件事从“{state_label(case.state)}”到“{state_label(step.to)}”。")
    if step.name == "accept":
        says.append("经办人记为您。" if not case.assignee else "经办人不变。")
    if step.name == "approve":
        says.append("批准以后，要公示的先公示，不用公示的就准备发放。")
    if step.told:
        reach = case.resident or values.get("applicant.phone") or values.get("filer.phone")
        end = "后面接着您写的原因。" if step.needs_reason else ""
        says.append(
            f"{who}会收到消息：“{step.told}”{end}"
            if reach
            else f"{who}没有留电话，收不到消息，请另外告诉本人。进度页上会写：“{step.told}”"
        )
    else:
        says.append(f"{who}不会收到消息。")
    return says
