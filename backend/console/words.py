"""Words for what the console shows: times, waiting, labels, and the pages each role has."""

from collections.abc import Mapping
from datetime import date, datetime

from backend.adapters.clock import BEIJING, utc_now
from backend.domain import workflow
from backend.domain.intake_fields import CATEGORIES, FIELDS, in_words
from backend.domain.masking import mask_phone, mask_text
from backend.domain.people import CASE_READERS, CASEWORKERS, ROLES, Actor
from backend.domain.triage import URGENCIES
from backend.policy.jurisdictions import by_slug
from backend.services.hotline_desk import LISTENERS

CHANNELS = {
    "miniprogram": "小程序", "h5": "手机网页", "hotline": "12349 电话", "web_chat": "网页对话", "wechat_oa": "公众号",
    "window": "窗口", "assisted": "帮办代办", "lead": "主动发现",
}  # fmt: skip
SCHEMES = {
    "emergency_relief": "救急难", "temporary_assistance": "临时救助", "dibao": "低保", "tekun": "特困供养", "medical": "医疗救助",
    "education": "教育救助", "housing": "住房救助", "employment": "就业救助", "disaster": "受灾救助", "vagrant": "流浪乞讨救助",
    "legal_aid": "法律援助", "charity": "慈善帮扶",
}  # fmt: skip
LEVELS = {
    "mutual_aid_society": "村级互助社", "township": "乡镇（街道）", "bureau": "民政局", "district": "区级",
    "leading_group": "救助领导小组", "prefecture": "上级民政部门",
}  # fmt: skip
DANGERS = {"suicide": "轻生危险", "medical": "生命危急", "fire": "火情", "violence": "遭受暴力"}
DANGER_NUMBERS = {"suicide": "110、12356", "medical": "120", "fire": "119", "violence": "110"}
TASKS = {
    "callback": "回电话", "handoff": "要找人工", "complaint": "投诉举报", "escalation": "超期督办", "refused_letter": "机器人没交上来", "undelivered": "消息没送到",
}  # fmt: skip
OUTBOX = {"pending": "等着发", "sent": "已发", "failed": "没有联系方式，没发出去", "dead": "没送到，不再发了"}
SOURCES = {"bot": "机器人听到", "resident": "本人填写", "caseworker": "工作人员填写", "feed": "部门数据"}
SKIPPED = {"refused": "问过，不愿意说", "unknown": "问过，说不知道", "unreadable": "说了，没听清或不对"}
SPEAKERS = {"caller": "来电人", "bot": "机器人", "operator": "话务员"}
HAPPENED = {
    "opened": "建立案卷", "answers_written": "填写内容", "answers_confirmed": "核对确认", "correction_explained": "说明更正原因",
    "urgency_set": "调整轻重缓急", "assigned": "分派经办人", "note": "备注", "attached": "添加材料", "detached": "删除材料",
    "kept_unfinished": "话没说完，先记下", "looked_at": "查看案卷", "revealed": "查看完整号码", "signed_in": "登录",
    "signed_out": "退出", "locked_out": "密码错误，账号锁定", "looked_up": "查询进度", "listened": "听对话", "took_over": "接过对话", "handed_back": "交还机器人", "printed": "打印",
    "who_looked": "本人查谁看过", "ruled": "按规定判断", "resident_said": "本人留言", "messages_sent_again": "再发消息", "resident_agreed": "本人同意", "rated": "本人评价",
    "put_in_batch": "编入发放批次", "pseudonymised": "隐去个人信息", "notice_put_up": "贴出公示", "merged_in": "并入另一件", "handed_over": "移交",
    "exported": "导出本人资料", "due_soon": "快到期了", "overdue": "已经超期", "escalated": "督办", "claimed": "本人认领", "answers_cleared": "清除内容", "transfer_refused": "银行退回", "batch_exported": "导出发放表", "batch_read_back": "读回发放结果",
    "staff_added": "新开账号", "staff_moved": "调整岗位", "password_set": "重设密码", "staff_deactivated": "停用账号", "staff_activated": "恢复账号",
}  # fmt: skip


