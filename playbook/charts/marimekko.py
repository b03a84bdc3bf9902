"""A Marimekko: columns as wide as what they are worth, each cut from bottom to top into what it is made of.

Each block's area is money. The column that matters is in shades of the accent colour, the others in the same shades of
grey; a segment keeps its place and its shade from column to column, and its name stands at the left of the first
column. Columns' names stand above, as near to their column as their neighbours allow.

>>> columns = [
...     MekkoColumn("Finance", 60, (0.4, 0.6), ("40%", "60%"), total="60", own=True),
...     MekkoColumn("IT", 40, (0.5, 0.5), ("50%", "50%")),
... ]
>>> figure = marimekko_chart(columns, ["Data", "Voice"], lang="en")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from matplotlib.colors import to_hex, to_rgb

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    FINE,
    GREY_3,
    GREY_4,
    HAIRLINE,
    HEAVY,
    HEIGHT,
    INK,
    LINE,
    SMALL,
    TINY,
    WHITE,
    WIDTH,
    Z_AXIS,
    Box,
    Canvas,
    Picture,
    apart,
    check_fits,
    check_numbers,
    check_some,
    fit_all,
    on_colour,
    text_width,
    widest,
    word_width,
    wrap,
)
from playbook.units import Lang

__all__ = ["MekkoColumn", "marimekko_chart"]

_MARGIN, _GAP, _LEADER = 12.0, 10.0, 22.0
_ACCENTS = ("#0B4F70", "#0B6E99", "#5DA3C4", "#9CC8DC", "#D3E7F0")
_GREYS = ("#7B8691", "#9AA4AE", "#B9C1C9", "#D3D9DE", "#E9ECEF")


@dataclass(frozen=True)
class MekkoColumn:
    """A column: its width (in any unit), its segments' amounts or shares from the bottom, how each is printed, and its
    total."""

    label: str
    width: float
    parts: tuple[float, ...]
    printed: tuple[str, ...]
    total: str = field(default="", kw_only=True)
    own: bool = field(default=False, kw_only=True)

    @property
    def shares(self) -> tuple[float, ...]:
        """The segments as shares of one."""
        return tuple(part / sum(self.parts) for part in self.parts)


@dataclass(frozen=True)
class _Layout:
    left: float
    right: float
    top: float
    bottom: float
    edges: tuple[float, ...]

    def y(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)


def marimekko_chart(
    columns: Sequence[MekkoColumn], segments: Sequence[str], *, lang: Lang, mark: tuple[int, int] | None = None
) -> Picture:
    """Up to about a dozen columns by about seven segments, in the order given; `mark` is the block (column, segment)
    with an outline.

    ValueError for no column, a width that is not above 0, a segment below 0, NaN, or a column of another length.
    """
    _check(columns, segments)
    left = _MARGIN + min(widest(segments, SMALL), 120.0) + _GAP + 6
    edges = _edges(columns, left, WIDTH - _MARGIN)
    names, size = _names(columns, edges)
    top = 4 + _LEADER + size * LINE * max(len(name) for name in names)
    layout = _Layout(left, WIDTH - _MARGIN, top, HEIGHT - 10, edges)
    canvas = Canvas(lang)
    _draw_names(canvas, layout, columns, (names, size))
    _draw_segments(canvas, layout, columns[0], segments)
    for number, column in enumerate(columns):
        _draw_column(canvas, layout, (number, column))
    if mark is not None:
        _draw_mark(canvas, layout, columns[mark[0]], mark)
    return canvas.figure


def _check(columns: Sequence[MekkoColumn], segments: Sequence[str]) -> None:
    check_some("a Marimekko needs at least one column and one segment", columns, segments)
    for column in columns:
        check_fits(column.label, len(segments), parts=column.parts, printed=column.printed)
        check_numbers(column.label, column.width, *column.parts)
        if not column.width > 0:
            raise ValueError(f"{column.label}: width {column.width}, expected more than 0")
        if min(column.parts) < 0 or not sum(column.parts) > 0:
            raise ValueError(f"{column.label}: parts of at least 0 that are not all 0 were expected")


def _edges(columns: Sequence[MekkoColumn], left: float, right: float) -> tuple[float, ...]:
    unit = (right - left) / sum(column.width for column in columns)
    return tuple(accumulate((column.width * unit for column in columns), initial=left))


def _names(columns: Sequence[MekkoColumn], edges: Sequence[float]) -> tuple[list[tuple[str, ...]], float]:
    """Names, each with its total below, at the largest size at which they stand side by side; of all ways to break them
    into lines the one that leaves the names nearest to their columns.
    """
    middles = [(start + end) / 2 for start, end in pairwise(edges)]
    best: tuple[float, list[tuple[str, ...]]] = (float("inf"), [])
    for size in (SMALL, TINY, FINE):
        for width in range(130, 30, -6):
            names = [_lines(column, size, width) for column in columns]
            widths = [widest(name, size, bold=True) for name in names]
            if max(len(name) for name in names) > 5 or (
                sum(widths) + _GAP * len(widths) > WIDTH - 2 * _MARGIN and size > 11
            ):
                continue
            starts = apart(middles, widths, (_MARGIN, WIDTH - _MARGIN), _GAP)
            away = max(
                abs(start + wide / 2 - middle) for start, wide, middle in zip(starts, widths, middles, strict=True)
            )
            best = min(best, (away + 10 * max(len(name) for name in names), names), key=lambda found: found[0])
        if best[1]:
            return best[1], size
    return [_lines(column, FINE, 60) for column in columns], FINE


def _lines(column: MekkoColumn, size: float, width: float) -> tuple[str, ...]:
    """A column's name in lines, no word cut, and its total."""
    lines = wrap(column.label, size, width=max(width, word_width(column.label, size) + 1))
    return (*lines, column.total) if column.total else lines


