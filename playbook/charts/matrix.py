"""A status matrix: for every row and column one of four states, told apart by sign as well as by colour.

Meant for "can we deliver this here": now (tick), after building (plus), unknown (question mark), no (cross). A cell
that was not asked stays empty.

>>> cells = [[MatrixCell("now"), MatrixCell("after_build", "90 d")]]
>>> figure = matrix_chart(["Ping An Tower"], ["S1", "S2"], cells, lang="en", legend={"now": "now", "after_build": "after building"})
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from matplotlib.figure import Figure

from playbook.charts.canvas import BASE, HEIGHT, LINE, SMALL, TINY, Canvas
from playbook.charts.glyphs import STATES, State, state_sign
from playbook.charts.style import ACCENT, GREY_1, GREY_2, GREY_4, INK, TINT, WARNING_TINT, WHITE
from playbook.charts.text_fit import fit, text_width, widest
from playbook.units import Lang

__all__ = ["MatrixCell", "matrix_chart"]

_MARGIN, _LEGEND, _PITCH_MAX, _PITCH_MIN = 12.0, 36.0, 48.0, 23.0
_FILLS: dict[str, str] = {"now": TINT, "after_build": WHITE, "unknown": GREY_1, "no": WARNING_TINT, "none": WHITE}


@dataclass(frozen=True)
class MatrixCell:
    """A state, and a short text beside or under its sign."""

    state: State
    text: str = ""


@dataclass(frozen=True)
class _Layout:
    label: float
    column: float
    note: float
    pitch: float
    head: float
    below: bool

    def x(self, column: int) -> float:
        return _MARGIN + self.label + (column + 0.5) * self.column

    def middle(self, row: int) -> float:
        return self.head + (row + 0.5) * self.pitch

    @property
    def radius(self) -> float:
        return min(9.5, self.pitch * (0.22 if self.below else 0.34))


def matrix_chart(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[MatrixCell]], *, lang: Lang, legend: Mapping[State, str],
    highlight_rows: Sequence[int] = (), highlight_columns: Sequence[int] = (), row_notes: Sequence[str] = (), height: float | None = None,
) -> Figure:
    """Rows by columns, up to about 14 by 10; `legend` names the states that occur; `row_notes` is a last text column.

    Highlighted rows and columns (by number, from 0) have their heading in the accent colour, bold. ValueError if the
    cells do not fit the rows and columns, or for a state that does not exist.
    """
    _check(rows, columns, cells, row_notes=row_notes)
    layout = _layout(rows, columns, cells, row_notes=row_notes, height=(height or HEIGHT) - _LEGEND)
    canvas = Canvas(lang, height=height or layout.head + len(rows) * layout.pitch + _LEGEND)
    _draw_heads(canvas, layout, columns, highlight_columns)
    for number, label in enumerate(rows):
        _draw_label(canvas, layout, number, label, accent=number in highlight_rows)
        for column, cell in enumerate(cells[number]):
            _draw_cell(canvas, layout, (number, column), cell)
        if row_notes:
            lines, size = fit(row_notes[number], (SMALL, TINY, 11.0), width=layout.note - 12, lines=max(1, int(layout.pitch / (11 * LINE))))
            canvas.text(canvas.width - _MARGIN - layout.note + 10, layout.middle(number), lines, size=size, colour=GREY_4)
    _draw_legend(canvas, [state for state in STATES if state in legend], legend)
    return canvas.figure


def _check(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[MatrixCell]], *, row_notes: Sequence[str]) -> None:
    if not rows or not columns:
        raise ValueError("a matrix needs at least one row and one column")
    if len(cells) != len(rows) or any(len(row) != len(columns) for row in cells):
        raise ValueError(f"the cells must be {len(rows)} rows of {len(columns)}")
    if row_notes and len(row_notes) != len(rows):
        raise ValueError(f"{len(row_notes)} row notes for {len(rows)} rows")
    strange = {cell.state for row in cells for cell in row} - set(get_args(State))
    if strange:
        raise ValueError(f"states {sorted(strange)}: expected {', '.join(get_args(State))}")


def _layout(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[MatrixCell]], *, row_notes: Sequence[str], height: float,
) -> _Layout:
    note = min(widest(row_notes, SMALL) + 14, 170.0) if row_notes else 0.0
    label = max(min(widest(rows, BASE) + 22, 230.0), 756 - note - 110 * len(columns))
    column = (780 - 2 * _MARGIN - label - note) / len(columns)
    head = 12 + max(len(lines) * size * LINE for lines, size in (_head(name, column) for name in columns))
    texts = [cell.text for row in cells for cell in row if cell.text]
    below = widest(texts, TINY) > column - 32
    pitch = min(_PITCH_MAX, max(38.0 if below else _PITCH_MIN, (height - head) / len(rows)))
    return _Layout(label, column, note, pitch, head, below)


def _head(name: str, column: float) -> tuple[tuple[str, ...], float]:
    return fit(name, (SMALL, TINY, 11.0), width=column - 6, lines=4, bold=True)


def _draw_heads(canvas: Canvas, layout: _Layout, columns: Sequence[str], highlight: Sequence[int]) -> None:
    for number, name in enumerate(columns):
        lines, size = _head(name, layout.column)
        colour = ACCENT if number in highlight else INK
        canvas.text(layout.x(number), layout.head - 6, lines, size=size, bold=True, align="center", valign="bottom", colour=colour)
    canvas.line([(_MARGIN, layout.head), (canvas.width - _MARGIN, layout.head)], colour=GREY_2, width=1.8)


def _draw_label(canvas: Canvas, layout: _Layout, number: int, label: str, *, accent: bool) -> None:
    lines, size = fit(label, (BASE, SMALL, TINY, 11.0), width=layout.label - 16, lines=max(1, int(layout.pitch / (TINY * LINE))), bold=accent)
    canvas.text(_MARGIN + 4, layout.middle(number), lines, size=size, bold=accent, colour=ACCENT if accent else INK)
    y = layout.middle(number) + layout.pitch / 2
    canvas.line([(_MARGIN, y), (canvas.width - _MARGIN, y)], colour=GREY_1, width=1.2)


def _draw_cell(canvas: Canvas, layout: _Layout, at: tuple[int, int], cell: MatrixCell) -> None:
    x, y, radius = layout.x(at[1]), layout.middle(at[0]), layout.radius
    if _FILLS[cell.state] != WHITE:
        canvas.rect(x - layout.column / 2 + 1.5, y - layout.pitch / 2 + 1.5, layout.column - 3, layout.pitch - 3, _FILLS[cell.state], z=1)
    gid = f"cell-{at[0]}-{at[1]}-{cell.state}"
    if not cell.text:
        state_sign(canvas, (x, y), radius, state=cell.state, gid=gid)
    elif layout.below:
        state_sign(canvas, (x, y - layout.pitch * 0.18), radius, state=cell.state, gid=gid)
        lines, size = fit(cell.text, (TINY, 11.0, 10.0), width=layout.column - 6, lines=1)
        canvas.text(x, y + layout.pitch * 0.26, lines, size=size, align="center", colour=GREY_4)
    else:
        wide = 2 * radius + 5 + text_width(cell.text, TINY)
        state_sign(canvas, (x - wide / 2 + radius, y), radius, state=cell.state, gid=gid)
        canvas.text(x - wide / 2 + 2 * radius + 5, y, cell.text, size=TINY, colour=GREY_4)


def _draw_legend(canvas: Canvas, states: Sequence[State], legend: Mapping[State, str]) -> None:
    x, y = _MARGIN + 10, canvas.height - 15
    for state in states:
        state_sign(canvas, (x, y), 7.5, state=state, gid=f"legend-{state}")
        x = canvas.text(x + 13, y, legend[state], size=TINY, colour=GREY_4).x1 + 30
