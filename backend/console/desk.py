"""The hotline desk: live conversations with the growing form beside them, taking over, call-backs."""

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from backend.adapters.clock import utc_now
from backend.console import talk_view
from backend.console.access import page_for
from backend.console.blueprint import is_fragment, pages, see
from backend.domain.errors import InvalidFields, NotFound
from backend.services import hotline_desk, listening
from backend.storage.documents import Conversation, Task

_LISTENERS = tuple(sorted(hotline_desk.LISTENERS))
_TALK = "/desk/talks/<string:talk>"


@pages.get("/desk")
@page_for(*_LISTENERS, "auditor")
def desk() -> ResponseReturnValue:
    """The desk; `talk` in the address names the conversation one listens to."""
    tasks = hotline_desk.tasks_for(g.actor)
    if g.actor.role == "auditor":
        return render_template("console/desk/complaints.html", tasks=tasks)
    chosen = hotline_desk.listen(request.args["talk"], g.actor) if request.args.get("talk") else None
    if chosen:
        hotline_desk.note_listening(chosen, g.actor, utc_now())
    return render_template("console/desk/page.html", talks=_talks(), **_to_do(tasks), **_about(chosen))


@pages.get("/desk/talks")
@page_for(*_LISTENERS, awake=False)
def talks() -> ResponseReturnValue:
    """The list, again and again."""
    return render_template("console/desk/_talks.html", talks=_talks(), chosen_id=request.args.get("talk"))


@pages.get(_TALK)
@page_for(*_LISTENERS, awake=False)
def talk(talk: str) -> ResponseReturnValue:
    """What was said and understood so far, when it is more than the page shows."""
    chosen = hotline_desk.listen(talk, g.actor)
    if request.args.get("known") == str(chosen.version):
        return "", 204
    return render_template("console/desk/_heard.html", **_about(chosen))


@pages.post(f"{_TALK}/operator")
@page_for(*_LISTENERS)
def take_over(talk: str) -> ResponseReturnValue:
    """Answer oneself from now on, or let the bot go on."""
    turn = hotline_desk.hand_back if request.form.get("hand_back") else hotline_desk.take_over
    return _talk_again(turn(talk, g.actor, utc_now()))


@pages.post(f"{_TALK}/turns")
@page_for(*_LISTENERS)
def say(talk: str) -> ResponseReturnValue:
    """Say something to the caller."""
    return _talk_again(hotline_desk.say(talk, g.actor, request.form.get("text", ""), utc_now()))


@pages.post("/desk/tasks/<string:task>")
@page_for(*_LISTENERS, "auditor")
def finish(task: str) -> ResponseReturnValue:
    """Done, and what came of it."""
    _own_task(task)
    outcome = request.form.get("outcome", "").strip()[:500]
    if not outcome:
        raise InvalidFields("请写上结果，例如：打通了，补齐了家里人数。")
    listening.finish_task(task, g.actor, utc_now(), outcome)
    if is_fragment():
        return render_template("console/desk/_tasks.html", **_to_do(hotline_desk.tasks_for(g.actor)))
    return see(url_for("console.desk"))


@pages.post("/desk/phones/<string:kind>/<string:thing>")
@page_for(*_LISTENERS, "auditor")
def show_phone(kind: str, thing: str) -> ResponseReturnValue:
    """The whole number, to ring it."""
    phone = hotline_desk.reveal_phone(kind, thing, g.actor, utc_now())
    if is_fragment():
        return render_template("console/desk/_number.html", phone=phone)
    return render_template("console/desk/number.html", phone=phone)


def _to_do(tasks: list[Task]) -> dict[str, object]:
    """The list; a number told after the wish for a person stands beside it too."""
    return {"tasks": tasks, "now": utc_now(), "reach_of": hotline_desk.reach_of}


def _own_task(task_id: str) -> Task:
    for task in hotline_desk.tasks_for(g.actor):
        if str(task.id) == task_id:
            return task
    raise NotFound("这件事已经有人办了。")


def _talks() -> list[talk_view.TalkRow]:
    return [talk_view.row_of(talk) for talk in hotline_desk.talks_for(g.actor, utc_now())]


def _talk_again(chosen: Conversation) -> ResponseReturnValue:
    if is_fragment():
        return render_template("console/desk/_talk.html", **_about(chosen))
    return see(url_for("console.desk", talk=chosen.id))


def _about(chosen: Conversation | None) -> dict[str, object]:
    if chosen is None:
        return {"chosen": None, "chosen_id": None}
    return {
        "chosen": chosen,
        "chosen_id": chosen.id,
        "sections": talk_view.sections_of(chosen),
        "mine": chosen.operator == g.actor.id,
        "phone": hotline_desk.reach_of_talk(chosen),
    }
