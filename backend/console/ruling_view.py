"""What the county's rules say of a case, as the decision page shows it: the band, who decides, each line with its article."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from backend.console.words import LEVELS
from backend.domain.decisions import Decision
from backend.domain.errors import InvalidFields
from backend.policy.loader import load_packs
from backend.services import approval, case_file, judging
from backend.storage.documents import Application


@dataclass(frozen=True)
class RulingView:
    """`band` in words; `outside` says why an amount is not within the rule; `asks` are facts nobody has given yet."""

    decision: Decision
    verdict: str
    band: str
    remaining: str | None
    level: str
    outside: str | None
    asks: tuple[str, ...]


def of(case: Application, yuan: str, now: datetime) -> RulingView:
    """The ruling on the amount in the box (yuan, may be empty: then on what the review proposed)."""
    fen = _fen(yuan)
    if fen is None:
        proposed = case_file.paper(case, "review").get("fen")
        fen = proposed if isinstance(proposed, int) else None
    try:
        ruling = approval.ruling_on(case, fen, now)
        return _view(ruling.decision, LEVELS.get(ruling.level, ruling.level), ruling.outside)
    except InvalidFields:
        return _view(judging.judge(case, fen, now), "还不能定", None)


def _view(decision: Decision, level: str, outside: str | None) -> RulingView:
    facts = load_packs().facts
    verdict = {True: "按规定符合条件", False: "按规定不符合条件", None: "还差几项情况，规定才能判断"}[decision.eligible]
    asks = tuple(facts[name].says for name in decision.missing if name in facts and name != "requested_amount")
    return RulingView(decision, verdict, _band(decision), _yuan(decision.amount.remaining), level, outside, asks)


def _band(decision: Decision) -> str:
    amount = decision.amount
    if amount.low is not None and amount.high is not None and amount.low != amount.high:
        return f"{_yuan(amount.low)}到{_yuan(amount.high)}"
    if amount.computed is not None:
        return f"{_yuan(amount.computed)}"
    if amount.high is not None:
        return f"最多{_yuan(amount.high)}"
    return f"最少{_yuan(amount.low)}" if amount.low is not None else "文件没有写具体金额"


def _yuan(fen: int | None) -> str | None:
    if fen is None:
        return None
    return f"{fen // 100:,}元" if fen % 100 == 0 else f"{fen / 100:,.2f}元"


def _fen(yuan: str) -> int | None:
    try:
        return int(Decimal(yuan.strip().replace(",", "")) * 100) if yuan.strip() else None
    except InvalidOperation:
        return None


def imagined(decision: Decision) -> RulingView:
    """The ruling on facts that belong to nobody."""
    return _view(decision, LEVELS.get(decision.level or "", "还不能定"), None)
