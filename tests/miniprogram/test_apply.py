"""From nothing to a case number, and what comes after."""

from concurrent.futures import ThreadPoolExecutor

from backend.adapters.clock import utc_now
from backend.domain.people import Actor
from backend.services import audit, review
from backend.storage.documents import Application
from tests.miniprogram.phone import ANSWERS, DOOR, Phone, photo
from tests.support.web import add_staff, signed_in

CLERK = Actor("boshan.township_clerk", "经办人", "township_clerk", "boshan")


def step(number, name, reason=None):
    return review.take_step(number, name, CLERK, utc_now(), reason)


def test_an_application_is_written_handed_in_and_seen_by_the_caseworker(phone, client):
    filed = phone.filed()
    assert filed["number"].startswith("BS")
    staff = signed_in(client, add_staff("bureau_reviewer"))
    seen = client.get(f"/api/staff/v1/applications/{filed['number']}", headers=staff).json
    assert seen["applicant"]["name"] == "陈明亮"
    assert seen["costs"]["medical_self_paid"] == 23000
    assert seen["provenance"]["applicant.name"]["source"] == "resident"


def test_the_whole_walk_takes_fewer_than_twenty_five_requests(client, database, app):
    asked = []
    app.before_request_funcs.setdefault(None, []).append(lambda: asked.append(1) or None)
    try:
        phone = Phone(client)
        phone.agree("messages")
        phone.get("/regions?jurisdiction=boshan")
        case_id = phone.begin().json["id"]
        for section in ("applicant", "address", "emergency", "household", "costs"):
            phone.write(
                case_id,
                {
                    name: value
                    for name, value in ANSWERS.items()
                    if name.startswith(section) and name != "applicant.phone"
                },
            )
        phone.send_photo(case_id, photo())
        number = phone.submit(case_id).json["number"]
        assert phone.get(f"/applications/{case_id}/progress").json["number"] == number
    finally:
        app.before_request_funcs[None].pop()
    assert len(asked) < 25


def test_no_personal_data_before_consent(client, database):
    phone = Phone(client, agree=False)
    refused = phone.begin()
    assert refused.status_code == 403
    assert "同意" in refused.json["message"]
    assert phone.put("/profile", {"name": "陈明亮", "version": 0}).status_code == 403


def test_what_the_profile_knows_is_not_asked_again(phone):
    phone.put("/profile", {"name": "陈明亮", "township": "八陡镇", "version": 0})
    phone.put("/household", {"size": 2, "monthly_income": 900, "status": ["dibao"], "version": 0})
    draft = phone.begin().json
    assert draft["answers"]["applicant.name"] == "陈明亮"
    assert draft["answers"]["applicant.phone"] == "13800138000"
    assert draft["answers"]["household.monthly_income"] == 900
    assert "household.size" not in draft["missing"]


def test_what_was_told_in_one_application_is_not_asked_in_the_next(phone):
    filed = phone.filed()
    phone.post(f"/applications/{filed['id']}/withdrawal", {"reason": "好了"})
    draft = phone.begin().json
    assert draft["answers"]["applicant.name"] == "陈明亮"
    assert draft["answers"]["household.size"] == 2
    assert draft["answers"]["address.village"] == "北峰峪村"


def test_an_answer_not_given_is_on_no_page_and_in_no_file(phone):
    draft = phone.begin().json
    assert "household.status" not in draft["answers"]
    assert "emergency.in_danger" not in draft["answers"]
    assert "household.status" in draft["missing"]


def test_too_little_told_is_not_handed_in_and_says_what_is_missing(phone):
    case_id = phone.begin().json["id"]
    refused = phone.submit(case_id)
    assert refused.status_code == 422
    assert set(refused.json["errors"]["json"]) == {"applicant.name", "emergency.narrative"}


def test_handing_in_twice_with_one_key_is_one_case(phone):
    case_id = phone.begin().json["id"]
    phone.write(case_id, ANSWERS, {"applicant.phone": "13800138000"})
    first, again = phone.submit(case_id, "k1"), phone.submit(case_id, "k1")
    assert first.status_code == again.status_code == 201
    assert first.json == again.json
    assert Application.objects(number=first.json["number"]).count() == 1


