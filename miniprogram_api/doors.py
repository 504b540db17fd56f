"""What every view of the residents' door shares: who is there, keys, pages, ETags, limits."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask import g, request
from flask_smorest import Blueprint
from marshmallow import EXCLUDE, Schema, fields, validate
from werkzeug.local import LocalProxy

from backend.adapters.clock import utc_now
from backend.api.auth import bearer, guarded_by
from backend.domain.errors import TooManyTries
from backend.services import residents
from backend.storage.once import digest_of
from backend.storage.residents import tally

PREFIX = "/api/mp/v1"


class _Door(Blueprint):
    def arguments(self, schema: Schema | type[Schema], **options: Any) -> Callable[..., Any]:
        # Made once: a class would be made anew with each request, all its fields copied.
        return super().arguments(schema() if isinstance(schema, type) else schema, **options)


def blueprint(name: str, description: str) -> Blueprint:
    """A blueprint of the residents' door."""
    return _Door(f"mp_{name}", __name__, url_prefix=PREFIX, description=description)


def resident_rule():
    """Who the session token belongs to. Raises NotSignedIn.

    `g.resident` is loaded by the views that touch it: who it is, is in the session already.
    """
    g.session = residents.signed_in(bearer(), utc_now())
    g.resident = LocalProxy(_resident)
    return residents.actor_for(g.session.resident)


def _resident():
    if "loaded_resident" not in g:
        g.loaded_resident = residents.whose(g.session)
    return g.loaded_resident


def resident_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """A signed-in resident, by the session token."""
    return guarded_by(resident_rule, "resident")(view)


class KeyHeader(Schema):
    """The key that makes a repeat harmless."""

    class Meta:
        unknown = EXCLUDE

    key = fields.String(
        required=True,
        data_key="Idempotency-Key",
        validate=[validate.Length(1, 120), validate.Regexp(r"[\x21-\x7e]+\Z", error="请用字母、数字和短横。")],
        metadata={"description": "同一个键和同样的内容，得到同样的回答；内容不同，回答422", "example": "m4x1-9f3k2"},
    )


def digest(body: object) -> str:
    """The same for the same body on the same address."""
    return digest_of([request.path, body])


def page_of(items: list[Any], limit: int, cursor: Callable[[Any], str]) -> dict[str, object]:
    """One page and where the next begins; ask storage for one item more than the page holds."""
    more = len(items) > limit
    shown = items[:limit]
    return {"items": shown, "next": cursor(shown[-1]) if more and shown else None}


def paged(item: type[Schema], name: str) -> type[Schema]:
    """The schema of one page of such items."""
    shape: Mapping[str, fields.Field] = {
        "items": fields.List(fields.Nested(item)),
        "next": fields.String(allow_none=True, metadata={"description": "下一页从这里开始；没有了就是 null"}),
    }
    return Schema.from_dict(dict(shape), name=name)


def limit_tries(what: str, most: int, window: timedelta, about: str | None = None) -> None:
    """Refuse more than `most` tries within the window: from one address or, with `about`, of everybody at one thing. Raises TooManyTries."""
    if tally(f"{what}:{digest_of(about) if about else request.remote_addr}", window, utc_now()) > most:
        raise TooManyTries()
