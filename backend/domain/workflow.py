"""The way of a case: states and steps as one table for every county (packs say which optional stages a county has)."""

from collections.abc import Iterable
from dataclasses import dataclass

from backend.domain.errors import NotAllowed, WrongState

STATES = {
    "draft": "草稿",
    "unfinished": "没说完，待回访",
    "submitted": "已提交，待受理",
    "supplement": "待补正材料",
    "accepted": "已受理",
    "visiting": "入户调查、经济状况核对",
    "appraisal": "民主评议",
    "review": "审核",
    "consultation": "会商",
    "approval": "审批",
    "notice": "公示",
    "granted": "已批准",
    "refused": "未批准",
    "disbursing": "发放中",
    "closed": "已办结",
    "archived": "已归档",
    "withdrawn": "已撤回",
    "merged": "已并入另一件",
}
# Nobody needs to act on these any more.
ENDED = frozenset({"refused", "closed", "archived", "withdrawn", "merged"})
UNSENT = frozenset({"draft"})
BEFORE_APPROVAL = frozenset(
    {"unfinished", "submitted", "supplement", "accepted", "visiting", "appraisal", "review", "consultation", "approval"}
)

_TOWNSHIP = ("township_clerk", "township_head")
_BUREAU = ("bureau_reviewer", "bureau_head")
_CASEWORKERS = _TOWNSHIP + _BUREAU
# The village mutual-aid society decides the lowest tier where a county has one (yuan 四(三)2); its officer writes it down.
_APPROVERS = ("village_officer", "township_head", "bureau_head", "leading_group")
_HEADS = ("township_head", "bureau_head")
_PAYERS = ("finance", *_CASEWORKERS)
_HANDLED = frozenset(STATES) - UNSENT - {"unfinished", "merged"}


@dataclass(frozen=True)
class Step:
    """One step: who may take it from where to where; `label` is on the button, `told` is what the resident reads.

    `to` is None when the step's own service chooses the next state (a pack's optional stages, the deciding level),
    or when the step `stays`: something done beside the way, which leaves the case where it is.
    """

    name: str
    label: str
    from_: frozenset[str]
    to: str | None
    roles: tuple[str, ...]
    told: str = ""
    needs_reason: bool = False
    stays: bool = False

    @property
    def plain(self) -> bool:
        """Whether a reason is all it needs; the others have a service of their own with what they must record."""
        return self.name in _PLAIN


_PLAIN = frozenset({"submit", "supply", "ask_supplement", "accept", "decline", "start_visit", "withdraw"})


def _step(
    name: str,
    label: str,
    from_: Iterable[str],
    to: str | None,
    roles: tuple[str, ...],
    told: str = "",
    *,
    reason: bool = False,
    stays: bool = False,
) -> Step:
    return Step(name, label, frozenset(from_), to, roles, told, reason, stays)


