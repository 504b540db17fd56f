"""Messages that no road would take: a caseworker sends them again when the phone is put right or the gateway is back."""

from datetime import datetime

from backend.domain.errors import NotAllowed, WrongState
from backend.domain.people import FORM_WRITERS, Actor
from backend.services import case_file, review
from backend.storage import cases
from backend.storage.documents import Application, Task

UNDELIVERED = frozenset({"dead", "failed"})


def send_again(number: str, actor: Actor, now: datetime) -> Application:
    """Put the case's undelivered messages back into its outbox, their tries counted anew. Raises NotAllowed, WrongState, NotFound."""
    if actor.role not in FORM_WRITERS:
        raise NotAllowed()

    def put_back(case: Application) -> None:
        lying = [notice for notice in case.outbox if notice.state in UNDELIVERED]
        if not lying:
            raise WrongState("没有没送到的消息。")
        for notice in lying:
            notice.state, notice.attempts, notice.error, notice.next_at = "pending", 0, None, now
        case.outbox_due_at = now
        case_file.log(case, actor, "messages_sent_again", now, changes={"count": [len(lying)]})

    return cases.change(lambda: review.open_case(number, actor), put_back)


def arrived(notice_id: str, now: datetime) -> None:
    """It went out after all: nobody need telephone for it any more."""
    Task.objects(creation_key=f"undelivered:{notice_id}", open=True).update_one(
        set__open=False, set__done_by="system", set__done_at=now, set__outcome="后来送到了。"
    )
