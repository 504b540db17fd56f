"""The way of a case as JSON: one action a button; who may take which step is the table's to say (backend.domain.workflow)."""

from flask import g
from flask_smorest import Blueprint

from backend.adapters.clock import utc_now
from backend.api import casework_schemas as schemas
from backend.api import casework_shown
from backend.api.auth import staff_required
from backend.api.staff import CaseSchema, case_json
from backend.domain import levels
from backend.domain.money import fen_from_yuan
from backend.domain.people import CASE_READERS
from backend.services import (
    aid,
    approval,
    casework,
    dead_letters,
    disbursement,
    duplicates,
    follow_up,
    judging,
    notices,
    review,
)

blp = Blueprint("casework", __name__, url_prefix="/api/staff/v1/applications/<string:number>", description="办案")
_READERS = tuple(sorted(CASE_READERS))


def _action(path: str, schema: type | None, says: str):
    """A POST that takes `schema`, calls the service with (number, body) and answers with the whole case."""

    def register(act):
        def view(number, body=None):
            return case_json(act(number, body))

        view.__name__, view.__doc__ = act.__name__, says
        if schema:
            view = blp.arguments(schema)(_body_first(view))
        blp.post(path)(staff_required(*_READERS)(blp.response(200, CaseSchema)(view)))
        return act

    return register


def _body_first(view):
    def called(body, number):
        return view(number, body)

    called.__name__, called.__doc__ = view.__name__, view.__doc__
    return called


def _fen(body: dict) -> int:
    return fen_from_yuan(body["amount"])


@_action("/scheme", schemas.SchemeSchema, "Choose the scheme.")
def choose_scheme(number, body):
    return casework.set_scheme(number, body["scheme"], g.actor, utc_now())


@_action("/visit", schemas.VisitSchema, "File the household visit and the means check.")
def record_visit(number, body):
    members = tuple(casework.Member(**member) for member in body.pop("members"))
    return casework.record_visit(number, casework.Visit(**body, members=members), g.actor, utc_now())


@_action("/appraisal", schemas.AppraisalSchema, "File the appraisal meeting.")
def record_appraisal(number, body):
    return casework.record_appraisal(number, casework.Appraisal(**body), g.actor, utc_now())


@_action("/review", schemas.ReviewSchema, "File the reviewer's opinion; the rules' decision is stored beside it.")
def file_review(number, body):
    fen = fen_from_yuan(body["amount"]) if body["amount"] else None
    opinion = casework.Review(body["opinion"], fen, body["says"], body["facts"])
    return casework.review(number, opinion, g.actor, utc_now())


@_action("/consultation", schemas.ConsultationSchema, "File the joint consultation.")
def consult(number, body):
    agreed = casework.Consultation(body["held_on"], tuple(body["departments"]), body["says"])
    return casework.consult(number, agreed, g.actor, utc_now())


@_action("/returned", schemas.ReasonSchema, "Back to the review.")
def return_to_review(number, body):
    return casework.return_to_review(number, g.actor, utc_now(), body["reason"])


@_action("/approval", schemas.ApprovalSchema, "Approve, at the level that decides.")
def approve(number, body):
    return approval.approve(number, _fen(body), g.actor, utc_now(), body["says"], body["case_by_case"])


@_action("/refusal", schemas.ReasonSchema, "Refuse, with the reason and the way to appeal.")
def refuse(number, body):
    return approval.refuse(number, g.actor, utc_now(), body["reason"])


@_action("/notice/objection", schemas.ReasonSchema, "Somebody objected to the public notice.")
def object_to_notice(number, body):
    return notices.object_to(number, body["reason"], g.actor, utc_now())


@_action("/notice/end", None, "The notice has run its days.")
def end_notice(number, _body):
    return notices.end(number, g.actor, utc_now())


@_action("/aid-first", schemas.AidFirstSchema, "Give first, within the emergency limit.")
def aid_first(number, body):
    return aid.aid_first(number, _fen(body), body["reason"], g.actor, utc_now(), body["goods"])


@_action("/aid-first/papers", schemas.SaysSchema, "The papers are complete.")
def complete_papers(number, body):
    return aid.complete_papers(number, body["says"], g.actor, utc_now())


