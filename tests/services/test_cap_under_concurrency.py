"""Two heads, two processes, one household: whatever they do at once, the yearly cap holds (清流: 20,000 yuan a household and year)."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from backend.services import ledger
from backend.storage import cases, households
from tests.services.conftest import KEYS
from tests.support.approvers import approve_all, arrive
from tests.support.factories import YUAN, id_number, reviewed, staff, submitted

AMOUNT, CAP = 8000 * YUAN, 20_000 * YUAN


def test_approvals_at_once_never_exceed_the_households_yearly_cap(database_url):
    clerk = staff("township_clerk", "qingliu")
    heads = [staff("bureau_head", "qingliu", number=turn).id for turn in range(2)]
    person = id_number()
    filed = [submitted("qingliu", applicant__id_number=person) for _ in range(3)]
    numbers = [reviewed(case, clerk, yuan=8000).number for case in filed]
    processes = get_context("spawn")
    ready = (processes.Barrier(2), database_url, KEYS)
    with ProcessPoolExecutor(2, processes, initializer=arrive, initargs=ready) as pool:
        turns = [numbers[turn:] + numbers[:turn] for turn in range(2)]
        tries = [pool.submit(approve_all, head, turn, AMOUNT) for head, turn in zip(heads, turns, strict=True)]
        approved = [number for attempt in tries for number in attempt.result(timeout=120)]
    assert len(approved) == len(set(approved)) == 2
    states = sorted(cases.by_number(number).state for number in numbers)
    assert states == ["approval", "granted", "granted"]
    household = cases.by_number(approved[0]).household
    assert sum(item.fen for item in households.items_of(household, 2026)) == 2 * AMOUNT <= CAP
    assert ledger.check() == []
