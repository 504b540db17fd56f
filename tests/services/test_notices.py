"""A notice is put up with the approval and comes down by itself, or with an objection."""

import pytest

from backend.domain.errors import NotFound, WrongState
from backend.domain.people import HOUSE
from backend.services import approval, casework, ledger, notices
from backend.services.progress import progress_of
from backend.storage import cases
from backend.storage.casework_documents import PublicNotice
from tests.support.factories import NOW, TODAY, YUAN, later, staff, submitted, visited


@pytest.fixture
def clerk():
    return staff("township_clerk")


@pytest.fixture
def on_notice(clerk):
    case = visited(
        submitted(household__monthly_income=900), clerk, scheme="dibao", facts={"household.assets_fit": True}
    )
    casework.record_appraisal(case.number, casework.Appraisal(TODAY, 20, 18, "同意"), clerk, NOW)
    casework.review(case.number, casework.Review("approve", 1200 * YUAN, "符合"), clerk, NOW)
    return approval.approve(case.number, 1200 * YUAN, staff("bureau_head"), NOW)


def test_the_notice_hangs_for_five_working_days_with_a_masked_name(on_notice):
    (hanging,) = notices.published("boshan", NOW)
    assert (hanging.name, hanging.place) == ("陈**", "山头街道冯八峪村")
    assert (hanging.published_on, hanging.until) == ("2026-11-23", "2026-11-30")
    assert on_notice.due_on == "2026-11-30"
    assert "陈明亮" not in str(hanging.to_mongo())


def test_nobody_ends_it_before_its_last_day_is_over(on_notice, clerk):
    with pytest.raises(WrongState, match="2026-11-30"):
        notices.end(on_notice.number, clerk, later(days=7))
    assert notices.sweep(later(days=7)) == []


def test_it_ends_and_comes_down_by_itself_and_the_aid_is_granted(on_notice):
    assert notices.published("boshan", later(days=8)) == []
    assert notices.sweep(later(days=8)) == [on_notice.number]
    assert notices.sweep(later(days=8)) == []
    case = cases.by_number(on_notice.number)
    assert case.state == "granted"
    assert ledger.ledger_of(case).balance.granted == 1200 * YUAN
    assert len(PublicNotice.objects) == 0
    assert ledger.check() == []


def test_an_expired_notice_is_not_shown_even_if_no_sweep_ran(on_notice):
    assert notices.published("boshan", later(days=8)) == []
    assert len(PublicNotice.objects) == 1


def test_an_objection_by_anybody_sends_the_case_back_and_stays_secret(on_notice):
    (hanging,) = notices.published("boshan", NOW)
    notices.object_publicly(hanging.id, "他家有两辆车，我是隔壁老李", "13954478899", later(days=1))
    case = cases.by_number(on_notice.number)
    assert case.state == "review"
    assert notices.published("boshan", later(days=1)) == []
    assert case.papers["objection"]["says"].startswith("他家有两辆车")
    told = str([progress_of(case).passed, case.outbox[-1].says, [event.note for event in case.events]])
    assert "隔壁老李" not in told
    with pytest.raises(NotFound):
        notices.object_publicly(hanging.id, "再说一遍", None, later(days=1))


def test_a_notice_that_was_not_hung_is_hung_by_the_sweep(on_notice):
    PublicNotice.objects.delete()
    notices.sweep(NOW)
    assert len(notices.published("boshan", NOW)) == 1


def test_the_house_may_end_a_notice_and_nothing_else(on_notice):
    assert notices.end(on_notice.number, HOUSE, later(days=8)).state == "granted"
