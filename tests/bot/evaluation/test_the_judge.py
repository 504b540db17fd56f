"""The judge itself is judged: a scorer that flatters would make every other figure worthless."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from bot.evaluation import floors, player, scores, sets, table
from bot.evaluation.matching import matches
from bot.evaluation.sets import Caller

TUESDAY = dt.date(2026, 11, 24)


def a_caller(**changes):
    whole = {"id": "someone", "jurisdiction": "boshan", "say": ["我要申请"], "facts": {}, "expect": {}}
    return Caller(**{**whole, **changes})


class Line:
    """A line whose other end says what it is told to: the player is tested, not the bot."""

    web = "http://web.invalid"

    def __init__(self, *replies, on_file=None):
        self.replies, self.filed, self.heard = list(replies), on_file or {}, []

    def say(self, sender, text, jurisdiction):
        self.heard.append(text)
        return [{"text": "…", "custom": self.replies.pop(0)}]

    def on_file(self, jurisdiction, number):
        return self.filed


FILED = {"filed": {"number": "BS20261124000001", "query_code": "ABCD2345"}}


@pytest.mark.parametrize(
    ("want", "got"),
    [
        ({"days_ago": 2}, "2026-11-22"),
        ({"days_ago": [3, 9]}, "2026-11-17"),
        ({"last_month_day": 18}, "2026-10-18"),
        ({"weekday": 4, "weeks_ago": 1}, "2026-11-19"),
        ({"lunar": "8-15"}, "2026-09-25"),
        ({"month": 6}, "2026-06-01"),
        ([1600, 1700], 1666),
        ([1600, 1700], "1667"),
        (["sudden_illness", "other"], "other"),
        (["none"], ["none"]),
        ("虎头崖村", "虎头崖村"),
        (0, 0),
    ],
)
def test_what_was_told_is_recognised_on_file(want, got):
    assert matches(want, got, TUESDAY)


@pytest.mark.parametrize(
    ("want", "got"),
    [
        ({"days_ago": 2}, "2026-11-21"),
        ({"days_ago": 2}, None),
        ({"weekday": 4, "weeks_ago": 1}, "2026-11-12"),
        ({"last_month_day": 18}, "2026-11-18"),
        ({"lunar": "8-15"}, "2026-08-15"),
        ([1600, 1700], None),
        (["dibao", "disabled"], ["dibao"]),
        (["none"], []),
        ("13900001111", "13900001112"),
        (0, None),
        (5, "不知道"),
    ],
)
def test_what_was_not_told_is_not_taken_for_right(want, got):
    assert not matches(want, got, TUESDAY)


def test_a_field_told_in_the_opening_and_asked_all_the_same_is_a_repeated_question():
    caller = a_caller(volunteered=["household.size"], facts={"household.size": {"say": "三口"}})
    line = Line({"ask": "household.size"}, FILED)
    assert player.play(line, caller).repeats == ["household.size"]


def test_a_second_asking_is_forgiven_only_where_the_caller_was_written_to_be_unclear_at_first():
    facts = {"applicant.phone": {"say": "嗯", "then": {"say": "13900001111"}}, "applicant.name": {"say": "王二"}}
    line = Line(*({"ask": name} for name in ["applicant.phone"] * 2 + ["applicant.name"] * 2), FILED)
    call = player.play(line, a_caller(facts=facts))
    assert call.repeats == ["applicant.name"]
    assert line.heard[2] == "13900001111"


def test_a_question_of_the_callers_own_is_put_first_and_then_the_answer_given():
    caller = a_caller(facts={"household.size": {"say": "三口"}}, asides={"household.size": "能给多少钱"})
    line = Line({"ask": "household.size"}, {"topic": "dibao", "ask": "household.size"}, FILED)
    call = player.play(line, caller)
    assert line.heard[1:] == ["能给多少钱", "三口"]
    assert call.asides == {"household.size": "dibao"}
    assert call.repeats == []
    assert call.questions == 1


def test_what_is_corrected_at_the_read_back_is_said_before_the_yes():
    line = Line({"ask": "confirm"}, {"ask": "confirm"}, FILED)
    player.play(line, a_caller(at_read_back=["人口错了，四口"]))
    assert line.heard == ["我要申请", "人口错了，四口", "对，没错"]


def test_a_call_that_is_never_filed_counts_every_expected_field_as_wrong():
    caller = a_caller(expect={"household.size": 3, "applicant.name": "王二"})
    figures = scores.intake_figures([player.play(Line(*[{}] * 40), caller)])
    assert figures["field_accuracy"] == 0
    assert figures["filed"] == 0


def test_a_line_that_breaks_ends_the_call_and_is_reported():
    class Dead(Line):
        def say(self, sender, text, jurisdiction):
            raise ConnectionError("gone")

    call = player.play(Dead(), a_caller())
    figures = scores.intake_figures([call])
    assert "gone" in call.broke
    assert figures["filed"] == 0


def test_a_value_filed_where_nothing_was_told_is_a_fault():
    caller = a_caller(absent=["household.monthly_income"])
    call = player.play(Line(FILED, on_file={"household": {"monthly_income": 900}}), caller)
    assert scores.intake_figures([call])["kept_empty"] == 0


def test_danger_that_was_missed_lowers_recall_and_a_false_alarm_lowers_precision():
    rows = [
        ({"kind": "fire"}, "fire"),
        ({"kind": "fire"}, None),
        ({"kind": "none"}, "medical"),
        ({"kind": "none"}, None),
    ]
    figures = scores.danger_figures(rows)
    assert (figures["recall"], figures["precision"], figures["kind_right"]) == (0.5, 0.5, 1.0)


def test_danger_of_another_kind_is_caught_but_not_of_the_right_kind():
    figures = scores.danger_figures([({"kind": ["suicide", "medical"]}, "fire")])
    assert (figures["recall"], figures["kind_right"]) == (1.0, 0.0)


def test_the_right_answer_about_the_wrong_topic_is_a_wrong_first_turn():
    rows = [({"does": "faq", "topic": "dibao"}, {"topic": "tekun"}), ({"does": "apply"}, {"ask": "applicant.name"})]
    figures = scores.first_turn_figures(rows)
    assert figures["first_turn_right"] == 0.5
    assert figures["intent_f1"] == 1.0


def test_an_apology_for_something_off_topic_that_also_asks_is_not_an_application():
    assert scores.does({"intent": "off_topic", "ask": "emergency.narrative"}) == "off_topic"


def test_a_figure_under_its_floor_is_named():
    perfect = dict.fromkeys(floors.bounds("full")["at_least"], 1.0)
    fine = {**perfect, "questions_median": 5, "repeated_questions": 0, "turn_p95_ms": 90}
    assert floors.fallen(fine, "full") == []
    assert "recall" in floors.fallen({**fine, "recall": 0.5}, "full")[0]
    assert "turn_p95_ms" in floors.fallen({**fine, "turn_p95_ms": 900}, "full")[0]
    assert floors.fallen({}, "full")


def test_the_table_shows_both_contestants_and_a_dash_for_what_was_not_measured():
    shown = table.markdown({"ours": {"recall": 0.99}, "baseline": {"fields": {"applicant.name": 0.5}}})
    assert "| danger recall | 0.990 | – |" in shown
    assert "| · applicant.name | – | 0.500 |" in shown


def test_no_caller_or_sentence_stands_in_both_sets():
    for read, key in ((sets.danger, "say"), (sets.first_turns, "say")):
        assert not {row[key] for row in read("dev")} & {row[key] for row in read("held_apart")}
    dev, held = sets.callers("dev"), sets.callers("held_apart")
    assert not {c.id for c in dev} & {c.id for c in held}
    assert not {s for c in dev for s in c.say} & {s for c in held for s in c.say}


def test_the_sets_are_as_large_and_as_wide_as_promised():
    held = sets.callers("held_apart")
    assert len(held) >= 60
    assert len(sets.danger("held_apart")) >= 300
    for county in ("boshan", "linghai", "yuan", "xilinhot", "qingliu", "tunxi"):
        assert sum(c.jurisdiction == county for c in held) >= 10


def test_every_caller_can_say_what_is_expected_of_them():
    """Where a value is expected, the caller's own words must hold it: in the opening, in a fact, or at the read-back."""
    for caller in sets.callers("dev") + sets.callers("held_apart"):
        for name in caller.expect:
            if name != "urgency":
                told = name in caller.facts or name in caller.volunteered or caller.at_read_back
                assert told, f"{caller.id} never tells {name}"


def test_every_phone_number_expected_has_eleven_digits():
    for caller in sets.callers("dev") + sets.callers("held_apart"):
        for name in ("applicant.phone", "filer.phone"):
            if name in caller.expect:
                assert re.fullmatch(r"1[3-9]\d{9}", caller.expect[name]), caller.id
