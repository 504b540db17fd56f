"""The residents' door, `/api/mp/v1`, and the H5 build of the mini program under `/m/`."""

from flask_smorest import Blueprint


def resident_doors() -> list[Blueprint]:
    """Every blueprint of the residents' side, for the app to register."""
    from miniprogram_api import (
        applications,
        cases,
        chat,
        eligibility,
        guide,
        h5,
        messages,
        privacy,
        profile,
        sessions,
        uploads,
        voices,
    )

    modules = (sessions, profile, privacy, guide, eligibility, applications, uploads, cases, messages, voices, chat, h5)
    return [module.blp for module in modules]
