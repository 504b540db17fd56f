"""Background work, in its own process: silence, messages and deadlines.

The queue is a SQLite file locally and Redis when there are several machines.
"""

from datetime import timedelta

import structlog
from huey import RedisHuey, SqliteHuey, crontab

from backend import logs
from backend.adapters.clock import utc_now
from backend.config import Settings
from backend.services import listening
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
