"""The month's figures, on a page and as a table to hand on."""

from datetime import date

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue

from backend.adapters.clock import beijing_day, utc_now
from backend.console.access import page_for
from backend.console.blueprint import pages
from backend.console.money import XLSX
from backend.console.words import REPORT_READERS, SCHEMES
from backend.services import reports

_READERS = tuple(sorted(REPORT_READERS))


@pages.get("/reports")
@page_for(*_READERS)
def month_report() -> ResponseReturnValue:
    """The month in the address, or this one."""
    return render_template("console/reports/page.html", report=reports.monthly(g.actor, _month()))


@pages.get("/reports/file")
@page_for(*_READERS)
def report_file() -> ResponseReturnValue:
    """The same as XLSX."""
    month = _month()
    content = reports.table_of(reports.monthly(g.actor, month), SCHEMES)
    name = f"{g.actor.jurisdiction}-{month:%Y-%m}.xlsx"
    return Response(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _month() -> date:
    try:
        return date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        return beijing_day(utc_now()).replace(day=1)
