"""The bank's file (一卡通): what goes out as XLSX, and what comes back in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from backend.domain.errors import InvalidFields
from backend.domain.money import FEN_IN_A_YUAN
from backend.services import case_file
from backend.storage.casework_documents import Batch
from backend.storage.documents import Application

_HEAD = ("流水号", "户名", "开户行", "账号", "金额（元）", "用途", "结果", "失败原因")
_PAID, _REFUSED = "成功", "失败"
_WIDTHS = (16, 12, 18, 26, 12, 28, 8, 24)
_MOST_ROWS = 20_000


@dataclass(frozen=True)
class Result:
    """What the bank did with one payment."""

    paid: bool
    reason: str


def lines_of(case: Application, batch: str) -> Iterator[dict[str, object]]:
    """The case's payments in this batch, one line each."""
    account = case_file.paper(case, "account")
    for payment in case.payments:
        if payment.batch == batch and payment.state == "in_batch":
            yield {
                "payment": payment.id, "case": case.number, "fen": payment.fen, "holder": account["holder"], "bank": account["bank"],
                "account": account["account"], "result": None, "reason": None,
            }  # fmt: skip


def write(batch: Batch) -> bytes:
    """The file the bank takes. Every cell is text or a number, never a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = batch.number
    for row, values in enumerate((_HEAD, *(_row(line) for line in batch.lines)), start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_results(content: bytes, batch: Batch) -> Mapping[str, Result]:
    """The result by payment. A row without one is still under way. Raises InvalidFields naming each row that cannot be right."""
    expected = {str(line["payment"]): int(line["fen"]) for line in batch.lines}
    results: dict[str, Result] = {}
    wrong: dict[str, str] = {}
    for number, row in enumerate(_rows(content), start=2):
        if not any(row):
            continue
        payment, fen, said, reason = str(row[0] or ""), row[4], str(row[6] or "").strip(), str(row[7] or "").strip()
        if payment not in expected:
            wrong[f"第{number}行"] = "流水号不是这个批次的。"
        elif _fen(fen) != expected[payment]:
            wrong[f"第{number}行"] = "金额和发出去的不一样。"
        elif said not in ("", _PAID, _REFUSED):
            wrong[f"第{number}行"] = f"结果只能写“{_PAID}”或“{_REFUSED}”。"
        elif said:
            results[payment] = Result(said == _PAID, reason)
    if wrong:
        raise InvalidFields("银行的结果表对不上，一笔也没有登记，请核对。", wrong)
    return results


def _rows(content: bytes) -> list[tuple[object, ...]]:
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise InvalidFields(fields={"file": "这不是 Excel 表（.xlsx），请上传银行退回的结果表。"}) from error
    rows = (
        list(book.worksheets[0].iter_rows(max_row=_MOST_ROWS, max_col=len(_HEAD), values_only=True))
        if book.worksheets
        else []
    )
    if not rows or tuple(rows[0]) != _HEAD:
        raise InvalidFields(fields={"file": "表头和发出去的不一样，请不要改动列。"})
    return [tuple(row) + (None,) * (len(_HEAD) - len(row)) for row in rows[1:]]


def _row(line: Mapping[str, object]) -> tuple[object, ...]:
    yuan = int(str(line["fen"])) / FEN_IN_A_YUAN
    purpose = f"社会救助 {line['case']}"
    result = {"paid": _PAID, "refused": _REFUSED}.get(str(line.get("result")), "")
    return (
        line["payment"],
        line["holder"],
        line["bank"],
        line["account"],
        yuan,
        purpose,
        result,
        line.get("reason") or "",
    )


def _fen(value: object) -> int | None:
    try:
        return round(float(str(value)) * FEN_IN_A_YUAN)
    except ValueError:
        return None
