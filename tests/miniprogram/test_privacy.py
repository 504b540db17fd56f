"""A resident's rights: consent, who looked, export, erasure, and the nightly clearing."""

from datetime import timedelta

from backend.adapters.clock import utc_now
from backend.domain.people import Actor
from backend.services import audit, case_file, privacy, review
from backend.storage.documents import Application, StoredFile
from backend.storage.resident_documents import ConsentGiven, Resident, UploadPiece
from tests.miniprogram.phone import Phone, photo

CLERK = Actor("boshan.township_clerk", "经办人王某", "township_clerk", "boshan")


def test_each_purpose_is_agreed_to_by_itself_with_version_and_time(phone):
    given = phone.get("/privacy/purposes").json
    assert {one["purpose"]: one["granted"] for one in given["purposes"]} == {
        "service": True,
        "sensitive": True,
        "messages": False,
    }
    history = phone.get("/privacy/consents").json["items"]
    assert {one["version"] for one in history} == {given["version"]}
    assert len(history) == 2


def test_agreeing_can_be_taken_back_and_then_sensitive_answers_are_not_asked(phone):
    phone.agree("sensitive", granted=False)
    assert phone.begin().status_code == 403
    assert [one["granted"] for one in phone.get("/privacy/consents").json["items"]] == [False, True, True]


def test_an_old_version_of_the_notice_cannot_be_agreed_to(phone):
    refused = phone.post("/privacy/consents", {"purpose": "service", "version": "2020-01", "granted": True})
    assert refused.status_code == 422


def test_an_id_number_needs_its_own_consent(client, database):
    phone = Phone(client, agree=False)
    phone.agree("service")
    assert phone.put("/profile", {"name": "陈明亮", "version": 0}).status_code == 200
    assert phone.put("/profile", {"id_number": "11010519491231002X", "version": 1}).status_code == 403


def test_the_id_number_comes_back_starred_and_lies_sealed(phone, database):
    saved = phone.put("/profile", {"id_number": "11010519491231002X", "version": 0}).json
    assert saved["id_number"] == "1101**********002X"
    assert "11010519491231002X" not in str(list(database["residents"].find()))


def test_a_child_under_fourteen_needs_a_guardians_word(phone):
    child = {"name": "小明", "relation": "child", "age": 13}
    body = {"size": 3, "monthly_income": None, "status": [], "members": [child], "version": 0}
    assert phone.put("/household", body).status_code == 422
    body["members"] = [child | {"guardian_consent": True}]
    assert phone.put("/household", body).status_code == 200
    body = body | {"members": [child | {"age": 14}], "version": 1}
    assert phone.put("/household", body).status_code == 200


def test_a_child_under_fourteen_applies_through_somebody_grown_up(phone):
    child = "110105202001010023"
    own = phone.begin(anyway=True).json["id"]
    refused = phone.write(own, {"applicant.id_number": child})
    assert refused.status_code == 422
    assert "监护人" in refused.json["errors"]["json"]["applicant.id_number"][0]
    for_child = phone.begin(for_other=True, resident_agrees=True, anyway=True).json["id"]
    assert phone.write(for_child, {"applicant.id_number": child}).status_code == 200


def test_a_profile_changed_elsewhere_is_not_overwritten(phone):
    phone.put("/profile", {"name": "陈明亮", "version": 0})
    assert phone.put("/profile", {"name": "陈明", "version": 0}).status_code == 409
    assert phone.put("/profile", {"name": "陈明亮", "version": 0}).status_code == 200


def test_who_looked_is_shown_by_role_and_never_by_name(phone):
    filed = phone.filed()
    review.look_at(filed["number"], CLERK, utc_now())
    log = phone.get("/privacy/access-log").json["items"]
    assert [(one["role"], one["number"]) for one in log] == [("乡镇（街道）经办人", filed["number"])]
    assert "王某" not in str(log)


def test_the_export_holds_everything_and_taking_it_is_on_record(phone):
    filed = phone.filed()
    phone.put("/profile", {"name": "陈明亮", "version": 0})
    everything = phone.get("/privacy/export").json
    assert everything["person"]["phone"] == "13800138000"
    assert everything["applications"][0]["number"] == filed["number"]
    assert everything["applications"][0]["form"]["emergency"]["narrative"] == "老伴突然脑出血住院，已经花了两万多"
    resident = Resident.objects.get()
    assert [event.action for event in privacy.audit_log.of_stream(f"resident:{resident.id}")] == ["exported"]


def test_the_export_is_also_a_text_that_a_person_reads(phone):
    filed = phone.filed()
    phone.put("/profile", {"name": "陈明亮", "version": 0})
    member = {"name": "李桂英", "relation": "spouse", "age": 66, "condition": ["ill"]}
    phone.put("/household", {"size": 2, "monthly_income": 900, "status": [], "members": [member], "version": 0})
    review.look_at(filed["number"], CLERK, utc_now())
    text = phone.get("/privacy/export").json["readable"]
    for line in (
        "姓名：陈明亮",
        "家里人1：李桂英，配偶，66岁，长期生病",
        f"【申请 {filed['number']}】申请收到了",
        "乡镇（街道）经办人看了您的申请",
        "同意“办救助”",
    ):
        assert line in text, line
    assert not any(word in text for word in ("None", "{", "dibao", "submitted", "+00:00"))


def test_what_is_starred_out_for_a_helper_is_starred_out_in_their_copy(phone, client):
    own = phone.filed(**{"applicant.id_number": "11010519491231002X"})
    Application.objects(number=own["number"]).update_one(unset__resident=1)
    neighbour = Phone(client, "13900139000")
    neighbour.post("/claims", {"number": own["number"], "query_code": own["query_code"]})
    copy = neighbour.get("/privacy/export").text
    assert own["number"] in copy
    assert "11010519491231002X" not in copy
    assert "13800138000" not in copy