def test_eight_presses_at_once_begin_one_draft(app, phone):
    def press(_):
        twin = object.__new__(Phone)
        twin.client, twin.headers, twin.number = app.test_client(), phone.headers, phone.number
        return twin.begin(key="one-will", anyway=True)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1


def test_the_same_key_with_another_body_is_refused(phone):
    phone.begin(key="k")
    assert phone.begin(key="k", jurisdiction="linghai").status_code == 422


def test_whoever_begins_a_second_one_is_first_shown_the_open_one(phone):
    filed = phone.filed()
    shown = phone.begin()
    assert shown.status_code == 409
    assert shown.json["open"]["number"] == filed["number"]
    assert shown.json["open"]["says"] == "交上来了，等工作人员看"
    assert phone.begin(anyway=True).status_code == 201


def test_an_impossible_id_number_is_refused_with_what_to_do(phone):
    case_id = phone.begin().json["id"]
    refused = phone.write(case_id, {"applicant.id_number": "370304199001011234"})
    assert refused.status_code == 422
    assert "身份证" in refused.json["errors"]["json"]["applicant.id_number"][0]


def test_two_phones_writing_different_answers_never_clash(phone):
    case_id = phone.begin().json["id"]
    phone.write(case_id, {"applicant.name": "陈明亮"})
    assert phone.write(case_id, {"household.size": 3}).status_code == 200


def test_two_phones_writing_the_same_answer_are_shown_both(phone):
    case_id = phone.begin().json["id"]
    phone.write(case_id, {"household.size": 3})
    clash = phone.write(case_id, {"household.size": 4})
    assert clash.status_code == 409
    assert clash.json["conflicts"] == [{"field": "household.size", "theirs": 3, "yours": 4}]
    assert phone.write(case_id, {"household.size": 4}, {"household.size": 3}).json["answers"]["household.size"] == 4


def test_sending_the_same_edit_again_is_harmless(phone):
    case_id = phone.begin().json["id"]
    phone.write(case_id, {"household.size": 3})
    assert phone.write(case_id, {"household.size": 3}).status_code == 200


def test_an_answer_can_be_taken_back(phone):
    case_id = phone.begin().json["id"]
    phone.write(case_id, {"household.size": 3})
    draft = phone.write(case_id, {"household.size": None}, {"household.size": 3}).json
    assert "household.size" not in draft["answers"]
    assert "household.size" in draft["missing"]


def test_another_residents_case_does_not_exist(phone, client):
    case_id = phone.begin().json["id"]
    stranger = Phone(client, "13900139000")
    assert stranger.get(f"/applications/{case_id}").status_code == 404
    assert stranger.write(case_id, {"household.size": 1}).status_code == 404
    assert stranger.submit(case_id).status_code == 404
    assert stranger.get(f"/applications/{case_id}/progress").status_code == 404


def test_progress_says_what_is_next_and_who_has_it(phone):
    filed = phone.filed()
    now = phone.get(f"/applications/{filed['id']}/progress").json
    assert now["says"] == "申请收到了，等工作人员看。"
    assert now["who"] == "八陡镇的工作人员"
    assert now["next_step"]
    step(filed["number"], "accept")
    later = phone.get(f"/applications/{filed['id']}/progress").json
    assert later["state"] == "accepted"
    assert len([one for one in later["steps"] if one["done"]]) == len([one for one in now["steps"] if one["done"]]) + 1


def test_a_supplement_is_asked_for_given_and_goes_on(phone):
    filed = phone.filed()
    step(filed["number"], "ask_supplement", "请补一张住院发票。")
    asked = phone.get(f"/applications/{filed['id']}/progress").json
    assert asked["supplement"] == "请补一张住院发票。"
    assert "supplement" in asked["can"]
    phone.send_photo(filed["id"], photo(), "hospital_bill")
    given = phone.post(f"/applications/{filed['id']}/supplement", {"says": "发票拍好了"}, "s1")
    assert given.status_code == 200
    assert given.json["state"] == "submitted"
    assert phone.post(f"/applications/{filed['id']}/supplement", {"says": "发票拍好了"}, "s1").status_code == 200


