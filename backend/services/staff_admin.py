"""The county's accounts: who works here, in which place or department, and what to do when a password is lost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mongoengine import NotUniqueError

from backend.domain.errors import InvalidFields, NotFound, WrongState
from backend.domain.people import ROLES, Actor
from backend.services import audit, regions, staff_access
from backend.storage import staff
from backend.storage.documents import Staff

_USERNAME = re.compile(r"[a-z][a-z0-9_.-]{2,39}")
_LONGEST = 50
NEED_A_TOWNSHIP = frozenset({"village_officer", "township_clerk", "township_head"})


@dataclass(frozen=True)
class Post:
    """What somebody is here: townships empty means the whole county; `department` is a liaison's only."""

    name: str
    role: str
    townships: Sequence[str] = ()
    villages: Sequence[str] = ()
    department: str | None = None


def people_of(admin: Actor) -> list[Staff]:
    """Everybody of the county, also those who left."""
    return staff.everybody(str(admin.jurisdiction))


def person_of(username: str, admin: Actor) -> Staff:
    """One of them. Raises NotFound outside the county."""
    person = staff.get(username)
    if person is None or person.jurisdiction != admin.jurisdiction:
        raise NotFound("没有这个账号。")
    return person


def add(username: str, post: Post, password: str, admin: Actor, now: datetime) -> Staff:
    """A new account in the admin's county. Raises InvalidFields."""
    jurisdiction = str(admin.jurisdiction)
    wrong = _wrong_in(post, jurisdiction)
    if not _USERNAME.fullmatch(username):
        wrong["username"] = "用户名用小写字母开头，可以有数字、点和横线，3到40位。"
    if wrong:
        raise InvalidFields(fields=wrong)
    person = Staff(username=username, jurisdiction=jurisdiction, password_hash=staff_access.hash_password(password))
    _write(person, post)
    try:
        person.save(force_insert=True)
    except NotUniqueError:
        raise InvalidFields(fields={"username": "这个用户名已经有人用了。"}) from None
    _record(person, admin, "staff_added", now, {"role": [None, post.role]})
    return person


def move(username: str, post: Post, admin: Actor, now: datetime) -> Staff:
    """Another post, place or department; from the next page on. Raises InvalidFields, NotFound."""
    person = person_of(username, admin)
    if wrong := _wrong_in(post, person.jurisdiction):
        raise InvalidFields(fields=wrong)
    before = person.role
    _write(person, post)
    person.save()
    _record(person, admin, "staff_moved", now, {"role": [before, post.role]})
    return person


def set_password(username: str, password: str, admin: Actor, now: datetime) -> None:
    """A new password, which also opens a locked account; whoever is signed in must sign in again. Raises InvalidFields, NotFound."""
    person = person_of(username, admin)
    staff.set_password(person.username, staff_access.hash_password(password))
    staff.close_sessions_of(person.username)
    _record(person, admin, "password_set", now)


def set_active(username: str, active: bool, admin: Actor, now: datetime) -> None:
    """Somebody left, or came back; who left is out at once. Raises WrongState for oneself, NotFound."""
    person = person_of(username, admin)
    if person.username == admin.id:
        raise WrongState("不能停用自己的账号。")
    staff.set_active(person.username, active)
    if not active:
        staff.close_sessions_of(person.username)
    _record(person, admin, "staff_activated" if active else "staff_deactivated", now)


def _write(person: Staff, post: Post) -> None:
    person.name, person.role = post.name.strip(), post.role
    person.townships, person.villages = list(post.townships), list(post.villages)
    person.department = (post.department or "").strip() or None if post.role == "department_liaison" else None


def _wrong_in(post: Post, jurisdiction: str) -> dict[str, str]:
    """Field → what to do about it."""
    known = {township.name: set(township.villages) for township in regions.townships(jurisdiction)}
    villages = set().union(*(known.get(name, set()) for name in post.townships))
    found = {
        "name": "" if 0 < len(post.name.strip()) <= _LONGEST else "请填姓名，不超过50个字。",
        "role": "" if post.role in ROLES else "请选岗位。",
        "townships": "" if set(post.townships) <= set(known) else "有不是本县的乡镇（街道）。",
        "villages": "" if set(post.villages) <= villages else "有的村（社区）不在所选的乡镇（街道）里。",
        "department": "" if len(post.department or "") <= _LONGEST else "部门名称太长了。",
    }
    if post.role in NEED_A_TOWNSHIP and not post.townships:
        found["townships"] = "这个岗位要选乡镇（街道）。"
    if post.role == "department_liaison" and not (post.department or "").strip():
        found["department"] = "请填是哪个部门的联络员。"
    return {name: says for name, says in found.items() if says}


def _record(
    person: Staff, admin: Actor, action: str, now: datetime, changes: Mapping[str, object] | None = None
) -> None:
    audit.record(f"staff:{person.username}", admin, action, now, changes=changes)
