"""A chain: what someone wants, what they do for it, and what that means, as boxes joined by arrows.

Rows with the same first text share its box. The box at the end says whether it is supported: filled where it is, in the
warning colour where it is not, with a dashed outline where nobody knows; the sign before it says so without colour too.

>>> rows = [
...     ChainRow("Sell more", "One app", "Wi-Fi", state="yes"),
...     ChainRow("Sell more", "Films", None, state="unknown"),
... ]
>>> figure = chain_chart(rows, lang="en", heads=("Goal", "Initiative", "Telecom"), unknown="not known")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from playbook.charts.drawing import (
    ACCENT,
    FINE,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    LIGHT,
    LINE,
    SIZES,
    SMALL,
    TINT,
    TINY,
    WARNING,
    WARNING_TINT,
    WHITE,
    WIDTH,
    Z_AXIS,
    Canvas,
    Picture,
    legend,
    text_width,
    wrap,
)
from playbook.units import Lang

__all__ = ["ChainRow", "Support", "chain_chart"]

Support = Literal["yes", "no", "unknown"]

_MARGIN, _ARROW, _PAD, _GAP, _GOAL_GAP = 8.0, 30.0, 8.0, 8.0, 14.0
_HEAD, _LEGEND, _SIGN = 32.0, 30.0, 26.0
_FILL: dict[Support, str] = {"yes": TINT, "no": WARNING_TINT, "unknown": WHITE}
_EDGE: dict[Support, str] = {"yes": ACCENT, "no": WARNING, "unknown": GREY_3}


@dataclass(frozen=True)
class ChainRow:
    """A goal, what is done for it, what it means (None: unknown), whether it is supported, and a bold note such as an
    amount."""

    first: str
    second: str
    third: str | None
    state: Support = field(kw_only=True)
    note: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class _Layout:
    """The text size, and the widths of the three columns; a row's height follows from its texts."""

    size: float
    unknown: str
    pads: float = 0.0

    widths: tuple[float, float, float] = (138.0, 222.0, WIDTH - 2 * _MARGIN - 2 * _ARROW - 360.0)

    def x(self, column: int) -> float:
        return _MARGIN + sum(self.widths[:column]) + column * _ARROW

    def lines(self, text: str, column: int) -> tuple[str, ...]:
        room = self.widths[column] - 2 * _PAD - (_SIGN if column == 2 else 0)
        return wrap(text, self.size, width=room, bold=column == 0)

    def third(self, row: ChainRow) -> tuple[str, ...]:
        return self.lines(self.unknown if row.third is None else row.third, 2)

    def height(self, row: ChainRow) -> float:
        last = len(self.third(row)) + (1 if row.note else 0)
        return max(len(self.lines(row.second, 1)), last) * self.size * LINE + 2 * _PAD - 2 + self.pads

    def goal_height(self, rows: Sequence[ChainRow]) -> float:
        own = len(self.lines(rows[0].first, 0)) * self.size * LINE + 2 * _PAD - 2
        return max(own, sum(self.height(row) + _GAP for row in rows) - _GAP)


def chain_chart(
    rows: Sequence[ChainRow],
    *,
    lang: Lang,
    heads: tuple[str, str, str],
    unknown: str,
    legend: Mapping[Support, str] | None = None,
) -> Picture:
    """The rows in the order given, those of one goal together; `unknown` stands where the third text is unknown.

    ValueError for no rows.
    """
    if not rows:
        raise ValueError("a chain needs at least one row")
    order = list(dict.fromkeys(row.first for row in rows))
    goals = [
        list(group)
        for _, group in groupby(sorted(rows, key=lambda row: order.index(row.first)), key=lambda row: row.first)
    ]
    layout, needed = _layout(goals, unknown, HEIGHT - (_LEGEND if legend else 6.0))
    canvas = Canvas(lang, height=max(needed + (_LEGEND if legend else 6.0), 150.0))
    for column, head in enumerate(heads):
        canvas.text(layout.x(column) + 1, 13, head, size=SMALL, bold=True, colour=GREY_4)
        canvas.across(_HEAD - 6, layout.x(column), layout.x(column) + layout.widths[column], colour=GREY_2, width=LIGHT)
    y = _HEAD + 2
    for goal in goals:
        y = _draw_goal(canvas, layout, y, goal) + _GOAL_GAP
    _draw_legend(canvas, legend or {}, {row.state for row in rows})
    return canvas.figure


def _layout(goals: Sequence[Sequence[ChainRow]], unknown: str, room: float) -> tuple[_Layout, float]:
    """The largest text at which all rows fit; what is left over makes the boxes a little higher."""
    for size in (*SIZES, FINE):
        layout = _Layout(size, unknown)
        needed = _HEAD + 2 + sum(layout.goal_height(goal) + _GOAL_GAP for goal in goals) - _GOAL_GAP + 4
        if needed <= room:
            break
    pads = min(max(room - needed, 0.0) / sum(map(len, goals)), 24.0)
    layout = _Layout(size, unknown, pads)
    return layout, _HEAD + 2 + sum(layout.goal_height(goal) + _GOAL_GAP for goal in goals) - _GOAL_GAP + 4


