"""Money going out: batches for the bank, their results, and the county's year so far."""

from flask import Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from backend.adapters.clock import beijing_day, utc_now
from backend.console.access import page_for
from backend.console.blueprint import pages, see
from backend.console.case_page import READERS
from backend.console.words import PAYERS
from backend.domain.errors import InvalidFields
from backend.domain.ledger import KINDS
from backend.services import disbursement, ledger, review

_PAYERS = tuple(sorted(PAYERS))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/money")
@page_for(*_PAYERS)
def money() -> ResponseReturnValue:
    """The county's batches."""
    return render_template(
        "console/money/page.html", batches=disbursement.batches(g.actor), year=beijing_day(utc_now()).year
    )


@pages.post("/money/batches")
@page_for(*_PAYERS)
def make_batch() -> ResponseReturnValue:
    """Gather what is due into one file for the bank."""
    return see(url_for("console.batch", number=disbursement.make_batch(g.actor, utc_now()).number))


@pages.get("/money/batches/<string:number>")
@page_for(*_PAYERS)
def batch(number: str) -> ResponseReturnValue:
    """One batch with its lines, accounts masked."""
    return render_template("console/money/batch.html", batch=disbursement.batch(number, g.actor))


@pages.post("/money/batches/<string:number>/file")
@page_for(*_PAYERS)
def export(number: str) -> ResponseReturnValue:
    """The file for the bank; that it was taken is on record."""
    content = disbursement.export(number, g.actor, utc_now())
    return Response(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{number}.xlsx"'}
    )


@pages.post("/money/batches/<string:number>/result")
@page_for(*_PAYERS)
def read_back(number: str) -> ResponseReturnValue:
    """What the bank made of it."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise InvalidFields("请选银行发回来的表格。")
    disbursement.read_back(number, given.read(), g.actor, utc_now())
    return see(url_for("console.batch", number=number))


@pages.get("/cases/<string:number>/ledger")
@page_for(*READERS)
def case_ledger(number: str) -> ResponseReturnValue:
    """Every line of money of one case, and what is still open."""
    case = review.open_case(number, g.actor)
    return render_template("console/money/ledger.html", case=case, ledger=ledger.ledger_of(case), kinds=KINDS)
