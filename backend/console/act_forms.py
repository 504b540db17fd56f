"""What each step asks and which service takes it: the whole way of a case as forms."""

from collections.abc import Sequence
from datetime import datetime

from backend.adapters.clock import beijing_day
from backend.console.boxes import WHY, Box, Form, Values, fact_boxes, facts_in, plain
from backend.console.words import SCHEMES
from backend.domain.people import Actor
from backend.services import aid, approval, case_file, casework, disbursement, follow_up, notices, regions
from backend.storage.documents import Application


def _visit(case: Application, now: datetime) -> Sequence[Box]:
    known = case_file.paper(case, "facts")
    return (
        Box("visited_on", "哪天去的", "day", start=beijing_day(now).isoformat()), Box("visitors", "谁去的", hint="两个人以上，用顿号隔开"),
        Box("findings", "看到的情况", "long", hint="住房、家里人的身体、吃穿、邻居怎么说"),
        Box("means_check", "经济状况核对", "long", hint="收入、存款、车房、保险赔付，和申请说的对不对得上"),
        Box("members", "家里人", "members", required=False),
        *fact_boxes(case.jurisdiction, case.scheme, beijing_day(now), known),
    )  # fmt: skip


def _record_visit(case: Application, v: Values, actor: Actor, now: datetime) -> Application:
    members = tuple(
        casework.Member(row["name"], row["relation"], row["id_number"] or None) for row in v.get("members", ())
    )
    visit = casework.Visit(v["visited_on"], v["visitors"], v["findings"], v["means_check"], members, facts_in(v))
    return casework.record_visit(case.number, visit, actor, now)


def _review(case: Application, now: datetime) -> Sequence[Box]:
    return (
        Box("opinion", "审核意见", "choice", choices={"approve": "建议给", "refuse": "建议不给"}),
        Box("fen", "建议金额（元）", "yuan", required=False, hint="建议给的时候填"), Box("says", "理由", "long"),
        *fact_boxes(case.jurisdiction, case.scheme, beijing_day(now), case_file.paper(case, "facts")),
    )  # fmt: skip


def _record_review(case: Application, v: Values, actor: Actor, now: datetime) -> Application:
    return casework.review(case.number, casework.Review(v["opinion"], v.get("fen"), v["says"], facts_in(v)), actor, now)


def _approve(case: Application, now: datetime) -> Sequence[Box]:
    proposed = case_file.paper(case, "review").get("fen")
    return (
        Box("fen", "批准金额（元）", "yuan", start=proposed / 100 if isinstance(proposed, int) else None),
        Box("says", "说明", "long", required=False), 
        Box("case_by_case", "超出规定的范围，按一事一议办（要写明原因，由上一级决定）", "flag", required=False),
    )  # fmt: skip


def _transfer(case: Application, now: datetime) -> Sequence[Box]:
    others = {t.name: t.name for t in regions.townships(case.jurisdiction) if t.name != case.township}
    return (Box("township", "转到哪里", "choice", choices=others), WHY)


