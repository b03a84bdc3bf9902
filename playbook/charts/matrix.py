"""A status matrix: for every row and column one of four states, told apart by sign as well as by colour.

Meant for "can we deliver this here": now (tick), after building (plus), unknown (question mark), no (cross). A cell
that was not asked stays empty.

>>> cells = [[MatrixCell("now"), MatrixCell("after_build", "90 d")]]
>>> figure = matrix_chart(
...     ["Ping An Tower"], ["S1", "S2"], cells, lang="en", legend={"now": "now", "after_build": "after building"}
... )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import get_args

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    BROAD,
    FINE,
    GREY_1,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    SIZES,
    SMALL,
    STATES,
    THIN,
    TINT,
    TINY,
    WARNING_TINT,
    WHITE,
    Canvas,
    Fitted,
    Picture,
    State,
    check_fits,
    check_grid,
    check_some,
    fit,
    fit_all,
    legend,
    shared,
    state_sign,
    text_width,
    widest,
    word_width,
    wrap,
)
from playbook.units import Lang

__all__ = ["MatrixCell", "matrix_chart"]

_MARGIN, _LEGEND, _PITCH_MAX, _PITCH_MIN, _LABEL_MIN = 12.0, 36.0, 48.0, 23.0, 150.0
_WIDTH = 780 - 2 * _MARGIN
#: A column is made wider for a text beside a sign up to this width; a longer text stands under it.
_BESIDE = 62.0
_FILLS: dict[str, str] = {"now": TINT, "after_build": WHITE, "unknown": GREY_1, "no": WARNING_TINT, "none": WHITE}


@dataclass(frozen=True)
class MatrixCell:
    """A state, and a short text beside or under its sign; in place of one where there is none."""

    state: State
    text: str = ""


@dataclass(frozen=True)
class _Layout:
    """Edges of the columns and rows in pixels, and whether cell texts stand under their signs."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    note: float
    below: bool
    labels: tuple[Fitted, ...]
    heads: tuple[Fitted, ...]

    def x(self, column: int) -> float:
        return (self.columns[column] + self.columns[column + 1]) / 2

    def middle(self, row: int) -> float:
        return (self.rows[row] + self.rows[row + 1]) / 2

    @property
    def radius(self) -> float:
        return min(9.5, min(low - high for high, low in zip(self.rows, self.rows[1:], strict=False)) * 0.35)


def matrix_chart(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[MatrixCell]],
    *,
    lang: Lang,
    legend: Mapping[State, str],
    highlight_rows: Sequence[int] = (),
    highlight_columns: Sequence[int] = (),
    row_notes: Sequence[str] = (),
    height: float | None = None,
) -> Picture:
    """Rows by columns, up to about 14 by 10; `legend` names the states that occur; `row_notes` is a last text column.

    Highlighted rows and columns (by number, from 0) have their heading in the accent colour. ValueError if the
    cells do not fit the rows and columns, or for a state that does not exist.
    """
    _check(rows, columns, cells, row_notes=row_notes)
    layout = _layout(rows, columns, cells, row_notes=row_notes, height=(height or HEIGHT) - _LEGEND)
    canvas = Canvas(lang, height=height or layout.rows[-1] + _LEGEND)
    _draw_heads(canvas, layout, highlight_columns)
    for number in range(len(rows)):
        _draw_label(canvas, layout, number, accent=number in highlight_rows)
        for column, cell in enumerate(cells[number]):
            _draw_cell(canvas, layout, (number, column), cell)
    _draw_notes(canvas, layout, row_notes)
    _draw_legend(canvas, legend)
    return canvas.figure


def _check(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[MatrixCell]], *, row_notes: Sequence[str]
) -> None:
    check_some("a matrix needs at least one row and one column", rows, columns)
    check_grid("cells", cells, len(rows), len(columns))
    check_fits("the matrix", len(rows), row_notes=row_notes or rows)
    strange = {cell.state for row in cells for cell in row} - set(get_args(State))
    if strange:
        raise ValueError(f"states {sorted(strange)}: expected {', '.join(get_args(State))}")


def _layout(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[MatrixCell]],
    *,
    row_notes: Sequence[str],
    height: float,
) -> _Layout:
    note = min(widest(row_notes, SMALL) + 14, 170.0) if row_notes else 0.0
    beside = [max((_beside(row[number]) for row in cells), default=0.0) for number in range(len(columns))]
    needs = [
        max(44.0, word_width(name, TINY, bold=True) + 8, wide if wide <= _BESIDE else 0.0)
        for name, wide in zip(columns, beside, strict=True)
    ]
    label = max(
        _LABEL_MIN, min(widest(rows, BASE) + 22, 240.0, _WIDTH - note - sum(needs)), _WIDTH - note - 110 * len(columns)
    )
    widths = _widths(needs, _WIDTH - note - label)
    heads = _heads(columns, widths)
    head = 12 + max(len(lines) * size * LINE for lines, size in heads)
    below, least = _least_height(
        [[row[number] for row in cells if row[number].text] for number in range(len(columns))], widths
    )
    labels = fit_all(rows, SIZES, width=label - 14, height=max(least, 2 * TINY * LINE))
    edges = accumulate(_heights(labels, least, height - head), initial=head)
    return _Layout(tuple(accumulate(widths, initial=_MARGIN + label)), tuple(edges), note, below, tuple(labels), heads)


