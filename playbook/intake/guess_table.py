"""Which table an export is of, and which of its headers are which columns: by what people call them.

A guess is no more than that. Where two headers could be one column, or none is found for a column that the table must
have, the map gets a question with what it could be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from playbook.client.schema import Table
from playbook.client.spellings import plain
from playbook.client.tables import CLIENT_TABLES
from playbook.client.words import headers
from playbook.intake.mapping import period_columns
from playbook.intake.months import month_of

__all__ = ["GuessedTable", "guess_table", "known_header", "synonyms"]

_BRACKETS = re.compile(r"\s*[(\[（【](.*?)[)\]）】]\s*")
#: So many columns that are headed by months are a column a month.
_MONTHS_FROM = 2
_NO_YEAR = re.compile(r"(0?[1-9]|1[0-2])月(?:份)?")
#: Tables that come out of billing and of a CRM; of two that fit as well the earlier one is meant.
_LIKELY = ("bills", "contacts", "sites", "contracts", "links", "control_totals")


@dataclass(frozen=True)
class GuessedTable:
    """The table, the header of each column that was found (`columns`), what a column could be (`questions`), and the
    headers that are months, with whether they lack their year."""

    table: Table
    columns: Mapping[str, str]
    questions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    months: Sequence[str] = ()
    lacks_year: bool = False


@cache
def synonyms() -> Mapping[str, Any]:
    """What other systems call our columns and services."""
    text = Path(__file__).with_name("synonyms.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))


def known_header(cell: str) -> bool:
    """Whether a cell heads a column of some table, or a month."""
    return _bare(cell) in _all_names() or bool(month_of(cell))


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for table in CLIENT_TABLES for name in _names(table.name))


def guess_table(header: Sequence[str]) -> GuessedTable:
    """The table that fits a header best, and its columns."""
    months, lacks_year = _months(header)
    rest = [name for name in header if name and name not in months]
    likely = sorted(CLIENT_TABLES, key=lambda table: _LIKELY.index(table.name) if table.name in _LIKELY else 99)
    table = likely[0] if months else max(likely, key=lambda table: _score(table, rest))
    found = _found(table, rest)
    columns = {name: places[0] for name, places in found.items() if len(places) == 1}
    questions = {name: places for name, places in found.items() if len(places) > 1}
    if "from" in columns and "to" in period_columns(table) and "to" not in columns:
        columns["to"] = columns["from"]
    given = {*columns, *questions, "status", *((*period_columns(table), "amount_month") if months else ())}
    left = [name for name in rest if name not in columns.values()]
    questions |= {one.name: left for one in table.columns if one.required and one.name not in given}
    return GuessedTable(table, columns, questions, months, lacks_year)


def _months(header: Sequence[str]) -> tuple[list[str], bool]:
    dated = [name for name in header if month_of(name)]
    if len(dated) >= _MONTHS_FROM:
        return dated, False
    bare = [name for name in header if _NO_YEAR.fullmatch(normalize("NFKC", name.strip()))]
    return (bare, True) if len(bare) >= _MONTHS_FROM else ([], False)


def _score(table: Table, names: Sequence[str]) -> float:
    """How many of the headers are columns of the table; those of its key count twice, and so do its compulsory ones."""
    found = _found(table, names)
    weight = {column.name: 1 + (column.name in table.key) + column.required for column in table.columns}
    return sum(weight[name] for name in found)


def _found(table: Table, names: Sequence[str]) -> dict[str, list[str]]:
    """The headers that could be each column, in the table's order."""
    known = _names(table.name)
    claims = {name: known.get(_bare(name)) for name in names}
    return {
        column.name: there
        for column in table.columns
        if (there := [name for name in names if claims[name] == column.name])
    }


def _bare(header: str) -> str:
    """A header without the unit in its brackets."""
    return plain(_BRACKETS.sub("", header)) or plain(header)


@cache
def _names(table: str) -> Mapping[str, str]:
    described = next(one for one in CLIENT_TABLES if one.name == table)
    other = synonyms()["columns"].get(table, {})
    return {plain(word): name for name, words in other.items() for word in words} | dict(headers(described))
