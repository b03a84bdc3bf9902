"""Who holds what: a grid of units by services, each cell ours, a rival's, in-house, open or unknown.

Ours are filled in the accent colour, a rival's in the warning colour with its name, in-house is grey, an open cell is
white in a dashed frame (the opportunity), an unknown one hatched with a question mark: nobody has said, which is not
the same as open.

>>> figure = holders_chart(
...     ["Head office"],
...     ["Data", "Voice"],
...     [[HolderCell("us", "£600"), HolderCell("unknown")]],
...     lang="en",
...     legend={"us": "ours"},
... )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, get_args

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    FINE,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    LINE,
    SIZES,
    SMALL,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Canvas,
    Fitted,
    Picture,
    check_grid,
    check_some,
    fit,
    fit_all,
    legend,
    on_colour,
    widest,
)
from playbook.units import Lang

__all__ = ["Holder", "HolderCell", "holders_chart"]

Holder = Literal["us", "rival", "in_house", "none", "unknown"]
_MARGIN, _FOOT, _GAP, _PITCH_MAX, _PITCH_MIN, _LABEL, _LEAST = 12.0, 32.0, 4.0, 56.0, 24.0, 230.0, 10.0
_FILLS: dict[str, str] = {"us": ACCENT, "rival": WARNING, "in_house": GREY_2, "none": WHITE, "unknown": WHITE}


@dataclass(frozen=True)
class HolderCell:
    """Who holds it, what stands in the cell, and a second line under it, left out where the cells are too low for
    two."""

    holder: Holder
    text: str = ""
    second: str = ""


@dataclass(frozen=True)
class _Grid:
    """Edges of the columns and rows in pixels."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def cell(self, row: int, column: int) -> tuple[float, float, float, float]:
        """Left, top, width, height of a cell, with the gap between cells taken off."""
        left, top = self.columns[column] + _GAP / 2, self.rows[row] + _GAP / 2
        return left, top, self.columns[column + 1] - left - _GAP / 2, self.rows[row + 1] - top - _GAP / 2


def holders_chart(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[HolderCell]],
    *,
    lang: Lang,
    legend: Mapping[Holder, str],
    height: float | None = None,
) -> Picture:
    """Units (rows, up to about 14) by services (columns, up to about 8).

    ValueError for an empty grid, cells that do not fit it, or a holder that does not exist.
    """
    _check(rows, columns, cells)
    left = _MARGIN + min(_LABEL, max(110.0, widest(rows, BASE) + 14))
    edges = tuple(left + number * (WIDTH - _MARGIN - left) / len(columns) for number in range(len(columns) + 1))
    heads = [fit(name, (SMALL, TINY, FINE), width=edges[1] - edges[0] - 6, lines=3, bold=True) for name in columns]
    head = 10 + max(len(lines) * size * LINE for lines, size in heads)
    pitch = max(_PITCH_MIN, min(_PITCH_MAX, ((height or HEIGHT) - head - _FOOT) / len(rows)))
    grid = _Grid(edges, tuple(accumulate([pitch] * len(rows), initial=head)))
    canvas = Canvas(lang, height=height or grid.rows[-1] + _FOOT)
    _draw_names(canvas, grid, heads, fit_all(rows, (*SIZES, FINE), width=left - _MARGIN - 10, height=pitch))
    _, _, width, high = grid.cell(0, 0)
    low = high - 1 < 2 * _LEAST * LINE
    said = [cell.text if low or not cell.second else f"{cell.text}\n{cell.second}" for line in cells for cell in line]
    texts = iter(fit_all(said, (SMALL, TINY, FINE, _LEAST), width=width - 6, height=high - 1))
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            _draw_cell(
                canvas, grid.cell(row, column), cell.holder, text=next(texts), gid=f"cell-{row}-{column}-{cell.holder}"
            )
    _draw_legend(canvas, legend)
    return canvas.figure


def _check(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[HolderCell]]) -> None:
    check_some("a grid needs at least one unit and one service", rows, columns)
    check_grid("cells", cells, len(rows), len(columns))
    strange = {cell.holder for row in cells for cell in row} - set(get_args(Holder))
    if strange:
        raise ValueError(f"holders {sorted(strange)}: expected {', '.join(get_args(Holder))}")


def _draw_names(canvas: Canvas, grid: _Grid, heads: Sequence[Fitted], labels: Sequence[Fitted]) -> None:
    for number, (lines, size) in enumerate(heads):
        x = (grid.columns[number] + grid.columns[number + 1]) / 2
        canvas.text(x, grid.rows[0] - 5, lines, size=size, bold=True, align="center", valign="bottom")
    for number, (lines, size) in enumerate(labels):
        canvas.text(_MARGIN, (grid.rows[number] + grid.rows[number + 1]) / 2, lines, size=size)


def _draw_cell(
    canvas: Canvas, box: tuple[float, float, float, float], holder: Holder, *, text: Fitted, gid: str
) -> None:
    left, top, width, height = box
    _draw_fill(canvas, box, holder, gid)
    x, y = left + width / 2, top + height / 2
    if holder == "unknown":
        canvas.text(x, y, "?", size=SMALL, bold=True, colour=GREY_4, align="center", halo=True)
    elif any(text[0]):
        canvas.fitted(x, y, text, colour=on_colour(_FILLS[holder]), align="center")


def _draw_fill(canvas: Canvas, box: tuple[float, float, float, float], holder: Holder, gid: str) -> None:
    left, top, width, height = box
    if holder == "unknown":
        canvas.rect(left, top, width, height, fill=WHITE, hatch=True, edge=GREY_1, gid=gid)
    elif holder == "none":
        canvas.rect(left, top, width, height, fill=WHITE, gid=gid)
        canvas.frame(left, top, width, height, colour=ACCENT, width=FIRM, dash="dashed", z=2.2)
    else:
        canvas.rect(left, top, width, height, fill=_FILLS[holder], gid=gid)


def _draw_legend(canvas: Canvas, meanings: Mapping[Holder, str]) -> None:
    def sign(x: float, y: float, holder: Holder) -> None:
        _draw_fill(canvas, (x, y - 7, 18, 14), holder, f"legend-{holder}")
        if holder == "unknown":
            canvas.text(x + 9, y, "?", size=FINE, bold=True, colour=GREY_3, align="center", halo=True)

    keys = [(holder, meanings[holder]) for holder in get_args(Holder) if holder in meanings]
    legend(canvas, (_MARGIN, canvas.height - 14), keys, sign, reach=24, gap=26)
