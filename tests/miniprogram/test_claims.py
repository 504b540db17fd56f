"""Going on with what the bot heard."""

from backend.storage.documents import Application, Task
from backend.storage.resident_documents import Resident
from backend.storage.sealed import keyring
from tests.miniprogram.phone import Phone
from tests.support.calls import filing, snapshot, told
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


def told_in_the_program(phone, client, conversation=None, **changes):
    """A talk with the bot from within the program, as the bot sends it: the talk's name."""
    conversation = conversation or f"mp-{resident_of(phone)}-0a1b2c3d"
    body = snapshot(channel="h5", **changes)
    kept = client.put(f"/api/intake/v1/conversations/{conversation}", json=body, headers=as_bot())
    assert kept.status_code == 200, kept.json
    return conversation


def resident_of(phone):
    return str(Resident.objects(phone_lookup=keyring().lookup("phone", phone.number)).get().id)


def file_talk(client, conversation):
    return client.post("/api/intake/v1/applications", json=filing(conversation), headers=as_bot(f"{conversation}:1"))


def on_file(name):
    return next((field.value for field in Application.objects.get().fields if field.name == name), None)


def test_what_is_told_in_the_programs_own_chat_is_among_ones_cases_without_a_number_or_a_code(phone, client):
    talk = told_in_the_program(phone, client)
    filed = file_talk(client, talk).json
    assert [one["number"] for one in phone.get("/applications").json["items"]] == [filed["number"]]
    opened = phone.post("/claims", {"conversation": talk})
    assert (opened.json["number"], opened.json["state"]) == (filed["number"], "submitted")
    assert opened.json["answers"]["applicant.phone"] == "13954478899"


def test_a_talk_that_is_not_done_goes_on_as_a_form_and_nobody_is_rung_after_it_is_handed_in(phone, client):
    talk = told_in_the_program(phone, client)
    opened = phone.post("/claims", {"conversation": talk}).json
    assert (opened["state"], opened["answers"]["applicant.name"]) == ("unfinished", "周玉兰")
    assert [task.kind for task in Task.objects(open=True)] == ["callback"]
    assert phone.submit(opened["id"]).status_code == 201
    assert Task.objects(open=True).count() == 0
    assert Application.objects.count() == 1


def test_a_talk_in_which_nothing_was_told_opens_nothing_and_says_what_to_do(phone, client):
    talk = told_in_the_program(phone, client, form={})
    refused = phone.post("/claims", {"conversation": talk})
    assert refused.status_code == 404
    assert "自己填" in refused.json["message"]


def test_nobody_opens_the_talk_of_another(phone, client):
    talk = told_in_the_program(phone, client)
    assert Phone(client, "13900139000").post("/claims", {"conversation": talk}).status_code == 404


def test_what_the_resident_corrected_is_not_undone_by_what_the_bot_heard_before(phone, client):
    talk = told_in_the_program(phone, client)
    file_talk(client, talk)
    opened = phone.post("/claims", {"conversation": talk}).json
    phone.write(opened["id"], {"applicant.name": "周玉蓝"}, {"applicant.name": "周玉兰"})
    told_in_the_program(phone, client, talk, turns=[("caller", "谢谢")])
    assert on_file("applicant.name") == "周玉蓝"


def test_what_is_told_to_the_bot_after_the_yes_still_reaches_the_case(phone, client):
    talk = told_in_the_program(phone, client)
    said_yes = {"household.size": {"source": "bot", "said": "就我一个", "confidence": 0.9, "confirmed": True}}
    body = filing(talk, provenance=said_yes)
    client.post("/api/intake/v1/applications", json=body, headers=as_bot(f"{talk}:1"))
    told_in_the_program(
        phone, client, talk, form=told(household={"size": 3, "monthly_income": 230, "status": ["dibao"]})
    )
    assert on_file("household.size") == 3


def test_a_call_gone_on_with_in_the_programs_chat_is_among_ones_cases(phone, client):
    client.put("/api/intake/v1/conversations/call-1", json=snapshot(state="closed"), headers=as_bot())
    number = Application.objects.get().number
    told_in_the_program(phone, client, continues=number)
    assert [one["number"] for one in phone.get("/applications").json["items"]] == [number]
