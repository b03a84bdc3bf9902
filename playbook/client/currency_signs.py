"""Signs of currencies that stand with amounts are those of the client's currency."""

from __future__ import annotations

from playbook.client.source import Source
from playbook.errors import Fault
from playbook.messages import said

__all__ = ["check_signs"]

#: Which currencies have a sign for several.
_SHARED = {"$": ("USD", "HKD")}


def check_signs(source: Source, currency: str) -> None:
    """Write down the amounts whose sign is another currency's."""
    for note in source.normalised if currency else ():
        if "number.currency" in note.how and currency not in _SHARED.get(note.unit, (note.unit,)):
            expected = said("an amount in {currency}, the currency of every amount", currency=currency)
            mend = said("write what it comes to in {currency}", currency=currency)
            source.faults.append(Fault(note.file, note.row, note.column, note.was, expected, mend=mend))
