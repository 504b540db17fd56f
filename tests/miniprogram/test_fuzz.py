"""A bounded run of the fuzzing over the residents' door; `make fuzz` sends five thousand cases to all doors."""

from collections import Counter

from tests.miniprogram.fuzz import Doors

_EXAMPLES = 4


def test_whatever_is_sent_to_the_residents_door_no_fault_and_no_undocumented_answer(app, database):
    doors, answered = Doors(app), Counter()
    assert doors.broken(_EXAMPLES, answered, door="/api/mp/v1") == []
    assert sum(answered.values()) > 100
    assert answered[200] + answered[201] > 30
