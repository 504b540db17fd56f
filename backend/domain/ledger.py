"""The arithmetic of a case's money, in fen: postings are only ever added, every balance is a sum of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KINDS: Mapping[str, str] = {
    "granted": "批准救助", "paid": "已发放", "goods": "发放物资", "lent": "先行借款", "repaid": "归还借款",
    "turned_into_aid": "借款转为救助", "recovery_due": "应当追回", "recovered": "已经追回", "society_paid": "互助社发放",
}  # fmt: skip


@dataclass(frozen=True)
class Balance:
    """Sums in fen. Below zero, `owed` is aid given before anybody approved it."""

    granted: int
    paid: int
    goods: int
    lent: int
    repaid: int
    turned_into_aid: int
    recovery_due: int
    recovered: int
    society: int

    @property
    def owed(self) -> int:
        """What the resident is still to get."""
        return self.granted + self.recovery_due - self.paid - self.goods - self.turned_into_aid

    @property
    def loan_balance(self) -> int:
        """What of the loan is neither paid back nor turned into aid."""
        return self.lent - self.repaid - self.turned_into_aid

    @property
    def recovery_balance(self) -> int:
        """What of an unjustified payment has not come back."""
        return self.recovery_due - self.recovered

    @property
    def given(self) -> int:
        """What has left the house in any form."""
        return self.paid + self.goods + self.lent

    def faults(self) -> list[str]:
        """What cannot be: a balance on the wrong side."""
        checks = {
            "more turned into aid or paid back than lent": self.loan_balance < 0,
            "more recovered than due": self.recovery_balance < 0,
            "more paid than granted": self.owed < 0 < self.granted,
        }
        return [says for says, wrong in checks.items() if wrong]


def balance_of(postings: Iterable[tuple[str, int]]) -> Balance:
    """(kind, fen) of every posting of a case → its balances."""
    sums: Counter[str] = Counter()
    for kind, fen in postings:
        sums[kind] += fen
    return Balance(
        sums["granted"], sums["paid"], sums["goods"], sums["lent"], sums["repaid"], sums["turned_into_aid"],
        sums["recovery_due"], sums["recovered"], sums["society_paid"],
    )  # fmt: skip