def _widths(needs: Sequence[float], room: float) -> list[float]:
    """Equal columns if each has what it needs, else as much as each needs and the rest shared; narrower if there is no
    room."""
    equal = room / len(needs)
    if max(needs) <= equal:
        return [equal] * len(needs)
    spare = (room - sum(needs)) / len(needs)
    return [need + spare for need in needs] if spare >= 0 else [need * room / sum(needs) for need in needs]


def _heads(columns: Sequence[str], widths: Sequence[float]) -> tuple[Fitted, ...]:
    for size, most in ((SMALL, 4), (TINY, 4), (TINY, 7)):
        heads = tuple(
            fit(name, (size,), width=width - 6, lines=most, bold=True)
            for name, width in zip(columns, widths, strict=True)
        )
        whole = not any(lines[-1].endswith("…") for lines, _ in heads)
        if whole and all(
            word_width(name, size, bold=True) <= width - 6 for name, width in zip(columns, widths, strict=True)
        ):
            break
    return heads


def _beside(cell: MatrixCell) -> float:
    """How wide a column must be for the text to stand beside the sign, 0 without a text."""
    return text_width(cell.text, TINY) + (4 if cell.state == "none" else 30) if cell.text else 0.0


def _least_height(columns: Sequence[Sequence[MatrixCell]], widths: Sequence[float]) -> tuple[bool, float]:
    """Whether cell texts must stand under their signs, and how high a row must be then; the cells with a text of each
    column."""
    pairs = [(cell, width) for column, width in zip(columns, widths, strict=True) for cell in column]
    if all(_beside(cell) <= width for cell, width in pairs):
        return False, _PITCH_MIN
    lines = max(len(wrap(cell.text, TINY, width=width - 6)) for cell, width in pairs)
    return True, 24 + min(2, lines) * TINY * LINE


def _heights(labels: Sequence[Fitted], least: float, room: float) -> list[float]:
    needs = [max(least, len(lines) * size * LINE + 3) for lines, size in labels]
    return shared(needs, room, _PITCH_MAX)


def _draw_heads(canvas: Canvas, layout: _Layout, highlight: Sequence[int]) -> None:
    bottom = layout.rows[0]
    for number, (lines, size) in enumerate(layout.heads):
        colour = ACCENT if number in highlight else INK
        canvas.text(
            layout.x(number), bottom - 6, lines, size=size, bold=True, align="center", valign="bottom", colour=colour
        )
    canvas.across(bottom, _MARGIN, canvas.width - _MARGIN, colour=GREY_2, width=BROAD)


def _draw_label(canvas: Canvas, layout: _Layout, number: int, *, accent: bool) -> None:
    canvas.fitted(_MARGIN + 4, layout.middle(number), layout.labels[number], colour=ACCENT if accent else INK)
    y = layout.rows[number + 1]
    canvas.across(y, _MARGIN, canvas.width - _MARGIN, colour=GREY_1, width=THIN)


def _draw_cell(canvas: Canvas, layout: _Layout, at: tuple[int, int], cell: MatrixCell) -> None:
    (row, column), radius = at, layout.radius
    x, y, left, top = layout.x(column), layout.middle(row), layout.columns[column], layout.rows[row]
    if _FILLS[cell.state] != WHITE:
        canvas.rect(
            left + 1.5,
            top + 1.5,
            layout.columns[column + 1] - left - 3,
            layout.rows[row + 1] - top - 3,
            fill=_FILLS[cell.state],
            z=1,
        )
    gid = f"cell-{row}-{column}-{cell.state}"
    if not cell.text:
        state_sign(canvas, (x, y), radius, state=cell.state, gid=gid)
    elif cell.state == "none":
        canvas.text(x, y, cell.text, size=TINY, align="center", colour=GREY_4)
    elif layout.below:
        lines, size = fit(cell.text, (TINY, FINE), width=layout.columns[column + 1] - left - 4, lines=2)
        high = 2 * radius + 2 + len(lines) * size * LINE
        state_sign(canvas, (x, y - high / 2 + radius), radius, state=cell.state, gid=gid)
        canvas.text(x, y + high / 2, lines, size=size, align="center", valign="bottom", colour=GREY_4)
    else:
        wide = 2 * radius + 5 + text_width(cell.text, TINY)
        state_sign(canvas, (x - wide / 2 + radius, y), radius, state=cell.state, gid=gid)
        canvas.text(x - wide / 2 + 2 * radius + 5, y, cell.text, size=TINY, colour=GREY_4)


def _draw_notes(canvas: Canvas, layout: _Layout, notes: Sequence[str]) -> None:
    for number, note in enumerate(notes):
        room = layout.rows[number + 1] - layout.rows[number]
        canvas.fitted(
            canvas.width - _MARGIN - layout.note + 10,
            layout.middle(number),
            fit(note, (SMALL, TINY, FINE), width=layout.note - 12, lines=max(1, int(room / (11 * LINE)))),
            colour=GREY_4,
        )


def _draw_legend(canvas: Canvas, meanings: Mapping[State, str]) -> None:
    legend(
        canvas,
        (_MARGIN + 10, canvas.height - 15),
        [(state, meanings[state]) for state in STATES if state in meanings],
        lambda x, y, state: state_sign(canvas, (x, y), 7.5, state=state, gid=f"legend-{state}"),
        reach=13,
        gap=30,
    )
