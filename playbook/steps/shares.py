"""Shares that add up to 100% as printed, totals that do not hide what is unknown, and the reconciliation with a control
total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from playbook.units import Percent, Printable, Side, bounded, is_unknown

__all__ = ["Reconciliation", "Total", "printed_shares", "reconcile", "total_of"]


def printed_shares(values: Sequence[float], *, digits: int = 1) -> tuple[float, ...]:
    """Shares rounded to so many decimals of a percent that add up to exactly 100%, by the largest remainder.

    Each share is rounded down, and the units that are missing go to the largest remainders, ties to the first.
    Negative values or a total of 0 have no shares: ValueError.

    >>> printed_shares([1, 1, 1])
    (0.334, 0.333, 0.333)
    """
    amounts = np.asarray(values, dtype=float)
    if not amounts.sum() > 0 or (amounts < 0).any():
        raise ValueError("shares need amounts of at least 0 with a total above 0")
    units = 100 * 10**digits
    exact = amounts / amounts.sum() * units
    floors = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-(exact - floors), kind="stable")[: units - floors.sum()]
    floors[order] += 1
    return tuple(float(round(unit / units, digits + 2)) for unit in floors)


@dataclass(frozen=True)
class Total:
    """A sum over values of which some may be unknown: the sum of the known, and how many are not."""

    known: float
    unknown: int

    @property
    def value(self) -> float:
        """The sum, or NaN where a part is unknown."""
        return float("nan") if self.unknown else self.known

    @property
    def side(self) -> Side:
        """How the known part is to be read: as the sum, as the least of it, or, where nothing is known, not at all."""
        return "exact" if not self.unknown else "at_least" if self.known else "unknown"

    def share(self, amount: float, digits: int = 0) -> Printable:
        """A known amount as a part of the total: at most that where some of the total is not known."""
        part = Percent(amount / self.known if self.known else float("nan"), digits)
        return bounded(part, "at_most" if self.unknown else "exact")


def total_of(values: Iterable[float]) -> Total:
    """The total; of nothing at all it is unknown, not 0.

    >>> total_of([1.0, float("nan")])
    Total(known=1.0, unknown=1)
    """
    items = list(values)
    known = [value for value in items if not is_unknown(value)]
    return Total(float(sum(known)), len(items) - len(known) if items else 1)


@dataclass(frozen=True)
class Reconciliation:
    """A sum beside the control total that the client file reports. `verdict` is equal, note, warning, error or
    unknown."""

    total: float
    control: float
    difference: float
    verdict: str


def reconcile(
    total: float, control: float, *, note_amount: float, note_share: float, warning_share: float
) -> Reconciliation:
    """Compare like with like: a difference of at most `note_amount` (currency) or `note_share` of the control is a
    rounding note, up to `warning_share` a warning, more an error.
    """
    if is_unknown(total) or is_unknown(control):
        return Reconciliation(total, control, float("nan"), "unknown")
    difference = round(control - total, 6)
    share = abs(difference) / abs(control) if control else float("inf")
    if difference == 0:
        verdict = "equal"
    elif abs(difference) <= note_amount or share <= note_share:
        verdict = "note"
    else:
        verdict = "warning" if share <= warning_share else "error"
    return Reconciliation(total, control, difference, verdict)
