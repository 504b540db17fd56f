"""A surname told by itself asks for the rest of the name, of the one whose surname it is."""

import pytest
from spoken import asking

from understanding import listen


@pytest.mark.parametrize(
    ("said", "asked", "whose"),
    [
        ("俺姓逯，前天俺家里那口子从房顶掉下来了", None, "filer.name"),
        ("我姓陈，上个月房子烧了", None, "applicant.name"),
        ("我姓饶", "filer.name", "filer.name"),
        ("我妈姓邴", "applicant.name", "applicant.name"),
    ],
)
def test_the_notice_names_the_field_of_whose_surname_it_is(said, asked, whose):
    known = {"filer.relation": "neighbor"} if asked == "filer.name" else None
    notices = listen(said, asking(asked, known=known)).notices
    assert [(n.kind, n.field) for n in notices] == [("surname_only", whose)]
