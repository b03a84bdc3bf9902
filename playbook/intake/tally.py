"""The count of what came in: every entry of a source is kept, dropped for a reason, or refused, and so is its money.

An entry is what becomes a row: a row of the source, or one of its months. The law `in = kept + dropped + refused`
holds for entries and for the sum of each column of amounts. Kept are counted in the rows that are written, and not by
subtracting, so that a law that is broken shows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

__all__ = ["Tally"]


@dataclass
class Tally:
    """How many entries, and how much money by column, came in and what became of them; `dropped` by reason. `unread`
    are the refused amounts by column that are in no sum, since they cannot be read."""

    came: int = 0
    kept: int = 0
    refused: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    money: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)

    def add(self, column: str, fate: str, amount: Decimal) -> None:
        """Add to the money of a column that `came`, was `kept`, `dropped` or `refused`."""
        sums = self.money.setdefault(column, dict.fromkeys(("came", "kept", "dropped", "refused"), Decimal()))
        sums[fate] += amount

    @property
    def holds(self) -> bool:
        """Whether what came in is what was kept, dropped and refused."""
        counted = self.came == self.kept + self.dropped.total() + self.refused
        return counted and all(
            sums["came"] == sums["kept"] + sums["dropped"] + sums["refused"] for sums in self.money.values()
        )
