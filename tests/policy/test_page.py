"""docs/policy.md is what the packs and cases say today, and leaves nothing out."""

from backend.policy.loader import load_packs
from tools import policy_table


def test_the_page_is_up_to_date() -> None:
    """If this fails: `python -m tools.policy_table`."""
    assert policy_table.PAGE.read_text(encoding="utf-8") == policy_table.page()


def test_every_parameter_stands_in_some_row_and_every_row_is_tried() -> None:
    packs = load_packs()
    standing = {
        f"{pack.name}.{leaf}" for held in packs.layers.values() for pack in held.values() for leaf in pack.series
    }
    assert standing == policy_table.carried()
    assert "**none**" not in policy_table.page()
