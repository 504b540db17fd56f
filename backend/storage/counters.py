"""Numbers given out once."""

from pymongo import ReturnDocument

from backend.storage.documents import Counter


def next_value(name: str) -> int:
    """The next number of this series, counting from 1; safe among many processes."""
    counter = Counter._get_collection().find_one_and_update(
        {"_id": name}, {"$inc": {"value": 1}}, upsert=True, return_document=ReturnDocument.AFTER
    )
    return int(counter["value"])
