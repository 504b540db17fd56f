"""What takes a caller away from the form for a turn, and the way back: a question, a look-up, a complaint, a farewell."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import answers, complaint, intake, record, status
from actions.next_question import CONFIRM
from actions.office import Office
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import FREE_TEXT, Reply, Turn, asks_something

SURE_AT_FIRST = 0.2
SURE_OF_A_QUESTION = 0.3
SURE_AGAINST_WHAT_IS_TOLD = 0.4
SURE_AGAINST_A_QUESTION = 0.6
MOST_DETOURS = 3
"""So many questions in place of one answer, and the question is left to the caseworker."""
SURE_OF_ANOTHER_SUBJECT = 0.45
SURE_OF_RINGING_OFF = 0.85
_REQUEST = re.compile(
    r"(?:我|俺|咱)(?:就|也)?(?:想|要|来)(?:给|替|帮)?[^,，。？?]{0,8}?(?:办|申请|报|登记|报名)|(?:给|帮|替)[^,，。？?]{1,12}(?:填|报|办|登记|申请)(?:个|一份|一下|上)|报名|现在就办"
)
"""我要办临时救助 names a scheme as a question about it does, and is a call for help."""
_ENQUIRY = re.compile(r"想问|问一下|问下|了解|咨询|打听")
_OF_A_CASE = re.compile(
    r"编号|查询码|暂记号|单号|受理号|申请|登记|进度|批(?:了|下|没|准|复|过)|审(?:核|批|完|到|过)|哪(?:一|个)?(?:步|环节)|公示|到账"
    r"|(?:上[次回]|之前|以前|前[些几]天)[^,，。]{0,6}[报办递交]"
)
"""What plainly asks how far an application is. 还没到医院, 账单没出来 only sound like it, and answer our question."""
_OF_THE_CALL = re.compile(
    r"你们|[你您]这(?:边|儿|里)|(?:这个?|那个?)(?:申请|钱|救助|补助|登记|手续|事儿?)|申请|登记|手续|本人|谁来|来人|派人|批(?:下来|准)"
)
"""What the caller's own question is about, when it is no answer of theirs put as a question."""
_FAREWELL = re.compile(r"再见|拜拜|再会|挂了|挂啦")
_PERSONAL = {
    "emergency.occurred_on", "costs.medical_self_paid", "costs.property_loss", "costs.tuition", "applicant.name",
    "applicant.phone", "household.monthly_income",
}  # fmt: skip


def side_errand(talk: Talk, turn: Turn, answered: bool) -> str | None:
    """faq, status, complaint or goodbye in the middle; None when the turn is about the form."""
    if wants_answer(talk, turn, answered) and not (answered and turn.confidence < SURE_AGAINST_A_QUESTION):
        return "faq"
    if is_farewell(turn):
        return "goodbye"
    if (answered and talk.asking not in FREE_TEXT) or turn.confidence < _sure_enough(talk):
        return None
    if turn.intent in ("complaint", "tip_off"):
        return "complaint"
    if turn.intent == "goodbye" and not _rings_off(talk, turn):
        return None
    if turn.intent == "status" and is_under_way(talk) and not _OF_A_CASE.search(turn.text):
        return None
    tells = _PERSONAL & turn.fields and not (turn.is_plainly_an_errand and "emergency.category" not in turn.fields)
    return turn.intent if turn.intent in ("status", "goodbye") and not tells else None


def is_farewell(turn: Turn) -> bool:
    return turn.intent == "goodbye" and bool(_FAREWELL.search(turn.text))


def _rings_off(talk: Talk, turn: Turn) -> bool:
    """In the middle of the form only plain words end the call: an odd answer may look like anything."""
    return (turn.confidence >= SURE_OF_RINGING_OFF and not turn.signals.get("deny")) or not is_under_way(talk)


def _sure_enough(talk: Talk) -> float:
    """Once a question of ours is open, a short answer can look like anything; before that the best guess is the best."""
    return SURE_AGAINST_A_QUESTION if is_under_way(talk) else SURE_AT_FIRST


def is_under_way(talk: Talk) -> bool:
    return talk.is_apply and not talk.draft.is_filed


