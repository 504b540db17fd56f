"""Deliveries, grants and in-app messages: what keeps a message from going out twice."""

from datetime import datetime, timedelta

from mongoengine import NotUniqueError, Q

from backend.domain.errors import KeyReused
from backend.storage.resident_documents import Delivery, MessageGrant, ResidentMessage

# A worker that claimed a delivery and then said nothing for so long has died with it.
_LOST_AFTER = timedelta(minutes=10)


def claim(delivery: Delivery) -> bool:
    """True when this worker may send it now; a delivery that failed before may be claimed again, one that went out never."""
    try:
        delivery.save(force_insert=True)
    except NotUniqueError:
        again = Delivery.objects(id=delivery.id, state="failed").update_one(set__state="sending", set__at=delivery.at)
        return bool(again)
    return True


def settle(delivery_id: str, state: str, channel: str | None, error: str | None, now: datetime) -> None:
    """How it went."""
    Delivery.objects(id=delivery_id).update_one(set__state=state, set__channel=channel, set__error=error, set__at=now)


def of_notice(notice_id: str) -> list[Delivery]:
    """Every delivery of a notice."""
    return list(Delivery.objects(notice=notice_id))


def give_up_lost(now: datetime) -> int:
    """Mark what a dead worker left as unsure: it may have gone out, so it is not sent again."""
    return int(Delivery.objects(state="sending", at__lte=now - _LOST_AFTER).update(set__state="unsure"))


def put_in_program(message: ResidentMessage) -> None:
    """Into the resident's messages, once."""
    try:
        message.save(force_insert=True)
    except NotUniqueError:
        return


def allow_one(resident_id: str, template: str, key: str, digest: str, now: datetime) -> None:
    """Count one message allowed; the same key counts once. Raises KeyReused."""
    grant_id = f"{resident_id}:{template}:{key}"
    try:
        MessageGrant(id=grant_id, resident=resident_id, template=template, digest=digest, granted_at=now).save(
            force_insert=True
        )
    except NotUniqueError:
        if MessageGrant.objects(id=grant_id).get().digest != digest:
            raise KeyReused() from None


def allowed(resident_id: str, template: str) -> int:
    """How many messages of this template are still allowed."""
    return int(MessageGrant.objects(resident=resident_id, template=template, used_at=None).count())


def use_grant(resident_id: str, template: str, now: datetime) -> bool:
    """Use up one; False when there is none."""
    found = MessageGrant.objects(Q(resident=resident_id, template=template, used_at=None)).modify(set__used_at=now)
    return found is not None


def drop_grants(resident_id: str, template: str) -> None:
    """WeChat says there is none: then there is none."""
    MessageGrant.objects(resident=resident_id, template=template, used_at=None).delete()


def forget(resident_id: str) -> None:
    """Nothing of this resident's messages stays."""
    ResidentMessage.objects(resident=resident_id).delete()
    MessageGrant.objects(resident=resident_id).delete()
