"""Going on with what the bot heard."""

from backend.storage.documents import Application
from tests.miniprogram.phone import Phone
from tests.support.calls import filing, told
from tests.support.web import as_bot


def filed_by_bot(client, phone="13954478899"):
    body = filing(form=told(applicant={"name": "周玉兰", "phone": phone}))
    answer = client.post("/api/intake/v1/applications", json=body, headers=as_bot("call-1:1"))
    assert answer.status_code == 201, answer.json
    return answer.json


def claim(phone, filed, key=None):
    return phone.post("/claims", {"number": filed["number"], "query_code": filed["query_code"]}, key)


def test_number_and_query_code_open_what_the_bot_heard(phone, client):
    filed = filed_by_bot(client)
    taken = claim(phone, filed)
    assert taken.status_code == 201
    assert taken.json["origin"] == "bot"
    assert taken.json["answers"]["applicant.name"] == "周玉兰"
    assert taken.json["heard"]["applicant.name"] == "大娘叫周玉兰"
    assert [one["number"] for one in phone.get("/applications").json["items"]] == [filed["number"]]


def test_whoever_holds_only_the_code_does_not_see_the_callers_phone(phone, client):
    taken = claim(phone, filed_by_bot(client))
    assert taken.json["answers"]["applicant.phone"] == "139****8899"


def test_the_caller_sees_their_own_phone_and_need_no_code(client, database):
    filed = filed_by_bot(client)
    caller = Phone(client, "13954478899")
    waiting = caller.get("/claims").json["items"]
    assert [one["number"] for one in waiting] == [filed["number"]]
    taken = caller.post("/claims", {"id": waiting[0]["id"]})
    assert taken.json["answers"]["applicant.phone"] == "13954478899"
    assert caller.get("/claims").json["items"] == []


def test_a_strangers_id_claims_nothing(phone, client):
    filed_by_bot(client)
    case_id = str(Application.objects.first().id)
    assert phone.post("/claims", {"id": case_id}).status_code == 404


def test_a_wrong_code_claims_nothing(phone, client):
    filed = filed_by_bot(client)
    assert claim(phone, filed | {"query_code": "00000000"}).status_code == 404


def test_claiming_again_is_harmless_and_a_second_person_is_refused(phone, client):
    filed = filed_by_bot(client)
    claim(phone, filed)
    assert claim(phone, filed).status_code == 201
    assert claim(Phone(client, "13900139000"), filed).status_code == 409


def test_what_was_heard_wrong_is_corrected_and_the_old_word_stays_on_file(phone, client):
    taken = claim(phone, filed_by_bot(client)).json
    corrected = phone.write(taken["id"], {"applicant.name": "周玉蓝"}, {"applicant.name": "周玉兰"})
    assert corrected.status_code == 200
    entry = next(one for one in Application.objects.get().fields if one.name == "applicant.name")
    assert entry.value == "周玉蓝"
    assert entry.source == "resident"
    assert entry.history[0]["value"] == "周玉兰"


def test_a_starred_phone_left_alone_is_no_clash_and_a_new_one_is_taken(phone, client):
    taken = claim(phone, filed_by_bot(client)).json
    changed = phone.write(taken["id"], {"applicant.phone": "13800138000"}, {"applicant.phone": "139****8899"})
    assert changed.status_code == 200


def test_an_unfinished_call_is_finished_on_the_phone(phone, client):
    filed = filed_by_bot(client)
    Application.objects.update(set__state="unfinished")
    taken = claim(phone, filed).json
    assert taken["state"] == "unfinished"
    done = phone.submit(taken["id"])
    assert done.json["number"] == filed["number"]
    assert phone.get(f"/applications/{taken['id']}/progress").json["state"] == "submitted"
