"""Who must keep their hands off a case: whoever reviewed it does not approve it, a registered close relative does neither (yuan 六(二))."""

from backend.domain.errors import FourEyes
from backend.domain.people import Actor
from backend.services import case_file
from backend.storage import staff
from backend.storage.documents import Application
from backend.storage.sealed import keyring

_JUDGED = frozenset({"review"})


def require_no_relative(case: Application, actor: Actor) -> None:
    """Refuses whoever registered the applicant, or somebody who lives with them, as a close relative. Raises FourEyes."""
    person = staff.get(actor.id)
    if person and set(person.relatives) & _identities_of(case):
        raise FourEyes("您登记过这一户里有近亲属（或者同名的人），要回避，请换人办。")


def require_fresh_eyes(case: Application, actor: Actor) -> None:
    """Refuses whoever reviewed this case before, and close relatives. Raises FourEyes."""
    require_no_relative(case, actor)
    if any(event.action in _JUDGED and event.actor == actor.id for event in case.events):
        raise FourEyes("这件申请是您审核的，不能再由您审批，请换人办。")


def _identities_of(case: Application) -> set[str]:
    """Names and the HMACs of ID numbers of the household, as relatives are registered by either."""
    values = case_file.values_of(case)
    people = [(values.get("applicant.name"), values.get("applicant.id_number"))]
    people += [(member.get("name"), member.get("id_number")) for member in case_file.members_of(case)]
    names = {str(name) for name, _ in people if name}
    return names | {keyring().lookup("id", str(number)) for _, number in people if number}
