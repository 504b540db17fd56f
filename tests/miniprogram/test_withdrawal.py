"""Somebody no longer agrees: what was kept on that word alone goes, and nothing of a case handed in is lost."""

from datetime import timedelta

from backend.services import notifications
from backend.storage.documents import Application
from backend.storage.resident_documents import Resident
from tests.miniprogram.test_messages import DAY, filed_at, outlets

ID_NUMBER = "11010519491231002X"
HOME = {"size": 2, "monthly_income": 900, "status": [], "members": [], "certificates": [], "version": 0}


def names_on_file(case_id: str) -> set[str]:
    return {entry.name for entry in Application.objects.get(id=case_id).fields}


def told_everything(phone) -> str:
    """A profile, a household, and a draft that holds all of it; the draft's id."""
    phone.put("/profile", {"name": "陈明亮", "id_number": ID_NUMBER, "version": 0})
    phone.put("/household", HOME)
    return phone.begin(anyway=True).json["id"]


def test_each_purpose_says_beforehand_what_taking_it_back_brings(phone):
    for one in phone.get("/privacy/purposes").json["purposes"]:
        assert one["withdrawn"].startswith("不再同意以后"), one["purpose"]


def test_without_the_sensitive_consent_id_number_and_income_are_gone_and_the_rest_stays(phone):
    draft = told_everything(phone)
    phone.agree("sensitive", granted=False)
    assert names_on_file(draft) & {"applicant.id_number", "household.monthly_income"} == set()
    assert "applicant.name" in names_on_file(draft)
    assert phone.get("/profile").json["id_number"] is None
    assert phone.get("/profile").json["name"] == "陈明亮"
    assert phone.get("/household").json["monthly_income"] is None


def test_sensitive_answers_are_taken_again_only_after_agreeing_again(phone):
    draft = phone.begin().json["id"]
    phone.agree("sensitive", granted=False)
    assert phone.write(draft, {"address.detail": "村委会往东第三家"}).status_code == 200
    refused = phone.write(draft, {"applicant.id_number": ID_NUMBER})
    assert refused.status_code == 403
    assert "身份证号、看病和收入" in refused.json["message"]
    phone.agree("sensitive")
    assert phone.write(draft, {"applicant.id_number": ID_NUMBER}).status_code == 200


def test_without_the_service_consent_nothing_is_kept_for_next_time(phone):
    told_everything(phone)
    phone.agree("service", granted=False)
    assert Application.objects.count() == 0
    resident = Resident.objects.get()
    assert (resident.person, resident.household) == (None, None)


def test_a_case_handed_in_goes_on_whatever_is_taken_back(phone):
    filed = phone.filed(**{"applicant.id_number": ID_NUMBER})
    for purpose in ("sensitive", "service"):
        phone.agree(purpose, granted=False)
    assert "applicant.id_number" in names_on_file(filed["id"])
    assert phone.get(f"/applications/{filed['id']}/progress").json["state"] == "submitted"


def test_without_consent_to_messages_the_phone_stays_silent(phone):
    phone.agree("messages")
    filed_at(phone)
    phone.agree("messages", granted=False)
    out = outlets()
    notifications.send_due(out, DAY + timedelta(minutes=1))
    assert out.sms.out == []
