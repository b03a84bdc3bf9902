"""Composition: bars of equal length, cut into segments by share, to compare what things are made of.

Every row is 100%; a segment keeps its colour from row to row, and its name stands over the first row. The total that
is 100% is printed at the end of the row. A row with an unknown segment has no shares and is hatched as a whole.

>>> rows = [
...     MixRow("Client", (0.44, 0.56), ("44%", "56%"), total="6.4"),
...     MixRow("Industry", (0.3, 0.7), ("30%", "70%"), total="45"),
... ]
>>> figure = mix_chart(rows, ["Data", "Voice"], lang="en", highlight=0)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    FINE,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HAIRLINE,
    HEIGHT,
    INK,
    LINE,
    PLAIN,
    SMALL,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Box,
    Canvas,
    Picture,
    apart,
    check_fits,
    check_numbers,
    check_some,
    labels_of,
    on_colour,
    text_width,
    widest,
    wrap,
)
from playbook.units import Lang

__all__ = ["MixRow", "mix_chart"]

_MARGIN, _GAP, _LEADER = 12.0, 12.0, 14.0
_GREYS = (GREY_3, "#B3BCC5", GREY_2, "#DDE2E7", GREY_1)
_THICK_MAX, _PITCH_MAX = 58.0, 112.0


@dataclass(frozen=True)
class MixRow:
    """A row: its amounts or shares by segment (None is unknown), how each is printed, and the total that is 100%."""

    label: str
    values: tuple[float | None, ...]
    printed: tuple[str, ...]
    total: str = field(default="", kw_only=True)

    @property
    def shares(self) -> tuple[float, ...] | None:
        """The segments as shares of one, None if any is unknown or all are zero."""
        known = [value for value in self.values if value is not None]
        whole = sum(known)
        return tuple(value / whole for value in known) if len(known) == len(self.values) and whole > 0 else None


@dataclass(frozen=True)
class _Name:
    """A segment's name: the middle of the segment, its lines, where they start and how wide they are."""

    middle: float
    lines: tuple[str, ...]
    start: float
    width: float
    size: float


@dataclass(frozen=True)
class _Layout:
    left: float
    width: float
    top: float
    pitch: float
    thick: float

    def y(self, row: int) -> float:
        return self.top + row * self.pitch

    def edges(self, shares: Sequence[float]) -> list[float]:
        return [self.left + self.width * share for share in accumulate(shares, initial=0.0)]


def mix_chart(
    rows: Sequence[MixRow],
    segments: Sequence[str],
    *,
    lang: Lang,
    highlight: int | None = None,
    warning: int | None = None,
    unknown: str = "",
    height: float | None = None,
) -> Picture:
    """Two to four rows by up to about seven segments, in the order given; `highlight` is the accented segment.

    `unknown` is printed on a row that has no shares. ValueError for no rows, a row of another length than the
    segments, a value below zero or NaN.
    """
    _check(rows, segments)
    anchor = next((number for number, row in enumerate(rows) if row.shares is not None), 0)
    left = _MARGIN + min(widest([row.label for row in rows], BASE), 170.0) + _GAP
    width = (
        WIDTH
        - _MARGIN
        - left
        - (widest([row.total for row in rows], BASE, bold=True) + _GAP if any(row.total for row in rows) else 0)
    )
    names = _place_names(rows[anchor].shares or (), segments, _Layout(left, width, 0, 0, 0))
    top = 6 + _LEADER + SMALL * LINE * max((len(name.lines) for name in names), default=0)
    room = (height or HEIGHT) - top - _MARGIN
    pitch = min(_PITCH_MAX, room / len(rows))
    layout = _Layout(left, width, top, pitch, min(_THICK_MAX, pitch * 0.56))
    canvas = Canvas(lang, height=height or top + pitch * len(rows) - (0.26 * pitch if pitch == _PITCH_MAX else 0))
    colours = _colours(len(segments), highlight, warning)
    _draw_names(canvas, layout, names, (highlight, warning))
    labels = labels_of(
        rows,
        width=left - _MARGIN - _GAP + 1,
        height=layout.pitch - 12,
    )
    for number, row in enumerate(rows):
        canvas.fitted(left - _GAP, layout.y(number) + layout.thick / 2, labels[number], align="right")
        _draw_row(canvas, layout, (number, row), colours=colours, unknown=unknown)
    _draw_joins(canvas, layout, rows)
    return canvas.figure


def _check(rows: Sequence[MixRow], segments: Sequence[str]) -> None:
    check_some("a mix chart needs at least one row and one segment", rows, segments)
    for row in rows:
        check_fits(row.label, len(segments), values=row.values, printed=row.printed)
        check_numbers(row.label, *row.values, least=0)