_YUAN = Box("fen", "金额（元）", "yuan")
FORMS: dict[str, Form] = {
    "set_scheme": Form(
        lambda case, now: (Box("scheme", "按哪一项救助办", "choice", choices=SCHEMES, start=case.scheme),),
        lambda case, v, actor, now: casework.set_scheme(case.number, v["scheme"], actor, now),
    ),
    "record_visit": Form(_visit, _record_visit, whole_page=True),
    "record_appraisal": Form(
        plain(Box("held_on", "哪天开的", "day"), Box("attended", "到会几个人", "whole"), Box("in_favour", "同意几个人", "whole"), Box("says", "大家怎么说", "long")),
        lambda case, v, actor, now: casework.record_appraisal(case.number, casework.Appraisal(**v), actor, now),
    ),
    "review": Form(_review, _record_review, whole_page=True, rules=True),
    "consult": Form(
        plain(Box("held_on", "哪天商量的", "day"), Box("departments", "哪些部门", "names", hint="用顿号隔开"), Box("says", "商量的结果", "long")),
        lambda case, v, actor, now: casework.consult(case.number, casework.Consultation(**v), actor, now),
    ),
    "return_to_review": Form(plain(WHY), lambda case, v, actor, now: casework.return_to_review(case.number, actor, now, v["reason"])),
    "transfer": Form(_transfer, lambda case, v, actor, now: casework.transfer(case.number, v["township"], actor, now, v["reason"])),
    "approve": Form(
        _approve,
        lambda case, v, actor, now: approval.approve(case.number, v["fen"], actor, now, says=v.get("says", ""), case_by_case=v.get("case_by_case", False)),
        whole_page=True, rules=True,
    ),
    "refuse": Form(plain(WHY), lambda case, v, actor, now: approval.refuse(case.number, actor, now, v["reason"]), rules=True),
    "end_notice": Form(plain(), lambda case, v, actor, now: notices.end(case.number, actor, now)),
    "object": Form(plain(WHY), lambda case, v, actor, now: notices.object_to(case.number, v["reason"], actor, now)),
    "aid_first": Form(
        plain(_YUAN, Box("goods", "给的东西", required=False, hint="给的是物资就写，例如：棉被两床、米五十斤"), WHY),
        lambda case, v, actor, now: aid.aid_first(case.number, v["fen"], v["reason"], actor, now, goods=v.get("goods")),
    ),
    "complete_papers": Form(plain(Box("says", "补了哪些手续", "long")), lambda case, v, actor, now: aid.complete_papers(case.number, v["says"], actor, now)),
    "lend": Form(
        plain(_YUAN, Box("instalments", "分几期还", "whole", start=1), WHY),
        lambda case, v, actor, now: aid.lend(case.number, v["fen"], v["reason"], v["instalments"], actor, now),
    ),
    "turn_into_aid": Form(plain(_YUAN), lambda case, v, actor, now: aid.turn_into_aid(case.number, v["fen"], actor, now)),
    "repay": Form(plain(_YUAN), lambda case, v, actor, now: aid.repay(case.number, v["fen"], actor, now)),
    "recover": Form(plain(_YUAN), lambda case, v, actor, now: aid.recover(case.number, v["fen"], actor, now)),
    "record_society_payment": Form(
        plain(_YUAN, Box("paid_on", "哪天发的", "day")),
        lambda case, v, actor, now: aid.record_society_payment(case.number, v["fen"], v["paid_on"], actor, now),
    ),
    "set_account": Form(
        plain(Box("holder", "户名"), Box("bank", "开户行"), Box("account", "账号")),
        lambda case, v, actor, now: disbursement.set_account(case.number, v["holder"], v["bank"], v["account"], actor, now),
    ),
    "give_goods": Form(
        plain(Box("what", "给了什么"), Box("quantity", "多少（件）", "whole"), Box("fen", "折合多少钱（元）", "yuan")),
        lambda case, v, actor, now: disbursement.give_goods(case.number, v["what"], v["quantity"], v["fen"], actor, now),
    ),
    "start_disbursing": Form(plain(), lambda case, v, actor, now: disbursement.start(case.number, actor, now)),
    "pay": Form(plain(Box("receipt", "凭据", hint="领款人签字的收条编号，或转账流水号")), lambda case, v, actor, now: disbursement.pay_by_hand(case.number, v["receipt"], actor, now)),
    "close": Form(plain(), lambda case, v, actor, now: follow_up.close(case.number, actor, now)),
    "record_return_visit": Form(
        plain(
            Box("visited_on", "哪天回访的", "day"), Box("how", "家里现在怎么样", "long"),
            Box("stars", "给我们打几分", "choice", required=False, choices={"5": "5 分，很满意", "4": "4 分，满意", "3": "3 分，一般", "2": "2 分，不满意", "1": "1 分，很不满意"}),
            Box("says", "对我们怎么说", "long"),
        ),
        lambda case, v, actor, now: follow_up.record_return_visit(
            case.number, follow_up.ReturnVisit(v["visited_on"], v["how"], int(v["stars"]) if "stars" in v else None, v["says"]), actor, now
        ),
    ),
    "archive": Form(plain(), lambda case, v, actor, now: follow_up.archive(case.number, actor, now)),
}  # fmt: skip
