"""Gives parameters and the county's name to formulas and sentences, and remembers which were read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.policy.formula import Unknown
from backend.policy.packs import Packs
from backend.policy.parameters import NoSuchParameter, Parameter, plain_number
from backend.policy.template import filled


class PolicyScope:
    """One county on one day. `read` holds every parameter that was looked at, in order."""

    def __init__(self, packs: Packs, jurisdiction: str, on: date) -> None:
        self.packs, self.jurisdiction, self.on = packs, jurisdiction, on
        self.read: dict[str, Parameter] = {}
        place = packs.place(jurisdiction)
        self.worked_out: dict[str, Any] = {
            "place.name": place.name,
            "place.short": place.name[-1],
            "place.prefecture": place.prefecture,
        }

    def value(self, name: str) -> Any:
        """The name's value; raises Unknown when no article gives it."""
        return self.worked_out[name] if name in self.worked_out else self.parameter(name)

    def says(self, text: str) -> str:
        """A pack's sentence with its numbers; it breaks off before one that is missing."""
        try:
            return filled(text, self)
        except Unknown:
            return text.partition("{")[0].rstrip("，：（ ") or text

    def parameter(self, name: str) -> Any:
        """`medical.share.other`: the parameter medical.share, and in its table the row `other`."""
        key, path = ".".join(name.split(".")[:2]), name.split(".")[2:]
        try:
            parameter = self.packs.value_at(self.jurisdiction, key, self.on)
        except NoSuchParameter as error:
            raise Unknown(frozenset({key})) from error
        self.read.setdefault(key, parameter)
        value = plain_number(parameter.value, parameter.unit)
        for part in path:
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is None:
            raise Unknown(frozenset({name}))
        return value
