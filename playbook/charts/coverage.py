"""What answers what: needs in rows, solutions in columns, a mark where a solution answers a need.

A filled mark is a solution that is chosen, a hollow one that is not. A row without any mark is tinted in the warning
colour: nobody answers it. A column without any mark is greyed: it answers nothing.

>>> rows = [CoverageRow("More bandwidth", "£685"), CoverageRow("One bill", "unknown")]
>>> legend = {"chosen": "chosen", "other": "not chosen", "open": "no solution", "idle": "no need"}
>>> figure = coverage_chart(
...     rows,
...     [("S1", "Ethernet"), ("S2", "Wi-Fi")],
...     [["chosen", ""], ["", ""]],
...     lang="en",
...     heads=("Need", "Size"),
...     legend=legend,
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
    FINER,
    FINEST,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    SLIGHT,
    SMALL,
    STRONG,
    SWATCH,
    TINY,
    WARNING,
    WARNING_TINT,
    WHITE,
    WIDTH,
    Z_FIELD,
    Z_GRID,
    Canvas,
    Picture,
    check_grid,
    fit,
    labels_of,
    legend,
    widest,
    word_width,
    wrap,
)
from playbook.units import Lang

__all__ = ["MOST_COLUMNS", "MOST_NEEDS", "CoverageRow", "Mark", "coverage_chart"]

Mark = Literal["", "chosen", "other"]
#: More than these do not fit a slide.
MOST_NEEDS, MOST_COLUMNS = 12, 14
_MARGIN, _FOOT, _LABEL, _LABEL_WIDE, _PITCH_MOST = 12.0, 32.0, 170.0, 310.0, 42.0
_HEADS = ((TINY, 4), (11.0, 5), (10.5, 5), (10.0, 6))
_RADIUS, _LEAST, _SIZES, _LABEL_LEAST = 7.0, 38.0, 62.0, 10.5
#: Where the ids of the columns begin.
_HEAD = 6.0


@dataclass(frozen=True)
class CoverageRow:
    """A need, and what it is worth as printed."""

    label: str
    size: str


@dataclass(frozen=True)
class _Grid:
    edges: tuple[float, ...]
    top: float
    pitch: float

    @property
    def left(self) -> float:
        return self.edges[0]

    def x(self, number: int) -> float:
        return (self.edges[number] + self.edges[number + 1]) / 2

    def width(self, number: int) -> float:
        return self.edges[number + 1] - self.edges[number]

    def y(self, number: int) -> float:
        return self.top + (number + 0.5) * self.pitch


def coverage_chart(
    rows: Sequence[CoverageRow],
    columns: Sequence[tuple[str, str]],
    marks: Sequence[Sequence[Mark]],
    *,
    lang: Lang,
    heads: tuple[str, str],
    legend: Mapping[str, str],
    more: str = "",
) -> Picture:
    """Needs by solutions (id and name), in the order given; `legend` names chosen, other, open and idle; `more` says
    what is not drawn.

    ValueError for no rows or columns, too many, marks that do not fit them, or a mark that does not exist.
    """
    _check(rows, columns, marks)
    sizes = max(widest([row.size for row in rows], TINY, bold=True) + 16, _SIZES)
    widths = _widths([name for _, name in columns], WIDTH - 2 * _MARGIN - sizes)
    names, size = _names([name for _, name in columns], [width - 5 for width in widths])
    head = 8 + BASE * LINE + max(len(lines) for lines in names) * size * LINE + 6
    label = WIDTH - 2 * _MARGIN - sizes - sum(widths)
    two = widest([row.label for row in rows], _LABEL_LEAST) > label - 12
    pitch = max(min(_PITCH_MOST, (HEIGHT - head - _FOOT) / len(rows)), 2 * _LABEL_LEAST * LINE + 0.5 if two else 0.0)
    grid = _Grid(tuple(accumulate(widths, initial=_MARGIN + label + sizes)), head, pitch)
    canvas = Canvas(lang, height=max(220.0, head + len(rows) * pitch + _FOOT))
    _draw_heads(
        canvas,
        grid,
        columns,
        names=(names, size),
        idle=[not any(row[number] for row in marks) for number in range(len(columns))],
    )
    canvas.text(_MARGIN + 4, head - 5, heads[0], size=TINY, bold=True, colour=GREY_4, valign="bottom")
    over = wrap(heads[1], TINY, width=sizes - 12, bold=True)
    canvas.text(grid.left - 10, head - 5, over, size=TINY, bold=True, colour=GREY_4, align="right", valign="bottom")
    _draw_rows(canvas, grid, rows, marks, label=label)
    _draw_legend(canvas, legend, more)
    return canvas.figure


def _check(rows: Sequence[CoverageRow], columns: Sequence[tuple[str, str]], marks: Sequence[Sequence[Mark]]) -> None:
    if not 0 < len(rows) <= MOST_NEEDS or not 0 < len(columns) <= MOST_COLUMNS:
        raise ValueError(
            f"{len(rows)} rows by {len(columns)} columns: expected 1 to {MOST_NEEDS} by 1 to {MOST_COLUMNS}"
        )
    check_grid("marks", marks, len(rows), len(columns))
    strange = {mark for row in marks for mark in row} - set(get_args(Mark))
    if strange:
        raise ValueError(f"marks {sorted(strange)}: expected chosen, other or none")


def _widths(names: Sequence[str], room: float) -> list[float]:
    """What the words of each name need, the rest shared once the needs have the room that they want."""
    needs = [max(_LEAST, word_width(name, FINER) + 7) for name in names]
    label = min(max(_LABEL, room - sum(needs)), _LABEL_WIDE)
    spare = room - label - sum(needs)
    return (
        [need + spare / len(needs) for need in needs]
        if spare >= 0
        else [need * (room - label) / sum(needs) for need in needs]
    )


def _names(names: Sequence[str], widths: Sequence[float]) -> tuple[list[tuple[str, ...]], float]:
    """The names over the columns at one size: the first at which none is cut."""
    for size, lines in _HEADS:
        fitted = [fit(name, (size,), width=width, lines=lines)[0] for name, width in zip(names, widths, strict=True)]
        whole = all(word_width(name, size) <= width for name, width in zip(names, widths, strict=True))
        if whole and not any("…" in part[-1] for part in fitted):
            break
    return fitted, size


def _draw_heads(
    canvas: Canvas,
    grid: _Grid,
    columns: Sequence[tuple[str, str]],
    *,
    names: tuple[list[tuple[str, ...]], float],
    idle: Sequence[bool],
) -> None:
    for number, ((identifier, _), lines) in enumerate(zip(columns, names[0], strict=True)):
        x, left, wide, high = grid.x(number), grid.edges[number] + 1, grid.width(number) - 2, canvas.height - _FOOT - 2
        if idle[number]:
            canvas.rect(left, 2, wide, high, fill=GREY_1, gid=f"idle-{number}", z=Z_FIELD)
        ink = GREY_4 if idle[number] else INK
        canvas.text(x, _HEAD, identifier, size=SMALL, bold=True, align="center", valign="top", colour=ink)
        canvas.text(x, _HEAD + BASE * LINE, lines, size=names[1], align="center", valign="top", colour=GREY_4)
    canvas.across(grid.top, _MARGIN, WIDTH - _MARGIN, colour=GREY_2, width=FIRM)


def _draw_rows(
    canvas: Canvas, grid: _Grid, rows: Sequence[CoverageRow], marks: Sequence[Sequence[Mark]], *, label: float
) -> None:
    labels = labels_of(rows, sizes=(SMALL, TINY, FINE, _LABEL_LEAST), width=label - 12, height=grid.pitch)
    radius, wide = min(_RADIUS, grid.pitch * 0.3), WIDTH - 2 * _MARGIN
    for number, (row, given) in enumerate(zip(rows, marks, strict=True)):
        y, answered = grid.y(number), any(given)
        ink, pale = (INK, GREY_4) if answered else (WARNING, WARNING)
        if not answered:
            canvas.rect(
                _MARGIN, y - grid.pitch / 2 + 1, wide, grid.pitch - 2, fill=WARNING_TINT, gid=f"open-{number}", z=Z_GRID
            )
        canvas.fitted(_MARGIN + 4, y, labels[number], colour=ink)
        canvas.text(grid.left - 10, y, row.size, size=TINY, align="right", colour=pale, bold=not answered)
        canvas.across(y + grid.pitch / 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_1, width=SLIGHT)
        for column, mark in enumerate(given):
            if mark:
                _draw_mark(canvas, (grid.x(column), y), mark, f"mark-{number}-{column}-{mark}", radius=radius)


def _draw_mark(canvas: Canvas, at: tuple[float, float], mark: Mark, gid: str, *, radius: float = 5.5) -> None:
    canvas.circle(*at, radius, ACCENT if mark == "chosen" else WHITE, edge=ACCENT, line=STRONG, gid=gid)


def _draw_legend(canvas: Canvas, meanings: Mapping[str, str], more: str) -> None:
    keys = [(key, meanings[key]) for key in ("chosen", "other", "open", "idle") if key in meanings]
    y = canvas.height - 13
    x = legend(canvas, (_MARGIN + 6, y), keys, lambda x, y, key: _draw_sample(canvas, (x, y), key), reach=12, gap=24)
    canvas.fitted(
        WIDTH - _MARGIN,
        y,
        fit(more, (TINY, FINE, FINEST), width=WIDTH - _MARGIN - x, lines=1),
        colour=GREY_4,
        align="right",
    )


def _draw_sample(canvas: Canvas, at: tuple[float, float], key: str) -> None:
    """What a word of the legend stands for."""
    if key in ("chosen", "other"):
        _draw_mark(canvas, at, key, f"legend-{key}")  # type: ignore[arg-type]
    else:
        fill, edge = (WARNING_TINT, WARNING) if key == "open" else (GREY_1, GREY_3)
        canvas.bar(at[0] - SWATCH / 2, at[1], SWATCH, SWATCH, fill=fill, edge=edge)
