"""Widths of columns, and long tables on slides: a table goes on over as many slides as its rows need.

A page scrolls, a slide does not. Columns get fixed widths from the text that they hold, so the number of lines in a
cell, and with it the height of a row, can be told before anything is set. A date or another short text stands on one
line where the table grows no higher by it. Rows beyond the last slide are counted.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import ceil
from operator import truediv
from unicodedata import east_asian_width

from playbook.exhibits.table import Row, Span, Table, is_heading
from playbook.exhibits.values import Cell, Field
from playbook.letters import clusters

__all__ = ["PAGE", "SETTINGS", "Columns", "Paged", "Setting", "Space", "columns", "estimated_width", "paged"]

NOTE = 28  # the line that counts the rows left out, px
PADDING, BORDER = 20, 1  # left and right of a cell, px
#: Of a page: the least that keeps the number of pages makes them even.
EVEN = (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
LINE = 1.4  # line height, em
SAFETY = 1.06  # lines break at words, so a line is never quite full
PHONE = 560.0  # what a table keeps on a phone if its text needs it, px
WIDEST = 800.0  # what a column may ask for, px
SHORT = 10.0  # a text of this width or less, such as a date, should not break, em
UNBROKEN = 4  # characters of a Chinese text that a column keeps together at least
HAIR = 0.01  # px by which a text may be wider than its column
#: Widths of characters, em, and which letters and signs are narrower or wider than most.
FULL, CAPITAL, SMALL_LETTER, NARROW, WIDE = 1.0, 0.64, 0.56, 0.36, 0.9
NARROW_ONES, WIDE_ONES = frozenset("fijlrt.,;:'|!()[]/- ·"), frozenset("mwMW@%—")


@dataclass(frozen=True)
class Space:
    """What a slide offers a table: width and height in px, and how many slides at most."""

    width: float
    height: float
    slides: int = 3


@dataclass(frozen=True)
class Setting:
    """How a table is set: the size of its type, and what a row has above and below its text, in px."""

    size: float
    padding: float


@dataclass(frozen=True)
class Columns:
    """The widths of a table's columns on a page, and the width below which the table scrolls, in px."""

    widths: tuple[float, ...]
    least: float


@dataclass(frozen=True)
class Paged:
    """A table over slides: how it is set, its columns' widths in px, the rows of each slide, and how many rows stand on
    none."""

    setting: Setting
    widths: tuple[float, ...]
    pages: tuple[range, ...]
    left_out: int


@dataclass(frozen=True)
class _Measured:
    """A row: the width of each cell's longest word and of its whole text, em."""

    words: tuple[float, ...]
    texts: tuple[float, ...]


@dataclass(frozen=True)
class _Line:
    """A row's height in px, and whether it heads the rows below it (its cells span several columns)."""

    height: float
    heading: bool


PAGE = Setting(14, 15)  # in the page, which scrolls
#: From roomy to dense: the first one that takes as few slides as any is used.
SETTINGS = (Setting(15, 15), Setting(14, 13), Setting(13, 11), Setting(12.5, 9))


def paged(table: Table, space: Space) -> Paged:
    """The table over slides that offer such a space."""
    layout = _layout(_measured(table), space)
    pages = layout.final(space.slides)[: space.slides]
    return Paged(layout.setting, tuple(layout.widths), tuple(pages), len(table.rows) - pages[-1].stop)


def columns(table: Table, width: float, *, whole: bool = False) -> Columns:
    """The columns of a table that is so wide on a page; where numbers are kept `whole`, unknown ones do not break
    either."""
    rows = _measured(table, whole=whole)
    widths = _widths(rows, width, PAGE)
    least = width * max(low / given for low, given in zip(_least(rows, PAGE), widths, strict=True))
    return Columns(tuple(widths), max(least, min(sum(_wanted(rows, PAGE)), PHONE)))


@lru_cache(maxsize=16384)
def estimated_width(text: str) -> float:
    """The width of a text in em as a browser may set it, rather more than less: 1 for a Chinese character, about half
    for a Latin letter.

    It is not measured: a reader's browser may take another font than ours, and what is estimated decides where slides
    end, so a better figure would cut every deck anew. Figures are measured
    (:func:`playbook.charts.drawing.text_fit.text_width`).
    """
    return sum(map(_character_width, text))


def _character_width(character: str) -> float:
    if east_asian_width(character) in "WF":
        return FULL
    if character in NARROW_ONES:
        return NARROW
    return WIDE if character in WIDE_ONES else CAPITAL if character.isupper() else SMALL_LETTER


@dataclass(frozen=True)
class _Layout:
    """A table in one setting: column widths in px, rows, and the room that a page has for them."""

    setting: Setting
    widths: list[float]
    lines: list[_Line]
    room: float

    @property
    def pages(self) -> list[range]:
        return _pages(self.lines, self.room)

    def final(self, slides: int) -> list[range]:
        """Even pages; or, where there are more than slides, full ones with room for a note on the last."""
        count = len(self.pages)
        if count > slides:
            return _pages(self.lines, self.room - NOTE)
        return next(even for share in EVEN if len(even := _pages(self.lines, self.room * share)) == count)


def _layout(rows: Sequence[_Measured], space: Space) -> _Layout:
    """The roomiest setting that takes no more slides than the densest."""
    return min((_set(rows, space, setting) for setting in SETTINGS), key=lambda layout: len(layout.pages))


def _set(rows: Sequence[_Measured], space: Space, setting: Setting) -> _Layout:
    widths = _widths(rows, space.width, setting)
    head, *heights = _heights(rows, widths, setting)
    lines = [_Line(height, len(row.texts) < len(widths)) for height, row in zip(heights, rows[1:], strict=True)]
    return _Layout(setting, widths, lines, space.height - head)


