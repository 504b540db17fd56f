"""One invented case, told by an invented person and brought to its state by the people whose work that is."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from stdnum.cn import ric

from backend.adapters.clock import beijing_day
from backend.demo.walk import walk
from backend.domain.intake_fields import in_words, read
from backend.domain.people import BOT, Actor
from backend.policy.jurisdictions import by_slug
from backend.services import case_file, filing, listening, regions
from backend.storage import cases
from backend.storage.documents import Application, Conversation, Turn

_RESIDENT = Actor("demo-resident", "居民（演示）", "resident")
_FAR = (
    "accept", "start_visit", "record_visit", "review", "approve", "start_disbursing", "pay", "close", "record_return_visit", "archive",
)  # fmt: skip
_ON_NOTICE = ("as_dibao", "accept", "start_visit", "record_visit", "record_appraisal", "review", "approve")
# How far along the way each case of a county is; the first ones are the newest.
_WAYS = (
    (), (), ("accept", "refer"), ("unfinished",), (), ("accept", "start_visit"), ("ask_supplement",), _FAR[:3], ("withdraw",), _FAR[:4], _ON_NOTICE, _FAR[:5],
    _FAR[:6], _FAR[:8], _FAR, (*_FAR[:4], "refuse"),
)  # fmt: skip


def demo_case(
    slug: str, people: Mapping[str, list], turn: int, chance: random.Random, told_at: datetime
) -> Application:
    """Make the case and put it on file."""
    story = people["stories"][turn % len(people["stories"])]
    way = _WAYS[turn % len(_WAYS)]
    actor, channel = (BOT, "hotline") if turn % 2 else (_RESIDENT, "miniprogram")
    told = _told(slug, people, story, chance, told_at)
    kept = read(told, beijing_day(told_at))
    heard = {
        name: {"said": in_words(name, value), "confidence": round(chance.uniform(0.62, 0.99), 2)}
        for name, value in kept.items()
    }
    request = filing.Filing(
        slug,
        channel,
        told,
        provenance=heard if actor is BOT else {},
        conversation=f"demo-{slug}-{turn}" if actor is BOT else None,
    )
    if way == ("unfinished",):
        case = filing.keep_unfinished(request, actor, told_at)
        listening.ask_for_callback(case, "话没说完就断了，请打回去接着问。", told_at)
    else:
        case = filing.new_case(request, actor, told_at, state="unfinished" if actor is BOT else "draft")
        case_file.write_answers(case, kept, actor, told_at, request.provenance)
        filing.submit_case(case, actor, told_at)
        cases.insert(case)
        walk(case, way, told_at)
    Application.objects(id=case.id).update_one(set__demo=True)
    if case.conversation:
        _keep_conversation(case, told, story, told_at)
    return case


def _keep_conversation(case: Application, told: Mapping[str, object], story: Mapping, told_at: datetime) -> None:
    """What the caller and the bot said, so that a trial shows a conversation too."""
    said = (
        ("caller", story["narrative"]),
        ("bot", "我都记下了。请问您叫什么名字？"),
        ("caller", f"我叫{told['applicant.name']}，电话{told['applicant.phone']}。"),
        ("bot", "您住在哪个镇、哪个村？"),
        ("caller", f"{told['address.township']}{told.get('address.village', '')}，家里{told['household.size']}口人。"),
        ("bot", "我念一遍您听听对不对。"),
        ("caller", "对，没错。"),
    )
    turns = [Turn(seq=seq, at=told_at, who=who, text=text) for seq, (who, text) in enumerate(said, start=1)]
    Conversation(
        id=case.conversation, jurisdiction=case.jurisdiction, channel=case.channel, state="filed" if case.state != "unfinished" else "kept",
        turns=turns, application=case.number, started_at=told_at, last_heard_at=told_at, told=True,
    ).save(force_insert=True)  # fmt: skip


def _told(
    slug: str, people: Mapping[str, list], story: Mapping, chance: random.Random, told_at: datetime
) -> dict[str, object]:
    township = chance.choice(regions.townships(slug)[:3])
    told = {
        "applicant.name": chance.choice(people["surnames"]) + chance.choice(people["given"]),
        "applicant.phone": f"1990000{chance.randint(0, 9999):04d}",
        "applicant.id_number": _id_number(by_slug(slug).code, chance),
        "address.township": township.name,
        "address.village": chance.choice(township.villages) if township.villages else None,
        "emergency.category": story["category"],
        "emergency.occurred_on": (beijing_day(told_at) - timedelta(days=story["days_ago"])).isoformat(),
        "emergency.narrative": story["narrative"],
        "emergency.in_danger": story["in_danger"],
        "household.size": story["household"],
        "household.monthly_income": story["income"] if chance.random() > 0.2 else None,
        "household.status": story["status"],
        "costs.medical_self_paid": story.get("medical_self_paid"),
        "costs.property_loss": story.get("property_loss"),
        "costs.tuition": story.get("tuition"),
        "need.kinds": story["needs"],
    }
    return {name: value for name, value in told.items() if value is not None}


def _id_number(county: str, chance: random.Random) -> str:
    """A number with a right checksum and a birthday nobody living has."""
    seventeen = f"{county}1900{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}{chance.randint(0, 999):03d}"
    return seventeen + ric.calc_check_digit(seventeen + "0")
