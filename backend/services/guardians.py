"""Children's data come through a guardian (PIPL 31); from which age on a person speaks for themselves is the pack's to say."""

from collections.abc import Mapping
from datetime import date

from backend.domain.errors import InvalidFields
from backend.domain.intake_fields import Value
from backend.policy import privacy


def is_child(age: object) -> bool:
    """Whether somebody of this age (whole years, None when unknown) needs a guardian's word."""
    return isinstance(age, int) and age < privacy.child_age()


def require_guardian(answers: Mapping[str, Value], *, assisted: bool, on: date) -> None:
    """A child's own ID number is taken in an application that somebody else files for them. Raises InvalidFields."""
    number = answers.get("applicant.id_number")
    if number and not assisted and is_child(_age(str(number), on)):
        says = f"不满{privacy.child_age()}岁的孩子，要由爸妈或监护人来申请：请从“帮别人申请”进去填。"
        raise InvalidFields(fields={"applicant.id_number": says})


def _age(number: str, on: date) -> int:
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
