"""What the caller's yes to the read-back vouches for, and what it does not."""

from __future__ import annotations

from actions import record
from actions.read_back import confirm_all, full
from actions.state import Draft, Told


def test_a_yes_confirms_what_was_read_back():
    draft = Draft(told={"applicant.name": Told("赵福来", "赵福来", 0.6)})
    confirm_all(draft)
    assert draft.told["applicant.name"].confirmed


def test_a_yes_does_not_confirm_a_guess_that_was_never_said_aloud():
    draft = Draft(told={"filer.relation": Told("self", "我叫赵福来", 0.6)})
    confirm_all(draft)
    assert not draft.told["filer.relation"].confirmed


TOLD_ALL = "我叫赵福来，电话13954478899，住域城镇叩家村，家里四口人，一个月两千块，不是低保，前天摔断了腿，看病花了八千"


def presumed(conversation):
    conversation.talk.draft.skipped.pop("emergency.in_danger", None)
    record.presume_safe(conversation.talk)
    return conversation.talk.draft.told.get("emergency.in_danger")


def test_what_is_presumed_is_no_more_than_a_guess_until_the_yes(conversation):
    conversation.say(TOLD_ALL)
    told = presumed(conversation)
    assert told.value is False
    assert told.is_doubtful
    assert "没听您说眼下有危险" in full(conversation.talk.draft)
    confirm_all(conversation.talk.draft)
    assert told.confirmed


def test_after_an_alarm_nobody_is_presumed_safe(conversation):
    conversation.say("我男人正拿斧子砸门要砍死我")
    told = presumed(conversation)
    assert told is None or told.value is True


def test_whoever_is_in_danger_after_all_says_so_at_the_read_back(conversation):
    conversation.say(TOLD_ALL)
    conversation.talk.asking, conversation.talk.draft.read_back = "confirm", True
    presumed(conversation)
    conversation.say("不对，眼下有危险，房子随时要塌")
    assert conversation.talk.draft.value("emergency.in_danger") is True
