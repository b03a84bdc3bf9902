"""Units of a source, and what one of them is in ours.

Money is kept in the currency's unit, shares as parts of 1, bandwidths in kbit/s. A factor is a decimal: 6.4 times
10,000 is 64,000 to the last digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from playbook.client.schema import Column
from playbook.client.spellings import plain

__all__ = ["Unit", "amount_of", "named_unit", "unit_of", "units_for"]

_MONEY = {
    "1": ("元", "yuan", "CNY", "RMB", "人民币元", "人民币"),
    "0.01": ("分", "cents"),
    "1000": ("千元", "thousand", "k"),
    "10000": ("万元", "万", "wan"),
    "1000000": ("百万元", "百万", "million", "m"),
    "100000000": ("亿元", "亿", "yi"),
}
_BANDWIDTH = {
    "1": ("kbps", "kbit/s", "kb/s", "k"),
    "1000": ("Mbps", "Mbit/s", "Mb/s", "M", "兆"),
    "1024": ("Mbps (1024)",),
    "1000000": ("Gbps", "Gbit/s", "Gb/s", "G"),
}
_SHARE = {"0.01": ("%", "percent", "百分比"), "0.001": ("‰",)}
#: As `normalize` leaves brackets and colons.
_NAMED = re.compile(r"[(\[【](?:单位|unit)?:?\s*([^)\]】]+)[)\]】]|(?:单位|unit):\s*(\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """A unit by its name in a map, and how many of ours it is."""

    name: str
    factor: Decimal


def units_for(column: Column) -> Mapping[str, Unit]:
    """The units that a column of numbers may come in, by their plain names."""
    if column.unit.startswith("currency"):
        known = _MONEY
    elif "bit/s" in column.unit:
        known = _BANDWIDTH
    else:
        known = _SHARE
    return {plain(name): Unit(name, Decimal(factor)) for factor, names in known.items() for name in names}


def unit_of(column: Column, name: str) -> Unit | None:
    """The unit of that name; None where the column knows none such.

    >>> from playbook.client.bill_tables import BILL_TABLES
    >>> unit_of(BILL_TABLES[0].column("amount_month"), "万元").factor
    Decimal('10000')
    """
    return units_for(column).get(plain(name))


def named_unit(column: Column, texts: Iterable[str]) -> Unit | None:
    """The unit that headers or titles name, in brackets or after 单位; None where they name none.

    >>> from playbook.client.bill_tables import BILL_TABLES
    >>> named_unit(BILL_TABLES[0].column("amount_month"), ["月账单", "单位：万元"]).name
    '万元'
    """
    for text in texts:
        for match in _NAMED.finditer(normalize("NFKC", text)):
            if unit := unit_of(column, (match[1] or match[2]).strip()):
                return unit
    return None


def amount_of(text: str) -> Decimal | None:
    """The number that a cell of ours holds; None where it holds none.

    >>> amount_of("1234.50"), amount_of("")
    (Decimal('1234.50'), None)
    """
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None