def _draw_names(
    canvas: Canvas, layout: _Layout, columns: Sequence[MekkoColumn], names: tuple[list[tuple[str, ...]], float]
) -> None:
    """The columns' names side by side above, joined to the middle of their column by a thin line."""
    texts, size = names
    widths = [widest(name, size, bold=True) for name in texts]
    middles = [(start + end) / 2 for start, end in pairwise(layout.edges)]
    starts = apart(middles, widths, (_MARGIN, WIDTH - _MARGIN), _GAP)
    bottom = layout.top - _LEADER
    for column, name, start, width, middle in zip(columns, texts, starts, widths, middles, strict=True):
        centre = start + width / 2
        colour = ACCENT if column.own else GREY_4
        canvas.text(centre, bottom, name, size=size, align="center", valign="bottom", colour=colour, bold=column.own)
        canvas.line(
            [(centre, bottom + 2), (centre, bottom + 5), (middle, layout.top - 4), (middle, layout.top - 1)],
            colour=GREY_3,
            width=HAIRLINE,
        )


def _draw_segments(canvas: Canvas, layout: _Layout, first: MekkoColumn, segments: Sequence[str]) -> None:
    """The segments' names at the left, as near to the first column's segments as they can stand."""
    texts = fit_all(segments, (SMALL, TINY, FINE), width=layout.left - _MARGIN - _GAP - 6, height=34)
    heights = [len(lines) * size * LINE for lines, size in texts]
    edges = list(accumulate(first.shares, initial=0.0))
    middles = [-layout.y((low + high) / 2) for low, high in pairwise(edges)]
    starts = apart(middles, heights, (-layout.bottom, -layout.top), 3)
    for (lines, size), height, start, middle in zip(texts, heights, starts, middles, strict=True):
        y = -(start + height / 2)
        canvas.text(layout.left - _GAP - 6, y, lines, size=size, align="right", colour=INK)
        canvas.line([(layout.left - _GAP - 2, y), (layout.left - 2, -middle)], colour=GREY_3, width=HAIRLINE)


def _draw_column(canvas: Canvas, layout: _Layout, item: tuple[int, MekkoColumn]) -> None:
    number, column = item
    left, right = layout.edges[number : number + 2]
    edges = list(accumulate(column.shares, initial=0.0))
    for segment, (low, high) in enumerate(pairwise(edges)):
        top, bottom = layout.y(high), layout.y(low)
        fill = _shade(segment, len(edges) - 1, column.own)
        edge = min(1.5, (right - left) * 0.25)
        canvas.rect(
            left, top, right - left, bottom - top, fill=fill, edge=WHITE, line=edge, gid=f"block-{number}-{segment}"
        )
        _draw_share(
            canvas, Box(left, top, right, bottom), column.printed[segment], own=column.own, colour=on_colour(fill)
        )


def _draw_share(canvas: Canvas, box: Box, text: str, *, own: bool, colour: str) -> None:
    """The share in its block, at the larger size at which it fits; in none, a block that is too small stays without."""
    for size in (BASE if own else SMALL, TINY):
        if text_width(text, size, bold=own) <= box.width - 5 and size * 1.1 <= box.height:
            canvas.text(
                (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, text, size=size, bold=own, align="center", colour=colour
            )
            return


def _shade(segment: int, count: int, own: bool) -> str:
    """The colour of a segment: dark at the bottom, light at the top."""
    scale = _ACCENTS if own else _GREYS
    place = segment / max(count - 1, 1) * (len(scale) - 1)
    low = min(int(place), len(scale) - 2)
    start, end = to_rgb(scale[low]), to_rgb(scale[low + 1])
    return to_hex(tuple(a + (b - a) * (place - low) for a, b in zip(start, end, strict=True))).upper()  # type: ignore[arg-type]


def _draw_mark(canvas: Canvas, layout: _Layout, column: MekkoColumn, mark: tuple[int, int]) -> None:
    left, right = layout.edges[mark[0] : mark[0] + 2]
    edges = list(accumulate(column.shares, initial=0.0))
    low, high = edges[mark[1] : mark[1] + 2]
    corners = [
        (left, layout.y(low)),
        (right, layout.y(low)),
        (right, layout.y(high)),
        (left, layout.y(high)),
        (left, layout.y(low)),
    ]
    canvas.line(corners, colour=INK, width=HEAVY, gid="mark", z=Z_AXIS)
