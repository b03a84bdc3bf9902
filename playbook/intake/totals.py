"""Rows of totals are dropped, and used once: what they say is held against the rows that they are the total of.

A total is of all rows above it, or of those since the last one. Where it is neither, a row may be missing from the
export, and that is said.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from playbook.intake.entries import Entry
from playbook.intake.units import amount_of

__all__ = ["Compared", "compare_totals"]

#: As bills are held against a control total: this much is rounding.
_ROUNDING, _ROUNDING_SHARE = Decimal(1), Decimal("0.0005")


@dataclass(frozen=True)
class Compared:
    """A total's cell, and the sum of the rows that it should be the total of."""

    row: int
    header: str
    total: Decimal
    rows: Decimal

    @property
    def agrees(self) -> bool:
        """Whether they differ by rounding alone."""
        return _agree(self.total, self.rows)


def compare_totals(entries: list[Entry], columns: list[str]) -> list[Compared]:
    """Each amount of a row of totals beside the sum of the rows above it."""
    found: list[Compared] = []
    whole: defaultdict[str, Decimal] = defaultdict(Decimal)
    part: defaultdict[str, Decimal] = defaultdict(Decimal)
    for entry in sorted(entries, key=lambda entry: entry.row):
        for name in columns:
            header = entry.headers.get(name, name)
            if (value := amount_of(entry.values.get(name, ""))) is None:
                continue
            if not entry.total:
                whole[header] += value
                part[header] += value
                continue
            found.append(Compared(entry.row, header, value, _nearest(value, part[header], whole[header])))
            part[header] = Decimal()
    return found


def _nearest(total: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    return part if _agree(total, part) else whole


def _agree(first: Decimal, second: Decimal) -> bool:
    return abs(first - second) <= max(_ROUNDING, abs(first) * _ROUNDING_SHARE)
