"""Entries: what a page holds, one by one, before anything is read: which row, which month, and whether it is left out.

An entry is a row of the page, or with months one month of a row. A total, a note and what the map drops are entries
too: they are counted, and their money with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase

from playbook.client.spellings import plain, seems_blank
from playbook.intake.mapping import Import, period_columns
from playbook.intake.page import Page, Places
from playbook.messages import Said, said
from playbook.sheets.layout import is_note, is_total

__all__ = ["Entry", "entries_of", "money_columns"]

#: What people write where there is no amount.
_NOTHING = ("", "-", "--", "/")


@dataclass
class Entry:
    """One entry: the cells of its row by our columns, each with its header; why it is dropped, blank where it is not;
    and, once it is read, its values and whether it is refused. `total` says that it is one of others, `torn` why
    its cells cannot be told; `read` are the amounts as the source has them, `into` is the entry that they were added
    to."""

    place: str
    row: int
    texts: dict[str, str]
    headers: Mapping[str, str]
    dropped: Said | str = ""
    total: bool = False
    torn: Said | str = ""
    refused: bool = False
    values: dict[str, str] = field(default_factory=dict)
    read: dict[str, Decimal] = field(default_factory=dict)
    into: Entry | None = None


def entries_of(page: Page, item: Import, places: Places) -> list[Entry]:
    """The entries of a page, month by month where it has months, in the order of its rows."""
    rows = list(_rows(page, item, places))
    if item.unpivot is None:
        headers = {name: page.header[place] for name, place in places.columns.items()}
        return [_entry(page, row, _texts(places, row.cells), headers) for row in rows]
    return [entry for place in places.months for entry in _month(page, item, places, place, rows=rows)]


def money_columns(item: Import) -> list[str]:
    """The columns of amounts that an import takes from its source."""
    stated = {*item.columns, *([item.unpivot.into] if item.unpivot else [])}
    return [
        column.name for column in item.table.columns if column.name in stated and column.unit.startswith("currency")
    ]


@dataclass(frozen=True)
class _Row:
    number: int
    cells: list[str]
    dropped: Said | str
    total: bool
    torn: Said | str


def _rows(page: Page, item: Import, places: Places) -> Iterator[_Row]:
    """The rows that say something, blank cells filled where the map says so, with why they are dropped."""
    above: dict[int, str] = {}
    for number, cells in zip(page.numbers, page.rows, strict=True):
        if all(map(seems_blank, cells)):
            continue
        torn = _why_torn(cells, page)
        cells = cells + [""] * (len(page.header) - len(cells))
        total = bool(money_columns(item)) and _says_total(cells, places)
        dropped = _why_dropped(cells, item, places, total)
        if not dropped:
            for place in (places.headers[header] for header in item.fill):
                above[place] = cells[place] = above.get(place, "") if seems_blank(cells[place]) else cells[place]
        yield _Row(number, cells, dropped, total, "" if dropped else torn)


def _says_total(cells: list[str], places: Places) -> bool:
    return is_total([cell for place, cell in enumerate(cells) if place not in places.months])


def _why_dropped(cells: list[str], item: Import, places: Places, total: bool) -> Said | str:
    for header, patterns in item.drop.items():
        cell = cells[places.headers[header]].strip()
        if any(fnmatchcase(plain(cell), plain(pattern)) for pattern in patterns):
            return said("{header} is {value}", header=header, value=cell or '""')
    if total:
        return said("a total")
    return said("a note") if is_note(cells) else ""


def _why_torn(cells: list[str], page: Page) -> Said | str:
    """Why it cannot be told which cell of a row is of which column; blank where it can."""
    count, wanted = len(cells), len(page.header)
    if count > wanted and not all(map(seems_blank, cells[wanted:])):
        return said(
            "{count} cells, where the header has {wanted}: a separator within a cell?", count=count, wanted=wanted
        )
    if count < wanted and not page.may_be_short:
        return said("{count} cells, where the header has {wanted}: the row is cut short", count=count, wanted=wanted)
    return ""


def _texts(places: Places, cells: list[str]) -> dict[str, str]:
    return {name: cells[place] for name, place in places.columns.items()}


def _entry(page: Page, row: _Row, texts: dict[str, str], headers: Mapping[str, str]) -> Entry:
    return Entry(page.place, row.number, texts, headers, row.dropped, row.total, row.torn)


def _month(page: Page, item: Import, places: Places, place: int, *, rows: list[_Row]) -> Iterator[Entry]:
    """The entries of one month's column; where its cell is blank, nothing is known, and there is no row."""
    assert item.unpivot is not None
    fixed = dict.fromkeys(period_columns(item.table), places.months[place])
    headers = {column: page.header[at] for column, at in places.columns.items()}
    headers |= dict.fromkeys((*fixed, item.unpivot.into), page.header[place])
    for row in rows:
        entry = _entry(page, row, {**_texts(places, row.cells), **fixed, item.unpivot.into: row.cells[place]}, headers)
        if _says_nothing(row.cells[place], item):
            entry.dropped = entry.dropped or said("no amount")
        yield entry


def _says_nothing(cell: str, item: Import) -> bool:
    """Whether a month has no amount: its cell is blank, a dash, or what the map says is unknown."""
    assert item.unpivot is not None
    form = plain(cell)
    meaning = item.values.get(item.unpivot.into, {}).get(form)
    return meaning in ("", "unknown") or form in _NOTHING