def _draw_goal(canvas: Canvas, layout: _Layout, top: float, rows: Sequence[ChainRow]) -> float:
    """A goal's box, its rows' boxes beside it, and the arrows; returns where the goal ends."""
    high = layout.goal_height(rows)
    _box(canvas, (layout.x(0), top), (layout.widths[0], high), fill=GREY_1, edge=None)
    canvas.text(layout.x(0) + _PAD, top + high / 2, layout.lines(rows[0].first, 0), size=layout.size, bold=True)
    slack = (high - sum(layout.height(row) + _GAP for row in rows) + _GAP) / len(rows)
    y = top
    for row in rows:
        tall = layout.height(row) + slack
        _draw_row(canvas, layout, (y, tall), row)
        y += tall + _GAP
    return top + high


def _draw_row(canvas: Canvas, layout: _Layout, span: tuple[float, float], row: ChainRow) -> None:
    top, high = span
    middle, edge = top + high / 2, _EDGE[row.state]
    for column, colour in ((0, GREY_3), (1, edge)):
        start = layout.x(column) + layout.widths[column]
        canvas.arrow((start + 4, middle), (start + _ARROW - 4, middle), colour=colour, width=FIRM)
    _box(canvas, (layout.x(1), top), (layout.widths[1], high), fill=WHITE, edge=GREY_2)
    canvas.text(layout.x(1) + _PAD, middle, layout.lines(row.second, 1), size=layout.size)
    _draw_third(canvas, layout, (top, high), row)


def _draw_third(canvas: Canvas, layout: _Layout, span: tuple[float, float], row: ChainRow) -> None:
    """What it means: the box, its sign, its text and the note."""
    (top, high), x, edge, unknown = span, layout.x(2), _EDGE[row.state], row.state == "unknown"
    fill, middle = _FILL[row.state], top + high / 2
    _box(canvas, (x, top), (layout.widths[2], high), fill=fill, edge=edge, dashed=unknown, gid=f"telecom-{row.state}")
    _sign(canvas, (x + _PAD + 7, middle), row.state)
    lines, colour = layout.third(row), GREY_4 if row.third is None else INK
    y = middle - (len(lines) + bool(row.note)) * layout.size * LINE / 2
    box = canvas.text(x + _PAD + _SIGN, y, lines, size=layout.size, valign="top", colour=colour)
    colour = GREY_4 if unknown else edge
    canvas.text(box.x0, box.y1, row.note, size=layout.size, bold=True, valign="top", colour=colour)


def _box(
    canvas: Canvas,
    at: tuple[float, float],
    size: tuple[float, float],
    *,
    fill: str,
    edge: str | None,
    dashed: bool = False,
    gid: str | None = None,
) -> None:
    (x, y), (wide, high) = at, size
    canvas.rect(x, y, wide, high, fill=fill, edge=None if dashed else edge, line=LIGHT, radius=4, gid=gid)
    if dashed:
        canvas.frame(x, y, wide, high, colour=edge or GREY_3, width=LIGHT, dash="dashed", z=2.1)


def _sign(canvas: Canvas, at: tuple[float, float], state: Support) -> None:
    """A tick, a cross or a question mark in a circle."""
    x, y = at
    colour = _EDGE[state]
    canvas.circle(x, y, 8, WHITE if state == "unknown" else colour, edge=colour, line=LIGHT)
    if state == "yes":
        canvas.line([(x - 4, y), (x - 1, y + 3.2), (x + 4.2, y - 3.4)], colour=WHITE, width=2, z=Z_AXIS)
    elif state == "no":
        canvas.line([(x - 3.2, y - 3.2), (x + 3.2, y + 3.2)], colour=WHITE, width=2, z=Z_AXIS)
        canvas.line([(x - 3.2, y + 3.2), (x + 3.2, y - 3.2)], colour=WHITE, width=2, z=Z_AXIS)
    else:
        canvas.text(x, y, "?", size=TINY, bold=True, align="center", colour=GREY_4)


def _draw_legend(canvas: Canvas, meanings: Mapping[Support, str], used: set[Support]) -> None:
    """What the signs mean: those that are in the chart, at the foot of the last column."""
    shown = [(state, text) for state, text in meanings.items() if state in used]
    wide = sum(22 + text_width(text, TINY) + 18 for _, text in shown)
    legend(
        canvas,
        (WIDTH - _MARGIN - wide + 18, canvas.height - 13),
        shown,
        lambda x, y, state: _sign(canvas, (x + 8, y), state),
        reach=22,
        gap=18,
    )
