"""The month's figures for a desk's own region: what came in, what became of it, what was given."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from backend.adapters.clock import BEIJING
from backend.domain.people import Actor
from backend.domain.workflow import ENDED
from backend.storage import report_counts

_GRANTED = frozenset({"granted", "disbursing", "closed", "archived"})
_GIVEN = ("paid", "goods", "society_paid", "turned_into_aid")


@dataclass(frozen=True)
class Line:
    """Of the cases handed in that month: how many, and where they stand today. `fen` is what was given, whoever applied when."""

    name: str
    received: int
    open: int
    granted: int
    refused: int
    fen: int | None = None


@dataclass(frozen=True)
class Report:
    """`by_scheme` has money only for desks of the whole county: the ledger knows no township."""

    month: date
    total: Line
    by_scheme: tuple[Line, ...]
    by_township: tuple[Line, ...]


def monthly(actor: Actor, month: date) -> Report:
    """The report of the month that begins on this day."""
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    rows = report_counts.cases_handed_in(actor, _midnight(month), _midnight(after))
    money = {} if actor.townships else _money(str(actor.jurisdiction), month, after)
    by_scheme, by_township, total = _counted(rows, "scheme"), _counted(rows, "township"), Counter[str]()
    for states in by_scheme.values():
        total += states
    names = sorted(by_scheme.keys() | money.keys(), key=lambda name: -by_scheme.get(name, Counter()).total())
    given = None if actor.townships else sum(money.values())
    return Report(
        month, _line("", total, given),
        tuple(_line(name, by_scheme.get(name, Counter()), None if actor.townships else money.get(name, 0)) for name in names),
        tuple(_line(name, states) for name, states in sorted(by_township.items(), key=lambda row: -row[1].total())),
    )  # fmt: skip


def table_of(report: Report, names: dict[str, str]) -> bytes:
    """The report as XLSX; `names` says schemes in words. Every cell is text or a number, never a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = f"{report.month:%Y-%m}"
    sheet.append(("", "收到", "在办", "批准", "没有批准", "发了多少（元）"))
    for line in (*report.by_scheme, *report.by_township, report.total):
        name = names.get(line.name, line.name) or "合计"
        given = line.fen / 100 if line.fen is not None else None
        sheet.append((name, line.received, line.open, line.granted, line.refused, given))
    for row in sheet.iter_rows(max_col=1):
        row[0].data_type = "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _counted(rows: report_counts.Rows, by: str) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for row in rows:
        key, many = row["_id"], int(str(row["many"]))
        assert isinstance(key, dict)
        found.setdefault(str(key.get(by) or "还不知道"), Counter())[str(key["state"])] += many
    return found


def _line(name: str, states: Counter[str], fen: int | None = None) -> Line:
    granted = sum(states[state] for state in _GRANTED)
    ended = sum(many for state, many in states.items() if state in ENDED and state not in _GRANTED)
    return Line(name, states.total(), states.total() - granted - ended, granted, ended, fen)


def _money(jurisdiction: str, since: date, until: date) -> dict[str, int]:
    rows = report_counts.money_given(jurisdiction, _GIVEN, since.isoformat(), until.isoformat())
    return {str(row["_id"]): int(str(row["fen"])) for row in rows}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
