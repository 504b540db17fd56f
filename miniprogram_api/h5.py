"""The mini program's H5 build under `/m/`: files with a hash in their name are kept for a year, the page itself is asked for each time."""

from pathlib import Path

from flask import send_from_directory
from flask_smorest import Blueprint

from backend.api.auth import public

_BUILD = Path(__file__).parents[1] / "miniprogram" / "dist" / "h5"
_A_YEAR = 365 * 24 * 3600


class Pages(Blueprint):
    """Pages are no part of the OpenAPI document."""

    def register_views_in_doc(self, *args, **kwargs):
        return None


blp = Pages("mp_h5", __name__, url_prefix="/m", description="小程序的网页版")


@blp.get("/")
@public
def page():
    """The one page; the rest is behind its hash."""
    answer = send_from_directory(_BUILD, "index.html")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blp.get("/<path:name>")
@public
def part(name):
    """A script, a style or a picture of the build."""
    return send_from_directory(_BUILD, name, max_age=_A_YEAR)
