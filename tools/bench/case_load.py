"""Many cases, quickly: the demo's, made by the real services, copied with other places, states and times."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import batched

from bson import ObjectId
from pymongo.database import Database
from pypinyin import lazy_pinyin

from backend.domain.workflow import ENDED
from backend.policy.jurisdictions import all_jurisdictions
from backend.services.regions import townships

# A file room fills with what is done: open cases are this share of everything in it.
OPEN_SHARE = 0.1
RANKS = {"critical": 0, "urgent": 1, "normal": 2}
BATCH = 2_000
# As many names as let a million people share each with half a dozen others.
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海波宁",
)
SOUNDS = {character: lazy_pinyin(character)[0] for character in SURNAMES + GIVEN}
UNIQUE = ("number", "origin_key", "filing_key", "provisional_number", "query_code_lookup")


def fill(database: Database, wanted: int) -> None:
    """Brings `applications` to `wanted` documents. The demo must be in it, so that there is something to copy."""
    models = list(database.applications.find({"number": {"$ne": None}}))
    chance = random.Random(wanted)
    for batch in batched(_copies(models, wanted - len(models), chance), BATCH, strict=False):
        database.applications.insert_many(batch, ordered=False)


def number_of(serial: int) -> str:
    """The number of the copy that was made as the `serial`-th."""
    return f"ZZ{serial:014d}"


def _copies(models: list[dict], count: int, chance: random.Random) -> Iterator[dict]:
    ended = [model for model in models if model["state"] in ENDED]
    still_open = [model for model in models if model["active"]]
    places = {place.slug: [town.name for town in townships(place.slug)] for place in all_jurisdictions()}
    now = datetime.now(UTC)
    for serial in range(len(models), len(models) + count):
        model = chance.choice(still_open if chance.random() < OPEN_SHARE else ended)
        yield _copy(model, serial, places, now - timedelta(minutes=chance.randrange(60 * 24 * 900)), chance)


def _copy(model: dict, serial: int, places: dict[str, list[str]], at: datetime, chance: random.Random) -> dict:
    slug = chance.choice(list(places))
    urgency = chance.choices(list(RANKS), weights=(1, 9, 90))[0]
    number, name = number_of(serial), chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
    changed = {
        "_id": ObjectId(),
        "number": number,
        "applicant_name": name,
        "finds": [number, f"name:{name}", f"pinyin:{''.join(SOUNDS[one] for one in name)}", f"phone:{serial:064x}"],
        "jurisdiction": slug,
        "township": chance.choice(places[slug]),
        "urgency": urgency,
        "urgency_rank": RANKS[urgency],
        "waiting_since": at,
        "created_at": at,
        "submitted_at": at,
    }
    return {name: value for name, value in model.items() if name not in UNIQUE} | changed
