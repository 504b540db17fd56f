"""Background work, in its own process: silence, messages and deadlines.

The queue is a SQLite file locally and Redis when there are several machines.
"""

from datetime import timedelta

import mongoengine
import structlog
from huey import RedisHuey, SqliteHuey, crontab

from backend import logs
from backend.adapters.clock import utc_now
from backend.config import Settings
from backend.services import deadlines, ledger, listening, message_outlets, notices, notifications, privacy, promises
from backend.storage import connect

settings = Settings.from_env()
logs.configure()
(settings.data_dir / "queue").mkdir(parents=True, exist_ok=True)
huey = (
    RedisHuey("ejiuzhu", url=settings.redis_url)
    if settings.redis_url
    else SqliteHuey("ejiuzhu", filename=str(settings.data_dir / "queue" / "huey.sqlite"))
)
_log = structlog.get_logger("worker")


@huey.on_startup()
def open_database() -> None:
    """Each worker has its own connection."""
    connect(settings.mongodb_uri, settings.field_keys)


@huey.periodic_task(crontab(minute="*"))
def sweep_silent() -> None:
    """Put on file what callers told before they fell silent."""
    for case in listening.sweep_silent(utc_now(), timedelta(seconds=settings.silence_seconds)):
        _log.info("kept_unfinished", number=case.number)


@huey.periodic_task(crontab(minute="*/10"))
def sweep_casework() -> None:
    """Mark what is late, end notices that have run, finish what a dead process left of the money."""
    now = utc_now()
    swept = deadlines.sweep(now)
    ended = notices.sweep(now)
    finished, taken_back = ledger.post_left_over(), promises.settle_abandoned(now)
    _log.info("casework_swept", due_soon=len(swept.due_soon), overdue=len(swept.overdue), notices_ended=len(ended), postings_finished=finished, holds_taken_back=len(taken_back))  # fmt: skip


@huey.periodic_task(crontab(minute="*"))
def send_messages() -> None:
    """Send what is owed to residents."""
    outlets = message_outlets.outlets_from(settings, mongoengine.get_db()["wechat_tokens"])
    _log.info("messages_settled", count=notifications.send_due(outlets, utc_now()))


@huey.periodic_task(crontab(hour="19", minute="30"))  # UTC: half past three at night in Beijing
def clear_expired() -> None:
    """Clear what is past its retention period."""
    _log.info("cleared", what=privacy.counts_of(privacy.clear_expired(utc_now())))
