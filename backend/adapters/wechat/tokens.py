"""Where the access token lies, shared by all processes of an installation."""

from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.collection import Collection
from wechatpy.session import SessionStorage


class SharedStorage(SessionStorage):
    """wechatpy's key-value storage in a MongoDB collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def get(self, key: str, default: Any = None) -> Any:
        found = self._collection.find_one({"_id": key})
        # Checked here, because a TTL index removes documents only once a minute.
        if found is None or (found["expires_at"] and _aware(found["expires_at"]) <= datetime.now(UTC)):
            return default
        return found["value"]

    def set(self, key: str, value: Any, ttl: int | None = None) -> None:
        expires_at = datetime.now(UTC) + timedelta(seconds=ttl) if ttl else None
        self._collection.replace_one({"_id": key}, {"value": value, "expires_at": expires_at}, upsert=True)

    def delete(self, key: str) -> None:
        self._collection.delete_one({"_id": key})


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