def _colours(count: int, highlight: int | None, warning: int | None) -> list[str]:
    greys = iter(_GREYS * (count // len(_GREYS) + 1))
    return [ACCENT if number == highlight else WARNING if number == warning else next(greys) for number in range(count)]


def _place_names(shares: Sequence[float], segments: Sequence[str], layout: _Layout) -> list[_Name]:
    """The names side by side, each as near to the middle of its segment as its neighbours allow."""
    edges, room = layout.edges(shares), Box(_MARGIN, 0, WIDTH - _MARGIN, 0)
    lines, size = _name_lines(segments if shares else (), [end - start for start, end in pairwise(edges)], room.width)
    widths = [widest(name, size) for name in lines]
    middles = [(start + end) / 2 for start, end in pairwise(edges)]
    starts = apart(middles[: len(widths)], widths, (room.x0, room.x1), 12)
    return [
        _Name(middle, name, start, width, size)
        for middle, name, start, width in zip(middles, lines, starts, widths, strict=False)
    ]


def _name_lines(segments: Sequence[str], wide: Sequence[float], room: float) -> tuple[list[tuple[str, ...]], float]:
    """The names in lines narrow enough to stand side by side, and their size; the widest lines that fit are taken."""
    for size in (SMALL, TINY, FINE):
        for width in range(170, 40, -10):
            lines = [wrap(name, size, width=max(width, have - 8)) for name, have in zip(segments, wide, strict=False)]
            if (
                sum(widest(name, size) + 12 for name in lines) <= room
                and max((len(name) for name in lines), default=0) <= 3
            ):
                return lines, size
    return lines, size


def _draw_names(canvas: Canvas, layout: _Layout, names: Sequence[_Name], marked: tuple[int | None, int | None]) -> None:
    for number, name in enumerate(names):
        colour = ACCENT if number == marked[0] else WARNING if number == marked[1] else GREY_4
        centre, bottom = name.start + name.width / 2, layout.top - _LEADER
        canvas.text(centre, bottom, name.lines, size=name.size, align="center", valign="bottom", colour=colour)
        canvas.line([(centre, bottom + 1), (name.middle, layout.top - 2)], colour=GREY_3, width=HAIRLINE)


def _draw_row(
    canvas: Canvas, layout: _Layout, item: tuple[int, MixRow], *, colours: Sequence[str], unknown: str
) -> None:
    number, row = item
    y, shares, thick = layout.y(number), row.shares, layout.thick
    canvas.text(layout.left + layout.width + _GAP, y + thick / 2, row.total, bold=True)
    if shares is None:
        canvas.rect(layout.left, y, layout.width, thick, fill=WHITE, hatch=True, gid=f"unknown-{number}")
        x = layout.left + layout.width / 2
        canvas.text(x, y + thick / 2, unknown, align="center", colour=GREY_4, halo=bool(unknown))
        return
    taken = layout.left
    for segment, (start, end) in enumerate(pairwise(layout.edges(shares))):
        fill, gid = colours[segment], f"segment-{number}-{segment}"
        canvas.rect(start, y, end - start, thick, fill=fill, edge=WHITE, line=PLAIN, gid=gid)
        taken = _draw_share(canvas, (start, end, y), row.printed[segment], thick=thick, fill=fill, taken=taken)


def _draw_share(
    canvas: Canvas, at: tuple[float, float, float], text: str, *, thick: float, fill: str, taken: float
) -> float:
    """In the segment if there is room, else small under it; returns how far the line of texts under the row is
    taken."""
    start, end, y = at
    if text_width(text, BASE, bold=True) <= end - start - 6:
        canvas.text((start + end) / 2, y + thick / 2, text, bold=True, align="center", colour=on_colour(fill))
        return taken
    wide = text_width(text, TINY)
    x = min(max((start + end - wide) / 2, taken + 5), WIDTH - _MARGIN - wide)
    canvas.text(x, y + thick + 3, text, size=TINY, valign="top", colour=INK)
    return x + wide


def _draw_joins(canvas: Canvas, layout: _Layout, rows: Sequence[MixRow]) -> None:
    """Thin lines from where a segment ends in one row to where it ends in the next."""
    for number, (upper, lower) in enumerate(pairwise(rows)):
        if upper.shares is None or lower.shares is None:
            continue
        for start, end in list(zip(layout.edges(upper.shares), layout.edges(lower.shares), strict=True))[1:-1]:
            canvas.line([(start, layout.y(number) + layout.thick), (end, layout.y(number + 1))], colour=GREY_2, z=1)
