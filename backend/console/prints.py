"""Papers to sign, stamp and file, as PDF: the approval form, a referral slip, a public notice."""

from flask import Response, g, render_template
from flask.typing import ResponseReturnValue

from backend.adapters.clock import utc_now
from backend.console import case_view
from backend.console.access import page_for
from backend.console.blueprint import pages
from backend.console.case_page import PRINTERS, READERS
from backend.domain.errors import NotFound
from backend.policy.jurisdictions import by_slug
from backend.services import audit, case_file, judging, notices, review
from backend.storage.documents import Application

TITLES = {"approval": "社会救助申请审批表", "slip": "社会救助转办单", "notice": "社会救助公示"}


@pages.get("/cases/<string:number>/print/<string:paper>")
@pages.get("/cases/<string:number>/print/<string:paper>/<string:slip>")
@page_for(*READERS)
def print_paper(number: str, paper: str, slip: str | None = None) -> ResponseReturnValue:
    """The paper; that it was printed is on record."""
    if paper not in TITLES:
        raise NotFound("没有这种表。")
    case, now = review.open_case(number, g.actor), utc_now()
    about = _about(case, paper, slip)
    audit.record(f"seen:{number}", g.actor, "printed", now, note=TITLES[paper])
    page = render_template(
        f"console/prints/{paper}.html",
        case=case,
        title=TITLES[paper],
        county=by_slug(case.jurisdiction).name,
        now=now,
        **about,
    )
    name = f"{number}-{paper}.pdf"
    return Response(
        pdf_of(page), content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def pdf_of(page: str) -> bytes:
    """The page as PDF; nothing is fetched for it from anywhere."""
    from weasyprint import HTML  # takes a second to load, and most requests print nothing

    return HTML(string=page, url_fetcher=_nothing_from_outside).write_pdf()


def _nothing_from_outside(address: str) -> dict[str, object]:
    raise ValueError(f"a printed paper fetches nothing: {address}")


def _about(case: Application, paper: str, slip_number: str | None) -> dict[str, object]:
    if paper == "notice":
        return {"lines": notices.text_of(case, utc_now())}
    if paper == "slip":
        found = [slip for slip in case.slips if slip.number == slip_number]
        if not found:
            raise NotFound("没有这张转办单。")
        return {"slip": found[0]}
    if g.actor.role not in PRINTERS:
        raise NotFound("没有这种表。")
    return {
        "sections": case_view.sections_of(case), "decision": judging.decision_of(case), "names": case_view.names_in(case),
        "papers": {name: case_file.paper(case, name) for name in ("visit", "appraisal", "review", "consultation", "approval", "refusal")},
    }  # fmt: skip
