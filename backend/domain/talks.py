"""Talks with the bot from within the program: whose they are stands in their name, which only the residents' own door gives."""

import re

NAMED = r"mp-([0-9a-f]{24})-[0-9a-f]{8}\Z"


def name_for(resident_id: str, mark: str) -> str:
    """The name of a resident's new talk; `mark` is eight hexadecimal digits that tell their talks apart."""
    return f"mp-{resident_id}-{mark}"


def resident_of(talk: str | None) -> str | None:
    """Who is talking; None of a call, or of a chat outside the program."""
    named = re.match(NAMED, talk or "")
    return named[1] if named else None
