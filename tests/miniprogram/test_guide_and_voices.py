"""What can be read and said without signing in."""

import pytest

from backend.adapters.clock import utc_now
from backend.policy.packs import SCHEMES
from backend.services import notices
from backend.storage.documents import Application, Task
from tests.miniprogram.phone import DOOR


def get(client, path, **headers):
    return client.get(f"{DOOR}{path}", headers=headers)


def post(client, path, body, key="k1"):
    return client.post(f"{DOOR}{path}", json=body, headers={"Idempotency-Key": key})


@pytest.mark.parametrize("county", ["boshan", "linghai", "yuan", "xilinhot", "qingliu", "tunxi"])
def test_every_county_has_a_page_for_every_scheme_with_its_article(client, county):
    cards = get(client, f"/guide?jurisdiction={county}").json["items"]
    assert [card["scheme"] for card in cards] == list(SCHEMES)
    for card in cards:
        page = get(client, f"/guide/{card['scheme']}?jurisdiction={county}").json
        assert page["name"]
        assert page["parts"]
        assert all(cited["document"] and cited["section"] for cited in page["citations"])


def test_a_page_that_did_not_change_is_not_sent_again(client):
    first = get(client, "/guide?jurisdiction=boshan")
    again = get(client, "/guide?jurisdiction=boshan", **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_a_scheme_nobody_knows_is_not_found(client):
    assert get(client, "/guide/lottery?jurisdiction=boshan").status_code == 404


def test_the_register_of_places_is_the_countys_own(client):
    names = [one["name"] for one in get(client, "/regions?jurisdiction=boshan").json["items"]]
    assert "八陡镇" in names
    assert get(client, "/regions?jurisdiction=nowhere").status_code == 422


def test_a_few_answers_find_the_schemes_that_may_fit_and_say_why(client, database):
    body = {
        "jurisdiction": "linghai",
        "emergency": {"category": "accident"},
        "household": {"size": 3, "monthly_income": 500, "status": ["dibao"]},
    }
    found = client.post(f"{DOOR}/eligibility-checks", json=body)
    assert found.status_code == 200
    schemes = {one["scheme"]: one for one in found.json["items"]}
    assert "emergency_relief" in schemes
    assert schemes["emergency_relief"]["why"]
    assert Application.objects.count() == 0


def in_notice(phone):
    """A case whose notice hangs, as an approval puts it up."""
    filed = phone.filed(**{"applicant.id_number": "11010519491231002X"})
    case = Application.objects.get(number=filed["number"])
    case.state = "notice"
    notices.begin(case, utc_now())
    case.save()
    notices.put_up(case)
    return filed


def board(client, county="boshan"):
    return get(client, f"/public-notices?jurisdiction={county}").json["items"]


def test_a_public_notice_says_who_only_to_neighbours(phone, client):
    in_notice(phone)
    (notice,) = board(client)
    assert notice["name"].startswith("陈*")
    assert "八陡镇" in notice["place"]
    for secret in ("13800138000", "陈明亮", "11010519491231002X"):
        assert secret not in str(notice)
    assert board(client, "linghai") == []


def test_an_objection_without_a_name_takes_the_notice_down_and_the_case_is_looked_at_again(phone, client):
    filed = in_notice(phone)
    notice = board(client)[0]["id"]
    said = post(client, f"/public-notices/{notice}/objections", {"says": "他家去年刚盖了新房"})
    assert said.status_code == 201
    assert board(client) == []
    assert Application.objects.get(number=filed["number"]).state == "review"
    assert post(client, f"/public-notices/{notice}/objections", {"says": "他家去年刚盖了新房"}).json == said.json
    assert post(client, f"/public-notices/{notice}/objections", {"says": "别的话"}).status_code == 422


def test_there_is_nothing_to_object_to_when_the_notice_is_over(client, database):
    assert post(client, "/public-notices/GSBS20261123000001-1/objections", {"says": "不对不对"}).status_code == 404


def test_a_complaint_is_for_the_auditor_alone(client, database):
    said = post(client, "/complaints", {"jurisdiction": "boshan", "text": "等了一个月没人理"})
    assert said.status_code == 201
    assert said.json["number"]
    assert Task.objects.get().for_role == "auditor"


def test_word_of_somebody_in_need_becomes_a_task_with_the_place(client, database):
    tip = {
        "jurisdiction": "boshan",
        "text": "独居老人几天没出门",
        "township": "八陡镇",
        "village": "北峰峪村",
        "person": "王大爷",
    }
    assert post(client, "/tips", tip).status_code == 201
    assert Task.objects.get().text == "八陡镇北峰峪村，王大爷：独居老人几天没出门"


@pytest.mark.parametrize("path", ["/complaints", "/tips"])
def test_what_is_said_lies_sealed(client, database, path):
    post(client, path, {"jurisdiction": "boshan", "text": "这句话不该看得见", "phone": "13800138000"})
    everything = str(list(database["tasks"].find()))
    assert "这句话" not in everything
    assert "13800138000" not in everything


def test_one_word_is_too_little_to_work_on(client, database):
    assert post(client, "/tips", {"jurisdiction": "boshan", "text": "啊"}).status_code == 422


def test_when_the_bot_is_down_the_person_hears_what_to_do(phone):
    answer = phone.post("/chat/messages", {"text": "你好", "jurisdiction": "boshan", "conversation": None})
    assert answer.status_code == 503
    assert "12349" in answer.json["message"]


def test_the_h5_page_is_served(client):
    assert client.get("/m/").status_code == 200
    assert client.get("/m/../backend/app.py").status_code == 404


@pytest.mark.parametrize(
    "path", ["/applications", "/messages", "/privacy/consents", "/public-notices?jurisdiction=boshan"]
)
def test_a_list_that_did_not_change_is_not_sent_again(phone, path):
    first = phone.get(path)
    again = phone.client.get(f"{DOOR}{path}", headers=phone.headers | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_each_line_of_a_scheme_names_its_own_article(client):
    page = get(client, "/guide/dibao?jurisdiction=boshan").json
    assert [part["title"] for part in page["parts"]] == [
        "谁能申请",
        "能给多少",
        "要带什么",
        "要等多久",
        "找谁、打什么电话",
    ]
    assert all(part["citation"]["document"] and part["citation"]["section"] for part in page["parts"])


def test_the_check_says_how_much_a_month_and_what_else_would_be_looked_at(client):
    body = {"jurisdiction": "boshan", "household": {"size": 2, "monthly_income": 900, "status": ["low_income"]}}
    found = client.post(f"{DOOR}/eligibility-checks", json=body).json["items"]
    dibao = next(one for one in found if one["scheme"] == "dibao")
    assert "每月 800 元" in dibao["amount"]
    assert dibao["looks_at"] == ["家庭财产符不符合规定"]
    assert dibao["citations"]
