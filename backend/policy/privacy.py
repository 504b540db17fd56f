"""The privacy notice, read from `privacy.yaml` once, and the retention periods, from their pack."""

from functools import cache
from pathlib import Path

import yaml

from backend.domain.consent import PrivacyNotice, Purpose
from backend.policy.loader import load_packs

_FILE = Path(__file__).with_name("privacy.yaml")


@cache
def _content() -> dict[str, dict[str, object]]:
    content: dict[str, dict[str, object]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


@cache
def notice() -> PrivacyNotice:
    """The notice as it now reads."""
    raw: dict[str, object] = _content()["notice"]
    purposes = tuple(Purpose(**entry) for entry in raw["purposes"])  # type: ignore[attr-defined]
    return PrivacyNotice(str(raw["version"]), tuple(raw["says"]), purposes)  # type: ignore[arg-type]


def retention_days(what: str) -> int:
    """How many days `what` is kept, by the general layer's pack `retention`; raises KeyError for something with no period."""
    series = load_packs().layers["general"]["retention"].series[what]
    return int(series.values[-1].value)


def child_age() -> int:
    """Under which age, in whole years, a person's data need a guardian's word (PIPL 31)."""
    return int(load_packs().layers["general"]["retention"].series["child_age"].values[-1].value)