STEPS = {
    step.name: step
    for step in (
        _step("submit", "提交", {"draft", "unfinished"}, "submitted", ("resident", "bot", "hotline_operator", "village_officer", *_CASEWORKERS),
              "申请收到了，等工作人员看。"),
        _step("supply", "补交材料", {"supplement"}, "submitted", ("resident", "village_officer", *_CASEWORKERS), "补的材料收到了，等工作人员看。"),
        _step("ask_supplement", "要求补正", {"submitted", "accepted", "visiting", "review"}, "supplement", _CASEWORKERS,
              "还差一点材料，请您补上：", reason=True),
        _step("accept", "受理", {"submitted"}, "accepted", _CASEWORKERS, "您的申请收下了，开始办了。工作人员会上门看看情况。"),
        _step("decline", "不予受理", {"submitted"}, "refused", _CASEWORKERS, "这件申请没有收下。原因：", reason=True),
        _step("start_visit", "安排入户调查", {"accepted"}, "visiting", _CASEWORKERS, "工作人员准备上门看看，也看看家里的收入。"),
        _step("record_visit", "登记调查结果", {"visiting"}, None, _CASEWORKERS, "工作人员上门看过了。"),
        _step("record_appraisal", "登记民主评议", {"appraisal"}, "review", _CASEWORKERS, "村里一起商量过了。"),
        _step("review", "提出审核意见", {"review"}, None, ("township_clerk", "township_head", "bureau_reviewer"), "情况看清楚了，正等着批。"),
        _step("consult", "登记会商意见", {"consultation"}, "approval", ("bureau_head", "leading_group"), "几个部门一起商量过了，正等着批。"),
        _step("approve", "批准", {"approval"}, None, _APPROVERS, "救助已经批准。"),
        _step("refuse", "不予批准", {"approval", "review"}, "refused", _APPROVERS, "这次没有批准。", reason=True),
        _step("return_to_review", "退回审核", {"approval", "consultation", "notice"}, "review", (*_APPROVERS, "bureau_reviewer"),
              "还有情况要再看看：", reason=True),
        _step("end_notice", "公示结束", {"notice"}, "granted", (*_CASEWORKERS, "system"), "公示完了，没有人有意见。"),
        _step("object", "公示有异议", {"notice"}, "review", (*_CASEWORKERS, "system"), "公示的时候有人提了意见。", reason=True),
        _step("start_disbursing", "开始发放", {"granted"}, "disbursing", _PAYERS, "救助的钱正在发，请留意银行卡。"),
        _step("close", "办结", {"granted", "disbursing"}, "closed", _CASEWORKERS, "这件事办完了。办得怎么样，请您说一说。"),
        _step("archive", "归档", {"closed", "refused", "withdrawn"}, "archived", (*_CASEWORKERS, "system"), ""),
        _step("withdraw", "撤回", BEFORE_APPROVAL | {"draft"}, "withdrawn", ("resident", *_CASEWORKERS), "这件事停下了。需要时可以再申请。"),
        _step("merge", "并入另一件", BEFORE_APPROVAL, "merged", _CASEWORKERS, "这件申请和您的另一件合在一起办了：", reason=True),
        # Beside the way: the case stays where it is.
        _step("set_scheme", "选定救助项目", BEFORE_APPROVAL, None, _CASEWORKERS, stays=True),
        _step("transfer", "转给别的乡镇", BEFORE_APPROVAL, None, _CASEWORKERS, "您的申请转到别的乡镇（街道）去办了：", reason=True, stays=True),
        _step("aid_first", "先行救助", BEFORE_APPROVAL, None, _CASEWORKERS, "情况紧急，先给您一部分救助，手续随后补。", stays=True),
        _step("complete_papers", "补齐先行救助手续", _HANDLED, None, _CASEWORKERS, stays=True),
        _step("lend", "先行借款", BEFORE_APPROVAL, None, _HEADS, "先借一笔钱给您应急，批准以后可以转成救助，没批准的要还。", stays=True),
        _step("turn_into_aid", "借款转救助", {"granted", "disbursing"}, None, _PAYERS, "先前借给您的钱，有一部分转成了救助，这部分不用还。", stays=True),
        _step("repay", "登记还款", _HANDLED, None, _PAYERS, "您还的借款已经收到。", stays=True),
        _step("recover", "登记追回", _HANDLED, None, _PAYERS, "退回来的救助款已经收到。", stays=True),
        _step("record_society_payment", "登记互助社发放", BEFORE_APPROVAL, None, ("village_officer", *_CASEWORKERS), "村互助社给您的救助已经登记。", stays=True),
        _step("set_account", "登记收款账号", _HANDLED, None, _PAYERS, stays=True),
        _step("give_goods", "发放物资", {"granted", "disbursing"}, None, _PAYERS, "救助物资已经发给您。", stays=True),
        _step("pay", "登记发放", {"disbursing"}, None, _PAYERS, "救助金已经发出，请留意查收。", stays=True),
        _step("refer", "转给其他部门", _HANDLED - ENDED, None, _CASEWORKERS, "您的一部分困难转给了别的部门帮着办：", reason=True, stays=True),
        _step("accept_slip", "部门接收转办单", _HANDLED, None, ("department_liaison",), "接手您这件事的部门已经收下：", reason=True, stays=True),
        _step("refuse_slip", "部门退回转办单", _HANDLED, None, ("department_liaison",), stays=True),
        _step("answer_slip", "部门答复转办单", _HANDLED, None, ("department_liaison",), "部门有了答复：", reason=True, stays=True),
        _step("record_return_visit", "登记回访", {"closed"}, None, _CASEWORKERS, "谢谢您告诉我们办得怎么样。", stays=True),
    )
}  # fmt: skip


def can_take(step: str, state: str, role: str) -> bool:
    """Whether this role may take the step from this state."""
    return state in STEPS[step].from_ and role in STEPS[step].roles


def require(step: str, state: str, role: str) -> Step:
    """The step, or a refusal: NotAllowed for the role, WrongState for the state."""
    if role not in STEPS[step].roles:
        raise NotAllowed()
    if state not in STEPS[step].from_:
        raise WrongState(f"这件申请现在是“{STATES[state]}”，不能{STEPS[step].label}。")
    return STEPS[step]


def open_steps(state: str, role: str) -> list[Step]:
    """The steps this role may take now, in the order of the way."""
    return [step for step in STEPS.values() if can_take(step.name, state, role)]
