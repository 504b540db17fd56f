"""What a person is given to ask with later: a case number and a query code."""

import secrets
from datetime import date

from backend.policy.jurisdictions import by_slug
from backend.storage.counters import next_value

_CODE_DIGITS = 8


def next_case_number(jurisdiction: str, day: date) -> str:
    """County letters + date + six digits, e.g. BS20261123000017."""
    series = f"{by_slug(jurisdiction).letters}{day:%Y%m%d}"
    return f"{series}{next_value(series):06d}"


def new_query_code() -> str:
    """Eight digits, for they can be heard, said and pressed on any phone."""
    return "".join(str(secrets.randbelow(10)) for _ in range(_CODE_DIGITS))
