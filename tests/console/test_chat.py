import pytest

from backend.services import hotline_desk
from backend.storage.documents import Conversation
from tests.support.factories import NOW, staff


@pytest.fixture
def caller(app, database):
    return app.test_client()


def said(caller, text="房子着火了", **body):
    return caller.post("/chat/messages", json={"text": text, "jurisdiction": "boshan", **body})


def test_the_page_opens_for_anybody_with_the_county_that_was_asked_for(caller):
    page = caller.get("/chat?county=linghai").text
    assert '<option value="linghai" selected>' in page
    assert 'href="tel:12349"' in page


def test_while_the_bot_is_down_the_caller_hears_what_to_do(caller):
    answer = said(caller)
    assert answer.status_code == 503
    assert "12349" in answer.json["message"]
    assert "110" in answer.json["message"]


@pytest.mark.parametrize("text", ["", "   ", "长" * 1001])
def test_nothing_and_too_much_are_refused_with_a_sentence(caller, text):
    answer = said(caller, text)
    assert answer.status_code == 422
    assert "1000个字" in answer.json["message"]


def test_another_site_cannot_speak_for_the_caller(caller):
    foreign = caller.post("/chat/messages", json={"text": "好"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert caller.post("/chat/messages", data={"text": "好"}).status_code == 415


def test_a_county_that_is_not_served_is_named(caller):
    assert said(caller, jurisdiction="atlantis").status_code == 404


def test_who_speaks_is_held_where_scripts_cannot_read_it(caller):
    cookie = caller.get("/chat").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    first = caller.get_cookie("ejz_chat", path="/chat").value
    caller.get("/chat")
    assert caller.get_cookie("ejz_chat", path="/chat").value == first
    caller.post("/chat/conversations", json={})
    assert caller.get_cookie("ejz_chat", path="/chat").value != first


def test_a_caller_reads_only_what_was_said_to_them(caller):
    caller.get("/chat")
    own, operator = caller.get_cookie("ejz_chat", path="/chat").value, staff("hotline_operator")
    for call in (own, "web-somebody-else"):
        Conversation(id=call, jurisdiction="boshan", channel="web_chat", started_at=NOW, last_heard_at=NOW).save()
        hotline_desk.take_over(call, operator, NOW)
        hotline_desk.say(call, operator, f"对{call}说", NOW)
    heard = caller.get("/chat/operator?after=0").json
    assert heard == {"there": True, "turns": [f"对{own}说"], "many": 1}
    assert caller.get("/chat/operator?after=1").json["turns"] == []
    hotline_desk.hand_back(own, operator, NOW)
    assert caller.get("/chat/operator?after=1").json["there"] is False