def _measured(table: Table, *, whole: bool = False) -> list[_Measured]:
    """The head, then the rows."""
    head = [column.label.strip() for column in table.fields]
    return [_measured_row(texts) for texts in (head, *(_texts(row, table.fields, whole) for row in table.rows))]


def _measured_row(texts: Sequence[str]) -> _Measured:
    return _Measured(tuple(map(_longest_word, texts)), tuple(map(estimated_width, texts)))


@lru_cache(maxsize=16384)
def _longest_word(text: str) -> float:
    return max(map(estimated_width, _words(text)))


def _texts(row: Row, fields: Sequence[Field], whole: bool) -> list[str]:
    if is_heading(row):
        return [one.heading.strip() for one in row if isinstance(one, Span)]
    return [_text(cell, field, whole) for cell, field in zip(row, fields, strict=True) if isinstance(cell, Cell)]


def _text(cell: Cell, column: Field, whole: bool) -> str:
    """What a cell says; a number does not break at a space (its head does)."""
    text = cell.printed.strip()
    return text.replace(" ", "_") if column.numeric and (cell.known or whole) else text


def _widths(rows: Sequence[_Measured], whole: float, setting: Setting) -> list[float]:
    """Each column's width in px: as wide as its longest word at least, the rest by what its longest text needs.

    A column whose short texts would break is made wide enough for them, the one with the most of them first, if the
    table grows no higher.
    """
    least, wanted, short = _least(rows, setting), _wanted(rows, setting), _short(rows, setting)
    widths = _shared(least, wanted, whole)
    breaks = _breaks(short, widths)
    for column in sorted(filter(breaks.__getitem__, range(len(widths))), key=breaks.__getitem__, reverse=True):
        wider = [*least[:column], max(least[column], short[column][-1]), *least[column + 1 :]]
        tried = _shared(wider, wanted, whole)
        better = sum(wider) <= whole and sum(_breaks(short, tried)) < sum(_breaks(short, widths))
        if better and sum(_heights(rows, tried, setting)) <= sum(_heights(rows, widths, setting)):
            least, widths = wider, tried
    return widths


def _shared(least: Sequence[float], wanted: Sequence[float], whole: float) -> list[float]:
    """The least widths, and what is left of the whole shared out by what each column wants beyond its own."""
    spare = max(whole - sum(least), 0.0)
    needs = [want - low + 1 for want, low in zip(wanted, least, strict=True)]
    widths = [low + spare * need / sum(needs) for low, need in zip(least, needs, strict=True)]
    return [width * whole / sum(widths) for width in widths]


def _short(rows: Sequence[_Measured], setting: Setting) -> list[list[float]]:
    """The widths at which the short texts of each column do not break, px, ascending; the head may break."""
    columns = zip(*(row.texts for row in _full(rows)), strict=True)
    return [[_room(text, setting) for text in sorted(column[1:]) if text <= SHORT] for column in columns]


def _breaks(short: Sequence[Sequence[float]], widths: Sequence[float]) -> list[int]:
    """How many short texts of each column break."""
    return [len(rooms) - bisect(rooms, width + HAIR) for rooms, width in zip(short, widths, strict=True)]


def _full(rows: Sequence[_Measured]) -> list[_Measured]:
    """The rows without those whose cells span several columns."""
    count = max(len(row.texts) for row in rows)
    return [row for row in rows if len(row.texts) == count]


def _least(rows: Sequence[_Measured], setting: Setting) -> list[float]:
    return [_room(max(column), setting) for column in zip(*(row.words for row in _full(rows)), strict=True)]


def _wanted(rows: Sequence[_Measured], setting: Setting) -> list[float]:
    columns = zip(*(row.texts for row in _full(rows)), strict=True)
    return [
        max(low, min(_room(max(column), setting), WIDEST))
        for column, low in zip(columns, _least(rows, setting), strict=True)
    ]


def _room(text: float, setting: Setting) -> float:
    """The width of a column in which a text of so many em does not break, px."""
    return text * setting.size * SAFETY + BORDER + PADDING


def _words(text: str) -> list[str]:
    """What a browser does not break: Latin words; a Chinese text breaks after each character, but not below four."""
    return [word if word.isascii() else "".join(clusters(word)[:UNBROKEN]) for word in text.split()] or [""]


def _heights(rows: Sequence[_Measured], widths: Sequence[float], setting: Setting) -> list[float]:
    """The height of each row, px: as many lines as its fullest cell takes."""
    rooms = [max(width - PADDING, 1) / (setting.size * SAFETY) for width in widths]
    across = max(sum(widths) - PADDING, 1) / (setting.size * SAFETY)
    fullest = [
        max(map(truediv, row.texts, rooms if len(row.texts) == len(rooms) else repeat(across)), default=1.0)
        for row in rows
    ]
    return [max(1, ceil(lines)) * setting.size * LINE + setting.padding for lines in fullest]


def _pages(lines: Sequence[_Line], room: float) -> list[range]:
    """Rows by page; a heading among the rows goes to the page of the row that it heads."""
    pages, start, used = [], 0, 0.0
    for place, line in enumerate(lines):
        if used + line.height > room and place > start:
            stop = place - 1 if lines[place - 1].heading and place - 1 > start else place
            pages.append(range(start, stop))
            start, used = stop, sum(earlier.height for earlier in lines[stop:place])
        used += line.height
    return [*pages, range(start, len(lines))]
