"""One case, one atomic save: nobody's change is lost, and what must be unique is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import mongoengine
import pytest

from backend.adapters.clock import utc_now
from backend.domain.errors import Conflict, KeyReused
from backend.domain.people import HOUSE, Actor
from backend.services import audit, case_file, filing
from backend.storage import cases
from backend.storage.counters import next_value
from backend.storage.documents import Application, Task
from backend.storage.migrations import run_pending
from backend.storage.once import once

pytestmark = pytest.mark.usefixtures("storage")


def put_on_file(**columns) -> Application:
    case = filing.new_case(filing.Filing("boshan", "hotline", {}), HOUSE, utc_now(), state="submitted")
    for name, value in columns.items():
        setattr(case, name, value)
    case_file.refresh(case, utc_now())
    return cases.insert(case)


def test_the_slower_of_two_savers_is_told():
    case = put_on_file()
    first, second = cases.by_id(str(case.id)), cases.by_id(str(case.id))
    cases.save(first)
    with pytest.raises(Conflict):
        cases.save(second)


def test_twelve_changes_at_once_are_all_on_file_and_their_chain_holds():
    case = put_on_file()

    def add_note(turn: int) -> None:
        cases.change(
            lambda: cases.by_id(str(case.id)),
            lambda fresh: case_file.log(fresh, HOUSE, "note", utc_now(), note=str(turn)),
        )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_note, range(12)))
    notes = {event.note for event in cases.by_id(str(case.id)).events if event.action == "note"}
    assert notes == {str(turn) for turn in range(12)}
    assert audit.verify() == []


def test_a_series_of_numbers_has_no_gap_and_no_double():
    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(lambda _: next_value("BS20261123"), range(30))) == list(range(1, 31))


def test_a_clerk_sees_their_township_and_what_has_none_yet():
    for township in ("八陡镇", "域城镇", None):
        case = put_on_file()
        Application.objects(id=case.id).update_one(set__township=township)
    clerk = Actor("c", "经办人", "township_clerk", "boshan", ("八陡镇",))
    assert {case.township for case in cases.worklist(clerk, {})} == {"八陡镇", None}


def test_pages_of_the_worklist_go_on_from_one_urgency_to_the_next():
    head = Actor("h", "局长", "bureau_head", "boshan")
    for urgency, rank in (("normal", 2), ("critical", 0), ("urgent", 1), ("normal", 2), ("critical", 0)):
        case = put_on_file()
        Application.objects(id=case.id).update_one(set__urgency=urgency, set__urgency_rank=rank)
    pages = [cases.worklist(head, {"active": True}, skip=skip, limit=2) for skip in (0, 2, 4, 6)]
    assert [[case.urgency_rank for case in page] for page in pages] == [[0, 0], [1, 2], [2], []]
    assert len({case.id for page in pages for case in page}) == 5
    assert [case.urgency for case in cases.worklist(head, {"active": True, "urgency": "urgent"})] == ["urgent"]


def test_creating_twice_under_one_key_makes_one_and_another_wish_is_refused():
    def task() -> Task:
        return Task(jurisdiction="boshan", kind="callback", created_at=datetime.now(UTC))

    assert once(Task, "k", "d", task).id == once(Task, "k", "d", task).id
    with pytest.raises(KeyReused):
        once(Task, "k", "another", task)


def test_migrations_run_once():
    run_pending(mongoengine.get_db())
    assert run_pending(mongoengine.get_db()) == []


def test_events_outside_a_case_form_a_chain_under_many_writers(storage):
    actor = Actor("c", "经办人", "township_clerk", "boshan")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: audit.record("staff:c", actor, "exported", utc_now()), range(12)))
    assert audit.verify() == []
    storage["audit_events"].delete_one({"seq": 5})
    assert audit.verify() == ["stream staff:c: event 5"]


def test_what_an_update_by_name_writes_lies_sealed_too(storage):
    task = Task(jurisdiction="boshan", kind="callback", created_at=datetime.now(UTC)).save()
    Task.objects(id=task.id).update_one(set__phone="13954478899")
    assert "13954478899" not in str(storage["tasks"].find_one())
    assert Task.objects.get().phone == "13954478899"
