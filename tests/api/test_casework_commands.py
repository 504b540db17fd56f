"""The commands that prove the sums and sweep the deadlines."""

from backend.storage.casework_documents import LedgerEntry
from tests.api.test_casework import desk, number, reviewed  # noqa: F401


def test_ledger_check_prints_the_sums_and_exits_zero_when_they_hold(app, desk):  # noqa: F811
    reviewed(desk)
    desk("bureau_head", "approval", {"amount": 2000})
    result = app.test_cli_runner().invoke(args=["ejz", "ledger-check"])
    assert result.exit_code == 0
    assert "temporary_assistance granted 2000.00" in result.output
    assert "every sum holds" in result.output


def test_ledger_check_exits_one_and_names_a_line_that_is_gone(app, desk):  # noqa: F811
    reviewed(desk)
    desk("bureau_head", "approval", {"amount": 2000})
    gone = LedgerEntry.objects.first()
    gone.delete()
    result = app.test_cli_runner().invoke(args=["ejz", "ledger-check"])
    assert result.exit_code == 1
    assert f"{gone.id} is missing" in result.output


def test_sweeping_twice_marks_once(app, number):  # noqa: F811
    first, second = (app.test_cli_runner().invoke(args=["ejz", "sweep-deadlines"]) for _ in range(2))
    assert "due soon 1" in first.output
    assert "due soon 0, overdue 0" in second.output
