"""Numbers given out once."""

from backend.storage.documents import Counter


def next_value(name: str) -> int:
    """The next number of this series, counting from 1; safe among many processes."""
    counter = Counter.objects(id=name).modify(upsert=True, new=True, inc__value=1)
    return int(counter.value)
