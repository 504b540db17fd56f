"""What there is for people in need, read from the county's own rules with the article."""

from datetime import date

from flask import request
from marshmallow import Schema, fields

from backend.adapters.clock import beijing_day, utc_now
from backend.api.auth import public
from backend.api.schemas import jurisdiction
from backend.domain.errors import NotFound
from backend.policy.guide import answer, guide
from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.loader import load_packs
from backend.policy.packs import SCHEMES
from backend.services.regions import townships
from backend.storage.once import digest_of
from miniprogram_api.doors import blueprint, paged
from miniprogram_api.schemas import CitationSchema, cited, unlike

blp = blueprint("guide", "有哪些救助、地方名册")


class CountyQuery(Schema):
    """Which county."""

    jurisdiction = jurisdiction(required=True)


class CountySchema(Schema):
    """A county that is served here."""

    slug = fields.String(metadata={"example": "boshan"})
    name = fields.String(metadata={"example": "博山区"})
    prefecture = fields.String()


class TownshipSchema(Schema):
    """A township with its villages."""

    name = fields.String(metadata={"example": "八陡镇"})
    villages = fields.List(fields.String())


class SchemeCardSchema(Schema):
    """A scheme in the list."""

    scheme = fields.String(metadata={"example": "medical"})
    name = fields.String()
    says = fields.String()


class PartSchema(Schema):
    """One question and its answer."""

    title = fields.String(metadata={"example": "能给多少"})
    says = fields.String()
    citation = fields.Nested(CitationSchema)


class SchemeSchema(SchemeCardSchema):
    """A scheme: who, how much, what to bring, how long, whom to call, and where each is written."""

    parts = fields.List(fields.Nested(PartSchema))
    citations = fields.List(fields.Nested(CitationSchema))


@blp.get("/jurisdictions")
@public
@blp.etag
@blp.response(200, paged(CountySchema, "Counties"))
def counties():
    """The counties that are served here."""
    return _tagged([{"slug": one.slug, "name": one.name, "prefecture": one.prefecture} for one in all_jurisdictions()])


@blp.get("/regions")
@public
@blp.etag
@blp.arguments(CountyQuery, location="query")
@blp.response(200, paged(TownshipSchema, "Townships"))
def regions(query):
    """The county's townships and villages."""
    return _tagged([{"name": one.name, "villages": list(one.villages)} for one in townships(query["jurisdiction"])])


@blp.get("/guide")
@public
@blp.etag
@blp.arguments(CountyQuery, location="query")
@blp.response(200, paged(SchemeCardSchema, "Schemes"))
def schemes(query):
    """All twelve schemes, a sentence each."""
    return _tagged([_card(query["jurisdiction"], scheme, _today()) for scheme in SCHEMES])


@blp.get("/guide/<string:scheme>")
@public
@blp.etag
@blp.arguments(CountyQuery, location="query")
@blp.response(200, SchemeSchema)
def scheme(query, scheme):
    """One scheme: who, how much, what to bring, how long, whom to call, each with its article."""
    if scheme not in SCHEMES:
        raise NotFound("没有这一项救助。")
    county, today = query["jurisdiction"], _today()
    lines = guide(load_packs(), county, scheme, today)
    parts = [{"title": line.title, "says": line.says, "citation": cited(line.citation)} for line in lines]
    return _set_etag(
        _card(county, scheme, today) | {"parts": parts, "citations": unlike(line.citation for line in lines)}
    )


def _card(county: str, scheme: str, on: date):
    return {
        "scheme": scheme,
        "name": load_packs().title(county, scheme),
        "says": answer(load_packs(), county, scheme, on).says,
    }


def _today() -> date:
    return beijing_day(utc_now())


def _tagged(items):
    return _set_etag({"items": items, "next": None})


def _set_etag(answer):
    blp.set_etag({"digest": digest_of([request.full_path, answer])})
    return answer
