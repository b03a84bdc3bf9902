"""A strip of months under a plan over time: how full each member of the team is, on the same time line.

Each cell is a month; what is too much is in the warning colour, the rest the darker the fuller. A number stands in a
cell where it has room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from playbook.charts.drawing import (
    FINE,
    GREY_1,
    GREY_4,
    SEQUENTIAL,
    SMALL,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_GRID,
    Z_TOP,
    Canvas,
    check_number,
    fit,
    on_colour,
    text_width,
)

__all__ = ["LoadCell", "LoadRow", "LoadStrip", "draw_strip", "strip_height"]

_ROW, _HEADING, _MARGIN = 21.0, 24.0, 10.0
_NUMBER = 11.0


@dataclass(frozen=True)
class LoadCell:
    """A month, from its first to its last day: what is printed in it, how full it is (1 is full; None unknown), and
    whether it is too much."""

    start: date
    end: date
    printed: str
    share: float | None = None
    over: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class LoadRow:
    """A member: its months, and what stands at the right of them."""

    label: str
    cells: tuple[LoadCell, ...]
    note: str = ""


@dataclass(frozen=True)
class LoadStrip:
    """The strip: its heading, and a row for each member."""

    heading: str
    rows: tuple[LoadRow, ...]


def strip_height(strip: LoadStrip | None) -> float:
    """What the strip takes of the figure's height in pixels."""
    return 0.0 if strip is None or not strip.rows else _HEADING + len(strip.rows) * _ROW


def draw_strip(
    canvas: Canvas, strip: LoadStrip, y: float, *, x: Callable[..., float], columns: tuple[float, float]
) -> None:
    """The strip from `y` down; `x` places a day (`after=True` its end), `columns` are the left and the right end of the
    time line."""
    left, right = columns
    lines, size = fit(strip.heading, (SMALL, TINY), width=WIDTH - 2 * _MARGIN, lines=1, bold=True)
    canvas.rect(_MARGIN, y + 2, WIDTH - 2 * _MARGIN, _HEADING - 4, fill=GREY_1, z=Z_GRID)
    canvas.text(_MARGIN + 6, y + _HEADING / 2, lines, size=size, bold=True, z=Z_TOP)
    for number, row in enumerate(strip.rows):
        middle = y + _HEADING + (number + 0.5) * _ROW
        canvas.fitted(_MARGIN + 6, middle, fit(row.label, (SMALL, TINY, FINE), width=left - _MARGIN - 14, lines=1))
        canvas.fitted(
            right + 12,
            middle,
            fit(row.note, (TINY, _NUMBER), width=WIDTH - _MARGIN - right - 14, lines=1),
            colour=GREY_4,
        )
        for cell in row.cells:
            check_number(cell.share, row.label)
            _draw_cell(
                canvas, cell, middle, (x(cell.start), x(cell.end, after=True)), gid=f"load-{number}-{cell.start:%Y-%m}"
            )


def _draw_cell(canvas: Canvas, cell: LoadCell, middle: float, span: tuple[float, float], *, gid: str) -> None:
    left, right = span
    if right - left < 2 or not cell.printed:
        return
    fill = WARNING if cell.over else WHITE if cell.share is None else SEQUENTIAL[min(int(cell.share * 3), 2)]
    canvas.rect(left + 1, middle - _ROW / 2 + 1.5, right - left - 2, _ROW - 3, fill=fill, edge=GREY_1, z=2, gid=gid)
    if text_width(cell.printed, _NUMBER, bold=cell.over) <= right - left - 2:
        canvas.text(
            (left + right) / 2,
            middle,
            cell.printed,
            size=_NUMBER,
            bold=cell.over,
            align="center",
            colour=on_colour(fill),
            z=Z_TOP,
        )
