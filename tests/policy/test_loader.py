"""A pack that cannot be trusted is refused, and the refusal names file, line and key."""

import os
from datetime import date
from pathlib import Path

import pytest

from backend.domain.intake_fields import FIELDS
from backend.policy import check_packs, loader
from backend.policy.loader import load_packs, read_packs
from backend.policy.parameters import NoSuchParameter
from backend.policy.yaml_lines import PackError
from tests.policy.packs_on_disk import changed, copied_packs

YUAN = "341503_yuan/temporary_assistance.yaml"
LINGHAI = "210781_linghai/emergency_relief.yaml"
TODAY = date(2026, 11, 23)

REFUSALS = {
    "an unknown key": (YUAN, "    unit: yuan\n", "    unit: yuan\n    colour: red\n", "village_limit.colour"),
    "a key written twice": (YUAN, "    unit: yuan\n", "    unit: yuan\n    unit: yuan\n", "written twice"),
    "a parameter written twice": (YUAN, "  township_limit:\n", "  village_limit:\n", "parameters.village_limit: written twice"),
    "a parameter without a reference": (YUAN, "    reference: {document: yuan, section: 四（三）2}\n    value: 1000", "    value: 1000", "village_limit"),
    "a reference and an operator together": (YUAN, "    value: 1000", "    source: operator\n    note: 演示值\n    value: 1000", "village_limit"),
    "an operator value without a note": ("general/aid_first.yaml", "    note: 文件没有写数字；演示值\n", "", "limit"),
    "a document nobody knows": (YUAN, "{document: yuan, section: 四（三）2}", "{document: yuen, section: 四（三）2}", "yuen"),
    "an unknown unit": (YUAN, "unit: yuan", "unit: dollars", "village_limit.unit"),
    "an amount in words": (YUAN, "    value: 1000", "    value: 一千", "must be a number"),
    "an amount below nought": (YUAN, "    value: 1000", "    value: -1", "not below nought"),
    "a low above its high": (LINGHAI, "accident: {low: 1000, high: 5000}", "accident: {low: 6000, high: 5000}", "low 6000 is above high 5000"),
    "bands that leave a gap": (LINGHAI, "{above: 5000, is: leading_group}", "{above: 6000, is: leading_group}", "do not meet"),
    "bands that overlap": (LINGHAI, "{above: 5000, is: leading_group}", "{above: 4000, is: leading_group}", "do not meet"),
    "bands that both hold their edge": (LINGHAI, "{above: 5000, is: leading_group}", "{from: 5000, is: leading_group}", "do not meet"),
    "dates that overlap": (
        YUAN, "    value: 1000",
        "    values: [{from: 2020-12-17, until: 2025-12-31, value: 1000}, {from: 2025-12-31, value: 1200}]", "overlaps",
    ),
    "a value that ends before it begins": (YUAN, "    value: 1000", "    values: [{from: 2020-12-17, until: 2020-12-01, value: 1000}]", "before it begins"),
    "the same day twice": (YUAN, "    value: 1000", "    values: [{from: 2020-12-17, value: 1}, {from: 2020-12-17, value: 2}]", "overlaps"),
    "a value and values together": (YUAN, "    value: 1000", "    value: 1000\n    values: [{from: 2020-12-17, value: 1000}]", "village_limit"),
    "a rule that reads a name nobody defines": (YUAN, "aid.paid_by_village + aid", "aid.paid_by_vilage + aid", "nobody defines aid.paid_by_vilage"),
    "a sentence that reads a name nobody defines": (YUAN, "封顶 {temporary_assistance.village_limit} 元，这次", "封顶 {temporary_assistance.vilage_limit} 元，这次", "vilage_limit"),
    "a formula outside the language": (YUAN, "paid: aid.paid_by_village + aid.paid_by_township", "paid: __import__('os')", "no such function"),
    "a pack named unlike its file": (YUAN, "scheme: temporary_assistance", "scheme: temporary_asistance", "temporary_asistance"),
    "no date": (YUAN, "since: 2020-12-17\n", "", "since"),
    "something that is not YAML": (YUAN, "parameters:\n", "parameters: {\n", "temporary_assistance.yaml"),
    "a level that does not exist": (YUAN, "      is: township\n", "      is: parish\n", "parish"),
    "a rule without a level": (YUAN, "  level:\n", "  levels:\n", "levels"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def always_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test does not wait for the next look at the disk."""
    monkeypatch.setattr(loader, "LOOK_EVERY_S", 0)


@pytest.mark.parametrize("what", REFUSALS, ids=str)
def test_a_pack_is_refused_for(what: str, tmp_path: Path) -> None:
    file, old, new, named = REFUSALS[what]
    folder = copied_packs(tmp_path)
    path = changed(folder, file, old, new)
    with pytest.raises(PackError) as refusal:
        read_packs(folder)
    assert named in str(refusal.value)
    assert f"{path.parent.name}/{path.name}:{refusal.value.line}:" in str(refusal.value)
    assert 1 <= refusal.value.line <= len(path.read_text(encoding="utf-8").splitlines())


def test_the_refusal_names_the_very_line_of_the_unknown_key(tmp_path: Path) -> None:
    folder = copied_packs(tmp_path)
    path = changed(folder, YUAN, "    unit: yuan\n", "    unit: yuan\n    colour: red\n")
    line = path.read_text(encoding="utf-8").splitlines().index("    colour: red") + 1
    with pytest.raises(PackError) as refusal:
        read_packs(folder)
    assert refusal.value.line == line


def test_a_layer_that_no_county_uses_is_refused(tmp_path: Path) -> None:
    folder = copied_packs(tmp_path)
    (folder / "999999_nowhere").mkdir()
    (folder / "999999_nowhere" / "dibao.yaml").write_text(
        "scheme: dibao\ntitle: 低保\nsince: 2020-01-01\n", encoding="utf-8"
    )
    with pytest.raises(PackError, match="nowhere"):
        read_packs(folder)


def test_a_changed_number_counts_from_its_date_without_a_restart(tmp_path: Path) -> None:
    folder = copied_packs(tmp_path)
    before = load_packs(folder)
    path = changed(
        folder,
        YUAN,
        "    value: 1000",
        "    values: [{from: 2020-12-17, value: 1000}, {from: 2027-01-01, value: 1500}]",
    )
    os.utime(path)
    after = load_packs(folder)
    assert after.value_at("yuan", "temporary_assistance.village_limit", date(2026, 12, 31)).value == 1000
    assert after.value_at("yuan", "temporary_assistance.village_limit", date(2027, 1, 1)).value == 1500
    assert before.value_at("yuan", "temporary_assistance.village_limit", date(2027, 1, 1)).value == 1000
    assert before.version("yuan") != after.version("yuan")
    assert before.version("linghai") == after.version("linghai")


def test_a_broken_change_leaves_the_last_good_packs_in_force(tmp_path: Path) -> None:
    folder = copied_packs(tmp_path)
    good = load_packs(folder)
    changed(folder, YUAN, "unit: yuan", "unit: dollars")
    assert load_packs(folder) is good


def test_a_folder_that_was_never_good_is_refused_at_once(tmp_path: Path) -> None:
    folder = copied_packs(tmp_path)
    changed(folder, YUAN, "unit: yuan", "unit: dollars")
    with pytest.raises(PackError):
        load_packs(folder)


def test_a_county_value_goes_before_the_province_and_the_general_one() -> None:
    packs = load_packs()
    assert packs.chain("yuan") == ("yuan", "anhui", "general")
    assert packs.value_at("yuan", "dibao.dibao_standard", TODAY).value == 720
    assert packs.value_at("yuan", "dibao.tapering_months", TODAY).value == 12
    assert packs.value_at("yuan", "dibao.verify_every", TODAY).value == 6


def test_a_value_before_its_document_does_not_exist() -> None:
    with pytest.raises(NoSuchParameter):
        load_packs().value_at("yuan", "temporary_assistance.township_limit", date(2020, 12, 16))


def test_the_province_does_not_reach_other_counties() -> None:
    with pytest.raises(NoSuchParameter):
        load_packs().value_at("linghai", "dibao.tapering_months", TODAY)


def test_money_is_counted_in_fen() -> None:
    packs = load_packs()
    assert packs.value_at("qingliu", "temporary_assistance.township_limit", TODAY).fen() == 500_000
    with pytest.raises(TypeError):
        packs.value_at("yuan", "dibao.tapering_months", TODAY).fen()


def test_policy_check_says_what_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_packs.main() == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("博山区", "凌海市", "裕安区", "锡林浩特市", "清流县", "屯溪区"))


def test_every_number_cites_a_document_or_names_the_operator() -> None:
    packs = load_packs()
    for held in packs.layers.values():
        for pack in held.values():
            for series in pack.series.values():
                assert series.citation.document, series.where
                assert series.citation.section, series.where
                assert series.citation.operator == ("演示值" in series.citation.document)


def test_the_dibao_standard_is_marked_as_the_operators_own() -> None:
    packs = load_packs()
    for slug in ("boshan", "linghai", "yuan", "xilinhot", "qingliu", "tunxi"):
        standard = packs.value_at(slug, "dibao.dibao_standard", TODAY)
        assert standard.citation.operator
        assert "演示值" in standard.citation.section


def test_the_facts_of_the_intake_form_are_the_same_here_as_at_the_doors() -> None:
    for name, fact in load_packs().facts.items():
        field = FIELDS.get(name)
        if field and fact.choices:
            assert list(fact.choices) == list(field.choices or {}), name
    intake = {
        "emergency.category",
        "emergency.in_danger",
        "household.size",
        "household.monthly_income",
        "household.status",
    }
    assert intake <= set(load_packs().facts) & set(FIELDS)
