"""Danger to life on top of every page, within two seconds of being heard, until somebody takes it in hand."""

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from backend.adapters.clock import utc_now
from backend.console.access import page_for
from backend.console.blueprint import pages, see
from backend.domain.errors import InvalidFields, NotFound
from backend.services import hotline_desk, listening
from backend.storage.documents import Alert

_LISTENERS = tuple(sorted(hotline_desk.LISTENERS))


@pages.get("/alerts")
@page_for(*_LISTENERS, awake=False)
def alerts() -> ResponseReturnValue:
    """The strip, when it is not what the page already shows."""
    found = hotline_desk.alerts_for(g.actor)
    if request.args.get("known") == known(found):
        return "", 204
    return render_template("console/alerts/_strip.html", alerts=found, known=known(found))


@pages.get("/alerts/<string:alert_id>")
@page_for(*_LISTENERS)
def ask_take(alert_id: str) -> ResponseReturnValue:
    """What was heard, whom to call, and what was done."""
    alert = _open_alert(alert_id)
    return render_template("console/alerts/_take.html", alert=alert, phone=hotline_desk.reach_of(alert))


@pages.post("/alerts/<string:alert_id>")
@page_for(*_LISTENERS)
def take(alert_id: str) -> ResponseReturnValue:
    """Taken in hand."""
    _open_alert(alert_id)
    outcome = request.form.get("outcome", "").strip()[:500]
    if not outcome:
        raise InvalidFields("请写上做了什么，例如：已打电话，120 已出车。")
    taken = listening.take_alert(alert_id, g.actor, utc_now(), outcome)
    return see(url_for("console.desk", talk=taken.conversation) if taken.conversation else url_for("console.desk"))


def known(found: list[Alert]) -> str:
    """What the page shows now, in one word."""
    return ".".join(str(alert.id) for alert in found)


def _open_alert(alert_id: str) -> Alert:
    for alert in hotline_desk.alerts_for(g.actor):
        if str(alert.id) == alert_id:
            return alert
    raise NotFound("这件危险警报已经有人接了。")
