"""Widths of columns, and long tables on slides: a table is cut into as many slides as its rows need.

A page scrolls, a slide does not. Columns get fixed widths from the text that they hold, so the number of lines in a
cell, and with it the height of a row, can be told without a browser. A date or another short text stands on one line
where the table grows no higher by it. Rows beyond the last slide are counted, and the slide says how many there are and
where to read them.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import repeat
from math import ceil
from operator import truediv
from unicodedata import east_asian_width

__all__ = ["SETTINGS", "Part", "Setting", "Space", "sized_table", "split_table", "text_width"]

TABLE = re.compile(r"<table\b[^>]*>(.*)</table>", re.DOTALL)
HEAD = re.compile(r"<thead\b[^>]*>(.*?)</thead>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b([^>]*)>(.*?)</t[hd]>", re.DOTALL)
CHIP = re.compile(r'<span class="pb-chip"[^>]*>(.*?)</span>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
NOTE = 28  # the line that counts the rows left out, px
PADDING = 20  # left and right of a cell, px
EVEN = (
    0.4,
    0.5,
    0.6,
    0.65,
    0.7,
    0.75,
    0.8,
    0.85,
    0.9,
    0.95,
    1.0,
)  # of a page: the least that keeps the number of pages makes them even
LINE = 1.4  # line height, em
SAFETY = 1.06  # lines break at words, so a line is never quite full
PHONE = 560.0  # what a table keeps on a phone if its text needs it, px
WIDEST = 800.0  # what a column may ask for, px
SHORT = 10.0  # a text of this width or less, such as a date, should not break, em
NARROW, WIDE = frozenset("fijlrt.,;:'|!()[]/- ·"), frozenset("mwMW@%—")


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
class _Row:
    """The width of each cell's longest word and of its whole text, em."""

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


@dataclass(frozen=True)
class Part:
    """The table of one slide, its number and the number of slides, and how many rows stand only in the page."""

    html: str
    number: int
    total: int
    left_out: int


def split_table(body: str, space: Space) -> tuple[Part, ...]:
    """The table in `body` as one part a slide; what is no table, or a table without rows, is one part as it is."""
    table = TABLE.search(body) if body.count("<table") == 1 else None
    if table is None:
        return (Part(body, 1, 1, 0),)
    head = HEAD.search(table[1])
    rows = ROW.findall(table[1][head.end() :] if head else table[1])
    if not rows:
        return (Part(body, 1, 1, 0),)
    layout = _layout(head[1] if head else "", rows, space)
    shown = layout.final(space.slides)[: space.slides]
    opening = (
        _opening(layout.setting)
        + body[table.start() : table.start(1)]
        + _columns(layout.widths)
        + (head[0] if head else "")
    )
    tables = [f"{opening}<tbody>{''.join(rows[page.start : page.stop])}</tbody></table></div>" for page in shown]
    left_out = len(rows) - shown[-1].stop
    return tuple(
        Part(table, number, len(shown), left_out if number == len(shown) else 0)
        for number, table in enumerate(tables, start=1)
    )


def sized_table(body: str, width: float) -> str:
    """The table in `body` with columns of fixed shares of a page, and a width below which it scrolls; else `body` as it
    is."""
    table = TABLE.search(body) if body.count("<table") == 1 else None
    rows = [_measured(row) for row in ROW.findall(table[1])] if table else []
    if table is None or not rows:
        return body
    widths = _widths(rows, width, PAGE)
    least = width * max(low / given for low, given in zip(_least(rows, PAGE), widths, strict=True))
    opening = (
        body[table.start() : table.start(1) - 1]
        + f' style="min-width:{max(least, min(sum(_wanted(rows, PAGE)), PHONE)):.0f}px">'
    )
    return body[: table.start()] + opening + _columns(widths) + body[table.start(1) :]


@lru_cache(maxsize=16384)
def text_width(text: str) -> float:
    """The width of a text in em, rather more than less: 1 for a Chinese character, about half for a Latin letter."""
    return sum(map(_character_width, text))


