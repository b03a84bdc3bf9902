"""A caution: one doubt about a client's files, what it is worth, and how to mend it.

Its sentences stand in `playbook/text/guards`: `bills.same_amounts` is said by `guards.bills.same_amounts.said`, and
mended as `.mend` says. What loading names is a caution with the words of its fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.model import Client
from playbook.client.schema import Table
from playbook.client.shown import Places, shown
from playbook.client.tables import CLIENT_TABLES
from playbook.errors import Fault
from playbook.messages import printed
from playbook.text import say
from playbook.units import Lang, Printable, is_unknown

__all__ = ["Caution", "file_of", "key_of", "table_of", "worst_first"]

_TABLES = {table.name: table for table in (*CLIENT_TABLES, *MARKET_TABLES)}
_OF_MARKET = frozenset(table.name for table in MARKET_TABLES)
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class Caution:
    """A doubt: its rule, its place (file, row, column; `key` tells the row apart, whatever its number), the value.

    `figures` fill its sentences. `money_month` is what would be wrong a month if the doubt is right, in the client's
    currency; NaN where nobody can tell. `grave` ones refuse a plan unless they are let through. Files and columns go by
    their own names, whatever the form; `places` show where they are in a workbook.
    """

    rule: str
    file: str
    row: int | None = None
    column: str = ""
    value: str = ""
    key: str = ""
    figures: Mapping[str, Printable] = field(default_factory=dict, hash=False)
    money_month: float = _UNKNOWN
    fault: Fault | None = None
    grave: bool = False
    places: Places = field(default_factory=dict, compare=False, repr=False)

    @property
    def place(self) -> str:
        """Where it is, in words that outlive a row that moves: `bills.csv 0282 data`."""
        return " ".join(filter(None, [self.file.rpartition("/")[2], self.key or self.value]))

    @property
    def of_data(self) -> bool:
        """Whether a document shows it: a file that nobody reads is named on the terminal, and is no part of a plan."""
        return not self.rule.startswith("files.")

    def said(self, lang: Lang) -> str:
        """What is odd."""
        return self._of_fault(lang) if self.fault else say(lang, f"guards.{self.rule}.said", **self.figures)

    def mend(self, lang: Lang) -> str:
        """What to do about it; blank where the sentence says it already."""
        if self.fault:
            return str(printed(self.fault.mend, lang))
        return say(lang, f"guards.{self.rule}.mend", **self.figures)

    def where(self, lang: Lang) -> str:
        """`clients/acme/bills.csv, row 3, column contract`; in a workbook the sheet, and the column's heading."""
        at = shown(self, self.places)
        parts = [str(printed(at.file, lang))]
        parts += [say(lang, "guards.words.row", n=at.row)] if at.row is not None else []
        parts += [say(lang, "guards.words.column", name=at.column)] if at.column else []
        return say(lang, "guards.words.comma").join(parts)

    def line(self, lang: Lang) -> str:
        """The doubt in one line: where, what, how to mend it."""
        if self.fault:
            return shown(self.fault, self.places).said().printed(lang)
        return say(lang, "guards.words.line", where=self.where(lang), said=self.said(lang), mend=self.mend(lang))

    def _of_fault(self, lang: Lang) -> str:
        fault = self.fault
        assert fault is not None
        if fault.cause:
            return str(printed(fault.cause, lang)).lstrip(": ")
        return say(lang, "guards.words.expected", value=fault.value, expected=str(printed(fault.expected, lang)))


def worst_first(cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """The grave ones, then by money, then those whose money nobody knows; ties by place."""

    def rank(one: Caution) -> tuple[object, ...]:
        unknown = is_unknown(one.money_month)
        return not one.grave, unknown, 0.0 if unknown else -one.money_month, one.file, one.row or 0, one.rule, one.key

    return tuple(sorted(cautions, key=rank))


def table_of(name: str) -> Table:
    """The client's or the market's table of that name."""
    return _TABLES[name]


def file_of(client: Client, table: str) -> str:
    """The file of a table, as faults name it: `clients/acme/bills.csv`, `markets/town/prices.csv`."""
    folder = f"markets/{client.market.id}" if table in _OF_MARKET else f"clients/{client.id}"
    return f"{folder}/{table}.csv"


def key_of(table: Table, row: Mapping[str, Any]) -> str:
    """What tells a row apart in its table, in words."""
    return " ".join(str(row[name]) for name in table.key if row[name] is not None)
