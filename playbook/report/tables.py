"""Long tables on slides: a table is cut into as many slides as its rows need, at widths and heights known beforehand.

A page scrolls, a slide does not. Columns get fixed widths from the text that they hold, so the number of lines in a
cell, and with it the height of a row, can be told without a browser. Rows beyond the last slide are counted, and the
slide says how many there are and where to read them.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from math import ceil
from unicodedata import east_asian_width

__all__ = ["Part", "Space", "split_table", "text_width"]

TABLE = re.compile(r"<table\b[^>]*>(.*)</table>", re.DOTALL)
HEAD = re.compile(r"<thead\b[^>]*>(.*?)</thead>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
PADDING = 20  # left and right of a cell, px
ROW_PADDING = 13  # above and below, with the rule, px
LINE = 1.4  # line height, em
SAFETY = 1.12  # lines break at words, so a line is never quite full


@dataclass(frozen=True)
class Space:
    """What a slide offers a table: width and height in px, the size of its type in px, and how many slides at most."""

    width: float
    height: float
    size: float = 13.0
    slides: int = 3


@dataclass(frozen=True)
class Part:
    """The table of one slide, its number and the number of slides, and how many rows stand only in the page."""

    html: str
    number: int
    total: int
    left_out: int


def split_table(body: str, space: Space) -> tuple[Part, ...]:
    """The table in `body` as one part a slide; what is no table, or a table without rows, is one part as it is."""
    table = TABLE.search(body)
    if table is None or body.count("<table") > 1:
        return (Part(body, 1, 1, 0),)
    head = HEAD.search(table[1])
    rows = ROW.findall(table[1][head.end():] if head else table[1])
    widths = _widths([_texts(row) for row in ([head[1]] if head else []) + rows], space)
    height = space.height - (_height(head[1], widths, space) if head else 0)
    pages = _pages([_height(row, widths, space) for row in rows], height)
    shown = pages[:space.slides]
    left_out = len(rows) - (shown[-1].stop if shown else 0)
    opening = body[table.start():table.start(1)] + _columns(widths) + (head[0] if head else "")
    return tuple(
        Part(f"{opening}<tbody>{''.join(rows[page.start:page.stop])}</tbody></table>", number, len(shown), left_out if number == len(shown) else 0)
        for number, page in enumerate(shown, start=1)
    ) or (Part(body, 1, 1, 0),)


def text_width(text: str) -> float:
    """The width of a text in em, a little more than less: 1 for a Chinese character, 0.56 for a small Latin letter."""
    return sum(1.0 if east_asian_width(character) in "WF" else 0.66 if character.isupper() or character in "%—" else 0.56 for character in text)


def _texts(row: str) -> list[str]:
    return [unescape(TAG.sub("", cell)).strip() for cell in CELL.findall(row)]


def _widths(rows: Sequence[Sequence[str]], space: Space) -> list[float]:
    """Each column's width in px: as wide as its longest word at least, the rest by what its longest text needs."""
    count = max((len(row) for row in rows), default=1)
    columns = [[row[place] for row in rows if len(row) == count] for place in range(count)]
    least = [max(text_width(word) for text in column for word in _words(text)) * space.size + PADDING for column in columns]
    wanted = [max(low, min(max(map(text_width, column)), 60.0) * space.size + PADDING) for column, low in zip(columns, least, strict=True)]
    spare = max(space.width - sum(least), 0.0)
    needs = [want - low + 1 for want, low in zip(wanted, least, strict=True)]
    widths = [low + spare * need / sum(needs) for low, need in zip(least, needs, strict=True)]
    return [width * space.width / sum(widths) for width in widths]


def _words(text: str) -> list[str]:
    """What a browser does not break: Latin words; a Chinese text breaks after each character, but not below four."""
    return [word if word.isascii() else word[:4] for word in text.split()] or [""]


def _height(row: str, widths: Sequence[float], space: Space) -> float:
    texts = _texts(row)
    rooms = widths if len(texts) == len(widths) else [sum(widths)] * len(texts)
    lines = [ceil(text_width(text) * space.size * SAFETY / max(room - PADDING, 1)) for text, room in zip(texts, rooms, strict=True)]
    return max([1, *lines]) * space.size * LINE + ROW_PADDING


def _pages(heights: Sequence[float], room: float) -> list[range]:
    pages, start, used = [], 0, 0.0
    for place, height in enumerate(heights):
        if used + height > room and place > start:
            pages.append(range(start, place))
            start, used = place, 0.0
        used += height
    return [*pages, range(start, len(heights))] if heights else []


def _columns(widths: Sequence[float]) -> str:
    return "<colgroup>" + "".join(f'<col style="width:{100 * width / sum(widths):.2f}%">' for width in widths) + "</colgroup>"