def _character_width(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 1.0
    if character in NARROW:
        return 0.36
    return 0.9 if character in WIDE else 0.64 if character.isupper() else 0.56


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


def _layout(head: str, rows: Sequence[str], space: Space) -> _Layout:
    """The roomiest setting that takes no more slides than the densest."""
    layouts = [_set(head, rows, space, setting) for setting in SETTINGS]
    return min(layouts, key=lambda layout: len(layout.pages))


def _set(head: str, rows: Sequence[str], space: Space, setting: Setting) -> _Layout:
    measured = [_measured(row) for row in (head, *rows) if row]
    widths = _widths(measured, space.width, setting)
    heights = _heights(measured, widths, setting)
    lines = [_Line(height, len(row.texts) < len(widths)) for height, row in zip(heights, measured, strict=True)]
    return _Layout(setting, widths, lines[1:] if head else lines, space.height - (heights[0] if head else 0))


@lru_cache(maxsize=4096)
def _measured(row: str) -> _Row:
    texts = [_text(attributes, content) for attributes, content in CELL.findall(row)]
    return _Row(tuple(max(map(text_width, _words(text))) for text in texts), tuple(map(text_width, texts)))


def _text(attributes: str, content: str) -> str:
    """What a cell says; a chip is a little wider than its text, and neither chips nor numbers break at a space. A
    number's head does."""
    text = unescape(TAG.sub("", CHIP.sub(lambda chip: f"mm{chip[1].replace(' ', '_')}", content))).strip()
    return text.replace(" ", "_") if "pb-number" in attributes and "scope=" not in attributes else text


def _widths(rows: Sequence[_Row], whole: float, setting: Setting) -> list[float]:
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


def _short(rows: Sequence[_Row], setting: Setting) -> list[list[float]]:
    """The widths at which the short texts of each column do not break, px, ascending; the head may break."""
    columns = zip(*(row.texts for row in _full(rows)), strict=True)
    return [[_room(text, setting) for text in sorted(column[1:]) if text <= SHORT] for column in columns]


def _breaks(short: Sequence[Sequence[float]], widths: Sequence[float]) -> list[int]:
    """How many short texts of each column break."""
    return [len(rooms) - bisect(rooms, width + 0.01) for rooms, width in zip(short, widths, strict=True)]


def _full(rows: Sequence[_Row]) -> list[_Row]:
    """The rows without those whose cells span several columns."""
    count = max(len(row.texts) for row in rows)
    return [row for row in rows if len(row.texts) == count]


def _least(rows: Sequence[_Row], setting: Setting) -> list[float]:
    return [_room(max(column), setting) for column in zip(*(row.words for row in _full(rows)), strict=True)]


def _wanted(rows: Sequence[_Row], setting: Setting) -> list[float]:
    columns = zip(*(row.texts for row in _full(rows)), strict=True)
    return [
        max(low, min(_room(max(column), setting), WIDEST))
        for column, low in zip(columns, _least(rows, setting), strict=True)
    ]


def _room(text: float, setting: Setting) -> float:
    """The width of a column in which a text of so many em does not break, px."""
    return text * setting.size * SAFETY + 1 + PADDING


def _words(text: str) -> list[str]:
    """What a browser does not break: Latin words; a Chinese text breaks after each character, but not below four."""
    return [word if word.isascii() else word[:4] for word in text.split()] or [""]


def _heights(rows: Sequence[_Row], widths: Sequence[float], setting: Setting) -> list[float]:
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


def _opening(setting: Setting) -> str:
    return f'<div class="cut" style="font-size:{setting.size:g}px;--row-padding:{(setting.padding - 1) / 2:g}px">'


def _columns(widths: Sequence[float]) -> str:
    return (
        "<colgroup>"
        + "".join(f'<col style="width:{100 * width / sum(widths):.2f}%">' for width in widths)
        + "</colgroup>"
    )
