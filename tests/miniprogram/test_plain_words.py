"""No sentence a resident reads holds a word that somebody who left school at twelve stumbles over (`miniprogram/scripts/words.json`).

The screens' own texts are read by `npm run words`; these are the sentences that come from the house.
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from backend.domain import errors, workflow
from backend.policy import privacy
from backend.policy.guide import answer, fits, guide
from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.loader import load_packs
from backend.policy.packs import SCHEMES, TOPICS
from backend.services import message_templates, progress
from miniprogram_api.eligibility import eligible
from miniprogram_api.schemas import cited

ROOT = Path(__file__).parents[2]
WORDS = json.loads((ROOT / "miniprogram/scripts/words.json").read_text(encoding="utf-8"))
DAY = date(2026, 11, 25)
# Modules whose every Chinese sentence can reach a resident's phone.
SPOKEN_BY = [*sorted((ROOT / "miniprogram_api").glob("*.py")), *(
    ROOT / "backend/services" / f"{name}.py" for name in ("own_cases", "profile", "residents", "uploads", "attachments", "voices", "privacy", "progress", "own_copy", "dead_letters")
)]  # fmt: skip


def stumbles(sentence: str) -> list[str]:
    """The words to avoid in a sentence; a paper's official name may hold them."""
    for name in WORDS["names"]:
        sentence = sentence.replace(name, "")
    return [word for word in WORDS["avoid"] if word in sentence]


def sentences_of(source: Path) -> Iterator[str]:
    """Every Chinese text of a module that is not a docstring or a comment, and no description for programmers."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    inside = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    silent = {id(node.body[0].value) for node in inside if ast.get_docstring(node) is not None}
    silent |= {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in ("metadata", "description")
        for part in ast.walk(node.value)
    }
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    yield from (text.value for text in texts if id(text) not in silent and re.search(r"[\u4e00-\u9fff]", text.value))


@pytest.mark.parametrize("source", SPOKEN_BY, ids=lambda path: path.name)
def test_what_a_module_says_to_residents_is_plain(source):
    assert [(said, stumbles(said)) for said in sentences_of(source) if stumbles(said)] == []


def test_every_message_about_a_case_is_plain():
    told = [step.told for step in workflow.STEPS.values()]
    now = [progress._NOW[state] for state in workflow.STATES]
    titles = [message_templates.title_of(event) for event in workflow.STEPS]
    assert [said for said in (*told, *now, *titles) if stumbles(said)] == []


def test_every_refusal_a_resident_can_meet_is_plain():
    refusals = (errors.NotFound, errors.NotSignedIn, errors.InvalidFields, errors.WrongState, errors.Conflict, errors.KeyReused,
                errors.TooManyTries, errors.NeighbourDown, errors.DomainError)  # fmt: skip
    assert [refusal.says for refusal in refusals if stumbles(refusal.says)] == []
    assert stumbles(errors.UnknownJurisdiction("somewhere").message) == []


def test_the_privacy_notice_is_plain():
    notice = privacy.notice()
    said = [*notice.says, *(part for one in notice.purposes for part in (one.title, one.says, one.withdrawn))]
    assert [sentence for sentence in said if stumbles(sentence)] == []


@pytest.mark.parametrize("county", [one.slug for one in all_jurisdictions()])
def test_the_guide_and_the_answers_of_every_county_are_plain(county):
    packs = load_packs()
    said = [answer(packs, county, topic, DAY).says for topic in TOPICS]
    lines = [line for scheme in SCHEMES for line in guide(packs, county, scheme, DAY)]
    said += [line.says for line in lines]
    said += [
        f"{from_['document']}{from_['section']}"
        for from_ in (cited(line.citation) for line in lines if line.citation.operator)
    ]
    assert [(sentence, stumbles(sentence)) for sentence in said if stumbles(sentence)] == []


@pytest.mark.parametrize("county", [one.slug for one in all_jurisdictions()])
@pytest.mark.parametrize("category", ["accident", "sudden_illness", "tuition", "job_loss", "despair"])
def test_the_reasons_of_the_eligibility_check_are_plain(county, category):
    facts = {
        "emergency": {"category": category},
        "household": {"size": 3, "monthly_income": 500, "status": ["dibao", "disabled"]},
        "costs": {"medical_self_paid": 80_000, "property_loss": 30_000, "tuition": 6_000},
    }
    said = []
    for found in (eligible(county, one) for one in fits(load_packs(), county, DAY, facts)):
        said += [found["name"], found["why"], found["amount"] or "", *found["looks_at"]]
    assert [(sentence, stumbles(sentence)) for sentence in said if stumbles(sentence)] == []