def wants_answer(talk: Talk, turn: Turn, answered: bool) -> bool:
    """Whether this is a question about the rules, and not somebody's own trouble told in passing.

    At first the classifier decides, which has read both; once an application is under way it must also look like a question.
    """
    if not turn.intent.startswith("faq_") or (turn.declines and not turn.is_plainly_an_errand):
        return False
    if _REQUEST.search(turn.text) and not asks_something(turn.text):
        return False
    if not talk.is_apply:
        return turn.confidence >= SURE_AGAINST_WHAT_IS_TOLD or not _PERSONAL & turn.fields
    has_trouble = "emergency.category" in turn.fields
    asks = asks_something(turn.text, answered) or (bool(_ENQUIRY.search(turn.text)) and not has_trouble)
    return asks and turn.confidence >= SURE_OF_A_QUESTION


def is_another_subject(turn: Turn) -> bool:
    """Weather, lottery, a dinner: nothing of ours, and nothing in it that tells of the caller's trouble."""
    told = turn.fields & (_PERSONAL | {"emergency.category"})
    return turn.intent == "off_topic" and turn.confidence >= SURE_OF_ANOTHER_SUBJECT and not told


def leave_the_form(office: Office, conversation: str, talk: Talk, turn: Turn, errand: str) -> list[Reply]:
    """A question names schemes and a complaint names people: only what is plainly the caller's own goes on the form."""
    if errand == "complaint":
        return complaint.begin(talk, turn)
    own = tuple(item for item in turn.heard if item["entity"] in _PERSONAL or item["entity"] == talk.asking)
    if own and not is_under_way(talk):  # their own story, told with the question
        own = turn.heard
    intake.take_over(talk, replace(turn, heard=own))
    if errand == "faq":
        return _faq(office, talk, turn)
    if errand == "goodbye":
        return goodbye(talk)
    return status.begin(office, conversation, talk, turn) + ([] if talk.flow else resume(talk))


def resume(talk: Talk) -> list[Reply]:
    """After an errand the form goes on where it was."""
    if not is_under_way(talk):
        return []
    is_open = talk.asking == CONFIRM or (talk.asking and not talk.draft.is_settled(talk.asking))
    return intake.ask_again(talk, after_detour=True) if is_open else intake.next_step(talk)


def _faq(office: Office, talk: Talk, turn: Turn) -> list[Reply]:
    said = answers.answer(office, talk.jurisdiction, turn.intent.removeprefix("faq_"))
    talk.detours += 1
    if not is_under_way(talk):
        said.custom["intent"] = "faq"
        return [said, Reply(phrase("answer", "more"))] if talk.detours == 1 else [said]
    if turn.declines:  # 不知道什么是低保: told what it is, they need not say again that they do not know
        intake.settle_asked(talk, turn)
    elif talk.detours > MOST_DETOURS and talk.asking not in (None, CONFIRM):
        record.skip(talk.draft, talk.asking, "unreadable")
    return [said, *resume(talk)]


def left_to_staff(talk: Talk, turn: Turn) -> list[Reply] | None:
    """A question of the caller's own that no page answers: said so, and the form goes on. None when it is none."""
    is_question = asks_something(turn.text) and _OF_THE_CALL.search(turn.text) and not turn.signals.get("deny")
    if not is_question or talk.asking in (None, CONFIRM):
        return None
    talk.detours += 1
    if talk.detours > MOST_DETOURS:
        record.skip(talk.draft, talk.asking, "unreadable")
    return [Reply(phrase("answer", "left_to_staff"), {"intent": "faq"}), *resume(talk)]


def goodbye(talk: Talk) -> list[Reply]:
    """They ring off: what they are promised depends on what was told."""
    talk.closed, talk.flow = True, None
    return [Reply(phrase(_farewell(talk)), {"intent": "goodbye"})]


def _farewell(talk: Talk) -> str:
    if not (is_under_way(talk) and talk.draft.told):
        return "goodbye"
    return "goodbye_unfinished" if talk.can_be_reached else "goodbye_come_back"


def first_question(talk: Talk) -> dict[str, object]:
    """What a screen needs while the caller is asked what happened."""
    talk.asking = "emergency.narrative"
    return {"ask": "emergency.narrative", "input": "text"}


def way_back(talk: Talk) -> list[Reply]:
    """After a word in passing: the open question, or at the very beginning what happened; an errand goes on by itself."""
    if talk.flow or talk.draft.is_filed:
        return []
    if talk.seq and not talk.asking:
        return []
    return intake.ask_again(talk) or [Reply(phrase("ask", "emergency.narrative"), first_question(talk))]
