"""What a spreadsheet makes of a table: a row of totals among its rows, and numbers of contracts that have become powers
of ten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from playbook.client.schema import Column, Table
from playbook.client.spellings import plain
from playbook.messages import said

__all__ = ["identifies", "power_of_ten", "spreadsheet_error", "totals"]

_TOTAL = {"total", "totals", "subtotal", "subtotals", "sum", "sums"}
_BESIDE = _TOTAL | {
    "sub",
    "grand",
    "overall",
    "running",
    "of",
    "all",
    "the",
    "bills",
    "amount",
    "amounts",
    "month",
    "monthly",
    "year",
    "cny",
    "rmb",
}
_TOTAL_ZH = re.compile(r"(?:合计|总计|小计|总额|总和|共计|累计|汇总|总数)")
_BESIDE_ZH = re.compile(r"[本年月日季度全部金额费用账单客户人民币元的数值为\W\d]*")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\d\d)?")
_POWER = re.compile(r"([+-]?)([0-9](?:[.,][0-9]+)?)e([+-])([0-9]{1,3})")
#: With up to so many zeros a power of ten is written out.
_WRITTEN_OUT = 30
_ERROR = re.compile(r"#(?:n/a|ref!|value!|name\?|div/0!|num!|null!|spill!|#+)")


def identifies(column: Column, table: Table | None = None) -> bool:
    """Whether a text column holds numbers or ids that tell things apart, and no words."""
    return column.kind == "text" and (column.identifies or (table is not None and column.name in table.key))


def totals(rows: Sequence[Mapping[str, str]], table: Table) -> dict[int, str]:
    """Which rows of a table with amounts are totals of others, by their place, and the column that says so: one of its
    key, or its name."""
    if not rows or not any(column.unit.startswith("currency") for column in table.columns):
        return {}
    names = [name for name in (*table.key, "name") if name in rows[0]]
    return {place: name for name in reversed(names) for place, row in enumerate(rows) if _is_total(row[name])}


@lru_cache(maxsize=4096)
def _is_total(cell: str) -> bool:
    if not cell or cell.isdecimal():
        return False
    text = plain(cell)
    if text.isascii():
        words = set(re.findall(r"[a-z]+", text))
        return (
            not words.isdisjoint(_TOTAL)
            and words <= _BESIDE
            and all(map(_YEARS.fullmatch, re.findall(r"\d{3,}", text)))
        )
    text = text.replace(" ", "")
    return bool(_TOTAL_ZH.search(text) and _BESIDE_ZH.fullmatch(_TOTAL_ZH.sub("", text)))


def power_of_ten(cell: str) -> str:
    """What a number in powers of ten may have been, in words; blank where the cell is none.

    >>> power_of_ten("1.23E+05")
    '123000 (its last digits may be lost), or an id such as 123E3'
    """
    match = _POWER.fullmatch(plain(cell))
    if not match:
        return ""
    sign, digits, way, power = match[1], match[2].replace(",", "."), match[3], int(match[4])
    whole, _, part = digits.partition(".")
    exponent = (power if way == "+" else -power) - len(part)
    number = (
        f"{sign}{whole}{part}{'0' * exponent}"
        if 0 <= exponent <= _WRITTEN_OUT
        else said("{digits} times ten to the power of {power}", digits=sign + digits, power=f"{way.strip('+')}{power}")
    )
    identifier = f"{sign}{whole}{part}E{exponent}"
    return said("{number} (its last digits may be lost), or an id such as {id}", number=number, id=identifier)


def spreadsheet_error(cell: str) -> bool:
    """True for what a spreadsheet shows in the place of a value: #N/A, #REF!, ####."""
    return "#" in cell and bool(_ERROR.fullmatch(plain(cell)))
