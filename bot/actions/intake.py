"""The intake itself: takes over what was told, answers what was asked, and puts the next question or the read-back."""

from __future__ import annotations

import re

from actions import danger, read_back, record
from actions.filing import file_draft
from actions.next_question import Question, question_for, which_to_ask
from actions.office import Office
from actions.phrases import phrase
from actions.state import Draft, Talk, Told
from actions.turn import Reply, Turn

CONFIRM = "confirm"
_PLACE = {"address.village", "address.township"}
_SHORTEST_STORY = 4
LONGEST_PLACE = 60
_NO_PHONE = re.compile(r"没有?(手机|电话|座机|号码)|没得(手机|电话)|(真|都|确实|实在)的?没有|^没有|没有呀?$")
_PLEA = re.compile(
    "申请|救助|登记|帮忙|帮帮|帮一把|拉一把|政府|国家|困难|难处|难事|大事|家里|我家|俺家|家|我们|我|俺|你们|你|想|要|求|请|问|能不能|一下|"
    "一个|这个|那个|找|救急难|低保|临时|遇上|遇到|出了|出|点|事|有|了|的|啊|呀|吧|呢|，|。|？|！|喂|您好|你好|同志|跟|说|给"
)
_SAME_PERSON = ("applicant.name", "applicant.phone", "address.township", "address.village", "household.size")


def take_over(talk: Talk, turn: Turn) -> list[str]:
    """Writes what was heard; the names that are new or changed."""
    if talk.draft.is_filed and _is_another_emergency(talk, turn):
        talk.draft = _next_draft(talk.draft)
    changed = record.record(talk, turn)
    if _has_no_phone(talk, turn):
        record.skip(talk.draft, "applicant.phone", "unknown")
    if talk.asking == "address.detail" and not talk.draft.knows("address.detail") and _names_a_spot(turn):
        talk.draft.told["address.detail"] = Told(turn.text, turn.text, 0.8)
        changed.append("address.detail")
    if talk.asking == "emergency.narrative" and not talk.draft.knows("emergency.narrative") and _tells_a_story(turn):
        record.add_to_narrative(talk.draft, turn.text)
        changed.append("emergency.narrative")
    return changed


def _has_no_phone(talk: Talk, turn: Turn) -> bool:
    """Said unasked it counts too, unless it is somebody else who has none."""
    if any(name.endswith(".phone") for name in turn.fields) or talk.draft.for_someone_else:
        return False
    return bool(_NO_PHONE.search(turn.text)) and ("机" in turn.text or "电话" in turn.text)


def _names_a_spot(turn: Turn) -> bool:
    return 2 <= len(turn.text) <= LONGEST_PLACE and not turn.signals_any("unknown", "refuse", "repeat")


def _tells_a_story(turn: Turn) -> bool:
    """Whether the words say what happened: more than a plea for help or a greeting."""
    told = _PLEA.sub("", turn.text)
    return len(told) >= _SHORTEST_STORY and not turn.signals_any("unknown", "refuse") and turn.intent != "greet"


def _is_another_emergency(talk: Talk, turn: Turn) -> bool:
    """After filing, a new kind of trouble is a new application; anything else corrects the filed one."""
    heard = next((item for item in turn.heard if item["entity"] == "emergency.category"), None)
    return bool(heard and not heard.get("correction") and heard["value"] != talk.draft.value("emergency.category"))


def _next_draft(filed: Draft) -> Draft:
    """The same person again: who and where stand, less surely, so that the read-back asks."""
    kept = {} if filed.for_someone_else else {name: filed.told[name] for name in _SAME_PERSON if name in filed.told}
    for told in kept.values():
        told.confirmed = False
    return Draft(key=filed.key + 1, told=kept)


def has_answered(talk: Talk, turn: Turn) -> bool:
    """Whether the turn answers what was asked, or says that it will not be answered."""
    if talk.asking is None:
        return False
    if talk.asking in _PLACE and turn.fields & _PLACE:
        return True
    return talk.asking in turn.fields or turn.signals_any("unknown", "refuse")


