"""The web is away, the action server is away, the bot is restarted: what was told is filed, exactly once."""

import contextlib
import xmlrpc.client

import pytest

from tests.conversations.conftest import YES, wait_for
from tests.conversations.test_whole_conversations import ONE_BREATH

BOT_START_SECONDS = 240


@pytest.fixture
def whole_again(stack):
    yield
    for part in ("web", "actions", "bot"):
        with contextlib.suppress(xmlrpc.client.Fault):  # it runs already
            stack.start(part)
    stack.wait_until_ready(BOT_START_SECONDS)


def test_while_the_web_is_away_a_filing_waits_through_restarts_and_arrives_once(
    caller, stack, bot_asks, on_file, whole_again
):
    patient = caller()
    patient.say(ONE_BREATH)
    patient.answer_until_read_back({})
    stack.stop("web")
    filed = patient.say(YES)["filed"]
    assert filed["provisional"]
    assert filed["number"].startswith("Z")
    stack.restart("actions", "bot")
    stack.start("web")
    stack.wait_until_ready(BOT_START_SECONDS)

    def arrived():
        answer = bot_asks("/status-lookups", {"provisional_number": filed["number"]})
        return answer.json() if answer.status_code == 200 else None

    case = wait_for(arrived)
    assert on_file({"number": case["number"]})["applicant"]["phone"] == "18705641001"
    patient.say("编号多少")
    assert patient.seen["filed"]["number"] == case["number"]
    patient.say(YES)
    assert "filed" not in patient.seen


def test_without_the_action_server_the_bot_still_speaks_and_later_knows_what_was_said(caller, stack, whole_again):
    patient = caller()
    patient.say("我想申请救助")
    stack.stop("actions")
    patient.say("我爸脑梗住院自己掏了三万二")
    assert "记下了" in patient.said
    assert patient.say("俺不想活了，绳子都拴好了")["crisis"] == "suicide"
    assert "12356" in patient.said
    stack.start("actions")
    wait_for(lambda: "ask" in patient.say("喂，还在吗"))
    patient.say("没事了，我现在安全")
    assert "emergency.narrative" not in patient.asked[1:]


def test_without_the_web_a_question_is_answered_honestly(caller, stack, whole_again):
    asking = caller("tunxi")
    asking.say("我爸脑梗住院自己掏了三万二")
    stack.stop("web")
    asking.say("做透析的有什么补助政策？")
    assert "不敢乱说" in asking.said
    assert asking.seen["ask"] == "applicant.name"
