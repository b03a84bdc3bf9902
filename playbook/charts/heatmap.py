"""A heatmap: rows by columns, the darker the larger, with the number in each cell.

The scale runs from a very light to a very dark blue; its lightness falls all the way, so that it survives grey printing
and colour blindness. The row that matters is framed in the accent colour and bold. A cell that nobody knows is hatched;
a row of them says so in words.

>>> rows = [HeatRow("Finance", (0.4, 0.6), ("40%", "60%"), own=True), HeatRow("Media", (None, None), ("", ""))]
>>> figure = heatmap_chart(rows, ["Data", "Voice"], lang="en", unknown="not known")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from matplotlib.colors import to_hex, to_rgb

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    FINE,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    SEQUENTIAL,
    SIZES,
    SMALL,
    TINY,
    WHITE,
    WIDTH,
    Z_AXIS,
    Canvas,
    Picture,
    check_fits,
    check_numbers,
    check_some,
    fit_all,
    labels_of,
    on_colour,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["HeatRow", "heatmap_chart", "shade"]

_MARGIN, _GAP = 12.0, 12.0
_PITCH_MAX = 46.0


@dataclass(frozen=True)
class HeatRow:
    """A row: its values by column (None is unknown), how each is printed, and a remark that closes it (a total)."""

    label: str
    values: tuple[float | None, ...]
    printed: tuple[str, ...]
    note: str = field(default="", kw_only=True)
    own: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class _Layout:
    left: float
    cell: float
    top: float
    pitch: float
    high: float

    def x(self, column: int) -> float:
        return self.left + column * self.cell

    def y(self, row: int) -> float:
        return self.top + row * self.pitch


def shade(share: float) -> str:
    """The colour of a value between 0 (light) and 1 (dark).

    >>> shade(0), shade(1)
    ('#F3F8FB', '#0B4F70')
    """
    place = min(max(share, 0.0), 1.0) * (len(SEQUENTIAL) - 1)
    low = min(int(place), len(SEQUENTIAL) - 2)
    start, end = to_rgb(SEQUENTIAL[low]), to_rgb(SEQUENTIAL[low + 1])
    return to_hex(tuple(a + (b - a) * (place - low) for a, b in zip(start, end, strict=True))).upper()  # type: ignore[arg-type]


def heatmap_chart(
    rows: Sequence[HeatRow],
    columns: Sequence[str],
    *,
    lang: Lang,
    note_label: str = "",
    unknown: str = "",
    high: float | None = None,
) -> Picture:
    """Up to about twelve rows by about eight columns, in the order given; `high` is the value of the darkest cell, by
    default the largest.

    ValueError for no rows or columns, a row of another length than the columns, a value below zero or NaN.
    """
    _check(rows, columns)
    label = min(widest([row.label for row in rows], BASE, bold=True) + 2, 190.0)
    left = _MARGIN + label + _GAP
    notes = _note_room(rows, note_label)
    cell = (WIDTH - _MARGIN - notes - left) / len(columns)
    heads = fit_all(columns, (SMALL, TINY, FINE), width=cell - 8, height=3 * SMALL * LINE)
    top = 8 + max(len(lines) * size * LINE for lines, size in heads)
    pitch = min(_PITCH_MAX, (HEIGHT - top - 8) / len(rows))
    largest = max((value for row in rows for value in row.values if value is not None), default=0.0)
    layout = _Layout(left, cell, top, pitch, high or largest or 1.0)
    canvas = Canvas(lang, height=max(140.0, top + pitch * len(rows) + 8))
    for number, (lines, size) in enumerate(heads):
        canvas.text(
            layout.x(number) + cell / 2, top - 4, lines, size=size, align="center", valign="bottom", colour=GREY_4
        )
    if notes and note_label:
        canvas.fitted(
            WIDTH - _MARGIN,
            top - 4,
            fit_all([note_label], (TINY, FINE), width=notes - _GAP, height=3 * TINY * LINE)[0],
            align="right",
            valign="bottom",
            colour=GREY_4,
        )
    labels = labels_of(rows, sizes=(*SIZES, FINE), width=label, height=pitch - 2, bold=True)
    for number, row in enumerate(rows):
        _draw_row(canvas, layout, (number, row), label=labels[number], unknown=unknown)
    return canvas.figure


def _note_room(rows: Sequence[HeatRow], label: str) -> float:
    """How wide the closing column is, 0 where no row has a remark."""
    if not any(row.note for row in rows):
        return 0.0
    return max(widest([row.note for row in rows], SMALL, bold=True), min(text_width(label, TINY), 90.0)) + _GAP


def _check(rows: Sequence[HeatRow], columns: Sequence[str]) -> None:
    check_some("a heatmap needs at least one row and one column", rows, columns)
    for row in rows:
        check_fits(row.label, len(columns), values=row.values, printed=row.printed)
        check_numbers(row.label, *row.values, least=0)


def _draw_row(
    canvas: Canvas, layout: _Layout, item: tuple[int, HeatRow], *, label: tuple[tuple[str, ...], float], unknown: str
) -> None:
    number, row = item
    y, wide = layout.y(number), layout.cell * len(row.values)
    middle, colour = y + layout.pitch / 2, ACCENT if row.own else INK
    canvas.fitted(layout.left - _GAP, middle, label, align="right", bold=row.own, colour=colour)
    for column, value in enumerate(row.values):
        _draw_cell(canvas, layout, (number, column), value=value, text=row.printed[column], own=row.own)
    if all(value is None for value in row.values):
        x = layout.x(0) + wide / 2
        canvas.text(x, middle, unknown, size=SMALL, align="center", colour=GREY_4, halo=bool(unknown))
    ink = colour if row.own else GREY_4
    canvas.text(WIDTH - _MARGIN, middle, row.note, size=SMALL, align="right", bold=row.own, colour=ink)
    if row.own:
        canvas.frame(layout.left, y, wide, layout.pitch, colour=ACCENT, width=3, gid="own", z=Z_AXIS)


def _draw_cell(
    canvas: Canvas, layout: _Layout, at: tuple[int, int], *, value: float | None, text: str, own: bool
) -> None:
    row, column = at
    x, y = layout.x(column), layout.y(row)
    if value is None:
        canvas.rect(
            x + 1, y + 1, layout.cell - 2, layout.pitch - 2, fill=WHITE, hatch=True, gid=f"unknown-{row}-{column}"
        )
        return
    fill = shade(value / layout.high)
    canvas.rect(x + 1, y + 1, layout.cell - 2, layout.pitch - 2, fill=fill, gid=f"cell-{row}-{column}")
    size = next(
        (
            size
            for size in (BASE, SMALL, TINY)
            if text_width(text, size, bold=own) <= layout.cell - 8 and size * 1.2 <= layout.pitch
        ),
        FINE,
    )
    canvas.text(
        x + layout.cell / 2, y + layout.pitch / 2, text, size=size, bold=own, align="center", colour=on_colour(fill)
    )
