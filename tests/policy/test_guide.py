"""What a caller hears and a resident reads: short, plain, true to the packs, with its article."""

import re
from datetime import date

import pytest

from backend.policy.guide import answer, fits, guide
from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.loader import load_packs
from backend.policy.packs import SCHEMES, TOPICS

PACKS = load_packs()
TODAY = date(2026, 11, 23)
SLUGS = [place.slug for place in all_jurisdictions()]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_short_spoken_answer_in_every_county(slug: str, topic: str) -> None:
    said = answer(PACKS, slug, topic, TODAY)
    sentences = [part for part in re.split(r"[。！？]", said.says) if part]
    assert 2 <= len(sentences) <= 4, said.says
    assert len(said.says) <= 150, said.says
    assert not re.search(r"[{}]|None|Fraction", said.says)
    assert not re.search(r"第.{1,3}条|号文|本办法|予以|之规定", said.says), "spoken, not a legal paragraph"
    assert said.citations
    assert all(c.document and c.section for c in said.citations)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_guide_says_who_how_much_what_to_bring_how_long_and_whom_to_call(slug: str, scheme: str) -> None:
    lines = guide(PACKS, slug, scheme, TODAY)
    assert [line.part for line in lines] == ["who", "how_much", "bring", "how_long", "call"]
    for line in lines:
        assert line.says.endswith("。"), line
        assert line.citation.section, line
        assert not re.search(r"[{}]|None|。。", line.says), line


def test_the_answer_tells_the_numbers_of_this_county() -> None:
    assert "1000" in answer(PACKS, "yuan", "mutual_aid", TODAY).says
    assert "3000" in answer(PACKS, "yuan", "emergency_relief", TODAY).says
    assert "5000" in answer(PACKS, "linghai", "emergency_relief", TODAY).says
    assert "20000" in answer(PACKS, "qingliu", "temporary_assistance", TODAY).says
    assert "10000" in answer(PACKS, "xilinhot", "education", TODAY).says
    assert "5550" in answer(PACKS, "tunxi", "eligibility", TODAY).says


def test_before_its_document_a_county_answers_with_what_stood_then() -> None:
    assert "3000" not in answer(PACKS, "yuan", "emergency_relief", date(2020, 12, 16)).says


def test_where_nothing_stands_yet_the_answer_says_so() -> None:
    said = answer(PACKS, "boshan", "legal_aid", date(2015, 1, 1))
    assert "还没有" in said.says
    assert "12349" in said.says


def test_an_emergency_in_linghai_fits_emergency_relief_with_its_band() -> None:
    found = {
        d.scheme: d
        for d in fits(PACKS, "linghai", TODAY, {"emergency.category": "accident", "household.status": ["none"]})
    }
    assert found["emergency_relief"].eligible is True
    assert found["emergency_relief"].amount.high == 500_000
    assert "dibao" not in found


def test_a_family_below_the_standard_may_fit_dibao_until_its_assets_are_known() -> None:
    facts = {"household": {"size": 3, "monthly_income": 900}}
    maybe = {d.scheme: d for d in fits(PACKS, "linghai", TODAY, facts)}["dibao"]
    assert maybe.eligible is None
    assert maybe.missing == ("household.assets_fit",)
    facts["household"]["assets_fit"] = False
    assert "dibao" not in {d.scheme for d in fits(PACKS, "linghai", TODAY, facts)}


def test_nothing_told_fits_nothing() -> None:
    assert all(d.eligible is not True for slug in SLUGS for d in fits(PACKS, slug, TODAY, {}))