def test_nothing_is_erased_while_a_case_is_under_way(phone):
    filed = phone.filed()
    refused = phone.post("/privacy/erasure", {"sure": True})
    assert refused.status_code == 409
    assert filed["number"] in refused.json["message"]


def test_erasure_takes_the_person_out_and_leaves_the_case_for_the_archive(phone, database):
    filed = phone.filed()
    phone.send_photo(filed["id"], photo())
    phone.post(f"/applications/{filed['id']}/withdrawal", {"reason": "不用了"})
    erased = phone.post("/privacy/erasure", {"sure": True})
    assert erased.status_code == 200
    assert filed["number"] in erased.json["kept"][0]
    assert phone.get("/profile").status_code == 401
    case = Application.objects.get(number=filed["number"])
    kept = {entry.name for entry in case.fields}
    assert "emergency.category" in kept
    assert not kept & {"applicant.name", "applicant.phone", "emergency.narrative", "address.detail"}
    assert (case.applicant_name, case.resident, case.attachments) == (None, None, [])
    assert StoredFile.objects.count() == 0
    assert audit.verify() == []


def test_erasure_drops_drafts_whole_and_keeps_that_there_was_consent(phone):
    phone.begin()
    phone.post("/privacy/erasure", {"sure": True})
    assert Application.objects.count() == 0
    assert Resident.objects.count() == 0
    assert ConsentGiven.objects(resident__startswith="erased:").count() == 2


def test_the_nightly_job_clears_what_is_past_its_period(phone):
    now = utc_now()
    old, young = phone.begin(anyway=True).json["id"], phone.begin(anyway=True).json["id"]
    phone.post(f"/applications/{young}/uploads", {"kind": "id_card", "size": 100})
    Application.objects(id=old).update_one(set__updated_at=now - timedelta(days=181))
    cleared = privacy.clear_expired(now)
    assert cleared["drafts"] == 1
    assert [str(case.id) for case in Application.objects] == [young]
    later = privacy.clear_expired(now + timedelta(days=4))
    assert later["uploads"] == 1
    assert UploadPiece.objects.count() == 0


def test_an_old_closed_case_loses_the_person_after_its_period(phone):
    filed = phone.filed()
    phone.post(f"/applications/{filed['id']}/withdrawal", {"reason": "不用了"})
    now = utc_now()
    assert privacy.clear_expired(now + timedelta(days=3649))["archived"] == 0
    assert privacy.clear_expired(now + timedelta(days=3651))["archived"] == 1
    assert Application.objects.get(number=filed["number"]).applicant_name is None


def test_the_same_word_twice_is_one_event(phone):
    before = len(phone.get("/privacy/consents").json["items"])
    phone.agree("service")
    assert len(phone.get("/privacy/consents").json["items"]) == before


def test_the_history_of_consents_comes_in_pages(phone):
    first = phone.get("/privacy/consents?limit=1").json
    rest = phone.get("/privacy/consents").json
    after = phone.client.get(
        "/api/mp/v1/privacy/consents", query_string={"cursor": first["next"]}, headers=phone.headers
    )
    assert [*first["items"], *after.json["items"]] == rest["items"]


def test_copying_somebody_elses_call_takes_over_nothing_that_is_starred_out(phone, client):
    own = phone.filed(**{"applicant.id_number": "11010519491231002X"})
    Application.objects(number=own["number"]).update_one(unset__resident=1)
    neighbour = Phone(client, "13900139000")
    claimed = neighbour.post("/claims", {"number": own["number"], "query_code": own["query_code"]})
    assert claimed.json["answers"]["applicant.id_number"] == "1101**********002X"
    copied = neighbour.begin(copy_from=own["id"], anyway=True).json["answers"]
    assert "applicant.id_number" not in copied
    assert copied["applicant.phone"] == "13900139000"


def test_a_hardship_certificate_in_the_household_is_not_asked_for_again(phone):
    member = {"name": "李桂英", "relation": "spouse", "age": 66, "income": 180}
    body = {
        "size": 2,
        "monthly_income": 900,
        "status": [],
        "members": [member],
        "certificates": [{"kind": "disability"}],
        "version": 0,
    }
    saved = phone.put("/household", body)
    assert saved.status_code == 200
    assert saved.json["members"][0]["income"] == 180
    assert phone.begin().json["answers"]["household.status"] == ["disabled"]


def test_words_given_in_one_millisecond_are_each_shown_once(phone, database):
    owner, at = str(Resident.objects.get().id), utc_now()
    ConsentGiven.objects.delete()
    for serial in range(5):
        ConsentGiven(resident=owner, purpose="messages", version=f"v{serial}", granted=True, at=at).save()
    shown = [one["version"] for one in phone.all_pages("/privacy/consents")]
    assert shown == ["v4", "v3", "v2", "v1", "v0"]


def test_looks_of_one_millisecond_are_each_shown_once(phone):
    filed, at = phone.filed(), utc_now()
    for _ in range(3):
        audit.record(f"seen:{filed['number']}", CLERK, "looked_at", at)
    for name in ("applicant.name", "applicant.phone"):
        case = Application.objects.get(number=filed["number"])
        case_file.confirm(case, [name], CLERK, at)
        case.save()
    says = [one["says"] for one in phone.all_pages("/privacy/access-log")]
    assert sorted(says) == sorted(["看了您的申请"] * 3 + ["核对了您的申请"] * 2)
