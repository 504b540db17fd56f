"""The way of a case through the caseworkers' JSON: each button an action, each refusal a sentence with the field it is about."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from backend.adapters.clock import beijing_day, utc_now
from backend.domain import workflow
from backend.services import ledger
from tests.support.calls import filing
from tests.support.factories import id_number
from tests.support.web import add_staff, as_bot, signed_in

TODAY = beijing_day(utc_now()).isoformat()
VISIT = {"visited_on": TODAY, "visitors": "王干事", "findings": "两间屋烧了一间。", "means_check": "没有存款。"}


@pytest.fixture
def number(client):
    body = filing()
    body["form"]["applicant"]["id_number"] = id_number()
    return client.post("/api/intake/v1/applications", json=body, headers=as_bot("call-1:1")).json["number"]


@pytest.fixture
def desk(client, number):
    """`desk(role, action, body)` posts an action on the case as this role and gives (status, answer)."""
    sessions: dict[str, dict] = {}

    def act(role, action, body=None, case=None):
        if role not in sessions:
            sessions[role] = signed_in(client, add_staff(role))
        url = f"/api/staff/v1/applications/{case or number}/{action}"
        answer = client.post(url, json=body, headers=sessions[role])
        return answer.status_code, answer.json

    act.headers = sessions
    return act


def reviewed(desk, amount=2000):
    desk("township_clerk", "steps", {"step": "accept"})
    desk("township_clerk", "steps", {"step": "start_visit"})
    desk("township_clerk", "visit", VISIT | {"members": [{"name": "周小海", "relation": "儿子"}]})
    return desk("township_clerk", "review", {"opinion": "approve", "amount": amount, "says": "情况属实"})


def test_a_case_walks_from_the_review_to_the_archive_by_its_buttons(client, desk):
    status, case = reviewed(desk)
    assert (status, case["state"]) == (200, "approval")
    assert case["casework"]["decision"]["level"] == "bureau"
    _, case = desk("bureau_head", "approval", {"amount": 2000})
    assert (case["state"], case["casework"]["balance"]["owed"]) == ("granted", 2000)
    desk("finance", "account", {"holder": "周玉兰", "bank": "农商银行", "account": "6223190000012345678"})
    desk("finance", "disbursement")
    batch = client.post("/api/staff/v1/batches", headers=desk.headers["finance"]).json
    assert batch["total"] == 2000
    sheet = client.get(f"/api/staff/v1/batches/{batch['number']}/file", headers=desk.headers["finance"])
    book = load_workbook(BytesIO(sheet.data))
    book.worksheets[0].cell(2, 7).value = "成功"
    result = BytesIO()
    book.save(result)
    files = {"file": (BytesIO(result.getvalue()), "结果.xlsx")}
    url = f"/api/staff/v1/batches/{batch['number']}/results"
    assert client.post(url, data=files, headers=desk.headers["finance"]).json["state"] == "read_back"
    assert desk("township_clerk", "closing")[1]["state"] == "closed"
    desk("township_clerk", "return-visit", {"visited_on": TODAY, "how": "房子修好了", "stars": 5})
    status, case = desk("township_clerk", "archive")
    assert (status, case["state"], case["casework"]["balance"]["paid"]) == (200, "archived", 2000)
    assert ledger.check() == []
    assert "6223190000012345678" not in str(case)


def test_the_wrong_level_is_refused_in_words(desk):
    reviewed(desk)
    status, answer = desk("township_head", "approval", {"amount": 2000})
    assert status == 403
    assert "县级民政部门" in answer["message"]


def test_a_missing_reason_names_its_field(desk):
    reviewed(desk)
    status, answer = desk("bureau_head", "refusal", {})
    assert status == 422
    assert "reason" in answer["errors"]["json"]


@pytest.mark.parametrize("amount", [0, -1, 1.5, "一千", True, None, 10**12])
def test_an_amount_that_cannot_be_one_changes_nothing(desk, amount):
    assert desk("township_clerk", "aid-first", {"amount": amount, "reason": "断粮"})[0] == 422


def test_what_the_rules_say_of_an_amount_can_be_asked_before_deciding(client, desk, number):
    reviewed(desk)
    url = f"/api/staff/v1/applications/{number}/decision?amount=2000"
    answer = client.get(url, headers=desk.headers["township_clerk"]).json
    assert answer["roles"] == ["bureau_head"]
    assert answer["decision"]["steps"]


def test_a_slip_goes_to_the_department_and_its_answer_comes_back(client, desk, number):
    status, case = desk("township_clerk", "referrals", {"department": "区医保分局", "asks": "核实报销"})
    assert status == 201
    slip = case["casework"]["slips"][0]["number"]
    liaison = signed_in(client, add_staff("department_liaison"))
    assert [one["case"] for one in client.get("/api/staff/v1/referrals", headers=liaison).json] == [number]
    assert client.post(f"/api/staff/v1/referrals/{slip}/acceptance", headers=liaison).json["state"] == "accepted"
    done = client.post(f"/api/staff/v1/referrals/{slip}/answer", json={"says": "已报销"}, headers=liaison).json
    assert (done["state"], done["says"]) == ("answered", "已报销")


def test_duplicates_and_the_ledger_are_there_to_read(client, desk, number):
    desk("township_clerk", "aid-first", {"amount": 300, "reason": "断粮", "goods": "米面油"})
    headers = desk.headers["township_clerk"]
    lines = client.get(f"/api/staff/v1/applications/{number}/ledger", headers=headers).json["lines"]
    assert [(line["kind"], line["amount"], line["goods"]) for line in lines] == [("goods", 300, "米面油")]
    assert client.get(f"/api/staff/v1/applications/{number}/duplicates", headers=headers).json["duplicates"] == []


def test_another_countys_case_cannot_be_touched_by_any_action(client, number):
    stranger = signed_in(client, add_staff("bureau_head", "linghai"))
    for action, body in (
        ("approval", {"amount": 1}),
        ("refusal", {"reason": "不"}),
        ("closing", None),
        ("visit", VISIT),
    ):
        answer = client.post(f"/api/staff/v1/applications/{number}/{action}", json=body, headers=stranger)
        assert answer.status_code == 404


def test_every_step_of_the_table_has_a_button_at_the_door(app):
    paths = {rule.rule.rsplit(">/", 1)[-1] for rule in app.url_map.iter_rules() if "/api/staff/v1/" in rule.rule}
    door_of = {
        "set_scheme": "scheme", "record_visit": "visit", "record_appraisal": "appraisal", "consult": "consultation", "approve": "approval",
        "refuse": "refusal", "return_to_review": "returned", "end_notice": "notice/end", "object": "notice/objection", "start_disbursing": "disbursement",
        "close": "closing", "record_return_visit": "return-visit", "complete_papers": "aid-first/papers", "lend": "loan", "repay": "loan/repayments",
        "turn_into_aid": "loan/turned-into-aid", "recover": "recoveries", "record_society_payment": "society-payments", "set_account": "account",
        "give_goods": "goods", "pay": "payments", "refer": "referrals", "accept_slip": "acceptance", "refuse_slip": "refusal", "answer_slip": "answer",
    }  # fmt: skip
    wanted = {door_of.get(step.name, step.name.replace("_", "-")) for step in workflow.STEPS.values() if not step.plain}
    assert wanted - paths == set()