@_action("/recoveries", schemas.AmountSchema, "Money given first came back.")
def recover(number, body):
    return aid.recover(number, _fen(body), g.actor, utc_now())


@_action("/loan", schemas.LoanSchema, "Lend before it is certain.")
def lend(number, body):
    return aid.lend(number, _fen(body), body["reason"], body["instalments"], g.actor, utc_now())


@_action("/loan/repayments", schemas.AmountSchema, "An instalment came back.")
def repay(number, body):
    return aid.repay(number, _fen(body), g.actor, utc_now())


@_action("/loan/turned-into-aid", schemas.AmountSchema, "So much of the loan becomes aid.")
def turn_into_aid(number, body):
    return aid.turn_into_aid(number, _fen(body), g.actor, utc_now())


@_action("/society-payments", schemas.SocietyPaymentSchema, "The village mutual-aid society paid.")
def record_society_payment(number, body):
    return aid.record_society_payment(number, _fen(body), body["paid_on"], g.actor, utc_now())


@_action("/account", schemas.AccountSchema, "Where the money goes.")
def set_account(number, body):
    return disbursement.set_account(number, body["holder"], body["bank"], body["account"], g.actor, utc_now())


@_action("/disbursement", None, "Begin paying.")
def start_disbursing(number, _body):
    return disbursement.start(number, g.actor, utc_now())


@_action("/payments", schemas.ReceiptSchema, "Paid by hand, against a receipt.")
def pay_by_hand(number, body):
    return disbursement.pay_by_hand(number, body["receipt"], g.actor, utc_now())


@_action("/goods", schemas.GoodsSchema, "Goods in place of money.")
def give_goods(number, body):
    return disbursement.give_goods(number, body["goods"], body["quantity"], _fen(body), g.actor, utc_now())


@_action("/closing", None, "Close, when nothing is open.")
def close(number, _body):
    return follow_up.close(number, g.actor, utc_now())


@_action("/return-visit", schemas.ReturnVisitSchema, "Look in on them again.")
def record_return_visit(number, body):
    return follow_up.record_return_visit(number, follow_up.ReturnVisit(**body), g.actor, utc_now())


@_action("/archive", None, "Into the archive.")
def archive(number, _body):
    return follow_up.archive(number, g.actor, utc_now())


@_action("/transfer", schemas.TransferSchema, "To another township of the county.")
def transfer(number, body):
    return casework.transfer(number, body["township"], g.actor, utc_now(), body["reason"])


@_action("/merge", schemas.MergeSchema, "Into another case; answers with that one.")
def merge(number, body):
    return duplicates.merge(number, body["into"], g.actor, utc_now(), body["reason"])


@blp.get("/duplicates")
@staff_required(*_READERS)
@blp.response(200, schemas.LikenessSchema)
def duplicates_of(number):
    """Cases that look like this one, with reasons, and the household's aid of the last year."""
    return casework_shown.duplicates_of(review.open_case(number, g.actor), g.actor)


@blp.get("/ledger")
@staff_required(*_READERS)
@blp.response(200, schemas.LedgerSchema)
def ledger_lines(number):
    """The case's money."""
    case = review.open_case(number, g.actor)
    return {"lines": casework_shown.ledger_lines(case), "balance": casework_shown.balance_of(case)}


@blp.get("/decision")
@staff_required(*_READERS)
@blp.arguments(schemas.DecisionQuery, location="query")
@blp.response(200, schemas.DecisionSchema)
def decision_on(query, number):
    """What the rules say of an amount now, and who decides it; nothing is saved."""
    fen = fen_from_yuan(query["amount"]) if query["amount"] else None
    ruling = approval.ruling_on(review.open_case(number, g.actor), fen, utc_now())
    kept = judging.as_kept(ruling.decision)
    amounts = {name: casework_shown.yuan(value) for name, value in kept["amount"].items()}
    return {
        "level": ruling.level,
        "roles": levels.roles_of(ruling.level),
        "outside": ruling.outside,
        "decision": kept | {"amount": amounts},
    }


@_action("/undelivered-messages", None, "Send again what no road would take.")
def send_again(number, _body):
    return dead_letters.send_again(number, g.actor, utc_now())
