"""How far a case is: by number and query code (spoken or typed), by a provisional number, or by the caller's own line."""

from __future__ import annotations

import re
from typing import Any

from actions.filing import tell_number
from actions.office import Office
from actions.phrases import phrase
from actions.read_back import day
from actions.record import add_to_narrative
from actions.state import Draft, Talk, Told
from actions.turn import Reply, Turn
from actions.web import WebRefused, WebUnavailable

MOST_TRIES = 3
_CUSTOM = {"intent": "status"}
_SPOKEN = {"零": "0", "〇": "0", "洞": "0", "一": "1", "幺": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5",
           "六": "6", "七": "7", "拐": "7", "八": "8", "九": "9"}  # fmt: skip
_NUMBER = re.compile(r"[A-Z]{2}\d{14}")
_CODE = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{8}(?![A-Z0-9])")
_LOST = re.compile(r"没有|没记|丢|找不[到着]|没(?:了|收到)|哪[儿里]|什么(?:编号|号|查询码)|啥(?:编号|号)|咋办|怎么办")
_PROVISIONAL = re.compile(r"Z\d{10}")


def squeeze(text: str) -> str:
    """Spoken digits and letters → one run of capitals and digits; other words become blanks."""
    digits = "".join(_SPOKEN.get(character, character) for character in text.upper())
    return re.sub(r"[^A-Z0-9]+", " ", re.sub(r"(?<=[A-Z0-9])[\s，,。、·.\-—]+(?=[A-Z0-9])", "", digits)).strip()


def codes(text: str) -> dict[str, str]:
    """{number, query_code, provisional_number}: those that can be read in the words."""
    run = squeeze(text)
    found: dict[str, str] = {}
    if number := _NUMBER.search(run):
        found["number"] = number.group()
        run = run.replace(number.group(), " ")
    elif provisional := _PROVISIONAL.search(run):
        found["provisional_number"] = provisional.group()
        run = run.replace(provisional.group(), " ")
    if "provisional_number" not in found and (code := _CODE.search(run)):
        found["query_code"] = code.group()
    return found


def begin(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """A caller asks how far it is. A verified line or this conversation's own case need no number.

    Who could not give one before is not asked for it again, only told how else to find out.
    """
    talk.flow, talk.flow_turns, talk.errand = "status", 0, {}
    return go_on(office, conversation, talk, turn)


def go_on(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    heard = codes(turn.text)
    talk.errand.update(heard)
    query = _query(talk)
    if query is None and not heard and "status" in talk.given_up:
        return _end(talk, "without_number")
    if query is None:
        has_none = talk.flow_turns and not heard and (turn.declines or bool(_LOST.search(turn.text)))
        return _end(talk, "without_number") if has_none else _ask_for_more(talk)
    try:
        found = office.web.send("POST", "/status-lookups", query, seconds=3.0)
    except WebUnavailable:
        return _offline(office, talk, query)
    except WebRefused:
        return _offline(office, talk, query) if "provisional_number" in query else _not_found(talk, query)
    talk.flow = None
    return _tell(talk, found)


def _query(talk: Talk) -> dict[str, str] | None:
    errand, draft = talk.errand, talk.draft
    if "number" in errand and "query_code" in errand:
        return {"number": errand["number"], "query_code": errand["query_code"]}
    if "provisional_number" in errand:
        return {"provisional_number": errand["provisional_number"]}
    if "number" in errand:
        return None
    if draft.number and draft.query_code:
        return {"number": draft.number, "query_code": draft.query_code}
    if draft.provisional:
        return {"provisional_number": draft.provisional}
    return {"phone": talk.phone} if talk.phone and talk.phone_is_verified and not talk.flow_turns else None


def _ask_for_more(talk: Talk) -> list[Reply]:
    talk.flow_turns += 1
    if talk.flow_turns > MOST_TRIES:
        return _end(talk, "give_up")
    first = "ask" if talk.flow_turns == 1 else "ask_again"
    which = "ask_code" if "number" in talk.errand else "ask_number" if "query_code" in talk.errand else first
    return [Reply(phrase("status", which), {**_CUSTOM, "input": "text"})]


def _end(talk: Talk, why: str) -> list[Reply]:
    talk.flow = None
    if why != "unavailable" and "status" not in talk.given_up:
        talk.given_up.append("status")
    return [Reply(phrase("status", why), dict(_CUSTOM))]


def _not_found(talk: Talk, query: dict[str, str]) -> list[Reply]:
    talk.errand, talk.flow_turns = {}, talk.flow_turns + 1
    if talk.flow_turns > MOST_TRIES:
        return _end(talk, "give_up")
    which = "not_found_by_phone" if "phone" in query else "not_found"
    return [Reply(phrase("status", which), {**_CUSTOM, "input": "text"})]


def _offline(office: Office, talk: Talk, query: dict[str, str]) -> list[Reply]:
    """The web cannot be asked; a filing that waits in our own outbox we know ourselves."""
    ours = office.outbox.find_provisional(query.get("provisional_number", ""))
    if ours is None:
        return _not_found(talk, query) if "provisional_number" in query else _end(talk, "unavailable")
    talk.flow = None
    if ours.answer and ours.state == "delivered":
        return [tell_number(Draft(), ours.answer, "filed_at_last")]
    return [Reply(phrase("status", "waiting", number=query["provisional_number"]), dict(_CUSTOM))]


def _tell(talk: Talk, found: dict[str, Any]) -> list[Reply]:
    if found.get("unfinished") and found.get("form"):
        resume(talk, found)
        return [Reply(phrase("status", "unfinished"), dict(_CUSTOM))]
    parts = [phrase("status", "found", says=found.get("says", ""))]
    if found.get("next_step"):
        parts.append(phrase("status", "next_step", next_step=str(found["next_step"]).rstrip("。")))
    if found.get("due_on"):
        parts.append(phrase("status", "due", due=day(str(found["due_on"])[:10])))
    return [Reply("".join(parts), dict(_CUSTOM))]


def take_up_unfinished(office: Office, talk: Talk) -> bool:
    """Someone rings again from a line the network vouches for: what they left unfinished is taken up, unasked."""
    if not (talk.phone and talk.phone_is_verified):
        return False
    try:
        found = office.web.send("POST", "/status-lookups", {"phone": talk.phone}, seconds=1.5)
    except (WebUnavailable, WebRefused):
        return False
    if not (found.get("unfinished") and found.get("form")):
        return False
    resume(talk, found)
    return True


def resume(talk: Talk, found: dict[str, Any]) -> None:
    """Takes an unfinished application up again: what was told stands, only the rest is asked."""
    sources = found.get("provenance") or {}
    key = talk.draft.key + 1 if talk.draft.is_filed else talk.draft.key
    draft = Draft(key=key, continues=found.get("number"))
    for section, answers in (found.get("form") or {}).items():
        for key, value in answers.items():
            if value is not None and value != []:
                source = sources.get(f"{section}.{key}") or {}
                draft.told[f"{section}.{key}"] = Told(value, source.get("said") or "", source.get("confidence") or 0.9)
    story = draft.told.get("emergency.narrative")
    draft.told.update(talk.draft.told)
    if story and (newer := talk.draft.value("emergency.narrative")):
        draft.told["emergency.narrative"] = story
        add_to_narrative(draft, newer)
    talk.draft, talk.is_apply = draft, True
