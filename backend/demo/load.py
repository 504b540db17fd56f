"""Loading the demo: twice changes nothing."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from mongoengine import NotUniqueError

from backend.demo.beside import put_work_beside
from backend.demo.cases import demo_case
from backend.demo.walk import DEPARTMENT
from backend.domain.people import ROLES
from backend.policy.jurisdictions import all_jurisdictions
from backend.services import regions, staff_access
from backend.storage.documents import Application, Staff

PASSWORD = "ejiuzhu-demo"  # noqa: S105 — loopback only, printed at start
_PEOPLE = yaml.safe_load(Path(__file__).with_name("people.yaml").read_text(encoding="utf-8"))
_CASES_OF_A_COUNTY = {"boshan": 16, "linghai": 12, "yuan": 5, "xilinhot": 4, "qingliu": 4, "tunxi": 3}
_IN_ONE_TOWNSHIP = {"village_officer", "township_clerk", "township_head"}


def load_demo(now: datetime) -> str:
    """Staff and cases of every county; says what was loaded."""
    _load_staff()
    if Application.objects(demo=True).first():
        return "demo data is there already"
    chance = random.Random(20261123)
    made = 0
    for slug, many in _CASES_OF_A_COUNTY.items():
        for turn in range(many):
            demo_case(slug, _PEOPLE, turn, chance, now - timedelta(hours=7 * turn + chance.randint(0, 6)))
            made += 1
        put_work_beside(slug, now)
    return f"loaded {Staff.objects(demo=True).count()} staff and {made} cases"


def _load_staff() -> None:
    password_hash = staff_access.hash_password(PASSWORD)
    for county in all_jurisdictions():
        chance = random.Random(county.code)
        homes = regions.townships(county.slug)[:3]
        posts = [(role, homes[0], "") for role in ROLES]
        posts += [("township_clerk", home, f".{place}") for place, home in enumerate(homes[1:], start=2)]
        for role, home, more in posts:
            name = chance.choice(_PEOPLE["surnames"]) + chance.choice(_PEOPLE["given"])
            person = Staff(
                username=f"{county.slug}.{role}{more}", name=f"{name}（演示）", role=role, jurisdiction=county.slug,
                townships=[home.name] if role in _IN_ONE_TOWNSHIP else [], villages=list(home.villages[:1]) if role == "village_officer" else [],
                department=DEPARTMENT if role == "department_liaison" else None, password_hash=password_hash, demo=True,
            )  # fmt: skip
            try:
                person.save(force_insert=True)
            except NotUniqueError:
                continue
