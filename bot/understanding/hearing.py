"""listen(): one text in, every field it holds out. Each recogniser sees only the words that those before it left."""

from __future__ import annotations

import re
from dataclasses import replace

from . import digits
from .address_detail import detail
from .amounts import amounts
from .calendar_days import days
from .category import category
from .costs import costs
from .household_size import household_size
from .identity_numbers import identity_numbers
from .in_danger import in_danger
from .income import income
from .money_roles import roles
from .names import names
from .naming import BARE
from .narrative import narrative
from .needs import needs
from .occurred_on import occurred_on
from .outside import outside
from .payloads import payload
from .people import own_name_told, people
from .phones import phones
from .places import residence
from .register import is_made_of_places
from .relation import relation
from .settle import settle
from .signals import signals
from .status import status
from .text import Text, read
from .types import Context, Heard, Hearing, Notice

Span = tuple[int, int]
_OF_A_NAME = re.compile(r"名字|姓名|名儿|全名|大名|[我他她]姓|姓[错对]|姓不")
_IS_PLACE = re.compile(r".?(?:村|镇|乡|屯|社区|街道|嘎查|苏木)")
_OF_THE_HOUSEHOLD = re.compile(
    r"电话|手机|[一二两三四五六七八九十\d]口|家里[^,，。]{0,5}(?:个人|两口)|身份证|月收入|低保|特困|单亲|一个人带|[爷娘母父]儿?[俩仨]"
)


def listen(text: str, context: Context) -> Hearing:
    """Everything the words say, in any state of the conversation.

    A field already known is heard again only when it was asked, put right, or said anew and differently.
    """
    if code := payload(text, context):
        return Hearing((code,))
    heard_text = read(text)
    persons, person_notices, named = _persons(heard_text, context)
    numbers, notices, private = _numbers(heard_text, _knowing(context, persons))
    places, place_notices, place_spans = residence(_hiding(heard_text, named), context)
    place_notices += [] if places else outside(heard_text, context, place_spans)
    story = _story(heard_text, context, private)
    sums = _money(heard_text, context, [*private, *place_spans])
    heard = [*numbers, *places, *persons, *sums, *story]
    heard += detail(heard_text, context, place_spans, places) if _detail_fits(context, heard) else []
    before_danger = signals(heard_text, context, tuple(heard))
    heard += in_danger(heard_text, context, before_danger.deny)
    settled = settle(heard, context)
    return Hearing(settled, (*notices, *place_notices, *person_notices), signals(heard_text, context, settled))


def _knowing(context: Context, heard: list[Heard]) -> Context:
    """The context with what these words themselves say of who calls for whom: it tells whose phone is meant."""
    related = {h.field: h.value for h in heard if h.field == "filer.relation"}
    return replace(context, known={**context.known, **related})


def _numbers(text: Text, context: Context) -> tuple[list[Heard], list[Notice], list[Span]]:
    runs = [part for run in digits.runs(text, 5) for part in digits.split(run)]
    cards, card_notices, taken = identity_numbers(text, runs, context)
    rest = [r for r in runs if not any(r.start < e and s < r.end for s, e in taken)]
    called, phone_notices, phone_spans = phones(text, rest, context)
    return [*cards, *called], [*card_notices, *phone_notices], [*taken, *phone_spans]


def _persons(text: Text, context: Context) -> tuple[list[Heard], list[Notice], list[Span]]:
    puts_right = context.asked == "confirm" and bool(_OF_A_NAME.search(text.norm))
    told = names(text, puts_right or context.asked in ("applicant.name", "filer.name"), context.people)
    told = [n for n in told if n.owner != BARE or not is_made_of_places(n.name, context.jurisdiction)]
    for_household = own_name_told(told) and bool(_OF_THE_HOUSEHOLD.search(text.norm))
    related = relation(text, context, for_household)
    named, notices = people(text, context, told, related)
    if any(h.field == "filer.relation" for h in named):
        related = []
    return [*related, *named], notices, [(n.start, n.end) for n in told]


def _hiding(text: Text, named: list[Span]) -> Text:
    """The words with every person's name blanked out, unless it is part of a place: 额尔敦其其格 lives in no 额尔敦街道."""
    persons = [(start, end) for start, end in named if not _IS_PLACE.match(text.norm, end - 1)]
    blank = {i for start, end in persons for i in range(start, end)}
    return replace(text, norm="".join(" " if i in blank else c for i, c in enumerate(text.norm)))


def _story(text: Text, context: Context, private: list[Span]) -> list[Heard]:
    kind = category(text, context)
    on = occurred_on(text.without(private) if private else text, context)
    told = bool(kind) and (kind[0].confidence >= 0.6 or bool(on))
    says_no = signals(text, context, ()).deny
    return [
        *kind,
        *on,
        *status(text, context, says_no),
        *needs(text, context),
        *narrative(text, context, private, told),
    ]


def _money(text: Text, context: Context, taken: list[Span]) -> list[Heard]:
    size = household_size(text, context)
    dated = [(d.start, d.end) for d in days(text.norm, context.today)]
    sums = amounts(text, [*taken, *dated])
    sorted_out = roles(text, sums, context)
    return [*size, *costs(text, sorted_out, context), *income(text, sorted_out, context)]


def _detail_fits(context: Context, heard: list[Heard]) -> bool:
    return context.asked == "address.detail" or any(h.field.startswith("address.") for h in heard)


def warm_up(context: Context) -> None:
    """Reads the tables and builds the county's register before the first caller has to wait for them."""
    for asked in (None, "address.township"):
        listen("我叫王小明家住河东镇电话一三九零五三三零零零一昨天摔了花了三千", replace(context, asked=asked))
