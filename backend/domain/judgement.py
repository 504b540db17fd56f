"""One case before one county's rules on one day: gives names their values and remembers what was missing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.policy.formula import Unknown, evaluate
from backend.policy.packs import Packs
from backend.policy.parameters import Citation
from backend.policy.scope import PolicyScope


class Judgement(PolicyScope):
    """The scope of a rule's formulas: steps worked out, `let` names, facts and parameters, in that order.

    `missing` are facts to ask for, `silent` are numbers that no document gives, `assumed` are facts taken as the registry says.
    """

    def __init__(
        self, packs: Packs, jurisdiction: str, on: date, facts: Mapping[str, Any], lets: Mapping[str, Any]
    ) -> None:
        super().__init__(packs, jurisdiction, on)
        self.facts, self.lets = facts, lets
        self.assumed: dict[str, None] = {}
        self.missing: dict[str, None] = {}
        self.silent: dict[str, None] = {}

    def value(self, name: str) -> Any:
        """The name's value; raises Unknown when nobody told it or no article gives it."""
        if name in self.worked_out:
            return self.worked_out[name]
        if name in self.lets:
            return evaluate(str(self.lets[name]), self)
        return self._fact(name) if name in self.packs.facts else self.parameter(name)

    def try_value(self, text: Any) -> Any:
        """The formula's value, or None after noting what is missing for it."""
        try:
            return evaluate(str(text), self)
        except Unknown as error:
            self.note(error)
            return None

    def note(self, error: Unknown) -> None:
        """Remembers the missing names."""
        for name in sorted(error.names):
            (self.missing if name in self.packs.facts else self.silent).setdefault(name)

    def cite(self, holder: Mapping[str, Any], says: str) -> Citation:
        """The citation of a pack's line."""
        return self.packs.cite(holder, says)

    def _fact(self, name: str) -> Any:
        fact = self.packs.facts[name]
        if name in self.facts:
            return self.facts[name]
        if fact.also and fact.also in self.facts:
            return self.facts[fact.also]
        if fact.if_absent is None:
            raise Unknown(frozenset({name}))
        self.assumed.setdefault(name)
        return fact.if_absent
