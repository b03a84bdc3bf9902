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
from dataclasses import dataclass, field

from matplotlib.figure import Figure

from playbook.charts.drawing.canvas import BASE, FINE, HEIGHT, SIZES, SMALL, TINY, WIDTH, Align, Canvas
from playbook.charts.drawing.checks import check_numbers, check_some
from playbook.charts.drawing.style import (
    ACCENT,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEAVY,
    INK,
    STRONG,
    THIN,
    WARNING,
    WARNING_TINT,
    WHITE,
    Z_AXIS,
    Z_GROUND,
    Z_MARK,
    Role,
    colour_of,
)
from playbook.charts.drawing.text_fit import LINE, fit, fit_all, text_width, widest
from playbook.units import Lang

__all__ = ["DumbbellRow", "dumbbell_chart"]

_MARGIN, _GAP, _HEAD, _FOOT = 12.0, 14.0, 30.0, 22.0
_WEIGHT_BAR, _INSET = 46.0, 34.0
_PITCH_MAX, _PITCH_MIN, _HEADING = 46.0, 20.0, 0.92


@dataclass(frozen=True)
class DumbbellRow:
    """One factor: our value and the best rival's (None is unknown), how they are printed, and what it weighs."""

    label: str
    ours: float | None
    rival: float | None
    ours_printed: str
    rival_printed: str
    weight: float | None = field(default=None, kw_only=True)
    weight_printed: str = field(default="", kw_only=True)
    group: str = field(default="", kw_only=True)
    role: Role = field(default="grey", kw_only=True)
    rival_name: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class _Layout:
    """Where things stand: the columns' left edges, the scale's ends, and how high a row is."""

    label: float
    weight: float
    left: float
    right: float
    name: float
    pitch: float
    radius: float
    low: float
    high: float
    size: float
    heaviest: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


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
) -> Figure:
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
    labels = fit_all([row.label for row in rows], (*SIZES, FINE), width=layout.label, height=max(pitch - 8, 16.0))
    top = _HEAD
    for number, row in enumerate(rows):
        if number in headings:
            _draw_heading(canvas, layout, row.group, top)
            top += _HEADING * pitch
        _draw_row(
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


def _layout(
    rows: Sequence[DumbbellRow], pitch: float, scale: tuple[float, float], *, heads: tuple[str, str]
) -> _Layout:
    label = min(max(widest([row.label for row in rows], BASE if pitch >= 24 else SMALL) + 2, 90.0), 250.0)
    weight = _MARGIN + label + _GAP
    has_weights = any(row.weight is not None for row in rows)
    wide = (
        max(_WEIGHT_BAR + 6 + widest([row.weight_printed for row in rows], TINY), min(text_width(heads[0], TINY), 96.0))
        + _GAP
    )
    left = weight + (wide if has_weights else 0) + _INSET
    named = any(row.rival_name for row in rows)
    names = (
        min(max(widest([row.rival_name for row in rows], TINY) + 1, min(text_width(heads[1], TINY) + 1, 80.0)), 120.0)
        if named
        else 0.0
    )
    right = WIDTH - _MARGIN - (names + _GAP if named else 0) - _INSET
    size = SMALL if pitch >= 24 else TINY
    heaviest = max((row.weight or 0.0 for row in rows), default=0.0) or 1.0
    return _Layout(
        label,
        weight,
        left,
        right,
        WIDTH - _MARGIN - names if named else 0.0,
        pitch,
        min(7.5, pitch * 0.29),
        *scale,
        size,
        heaviest,
    )


def _draw_head(canvas: Canvas, layout: _Layout, labels: tuple[str, str], weight_label: str) -> None:
    """What the filled and the hollow mark mean, over the scale, and the headings of the other columns."""
    y, x = _HEAD - 14, layout.left
    for number, text in enumerate(labels):
        canvas.circle(x, y, 6, WHITE if number else ACCENT, edge=GREY_4 if number else ACCENT, line=2)
        x = canvas.text(x + 12, y, text, size=SMALL, bold=not number, colour=GREY_4 if number else ACCENT).x1 + 26
    if weight_label:
        canvas.fitted(
            layout.weight,
            y,
            fit(weight_label, (TINY, FINE), width=layout.left - _INSET - layout.weight, lines=2),
            colour=GREY_4,
        )
    if layout.name:
        canvas.fitted(
            layout.name, y, fit(labels[1], (TINY, FINE), width=WIDTH - _MARGIN - layout.name, lines=2), colour=GREY_4
        )


def _draw_scale(canvas: Canvas, layout: _Layout, bottom: float) -> None:
    """A light line and its number for each whole step of the scale."""
    for step in range(int(layout.low), int(layout.high) + 1):
        x = layout.x(step)
        canvas.upright(x, _HEAD, bottom, colour=GREY_1, width=THIN, z=0.5)
        canvas.text(x, bottom + 11, str(step).replace("-", "\N{MINUS SIGN}"), size=TINY, align="center", colour=GREY_4)


def _draw_heading(canvas: Canvas, layout: _Layout, text: str, top: float) -> None:
    lines, size = fit(text, (SMALL, TINY), width=layout.left - _MARGIN - _GAP, lines=1, bold=True)
    base = top + _HEADING * layout.pitch
    canvas.text(_MARGIN, base - size * LINE / 2 - 1, lines, size=size, bold=True, colour=INK)
    canvas.across(base, _MARGIN, WIDTH - _MARGIN, colour=GREY_2, z=1)


def _draw_row(
    canvas: Canvas,
    layout: _Layout,
    item: tuple[int, DumbbellRow],
    *,
    y: float,
    label: tuple[tuple[str, ...], float],
    words: tuple[str, str, str],
) -> None:
    number, row = item
    if row.role == "warning":
        canvas.rect(
            _MARGIN - 6,
            y - layout.pitch / 2 + 1,
            WIDTH - 2 * _MARGIN + 12,
            layout.pitch - 2,
            fill=WARNING_TINT,
            gid=f"band-{number}",
            z=Z_GROUND,
        )
    ink = WARNING if row.role == "warning" else ACCENT if row.role == "accent" else INK
    canvas.fitted(_MARGIN, y, label, colour=ink)
    if row.weight is not None:
        _draw_weight(canvas, layout, item, y=y)
    if layout.name and row.rival_name:
        canvas.fitted(
            layout.name,
            y,
            fit(row.rival_name, (TINY, FINE), width=WIDTH - _MARGIN - layout.name, lines=1),
            colour=GREY_4,
        )
    if row.ours is None or row.rival is None:
        _draw_known(canvas, layout, item, y=y, words=words)
    else:
        _draw_pair(canvas, layout, item, y=y, values=(row.ours, row.rival))


def _draw_weight(canvas: Canvas, layout: _Layout, item: tuple[int, DumbbellRow], *, y: float) -> None:
    number, row = item
    long = (row.weight or 0.0) / layout.heaviest * _WEIGHT_BAR
    thick = min(9.0, layout.pitch * 0.4)
    canvas.bar(layout.weight, y, long, thick, fill=GREY_3, gid=f"weight-{number}")
    canvas.text(layout.weight + long + 5, y, row.weight_printed, size=TINY, colour=GREY_4)


def _draw_pair(
    canvas: Canvas, layout: _Layout, item: tuple[int, DumbbellRow], *, y: float, values: tuple[float, float]
) -> None:
    """Both marks, the line between them, and each value on the outer side of its mark."""
    number, row = item
    ours, rival = (layout.x(value) for value in values)
    colour = WARNING if rival > ours else colour_of(row.role) if row.role in ("accent", "ink") else GREY_3
    if values[0] != values[1]:
        canvas.across(
            y,
            ours,
            rival,
            colour=colour,
            width=4 if row.role in ("accent", "warning") else HEAVY,
            gid=f"gap-{number}",
            z=2,
        )
    _draw_mark(canvas, layout, (ours, y), ours=True, gid=f"ours-{number}")
    _draw_mark(canvas, layout, (rival, y), ours=False, gid=f"rival-{number}", around=values[0] == values[1])
    reach = layout.radius + 6
    if values[0] == values[1]:
        both = (
            row.ours_printed if row.ours_printed == row.rival_printed else f"{row.ours_printed} / {row.rival_printed}"
        )
        canvas.text(ours + reach + 3, y, both, size=layout.size, bold=True, colour=INK)
        return
    side = 1 if ours > rival else -1
    canvas.text(
        ours + side * reach,
        y,
        row.ours_printed,
        size=layout.size,
        bold=True,
        colour=ACCENT,
        align="left" if side > 0 else "right",
    )
    canvas.text(
        rival - side * reach,
        y,
        row.rival_printed,
        size=layout.size,
        colour=GREY_4,
        align="right" if side > 0 else "left",
    )


def _draw_known(
    canvas: Canvas, layout: _Layout, item: tuple[int, DumbbellRow], *, y: float, words: tuple[str, str, str]
) -> None:
    """The one mark that is known, and in words what is not."""
    number, row = item
    if row.ours is None and row.rival is None:
        canvas.text(
            (layout.left + layout.right) / 2,
            y,
            words[2],
            size=layout.size,
            colour=GREY_4,
            align="center",
            halo=row.role != "warning",
        )
        return
    ours = row.ours is not None
    value, printed = (row.ours, row.ours_printed) if ours else (row.rival, row.rival_printed)
    x, reach = layout.x(value or 0.0), layout.radius + 6
    _draw_mark(canvas, layout, (x, y), ours=ours, gid=f"{'ours' if ours else 'rival'}-{number}")
    missing = f"{words[1] if ours else words[0]}{'：' if canvas.lang == 'zh' else ': '}{words[2]}"
    wide = text_width(printed, layout.size, bold=ours) + 12 + text_width(missing, TINY)
    side = 1 if x + reach + wide <= layout.right + _INSET else -1
    align: Align = "left" if side > 0 else "right"
    colour = ACCENT if ours else GREY_4
    canvas.text(x + side * reach, y, printed, size=layout.size, bold=ours, colour=colour, align=align)
    away = reach + text_width(printed, layout.size, bold=ours) + 12
    canvas.text(x + side * away, y, missing, size=TINY, colour=GREY_4, align=align)


def _draw_mark(
    canvas: Canvas, layout: _Layout, at: tuple[float, float], *, ours: bool, gid: str, around: bool = False
) -> None:
    """Ours is filled, the rival's hollow; `around` draws the rival's as a ring around ours, where both stand at one
    place."""
    if ours:
        canvas.circle(*at, layout.radius, ACCENT, gid=gid, z=Z_AXIS)
    else:
        canvas.circle(*at, layout.radius + (3.5 if around else 0), WHITE, edge=GREY_4, line=STRONG, gid=gid, z=Z_MARK)
