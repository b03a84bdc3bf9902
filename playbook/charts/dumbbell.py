"""Us against the best rival, factor by factor: two marks on one scale, joined by a line.

The length of the line is the gap: in the warning colour where the rival is ahead. Our mark is filled, the rival's is
hollow. At the left stands the factor, and how much it weighs where that is given. A side that nobody has scored is
said in words; it is never a mark at zero.

>>> rows = [
...     DumbbellRow("Price", 2, 3, "2", "3", weight=0.2, weight_printed="20%"),
...     DumbbellRow("Brand", 3, None, "3", ""),
... ]
>>> figure = dumbbell_chart(rows, lang="en", ours_label="Us", rival_label="Best rival", unknown="unknown")
"""

from __future__ import annotations

from collections.abc import Sequence

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    FINE,
    GREY_1,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    SIZES,
    SMALL,
    THIN,
    TINY,
    WHITE,
    WIDTH,
    Canvas,
    Picture,
    check_numbers,
    check_some,
    fit,
    labels_of,
    text_width,
    widest,
)
from playbook.charts.dumbbell_row import INSET, MARGIN, WEIGHT_BAR, DumbbellRow, Layout, draw_row
from playbook.units import Lang

__all__ = ["DumbbellRow", "dumbbell_chart"]

_GAP, _HEAD, _FOOT = 14.0, 30.0, 22.0
_PITCH_MAX, _PITCH_MIN, _HEADING = 46.0, 20.0, 0.92


def dumbbell_chart(
    rows: Sequence[DumbbellRow],
    *,
    lang: Lang,
    ours_label: str,
    rival_label: str,
    weight_label: str = "",
    low: float = 0,
    high: float = 4,
    unknown: str,
) -> Picture:
    """Up to about fourteen rows in the order given, under a heading where `group` changes; the scale runs from `low` to
    `high`.

    `weight_label` is the heading of the column of weights; without any weight there is no such column. ValueError for
    no rows, a value that is NaN or off the scale, or a weight below zero.
    """
    _check(rows, low, high)
    headings = _headings(rows)
    lines = len(rows) + _HEADING * len(headings)
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, (HEIGHT - _HEAD - _FOOT) / lines))
    canvas = Canvas(lang, height=max(140.0, _HEAD + _FOOT + pitch * lines))
    layout = _layout(rows, pitch, (low, high), heads=(weight_label, rival_label))
    _draw_head(
        canvas, layout, (ours_label, rival_label), weight_label if any(row.weight is not None for row in rows) else ""
    )
    _draw_scale(canvas, layout, canvas.height - _FOOT)
    labels = labels_of(rows, sizes=(*SIZES, FINE), width=layout.label, height=max(pitch - 8, 16.0))
    top = _HEAD
    for number, row in enumerate(rows):
        if number in headings:
            _draw_heading(canvas, layout, row.group, top)
            top += _HEADING * pitch
        draw_row(
            canvas,
            layout,
            (number, row),
            y=top + pitch / 2,
            label=labels[number],
            words=(ours_label, rival_label, unknown),
        )
        top += pitch
    return canvas.figure


def _check(rows: Sequence[DumbbellRow], low: float, high: float) -> None:
    check_some("a dumbbell chart needs at least one row", rows)
    if not low < high:
        raise ValueError(f"the scale runs from {low} to {high}: expected a rising one")
    for row in rows:
        check_numbers(row.label, row.ours, row.rival, least=low, most=high)
        check_numbers(f"{row.label}, weight", row.weight, least=0)


def _headings(rows: Sequence[DumbbellRow]) -> set[int]:
    """The rows over which their group's name stands."""
    return {
        number for number, row in enumerate(rows) if row.group and (number == 0 or rows[number - 1].group != row.group)
    }


def _layout(rows: Sequence[DumbbellRow], pitch: float, scale: tuple[float, float], *, heads: tuple[str, str]) -> Layout:
    label = min(max(widest([row.label for row in rows], BASE if pitch >= 24 else SMALL) + 2, 90.0), 250.0)
    weight = MARGIN + label + _GAP
    has_weights = any(row.weight is not None for row in rows)
    wide = (
        max(WEIGHT_BAR + 6 + widest([row.weight_printed for row in rows], TINY), min(text_width(heads[0], TINY), 96.0))
        + _GAP
    )
    left = weight + (wide if has_weights else 0) + INSET
    named = any(row.rival_name for row in rows)
    names = (
        min(max(widest([row.rival_name for row in rows], TINY) + 1, min(text_width(heads[1], TINY) + 1, 80.0)), 120.0)
        if named
        else 0.0
    )
    right = WIDTH - MARGIN - (names + _GAP if named else 0) - INSET
    size = SMALL if pitch >= 24 else TINY
    heaviest = max((row.weight or 0.0 for row in rows), default=0.0) or 1.0
    return Layout(
        label,
        weight,
        left,
        right,
        WIDTH - MARGIN - names if named else 0.0,
        pitch,
        min(7.5, pitch * 0.29),
        *scale,
        size,
        heaviest,
    )


def _draw_head(canvas: Canvas, layout: Layout, labels: tuple[str, str], weight_label: str) -> None:
    """What the filled and the hollow mark mean, over the scale, and the headings of the other columns."""
    y, x = _HEAD - 14, layout.left
    for number, text in enumerate(labels):
        canvas.circle(x, y, 6, WHITE if number else ACCENT, edge=GREY_4 if number else ACCENT, line=2)
        x = canvas.text(x + 12, y, text, size=SMALL, bold=not number, colour=GREY_4 if number else ACCENT).x1 + 26
    if weight_label:
        canvas.fitted(
            layout.weight,
            y,
            fit(weight_label, (TINY, FINE), width=layout.left - INSET - layout.weight, lines=2),
            colour=GREY_4,
        )
    if layout.name:
        canvas.fitted(
            layout.name, y, fit(labels[1], (TINY, FINE), width=WIDTH - MARGIN - layout.name, lines=2), colour=GREY_4
        )


def _draw_scale(canvas: Canvas, layout: Layout, bottom: float) -> None:
    """A light line and its number for each whole step of the scale."""
    for step in range(int(layout.low), int(layout.high) + 1):
        x = layout.x(step)
        canvas.upright(x, _HEAD, bottom, colour=GREY_1, width=THIN, z=0.5)
        canvas.text(x, bottom + 11, str(step).replace("-", "\N{MINUS SIGN}"), size=TINY, align="center", colour=GREY_4)


def _draw_heading(canvas: Canvas, layout: Layout, text: str, top: float) -> None:
    lines, size = fit(text, (SMALL, TINY), width=layout.left - MARGIN - _GAP, lines=1, bold=True)
    base = top + _HEADING * layout.pitch
    canvas.text(MARGIN, base - size * LINE / 2 - 1, lines, size=size, bold=True, colour=INK)
    canvas.across(base, MARGIN, WIDTH - MARGIN, colour=GREY_2, z=1)
