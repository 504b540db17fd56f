"""The table of the way: it can be walked to its end, and nobody takes a step that is not theirs."""

import pytest

from backend.domain import triage, workflow
from backend.domain.errors import NotAllowed, WrongState
from backend.domain.people import ROLES


def test_every_step_names_states_and_roles_that_exist():
    for step in workflow.STEPS.values():
        assert step.from_ <= set(workflow.STATES)
        assert step.to is None or step.to in workflow.STATES
        assert set(step.roles) <= set(ROLES) | {"resident", "bot", "system"}


def test_every_state_but_the_last_ones_has_a_way_out():
    stuck = {state for state in workflow.STATES if not any(state in step.from_ for step in workflow.STEPS.values())}
    assert stuck <= {"archived", "merged"}


def test_a_resident_cannot_accept_and_nobody_accepts_twice():
    with pytest.raises(NotAllowed):
        workflow.require("accept", "submitted", "resident")
    with pytest.raises(WrongState, match="已受理"):
        workflow.require("accept", "accepted", "township_clerk")


@pytest.mark.parametrize(
    ("values", "heard", "urgency"),
    [
        ({}, None, "normal"),
        ({"emergency.category": "tuition"}, None, "normal"),
        ({"emergency.category": "accident"}, None, "urgent"),
        ({"need.kinds": ["shelter"]}, None, "urgent"),
        ({"emergency.in_danger": True}, None, "critical"),
        ({"emergency.in_danger": False, "emergency.category": "tuition"}, "critical", "critical"),
        ({"emergency.in_danger": True}, "normal", "critical"),
    ],
)
def test_urgency_is_the_worse_of_what_is_written_and_what_was_heard(values, heard, urgency):
    assert triage.urgency_of(values, heard) == urgency
