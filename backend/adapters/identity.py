"""Real-name check: do a name and an ID number belong together? The county's register, and a local twin."""

from collections.abc import Mapping
from typing import Protocol

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from backend.config import Settings
from backend.domain.errors import NeighbourDown

from .signed_http import GatewayDown, post_signed

# Invented: the numbers' areas and dates are well-formed, and no such people are known to us.
DEMO_PEOPLE = {"370304198505123455": "陈明亮", "152502197203080028": "王桂英"}


class RegisterUnavailable(NeighbourDown):
    """The register gave no answer; the person stays unchecked, which is not the same as refused."""

    says = "核对姓名的系统暂时没有回应，请过一会儿再试；不影响先提交申请。"


class RealNames(Protocol):
    def matches(self, name: str, id_number: str) -> bool:
        """Whether the register has this name under this number. Raises RegisterUnavailable."""


class GatewayRealNames:
    """POSTs `{name, id_number}`, signed; the register answers `{"matches": true|false}`."""

    def __init__(self, url: str, secret: str) -> None:
        self._url, self._secret = url, secret

    def matches(self, name: str, id_number: str) -> bool:
        try:
            answer = post_signed(self._url, self._secret, {"name": name, "id_number": id_number.upper()})
        except GatewayDown as problem:
            raise RegisterUnavailable from problem
        if not isinstance(answer.get("matches"), bool):
            raise RegisterUnavailable
        return answer["matches"]


class LocalRealNames:
    """Knows a few invented people by number; of anybody else it only checks that the number can exist."""

    def __init__(self, people: Mapping[str, str] = DEMO_PEOPLE) -> None:
        self._people = dict(people)

    def matches(self, name: str, id_number: str) -> bool:
        number = id_number.strip().upper()
        try:
            # Not ric.validate: its list of areas lacks counties that were renumbered, 裕安 (341503) among them.
            ric.get_birth_date(number)
            possible = ric.calc_check_digit(number) == number[17:]
        except (ValidationError, ValueError):
            return False
        return possible and self._people.get(number, name) == name


def identity_from(settings: Settings) -> RealNames:
    """The register named in the settings, or the local twin."""
    if settings.identity_gateway:
        return GatewayRealNames(settings.identity_gateway, settings.identity_secret)
    return LocalRealNames()