def test_a_case_can_be_taken_back_until_it_is_decided(phone):
    filed = phone.filed()
    gone = phone.post(f"/applications/{filed['id']}/withdrawal", {"reason": "本人不再申请"}, "w1")
    assert gone.json["state"] == "withdrawn"
    assert phone.post(f"/applications/{filed['id']}/withdrawal", {"reason": "本人不再申请"}, "w1").status_code == 200
    assert phone.post(f"/applications/{filed['id']}/withdrawal", {"reason": "本人不再申请"}, "w2").status_code == 409


def test_a_closed_case_is_rated_once(phone):
    filed = phone.filed()
    assert phone.post(f"/applications/{filed['id']}/rating", {"stars": 5}).status_code == 409
    case = Application.objects(number=filed["number"]).get()
    Application.objects(id=case.id).update_one(set__state="closed")
    assert phone.post(f"/applications/{filed['id']}/rating", {"stars": 5}, "r").json["rating"] == 5
    assert phone.post(f"/applications/{filed['id']}/rating", {"stars": 1}, "r2").status_code == 409


def test_copying_an_earlier_one_leaves_the_old_emergency_behind(phone):
    filed = phone.filed()
    copied = phone.begin(copy_from=filed["id"], anyway=True).json
    assert copied["answers"]["household.size"] == 2
    assert not [name for name in copied["answers"] if name.startswith(("emergency.", "costs.", "need."))]


def test_helping_somebody_needs_their_word_and_tells_both_apart(phone):
    assert phone.begin(for_other=True).status_code == 422
    draft = phone.begin(for_other=True, resident_agrees=True).json
    assert draft["assisted"] is True
    assert draft["answers"] == {"filer.phone": "13800138000"}


def test_the_list_comes_in_pages(phone):
    for _ in range(3):
        phone.begin(anyway=True)
    first = phone.get("/applications?limit=2").json
    rest = phone.get(f"/applications?limit=2&cursor={first['next']}").json
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in rest["items"]}


def test_everything_a_resident_did_is_in_the_chain(phone):
    filed = phone.filed()
    phone.post(f"/applications/{filed['id']}/withdrawal", {"reason": "不用了"})
    assert audit.verify() == []


def test_anonymous_look_up_tells_where_it_stands_and_nothing_of_the_person(phone, client):
    filed = phone.filed()
    pair = {"number": filed["number"].lower(), "query_code": filed["query_code"]}
    found = client.post(f"{DOOR}/lookups", json=pair)
    assert found.status_code == 200
    assert found.json["state"] == "submitted"
    assert "陈明亮" not in found.text
    assert "13800138000" not in found.text


def test_wrong_number_and_wrong_code_are_told_apart_by_nobody(phone, client):
    filed = phone.filed()
    wrong_code = client.post(f"{DOOR}/lookups", json={"number": filed["number"], "query_code": "00000000"})
    wrong_number = client.post(
        f"{DOOR}/lookups", json={"number": "BS20200101000001", "query_code": filed["query_code"]}
    )
    assert wrong_code.status_code == wrong_number.status_code == 404
    assert wrong_code.json == wrong_number.json


def test_many_addresses_together_guess_at_one_number_as_slowly_as_one(phone, client):
    filed = phone.filed()
    for n in range(30):
        guess = {"number": filed["number"], "query_code": f"{n:08d}"}
        client.post(f"{DOOR}/lookups", json=guess, environ_base={"REMOTE_ADDR": f"10.0.0.{n}"})
    pair = {"number": filed["number"], "query_code": filed["query_code"]}
    assert client.post(f"{DOOR}/lookups", json=pair).status_code == 429
    assert phone.post("/claims", pair).status_code == 429


def test_guessing_query_codes_is_stopped(client, database):
    guesses = [
        client.post(f"{DOOR}/lookups", json={"number": f"BS20261123{n:06d}", "query_code": "00000000"}).status_code
        for n in range(61)
    ]
    assert guesses[-1] == 429
