"""What the caller's yes to the read-back vouches for, and what it does not."""

from __future__ import annotations

from actions.read_back import confirm_all
from actions.state import Draft, Told


def test_a_yes_confirms_what_was_read_back():
    draft = Draft(told={"applicant.name": Told("赵福来", "赵福来", 0.6)})
    confirm_all(draft)
    assert draft.told["applicant.name"].confirmed


def test_a_yes_does_not_confirm_a_guess_that_was_never_said_aloud():
    draft = Draft(told={"filer.relation": Told("self", "我叫赵福来", 0.6)})
    confirm_all(draft)
    assert not draft.told["filer.relation"].confirmed
