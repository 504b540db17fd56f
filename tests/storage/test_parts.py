"""What nobody changed in a case goes back as it lay; what somebody changed is sealed anew, and so is all of it under a new key."""

import pytest

from backend.adapters.clock import utc_now
from backend.adapters.crypto import Keyring, new_key_lines
from backend.domain.people import HOUSE
from backend.services import case_file, filing
from backend.storage import cases
from tests.support.web import KEYS

pytestmark = pytest.mark.usefixtures("storage")
TOLD = {"applicant.name": "陈明亮", "applicant.phone": "13954478899", "need.kinds": ["cash"]}


@pytest.fixture
def case():
    fresh = filing.new_case(filing.Filing("boshan", "hotline", {}), HOUSE, utc_now(), state="submitted")
    case_file.write_answers(fresh, TOLD, HOUSE, utc_now())
    return cases.insert(fresh)


def at_rest(storage) -> dict[str, str]:
    return {entry["name"]: entry["value"] for entry in storage["applications"].find_one()["fields"]}


def change(case, operation) -> dict[str, object]:
    cases.change(lambda: cases.by_id(str(case.id)), operation)
    return case_file.values_of(cases.by_id(str(case.id)))


def test_an_answer_nobody_changed_keeps_the_bytes_it_was_sealed_into(case, storage):
    before = at_rest(storage)
    known = change(
        case, lambda fresh: case_file.write_answers(fresh, {"applicant.phone": "13800000001"}, HOUSE, utc_now())
    )
    after = at_rest(storage)
    assert known == {**TOLD, "applicant.phone": "13800000001"}
    assert after["applicant.name"] == before["applicant.name"]
    assert after["applicant.phone"] != before["applicant.phone"]
    assert "13800000001" not in str(after)


def test_a_list_that_grew_in_place_is_saved(case):
    def add(fresh):
        next(entry for entry in fresh.fields if entry.name == "need.kinds").value.append("goods")

    assert change(case, add)["need.kinds"] == ["cash", "goods"]


def test_a_new_key_seals_all_of_a_case_at_its_next_save(case, storage, monkeypatch):
    newest = new_key_lines().splitlines()[0].replace("k1:", "new:")
    monkeypatch.setattr("backend.storage.sealed._keyring", Keyring(f"{newest}\n{KEYS}"))
    assert change(case, lambda fresh: None) == TOLD
    assert all(value.startswith("s1.new.") for value in at_rest(storage).values())
