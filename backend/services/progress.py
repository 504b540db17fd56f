"""Where a case stands, in words a tired person understands."""

from dataclasses import dataclass
from datetime import datetime

from backend.domain import workflow
from backend.domain.errors import InvalidFields, NotFound
from backend.storage import cases
from backend.storage.documents import Application
from backend.storage.sealed import keyring

_NOW = {
    "draft": "还没有交上去，写好了再交。",
    "unfinished": "您上次的话还没说完，我们会打电话接着问，您也可以自己接着填。",
    "submitted": "申请收到了，等工作人员看。",
    "supplement": "还差一点材料，请您补上。",
    "accepted": "申请收下了，开始办了。工作人员会上门看看情况。",
    "visiting": "工作人员正在上门看情况，也看看家里的收入。",
    "appraisal": "村里正在一起商量。",
    "review": "工作人员正在仔细看您的情况。",
    "consultation": "几个部门正在一起商量。",
    "approval": "都看过了，正等着批。",
    "notice": "名单贴出来了（公示），看看有没有人提意见。",
    "granted": "批准了，正在准备给您发。",
    "refused": "这次没有批准。为什么、不同意怎么办，写在下面，也可以打12349问。",
    "disbursing": "救助的钱正在发，请留意银行卡。",
    "closed": "这件事办完了。",
    "archived": "这件事办完了。",
    "withdrawn": "您说不申请了，这件事停下了。需要时可以再申请。",
    "merged": "和您的另一件申请合在一起办了。",
}
_NEXT = {
    "draft": "写好了，交上去", "unfinished": "接着说完", "submitted": "工作人员看您的申请", "supplement": "补上材料", "accepted": "工作人员上门看看",
    "visiting": "工作人员细看", "appraisal": "工作人员细看", "review": "等着批", "consultation": "等着批", "approval": "出结果", "notice": "没人有意见就发钱",
    "granted": "发钱", "disbursing": "办完，再问您一次办得好不好",
}  # fmt: skip
_HOLDERS = {
    "draft": "您自己", "unfinished": "12349 服务台", "supplement": "您自己", "approval": "批的单位", "consultation": "救助领导小组",
}  # fmt: skip


@dataclass(frozen=True)
class Passed:
    """One thing that happened, as the resident may read it."""

    at: datetime
    title: str
    says: str


@dataclass(frozen=True)
class Progress:
    """Where it stands, who has it, what comes next and by when; `passed` is what happened, oldest first."""

    number: str | None
    state: str
    state_label: str
    says: str
    next_step: str | None
    held_by: str
    due_on: str | None
    passed: tuple[Passed, ...]


def progress_of(case: Application) -> Progress:
    """The case as its resident reads it; who looked, notes and names of staff are not in it."""
    return Progress(
        number=case.number, state=case.state, state_label=workflow.STATES[case.state], says=_NOW[case.state],
        next_step=_NEXT.get(case.state), held_by=_held_by(case), due_on=case.due_on, passed=tuple(_passed(case)),
    )  # fmt: skip


def _held_by(case: Application) -> str:
    """Who has it now; a department only once it has accepted its part."""
    holder = _HOLDERS.get(case.state, f"{case.township or '县里'}的工作人员")
    with_others = [slip for slip in case.slips if slip.state == "accepted"]
    return "；".join([holder, *(f"{slip.department}（一部分，最晚 {slip.due_on} 答复）" for slip in with_others)])


def _passed(case: Application) -> list[Passed]:
    """Only steps of the table that have words for the resident; the reason stands with those that need one."""
    passed = []
    for event in case.events:
        step = workflow.STEPS.get(event.action)
        if step and step.told:
            says = f"{step.told}{event.note}" if step.needs_reason and event.note else step.told
            passed.append(Passed(event.at, workflow.STATES[event.changes["state"][1]], says))
        elif event.action == "kept_unfinished":
            passed.append(Passed(event.at, workflow.STATES["unfinished"], _NOW["unfinished"]))
    return passed


def find(
    number: str | None = None,
    query_code: str | None = None,
    provisional_number: str | None = None,
    phone: str | None = None,
) -> Application:
    """The case by number and query code, by provisional number, or by a verified phone. Raises NotFound, InvalidFields."""
    if number and query_code:
        return by_query_code(number.strip().upper(), query_code.strip())
    if provisional_number:
        return by_provisional(provisional_number)
    if phone:
        return latest_of_phone(phone)
    raise InvalidFields(fields={"number": "请给出编号和查询码。"})


def by_query_code(number: str, code: str) -> Application:
    """The case, for one who knows its number and query code; a refusal takes as long whichever is wrong. Raises NotFound."""
    case = cases.by_query_code(number, keyring().lookup("query", f"{number}:{code}"))
    if case is None:
        raise NotFound("编号或查询码不对，请核对后再试。")
    return case


def by_provisional(number: str) -> Application:
    """The case that was promised under a provisional number. Raises NotFound."""
    if case := cases.by_provisional(number):
        return case
    raise NotFound("没有这个暂记号，请稍后再试，或拨打 12349。")


def latest_of_phone(phone: str) -> Application:
    """The newest case that names this phone, for a caller whose number the line has verified. Raises NotFound."""
    if found := cases.found_by(keyring().lookup("phone", phone)):
        return found[0]
    raise NotFound("这个电话没有登记过申请。")
