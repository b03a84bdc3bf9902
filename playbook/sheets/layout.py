"""Where the table is in a sheet: below its titles, beside empty columns, above its notes and totals.

What is passed over is said, with the row and the text, so that whoever reads the sheet knows what became of every cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from playbook.letters import beginning
from playbook.messages import said
from playbook.sheets.characters import clean
from playbook.sheets.grid import Grid
from playbook.sheets.unreadable import Unreadable

__all__ = ["Dropped", "Found", "find_table", "is_note", "is_total", "most_named", "unit_said"]

_LOOKED_AT = 20
_SHOWN = 40
#: A title is a row with few cells; a header has more names than it.
_TITLE_CELLS = 3
_NOTE = re.compile(
    r"[*※]|(?:注|备注|備註|说明|說明|资料来源|数据来源|来源|來源|制表|制单|填表|审核|复核|打印|导出|单位|單位|截至|截止)"
    r"[人日期时间]*\s*[:：\d、.]|(?:notes?|sources?|remarks?|prepared|printed|exported|generated|page|unit)\b"
    r"|[共第]\s*\d+\s*[条行页頁]",
    re.IGNORECASE,
)
_BESIDE = r"(?:本|月|年|日|季度|全部|金额|费用|账单|客户|人民币|元|的|数|值|为|\W|\d)*"
_TOTAL = re.compile(
    rf"{_BESIDE}(?:合计|合計|总计|總計|小计|小計|总额|總額|总和|共计|累计|汇总|总数){_BESIDE}"
    r"|\W*(?:(?:grand|sub|overall)[- ]?)?totals?\W*",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[千万萬百亿億]+[元圆]|(?<=单位[:：])\s*[千万百亿]+|\bthousands?\b|\bmillions?\b|'000|\b000s\b", re.IGNORECASE
)
Knows = Callable[[str], object]


@dataclass(frozen=True)
class Dropped:
    """What was passed over: how that is said (`layout.title`), in which row or column first, how often, and what
    stands there."""

    how: str
    row: int | None
    count: int
    text: str


@dataclass
class Found:
    """A table in a grid: its header and its row, the place of each column, the rows below with their numbers, and what
    was passed over."""

    header: tuple[str, ...]
    header_row: int
    columns: tuple[int, ...]
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def find_table(grid: Grid, knows: Knows) -> Found:
    """The table of a grid whose columns' names `knows` tells.

    Rows keep their cells as they are, one more or less than the header has among them; empty rows are left out, totals
    stay in. Raises Unreadable where a row above the header may be one of the table's.
    """
    at = _header_at(grid, knows)
    if at is None:
        return Found((), 0, ())
    head, body = grid.rows[at], list(zip(grid.rows[at + 1 :], grid.numbers[at + 1 :], strict=True))
    body = [(cells, number) for cells, number in body if any(map(clean, cells))]
    notes = _notes(body, len(head))
    again = [(cells, number) for cells, number in body[: len(body) - len(notes)] if _is_again(cells, head)]
    numbers = {number for _, number in again}
    body = [row for row in body[: len(body) - len(notes)] if row[1] not in numbers]
    columns, empty = _columns(head, body)
    titles = [
        (cells, number) for cells, number in zip(grid.rows[:at], grid.numbers, strict=False) if any(map(clean, cells))
    ]
    found = Found(tuple(clean(head[place]) for place in columns), grid.numbers[at], columns)
    found.dropped = [
        *_said("layout.title", titles),
        *_said("layout.header_again", again),
        *_said("layout.note", notes),
        *empty,
    ]
    found.rows = [_cells(cells, columns, len(head)) for cells, _ in body]
    found.numbers = [number for _, number in body]
    found.dropped += _overlong(body, len(head))
    return found


def _header_at(grid: Grid, knows: Knows) -> int | None:
    """The place of the header: of the first rows the one that names most columns, else the first with anything."""
    filled = [*islice((place for place, cells in enumerate(grid.rows) if any(map(clean, cells))), _LOOKED_AT)]
    if not filled:
        return None
    place, names = most_named([grid.rows[place] for place in filled], knows)
    best = filled[place]
    if names < 2 or best == filled[0]:
        return filled[0]
    _check_titles(grid, [place for place in filled if place < best], best)
    return best


def most_named(rows: Sequence[Sequence[str]], knows: Knows) -> tuple[int, int]:
    """The place of the row that names most columns, the first one of several, and how many it names.

    A row with no more cells than that is not looked at: most files have their header first, and to look a name up that
    there is not takes longest.
    """
    best, most = 0, 0
    for place, cells in enumerate(rows):
        filled = [text for cell in cells if (text := clean(cell))]
        if len(filled) > most and (names := sum(map(bool, map(knows, filled)))) > most:
            best, most = place, names
    return best, most


def _check_titles(grid: Grid, titles: Sequence[int], header: int) -> None:
    """What stands above the header is a title, not a row of the table."""
    wide = sum(bool(clean(cell)) for cell in grid.rows[header])
    for place in titles:
        cells = sum(bool(clean(cell)) for cell in grid.rows[place])
        if cells > min(_TITLE_CELLS, wide - 1) or cells * 2 > wide + 1:
            cause = said(
                "the header stands in row {row}, below rows of a table: put it first", row=grid.numbers[header]
            )
            raise Unreadable(cause, row=grid.numbers[place])


def _notes(body: Sequence[tuple[list[str], int]], width: int) -> list[tuple[list[str], int]]:
    """The notes at the end: rows with one cell that begins as notes do."""
    notes: list[tuple[list[str], int]] = []
    for cells, number in reversed(body if width > 1 else []):
        if not is_note(cells):
            break
        notes.insert(0, (cells, number))
    return notes


def is_note(cells: Sequence[str]) -> bool:
    """Whether a row is a note: one cell alone, which begins as notes do (注：, Source:)."""
    texts = [text for cell in cells if (text := clean(cell))]
    return len(texts) == 1 and bool(_NOTE.match(texts[0]))


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row says that it is a total of others: one of its cells is the word (合计, Grand total)."""
    return any(_TOTAL.fullmatch(text) for cell in cells if (text := clean(cell)))