def settle_asked(talk: Talk, turn: Turn) -> list[Reply]:
    """Gives up what the caller does not know or will not say, or what was tried often enough; a word about it."""
    name, draft = talk.asking, talk.draft
    if name is None or name == CONFIRM or draft.is_settled(name):
        return []
    if name in _PLACE and turn.fields & _PLACE:
        record.skip(draft, name, "unknown")
        return []
    if turn.signals_any("refuse", "unknown") or turn.intent in ("refuse", "dont_know"):
        return _give_up(talk, name, "refused" if turn.signals.get("refuse") or turn.intent == "refuse" else "unknown")
    if name.endswith(".phone") and (turn.signals.get("deny") or _NO_PHONE.search(turn.text)):
        record.skip(draft, name, "unknown")
        return []
    if name == "address.village" and not turn.notices and turn.text:
        return _keep_unknown_place(talk, turn)
    if record.has_tried_enough(draft, name):
        record.skip(draft, name, "unreadable")
        return [Reply(phrase("moving_on"))]
    return []


def _keep_unknown_place(talk: Talk, turn: Turn) -> list[Reply]:
    """A place that is in no register is kept in the caller's words; asking for the township gets further than again."""
    if len(turn.text) <= LONGEST_PLACE and not talk.draft.knows("address.detail"):
        talk.draft.told["address.detail"] = Told(turn.text, turn.text, 0.5)
    record.skip(talk.draft, "address.village", "unreadable")
    return []


def _give_up(talk: Talk, name: str, reason: str) -> list[Reply]:
    """A name is needed to help at all, so it is explained and asked once more; everything else may stay open."""
    if name == "applicant.name" and not record.has_tried_enough(talk.draft, name):
        return [Reply(phrase("name_is_needed"))]
    record.skip(talk.draft, name, reason)
    return [Reply(phrase("skipped"))]


def notices(talk: Talk, turn: Turn) -> list[Reply]:
    """What the understander noticed that the caller should hear: a wrong number, a place that is not ours."""
    said = []
    for notice in turn.notices:
        kind = notice["kind"]
        if kind in ("wrong_phone", "wrong_id_number"):
            said.append(Reply(phrase(kind)))
        elif kind == "outside_place" and notice.get("detail"):
            said.append(Reply(phrase(kind, said=notice["said"], detail=notice["detail"])))
    return said


def next_step(talk: Talk, turn: Turn | None = None) -> list[Reply]:
    """The next question, or the read-back when there is enough."""
    name = which_to_ask(talk)
    if name:
        return [danger.ask(talk, _question(talk, name, turn))]
    talk.draft.read_back = True
    return [danger.ask(talk, Question(CONFIRM, read_back.full(talk.draft)))]


def _question(talk: Talk, name: str, turn: Turn | None) -> Question:
    for notice in turn.notices if turn else ():
        if notice["kind"] == "ambiguous_place" and name in _PLACE and notice.get("detail"):
            options = tuple(part for part in str(notice["detail"]).replace("，", "、").split("、") if part)
            return Question("address.township", phrase("which_place", said=notice["said"]), options)
        if notice["kind"] == "surname_only" and name == "applicant.name":
            return Question(name, phrase("name_after_surname", surname=notice.get("detail") or notice["said"][-1]))
    return question_for(talk, name)


def ask_again(talk: Talk) -> list[Reply]:
    """The question that is open, in the same words, without counting it as asked again."""
    if talk.asking is None:
        return []
    if talk.asking == CONFIRM:
        return [Reply(phrase("read_back", "ending"), Question(CONFIRM, "").custom)]
    asked = talk.draft.asked.pop(talk.asking, 0)
    question = question_for(talk, talk.asking)
    if asked:
        talk.draft.asked[talk.asking] = asked
    return [Reply(question.text, question.custom)]


def answer_confirm(office: Office, conversation: str, talk: Talk, turn: Turn, changed: list[str]) -> list[Reply] | None:
    """The caller answers the read-back. None when the turn says nothing about it."""
    if changed:
        return [danger.ask(talk, Question(CONFIRM, read_back.only_changed(talk.draft, changed)))]
    if turn.signals.get("deny") or turn.intent == "deny" or turn.signals.get("correction"):
        return [Reply(phrase("read_back", "what_is_wrong"), Question(CONFIRM, "").custom)]
    if turn.signals.get("affirm") or turn.intent == "affirm":
        return file_draft(office, conversation, talk)
    return None


def correct_filed(talk: Talk, changed: list[str]) -> list[Reply]:
    """After filing, what is said further goes to the same application with the next snapshot."""
    said = read_back.items(talk.draft, changed)
    return [Reply(phrase("updated", items=said))] if said else []
