"""What erasure leaves: numbers and decisions for the archive, and nobody to be found in them."""

from backend.adapters.clock import utc_now
from backend.services import case_file
from backend.storage import cases
from backend.storage.documents import Application, Conversation, Task
from tests.miniprogram.phone import Phone
from tests.support.calls import filing, snapshot, told
from tests.support.web import as_bot

ACCOUNT = {
    "holder": "周玉兰",
    "bank": "农商银行",
    "account": "6217000000000000123",
    "masked": "****0123",
    "by": "clerk",
}
VISIT = {
    "visited_on": "2026-11-20",
    "findings": "周玉兰家里只有一间屋",
    "members": [{"name": "周玉兰", "relation": "self"}],
}


def called_and_closed(client) -> Phone:
    """A caller who took their call over and whose case went all the way: papers, account, a call-back, the talk itself."""
    talk = snapshot(turns=[("caller", "我叫周玉兰，摔了一跤")])
    client.put("/api/intake/v1/conversations/call-1", json=talk, headers=as_bot())
    body = filing(form=told(applicant={"name": "周玉兰", "phone": "13954478899"}))
    filed = client.post("/api/intake/v1/applications", json=body, headers=as_bot("call-1:1")).json
    caller = Phone(client, "13954478899")
    caller.post("/claims", {"number": filed["number"], "query_code": filed["query_code"]})

    def work(case):
        for name, paper in (
            ("account", ACCOUNT),
            ("visit", VISIT),
            ("approval", {"fen": 100_000, "says": "周玉兰很难"}),
        ):
            case_file.put_paper(case, name, paper)
        case.state = "closed"
        case_file.refresh(case, utc_now())

    cases.change(lambda: cases.by_number(filed["number"]), work)
    Task(jurisdiction="boshan", kind="callback", application=filed["number"], text="给周玉兰回电话", phone="13954478899",
         created_at=utc_now()).save()  # fmt: skip
    return caller


def test_a_call_its_papers_and_its_call_backs_name_nobody_any_more(client, database):
    caller = called_and_closed(client)
    assert Conversation.objects.count() == 1
    assert caller.post("/privacy/erasure", {"sure": True}).status_code == 200
    assert Conversation.objects.count() == 0
    case, task = Application.objects.get(), Task.objects.get()
    assert case.papers == {"visit": {"visited_on": "2026-11-20"}, "approval": {"fen": 100_000}}
    assert (task.text, task.phone) == (None, None)
    left = [str(dict(document.to_mongo())) for document in (case, task)]
    assert "周玉兰" not in "".join(left)
    assert "emergency.category" in {entry.name for entry in case.fields}
    assert not [entry for entry in case.finds if entry.startswith(("name:", "pinyin:"))]


def test_erasure_is_itself_on_record(client, database):
    called_and_closed(client).post("/privacy/erasure", {"sure": True})
    assert Application.objects.get().events[-1].action == "pseudonymised"
    assert database["residents"].count_documents({}) == 0
