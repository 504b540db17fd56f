"""Bank batches and the payments that wait for one: the named queries."""

from datetime import datetime

from backend.domain.errors import NotFound
from backend.storage.casework_documents import Batch
from backend.storage.documents import Application


def insert(batch: Batch) -> Batch:
    """A new batch."""
    return batch.save(force_insert=True)


def get(number: str, jurisdiction: str) -> Batch:
    """One batch of the county; raises NotFound."""
    batch: Batch | None = Batch.objects(id=number, jurisdiction=jurisdiction).first()
    if batch:
        return batch
    raise NotFound("没有这个批次。")


def of_county(jurisdiction: str) -> list[Batch]:
    """The county's batches, newest first, without their lines."""
    return list(Batch.objects(jurisdiction=jurisdiction).exclude("lines").order_by("-made_at").limit(100))


def close_lines(number: str, lines: list[dict[str, object]], total: int) -> None:
    """What the batch holds is settled: its lines and their sum."""
    batch = Batch.objects(id=number).get()
    batch.lines, batch.total = lines, total
    batch.save()


def mark(number: str, state: str, now: datetime) -> None:
    """Exported, or its result read back."""
    Batch.objects(id=number).update_one(set__state=state, **{f"set__{state}_at": now})


def write_results(number: str, lines: list[dict[str, object]]) -> None:
    """What the bank said of each line."""
    batch = Batch.objects(id=number).get()
    batch.lines = lines
    batch.save()


def waiting_cases(jurisdiction: str, limit: int = 1000) -> list[Application]:
    """Cases that are being paid, the longest wait first."""
    return list(
        Application.objects(jurisdiction=jurisdiction, state="disbursing").order_by("waiting_since").limit(limit)
    )


def cases_in(number: str) -> list[Application]:
    """Cases with a payment in this batch."""
    return list(Application.objects(finds=f"batch:{number}"))