def unit_said(text: str) -> str:
    """The unit of amounts that a title or a note names, where it is not one: 万元, thousands; blank where it names
    none."""
    match = _UNIT.search(text)
    return match[0] if match else ""


def _is_again(cells: list[str], head: list[str]) -> bool:
    return cells[0].strip() in head[0] and [*map(clean, cells)] == [*map(clean, head)]


def _columns(head: list[str], body: Sequence[tuple[list[str], int]]) -> tuple[tuple[int, ...], list[Dropped]]:
    """The places of the columns; those without a name and without anything in them are passed over."""
    nameless = [place for place, cell in enumerate(head) if not clean(cell)]
    empty = [place for place in nameless if not any(len(cells) > place and clean(cells[place]) for cells, _ in body)]
    kept = tuple(place for place in range(len(head)) if place not in empty)
    return kept, [Dropped("layout.empty_column", None, len(empty), "")] if empty else []


def _cells(cells: list[str], columns: tuple[int, ...], width: int) -> list[str]:
    """A row's cells in the columns that are kept; what stands beyond the header stays, unless it is empty."""
    if len(cells) < width:
        return cells if len(columns) == width else [cells[place] for place in columns if place < len(cells)]
    beyond = cells[width:] if any(map(clean, cells[width:])) else []
    return cells if len(columns) == width == len(cells) else [cells[place] for place in columns] + beyond


def _overlong(body: Sequence[tuple[list[str], int]], width: int) -> list[Dropped]:
    long = [(cells, number) for cells, number in body if len(cells) > width and not any(map(clean, cells[width:]))]
    return [Dropped("layout.empty_cells", long[0][1], len(long), "")] if long else []


def _said(how: str, rows: Sequence[tuple[list[str], int]]) -> list[Dropped]:
    """Rows that are passed over, in one."""
    if not rows:
        return []
    texts = [" ".join(text for cell in cells if (text := clean(cell))) for cells, _ in rows]
    return [Dropped(how, rows[0][1], len(rows), beginning(" / ".join(texts), _SHOWN))]
