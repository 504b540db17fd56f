import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One figure in `unit`; `at_most` is what we promise, None where nothing is promised."""

    what: str
    figure: float
    unit: str = "ms"
    at_most: float | None = None

    @property
    def kept(self) -> bool:
        return self.at_most is None or self.figure <= self.at_most

    def line(self) -> str:
        promise = "" if self.at_most is None else f"   promised ≤ {self.at_most:g} {self.unit}"
        return f"{self.what:<68} {self.figure:>9.1f} {self.unit:<3}{promise}{'' if self.kept else '   NOT KEPT'}"


def times_ms(call: Callable[[], object], times: int = 50, warm_up: int = 3) -> list[float]:
    """How long each of `times` calls took, in milliseconds, after a few that are not counted."""
    for _ in range(warm_up):
        call()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def p95(figures: list[float]) -> float:
    return statistics.quantiles(figures, n=20)[-1]
