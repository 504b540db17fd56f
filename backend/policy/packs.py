"""The packs as read: what a county's layers say, nearest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.policy.jurisdictions import Jurisdiction, by_slug
from backend.policy.parameters import Citation, Document, Fact, NoSuchParameter, Parameter, Series

SCHEMES = (
    "emergency_relief", "temporary_assistance", "dibao", "tekun", "medical", "education",
    "housing", "employment", "disaster", "vagrant", "legal_aid", "charity",
)  # fmt: skip
TOPICS = (*SCHEMES, "eligibility", "materials", "timeline", "aid_first", "mutual_aid", "contact")


@dataclass(frozen=True)
class Pack:
    """One file: parameters, and for a scheme the rule and the words for residents. `since` is the document's own date."""

    layer: str
    name: str
    title: str
    since: date
    series: Mapping[str, Series]
    rule: Mapping[str, Any] | None
    guide: Mapping[str, Any]
    where: str


@dataclass(frozen=True)
class Packs:
    """Every layer. `versions` are content hashes by layer: the same hash, the same decisions."""

    layers: Mapping[str, Mapping[str, Pack]]
    documents: Mapping[str, Document]
    facts: Mapping[str, Fact]
    versions: Mapping[str, str]

    def chain(self, jurisdiction: str) -> tuple[str, ...]:
        """The county's layers, nearest first; raises UnknownJurisdiction."""
        return (jurisdiction, *by_slug(jurisdiction).layers)

    def place(self, jurisdiction: str) -> Jurisdiction:
        """Name and code of the county."""
        return by_slug(jurisdiction)

    def version(self, jurisdiction: str) -> str:
        """What is stored on each decision: changes whenever a layer of this county changes on disk."""
        return "-".join(self.versions[layer] for layer in self.chain(jurisdiction))

    def value_at(self, jurisdiction: str, key: str, on: date) -> Parameter:
        """The value in force in this county on this day, e.g. `temporary_assistance.township_limit`; raises NoSuchParameter."""
        for series in self.series(jurisdiction, key):
            parameter = series.at(on)
            if parameter:
                return parameter
        raise NoSuchParameter(f"{jurisdiction}: {key} on {on}")

    def series(self, jurisdiction: str, key: str) -> Iterator[Series]:
        """Every layer's say about this key, nearest first."""
        name, _, leaf = key.partition(".")
        for layer in self.chain(jurisdiction):
            pack = self.layers[layer].get(name)
            if pack and leaf in pack.series:
                yield pack.series[leaf]

    def spoken_in(self, jurisdiction: str, name: str, part: str, on: date) -> Pack | None:
        """The nearest layer's pack in force whose `guide` has this part."""
        for layer in self.chain(jurisdiction):
            pack = self.layers[layer].get(name)
            if pack and pack.since <= on and part in pack.guide:
                return pack
        return None

    def rule(self, jurisdiction: str, scheme: str, on: date) -> Mapping[str, Any] | None:
        """The rule in force: the nearest layer's; one that says `from` stands on another scheme's, or on its own in the layers below."""
        return self._rule(jurisdiction, scheme, on, self.chain(jurisdiction))

    def _rule(self, jurisdiction: str, scheme: str, on: date, chain: tuple[str, ...]) -> Mapping[str, Any] | None:
        for i, layer in enumerate(chain):
            pack = self.layers[layer].get(scheme)
            if pack is None or pack.since > on or not pack.rule:
                continue
            if "from" not in pack.rule:
                return pack.rule
            below = self._rule(
                jurisdiction, pack.rule["from"], on, chain[i + 1 :] if pack.rule["from"] == scheme else chain
            )
            if below is not None:
                return {**below, **pack.rule, "let": {**below.get("let", {}), **pack.rule.get("let", {})}}
        return None

    def title(self, jurisdiction: str, name: str) -> str:
        """The Chinese name of a scheme or of a group of parameters."""
        for layer in self.chain(jurisdiction):
            if name in self.layers[layer]:
                return self.layers[layer][name].title
        return name

    def keys(self, jurisdiction: str, name: str | None = None) -> tuple[str, ...]:
        """Every parameter key that applies in this county, of one scheme or of all."""
        found: dict[str, None] = {}
        for layer in self.chain(jurisdiction):
            for pack in self.layers[layer].values():
                if name is None or pack.name == name:
                    found.update(dict.fromkeys(f"{pack.name}.{leaf}" for leaf in pack.series))
        return tuple(found)

    def cite(self, reference: Mapping[str, Any], says: str = "") -> Citation:
        """A pack's `reference` or `source: operator` as a citation."""
        return cite(self.documents, reference, says)


def cite(documents: Mapping[str, Document], holder: Mapping[str, Any], says: str) -> Citation:
    """The citation of anything that carries `reference` or `source: operator` (+ `note`)."""
    if holder.get("source") == "operator":
        return Citation("经办单位设定（演示值，上线前由民政部门核定）", holder.get("note", ""), says, operator=True)
    reference = holder["reference"]
    return Citation(documents[reference["document"]].name, reference["section"], says)
