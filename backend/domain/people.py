"""Who works here: the roles of a county, what they are called, and which cases each may see."""

from collections.abc import Mapping
from dataclasses import dataclass

ROLES: Mapping[str, str] = {
    "village_officer": "村（社区）协理员",
    "township_clerk": "乡镇（街道）经办人",
    "township_head": "乡镇（街道）负责人",
    "bureau_reviewer": "民政局审核人",
    "bureau_head": "民政局负责人",
    "leading_group": "救助领导小组",
    "department_liaison": "部门联络员",
    "hotline_operator": "12349 话务员",
    "finance": "财务",
    "auditor": "监督审计",
    "admin": "系统管理员",
}
CASE_READERS = frozenset(ROLES) - {"admin"}
CASEWORKERS = frozenset({"township_clerk", "township_head", "bureau_reviewer", "bureau_head"})
# An operator writes down what a caller says; the decision is never theirs.
FORM_WRITERS = CASEWORKERS | {"hotline_operator", "village_officer"}


@dataclass(frozen=True)
class Actor:
    """Who does something: a member of staff, a resident, the bot or the house itself.

    `townships` empty means the whole county; `villages` narrows a village officer further. A liaison with a `department`
    sees the cases that have a slip for it, and no others.
    """

    id: str
    name: str
    role: str
    jurisdiction: str | None = None
    townships: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    department: str | None = None

    def sees(self, jurisdiction: str, township: str | None, village: str | None = None) -> bool:
        """Whether a case of this place is in the actor's region; a case with no township yet is everyone's in the county."""
        if self.jurisdiction != jurisdiction:
            return False
        if self.townships and township and township not in self.townships:
            return False
        return not (self.villages and village and village not in self.villages)

    def serves(self, department: str) -> bool:
        """Whether slips for this department are the actor's to answer; a liaison of no department serves them all."""
        return self.department in (None, department)


BOT = Actor("bot", "12349 机器人", "bot")
HOUSE = Actor("system", "系统", "system")
