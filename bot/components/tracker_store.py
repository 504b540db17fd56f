"""Rasa's SQL tracker store with the events sealed on disk; everything else is Rasa's."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from actions.sealing import seal, unseal


class SealedText(sa.types.TypeDecorator):
    """Text that the database file only holds sealed."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return seal(value) if value is not None else None

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        return unseal(value) if value is not None else None


class SealedTrackerStore(SQLTrackerStore):
    """Named in endpoints.yml by its module path, which is Rasa's way to a store of one's own."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: EndpointConfig | str | None = None,
        event_broker: EventBroker | None = None,
        db: str = "rasa.db",
        **more: Any,
    ) -> None:
        self.SQLEvent.__table__.c.data.type = SealedText()
        super().__init__(domain=domain, dialect="sqlite", db=db, event_broker=event_broker)
