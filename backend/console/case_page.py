"""One case, whole: the form beside what was said, what is missing, the conversation, and the next right step."""

from flask import Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from backend.adapters.clock import beijing_day, utc_now
from backend.console import acts, case_view, panels
from backend.console.access import page_for
from backend.console.blueprint import is_fragment, pages, see
from backend.domain.people import CASE_READERS, CASEWORKERS, FORM_WRITERS
from backend.domain.triage import URGENCIES
from backend.domain.workflow import ENDED
from backend.services import attachments, case_file, dead_letters, lanes, listening, progress, review
from backend.storage import conversations
from backend.storage.documents import Application

READERS = tuple(sorted(CASE_READERS))
WRITERS = tuple(sorted(FORM_WRITERS))
PRINTERS = FORM_WRITERS | {"leading_group", "finance"}


@pages.get("/cases/<string:number>")
@page_for(*READERS)
def case(number: str) -> ResponseReturnValue:
    """The case; that one looked is on record."""
    return show(review.look_at(number, g.actor, utc_now()))


@pages.get("/cases/<string:number>/papers/<string:paper>")
@page_for(*READERS)
def paper(number: str, paper: str) -> ResponseReturnValue:
    """A photo of the case, for those who may read the case."""
    content, content_type = attachments.content_of(review.open_case(number, g.actor), paper)
    return Response(content, content_type=content_type, headers={"Cache-Control": "private, no-store"})


@pages.post("/cases/<string:number>/notes")
@page_for(*READERS)
def add_note(number: str) -> ResponseReturnValue:
    """A line that the resident does not see."""
    return changed(review.add_note(number, request.form.get("text", "")[:1000], g.actor, utc_now()))


@pages.post("/cases/<string:number>/urgency")
@page_for(*WRITERS)
def set_urgency(number: str) -> ResponseReturnValue:
    """How urgent it really is, and why."""
    urgency, reason = request.form.get("urgency", ""), request.form.get("reason", "").strip()[:500]
    return changed(review.set_urgency(number, urgency, g.actor, utc_now(), reason))


@pages.post("/cases/<string:number>/tasks/<string:task>")
@page_for(*READERS)
def finish_task(number: str, task: str) -> ResponseReturnValue:
    """A call-back of this case is done."""
    opened = review.open_case(number, g.actor)
    listening.finish_task(task, g.actor, utc_now(), request.form.get("outcome", "").strip()[:500])
    return changed(opened)


@pages.post("/cases/<string:number>/undelivered-messages")
@page_for(*WRITERS)
def send_again(number: str) -> ResponseReturnValue:
    """What no road would take goes out again."""
    return changed(dead_letters.send_again(number, g.actor, utc_now()))


def changed(case: Application) -> ResponseReturnValue:
    """After a change: the fresh part for htmx, the page for a browser without it."""
    return show(case) if is_fragment() else see(url_for("console.case", number=case.number))


def show(case: Application) -> ResponseReturnValue:
    """The page, or only what changes on it."""
    actor = g.actor
    sections = case_view.sections_of(case)
    lines = [line for _, part in sections for line in part]
    heard = conversations.get(case.conversation) if case.conversation else None
    steps = acts.open_to(case, actor)
    values = case_file.values_of(case)
    return render_template(
        "console/case/_case.html" if is_fragment() else "console/case/page.html",
        case=case, sections=sections, to_confirm=[line.name for line in lines if line.to_confirm], missing=[line for line in lines if line.missing],
        can_write=actor.role in FORM_WRITERS and case.state not in ENDED, can_resend=actor.role in FORM_WRITERS, can_reveal=actor.role in FORM_WRITERS, gives=actor.role in CASEWORKERS,
        primary=steps[0] if steps and steps[0].forward else None, steps=steps, turns=heard.turns if heard else [], operator=heard.operator if heard else None,
        tasks=[task for task in conversations.tasks_of(case.number) if task.for_role in (None, actor.role)], urgencies=URGENCIES, ended=case.state in ENDED,
        papers=[(paper, attachments.KINDS.get(paper.kind, "其他材料")) for paper in case.attachments], standing=progress.progress_of(case),
        events=list(reversed(case.events)), change_in_words=case_view.change_in_words, today=beijing_day(utc_now()).isoformat(),
        waits_for=acts.standing(case), assignee=lanes.assignees_of([case]).get(case.assignee, case.assignee), can_print=actor.role in PRINTERS, who=values.get("applicant.name") or "申请人", panels=list(panels.panels_of(case, actor, utc_now())),
    )  # fmt: skip
