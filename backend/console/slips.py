"""Slips to other departments: who has which, until when."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from backend.adapters.clock import beijing_day, utc_now
from backend.console.access import page_for
from backend.console.blueprint import pages
from backend.console.words import SLIP_READERS
from backend.services import referral


@pages.get("/slips")
@page_for(*sorted(SLIP_READERS))
def slips() -> ResponseReturnValue:
    """Every slip of the region that waits for a department."""
    today = beijing_day(utc_now()).isoformat()
    return render_template("console/slips/page.html", slips=referral.open_slips(g.actor), today=today)
