"""Numbers given out once."""

from collections import deque
from concurrent.futures import Future
from functools import lru_cache
from threading import Lock

from pymongo import ReturnDocument

from backend.storage.documents import Counter


def next_value(name: str) -> int:
    """The next number of this series, counting from 1; safe among many threads and processes.

    Threads that ask at the same time are served by one step in the database, where each would wait for the others' row; no more
    numbers are taken than were asked for.
    """
    return _series(name).next()


class _Series:
    def __init__(self, name: str) -> None:
        self._name = name
        self._asked: deque[Future[int]] = deque()
        self._serving = Lock()

    def next(self) -> int:
        mine: Future[int] = Future()
        self._asked.append(mine)
        with self._serving:
            if not mine.done():
                self._serve([self._asked.popleft() for _ in range(len(self._asked))])
        return mine.result()

    def _serve(self, asked: list[Future[int]]) -> None:
        try:
            last = _add(self._name, len(asked))
        except Exception as error:
            for one in asked:
                one.set_exception(error)
        else:
            for value, one in enumerate(asked, last - len(asked) + 1):
                one.set_result(value)


@lru_cache(maxsize=64)
def _series(name: str) -> _Series:
    return _Series(name)


def _add(name: str, many: int) -> int:
    counter = Counter._get_collection().find_one_and_update(
        {"_id": name}, {"$inc": {"value": many}}, upsert=True, return_document=ReturnDocument.AFTER
    )
    return int(counter["value"])
