"""The levels that decide: which role speaks for each, and which lies above (linghai 五(三)3; yuan 四(三)2; qingliu 四)."""

from collections.abc import Mapping

_ORDER: Mapping[str, int] = {
    "mutual_aid_society": 0, "township": 1, "bureau": 2, "district": 2, "leading_group": 3, "prefecture": 4,
}  # fmt: skip
LABELS: Mapping[str, str] = {
    "mutual_aid_society": "村级互助社", "township": "乡镇（街道）", "bureau": "县级民政部门", "district": "区级",
    "leading_group": "救助领导小组", "prefecture": "市（地区）民政局",
}  # fmt: skip
# What the prefecture decides comes back as a letter, which the leading group puts on file.
_ROLES: Mapping[str, tuple[str, ...]] = {
    "mutual_aid_society": ("village_officer",), "township": ("township_head",), "bureau": ("bureau_head",),
    "district": ("bureau_head",), "leading_group": ("leading_group",), "prefecture": ("leading_group",),
}  # fmt: skip
_ABOVE: Mapping[str, str] = {
    "mutual_aid_society": "township", "township": "bureau", "bureau": "leading_group", "district": "leading_group",
    "leading_group": "prefecture", "prefecture": "prefecture",
}  # fmt: skip


def roles_of(level: str) -> tuple[str, ...]:
    """Who speaks for this level."""
    return _ROLES[level]


def level_above(level: str) -> str:
    """The next level up, which decides what lies outside the band; the highest stays."""
    return _ABOVE[level]


def higher_of(one: str, other: str) -> str:
    """The higher of two; the first when they stand side by side."""
    return other if _ORDER[other] > _ORDER[one] else one
