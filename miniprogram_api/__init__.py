"""The residents' door, `/api/mp/v1`."""

from flask_smorest import Blueprint


def resident_doors() -> list[Blueprint]:
    """Every blueprint of the residents' API."""
    return []
