"""The bot's door: what was told comes on file once, whole, and can be proved."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.services import audit
from backend.storage.documents import Application, Task
from tests.support.calls import filing, told
from tests.support.web import add_staff, as_bot, signed_in

URL = "/api/intake/v1/applications"


def file(client, body=None, key="call-1:1"):
    return client.post(URL, json=body or filing(), headers=as_bot(key))


def on_file(client, number, username="boshan.bureau_reviewer"):
    add_staff("bureau_reviewer", username=username)
    return client.get(f"/api/staff/v1/applications/{number}", headers=signed_in(client, username)).json


def test_a_filed_call_gets_a_number_and_a_query_code(client):
    answer = file(client)
    assert answer.status_code == 201
    assert answer.json["number"].startswith("BS")
    assert len(answer.json["number"]) == 16
    assert len(answer.json["query_code"]) == 8
    assert answer.json["state"] == "submitted"


def test_the_same_key_and_body_file_one_application_and_give_the_same_answer(client):
    first, again = file(client), file(client)
    assert again.status_code == 201
    assert again.json == first.json
    assert len(Application.objects) == 1


def test_the_same_key_with_another_body_is_refused(client):
    file(client)
    answer = file(client, filing(form=told(applicant={"name": "周玉"})))
    assert answer.status_code == 422
    assert "内容不一样" in answer.json["message"]


def test_eight_copies_of_one_filing_at_once_are_one_application(app, database):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: file(app.test_client()), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["number"] for answer in answers}) == 1
    assert len(Application.objects) == 1


def test_numbers_are_given_once_each_under_many_callers(app, database):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: file(app.test_client(), filing(f"call-{n}"), f"call-{n}:1"), range(16)))
    assert len({answer.json["number"] for answer in answers}) == 16


def test_what_was_heard_stands_beside_each_field(client):
    case = on_file(client, file(client).json["number"])
    assert case["applicant"]["name"] == "周玉兰"
    assert case["household"]["monthly_income"] == 230
    assert case["emergency"]["occurred_on"] == "2026-11-03"
    heard = case["provenance"]["applicant.name"]
    assert (heard["source"], heard["said"], heard["confidence"]) == ("bot", "大娘叫周玉兰", 0.93)


def test_what_nobody_answered_stays_empty_and_is_named(client):
    body = filing(form={"applicant": {"name": "斯琴", "phone": "15248012233"}, "emergency": {"category": "job_loss"}},
                  skipped={"household.monthly_income": "refused"})  # fmt: skip
    case = on_file(client, file(client, body).json["number"])
    assert "household" not in case
    assert "household.monthly_income" in case["missing"]
    assert case["skipped"] == {"household.monthly_income": "refused"}


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("applicant", "phone", "1395447889"),
        ("applicant", "id_number", "370304197001011234"),
        ("household", "size", 0),
        ("household", "size", "三口"),
        ("household", "monthly_income", -1),
        ("household", "monthly_income", 1.5),
        ("household", "status", ["none", "dibao"]),
        ("emergency", "occurred_on", "2099-01-01"),
        ("emergency", "occurred_on", "2026-02-30"),
        ("emergency", "category", "flood"),
        ("emergency", "in_danger", "yes"),
        ("applicant", "nickname", "兰兰"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_and_named(client, section, field, value):
    form = told()
    form[section] = {**form[section], field: value}
    answer = file(client, filing(form=form))
    assert answer.status_code == 422
    assert field in str(answer.json["errors"])
    assert answer.json["message"]
    assert len(Application.objects) == 0


def test_a_refused_filing_leaves_its_key_free_for_the_mended_one(client):
    file(client, filing(form=told(applicant={"name": "周玉兰", "phone": "123"})))
    assert file(client).status_code == 201


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"null", b"\xff\xfe"])
def test_a_body_that_is_no_filing_gets_a_clear_refusal(client, body):
    answer = client.post(URL, data=body, headers=as_bot("k") | {"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json["message"]


def test_a_body_over_a_mebibyte_is_refused(client):
    answer = client.post(
        URL, data=b'{"x":"' + b"a" * 1024 * 1024 + b'"}', headers=as_bot("k") | {"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
    assert "太大" in answer.json["message"]


def test_without_the_service_token_nobody_files(client):
    assert client.post(URL, json=filing()).status_code == 401
    assert client.post(URL, json=filing(), headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_identity_numbers_phones_and_words_are_unreadable_at_rest(client, database):
    file(client)
    raw = str(database["applications"].find_one())
    for secret in ("13954478899", "大娘叫周玉兰", "摔了一跤"):
        assert secret not in raw


def test_every_filing_leaves_a_chain_that_holds_until_somebody_touches_it(client, database):
    file(client)
    assert audit.verify() == []
    database["applications"].update_one({}, {"$set": {"events.1.action": "nothing"}})
    assert audit.verify() != []


def test_a_caller_whose_name_was_never_heard_is_on_file_and_rung_back(client):
    answer = file(client, filing(form=told(applicant={"phone": "13954478899"})))
    assert (answer.status_code, answer.json["state"]) == (201, "unfinished")
    assert "applicant.name" in answer.json["missing"]
    task = Task.objects.get()
    assert (task.kind, task.application, task.phone) == ("callback", answer.json["number"], "13954478899")
