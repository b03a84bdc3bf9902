"""One id, one spelling: in a table's key, across rows, and between what refers and what is referred to.

Two spellings of one contract would be two contracts, and its revenue would count twice. They are looked for wherever
ids stand that mean the same: a column, those that refer to it, and those that share its spellings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from playbook.client.frames import Rows
from playbook.client.mangled import identifies, power_of_ten
from playbook.client.rows import known
from playbook.client.schema import Column, Table
from playbook.client.source import Source
from playbook.client.spellings import plain
from playbook.messages import Said, said

__all__ = ["Spellings", "check_unlisted"]

#: A number as a spreadsheet may have changed it: without its zeros, or as a decimal.
_NUMBER = re.compile(r"'?0*([0-9]+)(\.0+)?")
_DECIMAL = re.compile(r"'.*|[0-9]+\.0+")


@dataclass(frozen=True)
class _Place:
    """Where a spelling stands first, and in how many rows."""

    source: Source
    file: str
    row: int | None
    column: str
    is_home: bool
    count: int

    def said(self, *, counted: bool = False) -> Said:
        """Where it stands first, and in how many rows, where that is more than one."""
        place = said("{file}, row {row}", file=self.file, row=self.row) if self.row else said("{file}", file=self.file)
        return said("{place} ({count} rows)", place=place, count=self.count) if counted and self.count > 1 else place


@dataclass
class Spellings:
    """Every id by what it means (`services.service`) and how it is spelled: gathered table by table, then checked."""

    _places: dict[str, dict[str, list[_Place]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list)), init=False
    )

    def gather(self, source: Source, table: Table, rows: Rows) -> None:
        """Take in the ids of a table."""
        for column in table.columns:
            if column.kind in ("id", "ids") or identifies(column, table):
                home = f"{table.name}.{column.name}"
                means = column.refers or column.alike or home
                for spelling, (row, count) in _counted(rows, column).items():
                    place = _Place(source, f"{table.name}.csv", row, column.name, means == home, count)
                    self._places[means][spelling].append(place)

    def gather_fields(self, source: Source, file: str, columns: Iterable[Column], fields: Mapping[str, object]) -> None:
        """Take in the ids of a profile or a market."""
        for column in columns:
            if column.refers and known(fields.get(column.name)):
                place = _Place(source, file, None, column.name, is_home=False, count=1)
                self._places[column.refers][str(fields[column.name])].append(place)

    def check(self) -> None:
        """Write down each pair of spellings that seem to be one id."""
        for means, spellings in self._places.items():
            for same in _groups(spellings, _seen):
                _name_all(same, spellings, means.partition(".")[2])
            for same in _groups(filter(_NUMBER.fullmatch, spellings), _number):
                if len({plain(spelling) for spelling in same}) == len(same):
                    _name_numbers(same, spellings)


def _counted(rows: Rows, column: Column) -> dict[str, tuple[int | None, int]]:
    """Each value of a column, the row that it stands in first, and in how many."""
    if column.kind != "ids":
        first_rows = {row[column.name]: row["row"] for row in reversed(rows)}
        counts = Counter([row[column.name] for row in rows])
        return {value: (first_rows[value], count) for value, count in counts.items() if value is not None}
    counted: dict[str, tuple[int | None, int]] = {}
    for row in rows:
        value = row[column.name]
        if value is not None:
            for item in dict.fromkeys(value):
                first, count = counted.get(item, (row["row"], 0))
                counted[item] = (first, count + 1)
    return counted


def _seen(spelling: str) -> str:
    """The spelling without the apostrophe that marks text in a spreadsheet."""
    return plain(spelling).removeprefix("'")


def _number(spelling: str) -> str:
    return _NUMBER.sub(r"\1", spelling)


def _groups(spellings: Iterable[str], form: Callable[[str], str]) -> Iterator[list[str]]:
    """Spellings that have one form, wherever there are several."""
    groups: dict[str, list[str]] = {}
    for spelling in spellings:
        groups.setdefault(form(spelling), []).append(spelling)
    yield from (group for group in groups.values() if len(group) > 1)


def _best(same: Iterable[str], spellings: Mapping[str, list[_Place]]) -> str:
    """The spelling that the others are held against: that of the table of these ids, then the most frequent one, then
    the first."""
    return max(
        same,
        key=lambda one: (any(place.is_home for place in spellings[one]), sum(place.count for place in spellings[one])),
    )


def _name_all(same: list[str], spellings: Mapping[str, list[_Place]], what: str) -> None:
    best = _best(same, spellings)
    for other in same:
        if other != best:
            place, there = spellings[other][0], max(spellings[best], key=lambda place: place.is_home)
            rows = sum(one.count for one in spellings[other])
            expected = said(
                "{best!r}, as in {there}: two spellings of one {what}",
                best=best,
                there=there.said(counted=True),
                what=what,
            )
            expected = said("{expected}; so in {count} rows", expected=expected, count=rows) if rows > 1 else expected
            place.source.fault(place.file, expected, row=place.row, column=place.column, value=other)


def _name_numbers(same: list[str], spellings: Mapping[str, list[_Place]]) -> None:
    """Decimals and apostrophes are a spreadsheet's; zeros before a number may be meant."""
    faulty = [one for one in same if _DECIMAL.fullmatch(one)]
    best = _best([one for one in same if one not in faulty] or same, spellings)
    for other in same:
        place, there = spellings[other][0], spellings[best][0]
        if other == best:
            continue
        if other in faulty:
            expected = said("{best!r}, as in {there}: a spreadsheet made a number of it", best=best, there=there.said())
            mend = said("format the column as text")
            place.source.fault(place.file, expected, row=place.row, column=place.column, value=other, mend=mend)
        else:
            expected = said(
                "it to be another one than {best!r} in {there}: a spreadsheet drops the zeros before a number",
                best=best,
                there=there.said(),
            )
            place.source.warn("ids.zeros_lost", place.file, expected, row=place.row, column=place.column, value=other)


def check_unlisted(source: Source, bills: Rows, contracts: Rows) -> None:
    """Name the contracts that are billed but not listed, where contracts are listed at all."""
    listed = {plain(row["contract"]) for row in contracts if row["contract"] is not None}
    if not listed:
        return
    for contract, (row, count) in _counted(bills, Column("contract", "text", "")).items():
        if plain(contract) not in listed and not power_of_ten(contract):
            expected = said("a contract that contracts.csv has")
            expected = (
                said("{expected} (so in {count} rows)", expected=expected, count=count) if count > 1 else expected
            )
            source.warn("bills.contract_not_listed", "bills.csv", expected, row=row, column="contract", value=contract)