PAYERS = CASEWORKERS | {"finance"}
REPORT_READERS = CASEWORKERS | {"leading_group", "finance", "auditor"}
SLIP_READERS = CASEWORKERS | {"department_liaison"}


def nav_of(actor: Actor) -> list[tuple[str, str]]:
    """(endpoint, words) of the pages this role has."""
    found = []
    if actor.role in CASE_READERS:
        found.append(("console.cases", "案件"))
    if actor.role in LISTENERS or actor.role == "auditor":
        found.append(("console.desk", "投诉举报" if actor.role == "auditor" else "热线台"))
    if actor.role in PAYERS:
        found.append(("console.money", "发放"))
    if actor.role in SLIP_READERS:
        found.append(("console.slips", "转办"))
    if actor.role in REPORT_READERS:
        found.append(("console.month_report", "报表"))
    found.append(("console.policy", "政策"))
    if actor.role in CASE_READERS:
        found.append(("console.what_if", "试算"))
    if actor.role == "auditor":
        found.append(("console.audit", "审计"))
    if actor.role == "admin":
        found.insert(0, ("console.people", "人员"))
    return found


def instant(at: datetime | str | None) -> str:
    """11月23日 14:05, in Beijing time; the year only when it is another one."""
    if not at:
        return ""
    local = (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone(BEIJING)
    year = f"{local.year}年" if local.year != utc_now().astimezone(BEIJING).year else ""
    return f"{year}{local.month}月{local.day}日 {local:%H:%M}"


def day(on: date | str | None) -> str:
    """2026年11月3日."""
    if not on:
        return ""
    found = date.fromisoformat(on[:10]) if isinstance(on, str) else on
    return f"{found.year}年{found.month}月{found.day}日"


def short_day(on: str) -> str:
    """11月3日."""
    return f"{int(on[5:7])}月{int(on[8:10])}日"


def waited(since: datetime | None) -> str:
    """刚刚, 12分钟, 3小时5分, 2天4小时."""
    if since is None:
        return ""
    minutes = max(0, int((utc_now() - since).total_seconds() // 60))
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    if hours:
        return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"
    return f"{minutes}分钟" if minutes else "刚刚"


def happened(action: str) -> str:
    """An event's action as a caseworker says it."""
    step = workflow.STEPS.get(action)
    return HAPPENED.get(action) or (step.label if step else action)


def state_label(state: str) -> str:
    """A state by its Chinese name."""
    return workflow.STATES.get(state, state)


def answer(value: object, name: str) -> str:
    """An answer on file in words."""
    return in_words(name, value)  # type: ignore[arg-type]


def in_region(actor: Actor) -> str:
    """博山区 · 城东街道."""
    places = actor.villages or actor.townships or ((actor.department,) if actor.department else ())
    county = by_slug(actor.jurisdiction).name if actor.jurisdiction else ""
    return f"{county} · {'、'.join(places)}" if places else county


def fen(amount: int | None) -> str:
    """52,000元; the fen only where there are any."""
    if amount is None:
        return "—"
    return f"{amount // 100:,}元" if amount % 100 == 0 else f"{amount / 100:,.2f}元"


def percent(share: float | None) -> str:
    """0.93 → 93%."""
    return "" if share is None else f"{share:.0%}"


def _of(table: Mapping[str, str]):
    return lambda code: table.get(code, code) if code else ""


FILTERS = {
    "instant": instant, "day": day, "short_day": short_day, "waited": waited, "happened": happened, "state_label": state_label, "answer": answer,
    "percent": percent, "fen": fen, "in_region": in_region, "urgency": _of(URGENCIES), "channel": _of(CHANNELS), "scheme": _of(SCHEMES),
    "level": _of(LEVELS), "danger": _of(DANGERS), "danger_number": _of(DANGER_NUMBERS), "task_kind": _of(TASKS), "outbox_state": _of(OUTBOX),
    "source": _of(SOURCES), "skipped": _of(SKIPPED), "speaker": _of(SPEAKERS), "category": _of(CATEGORIES),
    "role": _of(ROLES), "field_label": lambda name: FIELDS[name].label if name in FIELDS else name,
    "masked_phone": lambda phone: mask_phone(phone) if phone else "", "masked": lambda text: mask_text(text or ""),
}  # fmt: skip
