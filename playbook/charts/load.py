"""How often: ranges from a least to a most, in groups, against what can be kept up.

Every bar starts at zero: it is solid up to the least and pale from there to the most. A mark across the bar is what can
be kept up; what is more than that is in the warning colour. A row without any is said in words, one that is not known
is hatched.

>>> rows = [LoadBar("IT department", 52, 104, "52-104"), LoadBar("Board", 0, 0, "nobody", role="warning")]
>>> figure = load_chart([LoadGroup("By audience", tuple(rows))], lang="en")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    FINE,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    LIGHT,
    SMALL,
    TINY,
    WARNING,
    WARNING_TINT,
    WHITE,
    WIDTH,
    Z_AXIS,
    Z_GROUND,
    Canvas,
    Fitted,
    Picture,
    Role,
    check_numbers,
    check_some,
    colour_of,
    fit,
    labels_of,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["LoadBar", "LoadGroup", "load_chart"]

_MARGIN, _GAP, _STUB = 12.0, 10.0, 44.0
_HEADING, _PITCH_MAX, _PITCH_MIN = 30.0, 38.0, 23.0
_LABEL_MAX, _NOTE_MAX = 0.3 * WIDTH, 190.0
_PALE: dict[str, str] = {ACCENT: "#C9E1EC", WARNING: "#EFC5BC", GREY_3: GREY_2, GREY_2: GREY_1, INK: GREY_2}


@dataclass(frozen=True)
class LoadBar:
    """One row: its least and its most (None unknown), as printed; what can be kept up (None: no mark) and what is said
    of it."""

    label: str
    low: float | None
    high: float | None
    printed: str
    role: Role = field(default="grey", kw_only=True)
    capacity: float | None = field(default=None, kw_only=True)
    note: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class LoadGroup:
    """Rows under a heading, and the words of the heading's right end."""

    heading: str
    rows: tuple[LoadBar, ...]
    note: str = ""


@dataclass(frozen=True)
class _Layout:
    left: float
    scale: float
    notes: float
    pitch: float


def load_chart(groups: Sequence[LoadGroup], *, lang: Lang, height: float | None = None) -> Picture:
    """The groups one below the other, all on one scale that starts at zero.

    ValueError for no rows, a value below zero or NaN, or a most below its least.
    """
    rows = [row for group in groups for row in group.rows]
    _check(rows)
    shown = [group for group in groups if group.rows]
    room = (height or HEIGHT) - len(shown) * _HEADING - 2 * _MARGIN
    layout = _layout(rows, max(_PITCH_MIN, min(_PITCH_MAX, room / len(rows))))
    canvas = Canvas(lang, height=height or len(shown) * _HEADING + len(rows) * layout.pitch + 2 * _MARGIN)
    names = labels_of(rows, sizes=(SMALL, TINY), width=layout.left - _GAP - _MARGIN + 1, height=layout.pitch)
    labels = dict(zip(rows, names, strict=True))
    y = _MARGIN
    for group in shown:
        y = _draw_group(canvas, layout, y, group, labels=labels)
    return canvas.figure


def _check(rows: Sequence[LoadBar]) -> None:
    check_some("a load chart needs at least one row", rows)
    for row in rows:
        check_numbers(row.label, row.low, row.high, row.capacity, least=0)
        if row.low is not None and row.high is not None and row.high < row.low:
            raise ValueError(f"{row.label}: its most, {row.high}, is below its least, {row.low}")


def _layout(rows: Sequence[LoadBar], pitch: float) -> _Layout:
    left = _MARGIN + min(widest([row.label for row in rows], SMALL), _LABEL_MAX) + 1 + _GAP
    noted = min(widest([row.note for row in rows], TINY), _NOTE_MAX)
    notes = WIDTH - _MARGIN - noted - (_GAP if noted else 0)
    largest = max(max(row.high or 0.0, row.capacity or 0.0) for row in rows) or 1.0
    room = notes - left - _GAP - widest([row.printed for row in rows], SMALL, bold=True) - 6
    return _Layout(left, room / largest, notes, pitch)


def _draw_group(canvas: Canvas, layout: _Layout, y: float, group: LoadGroup, *, labels: dict[LoadBar, Fitted]) -> float:
    """The group from `y` down; returns where the next one starts."""
    canvas.text(_MARGIN, y + _HEADING / 2 + 2, group.heading, size=SMALL, bold=True)
    canvas.text(WIDTH - _MARGIN, y + _HEADING / 2 + 2, group.note, size=TINY, colour=GREY_4, align="right")
    y += _HEADING
    canvas.across(y, _MARGIN, WIDTH - _MARGIN, colour=GREY_2, width=LIGHT)
    for row in group.rows:
        _draw_row(canvas, layout, (y, y + layout.pitch / 2), row, label=labels[row])
        y += layout.pitch
    canvas.upright(layout.left, y - len(group.rows) * layout.pitch, y, colour=GREY_3, width=1, z=Z_AXIS)
    return y


def _draw_row(canvas: Canvas, layout: _Layout, at: tuple[float, float], row: LoadBar, *, label: Fitted) -> None:
    top, middle = at
    if row.role == "warning":
        canvas.rect(_MARGIN - 4, top + 1, WIDTH - 2 * _MARGIN + 8, layout.pitch - 2, fill=WARNING_TINT, z=Z_GROUND)
    canvas.fitted(layout.left - _GAP, middle, label, align="right")
    end = _draw_bar(canvas, layout, middle, row)
    strong = row.high is not None and row.high > 0
    colour = WARNING if row.role == "warning" else INK if strong else GREY_4
    canvas.text(_clear(layout, row, end), middle, row.printed, size=SMALL, bold=strong, colour=colour)
    if row.note:
        canvas.fitted(
            WIDTH - _MARGIN,
            middle,
            fit(row.note, (TINY, FINE), width=_NOTE_MAX, lines=max(1, int(layout.pitch / 14))),
            colour=WARNING if row.role == "warning" else GREY_4,
            align="right",
        )


def _draw_bar(canvas: Canvas, layout: _Layout, middle: float, row: LoadBar) -> float:
    """The bar and its mark; returns where the bar ends."""
    thick, fill = min(18.0, layout.pitch * 0.56), colour_of(row.role)
    if row.high is None:
        canvas.bar(layout.left, middle, _STUB, thick, fill=WHITE, hatch=True, gid=f"unknown-{row.label}")
        return layout.left + _STUB
    low, high = (layout.left + value * layout.scale for value in (row.low or 0.0, row.high))
    canvas.bar(low, middle, high - low, thick, fill=_PALE[fill], gid=f"most-{row.label}")
    canvas.bar(layout.left, middle, low - layout.left, thick, fill=fill, gid=f"least-{row.label}")
    if row.capacity is not None:
        x = layout.left + row.capacity * layout.scale
        canvas.upright(
            x, middle - thick / 2 - 4, middle + thick / 2 + 4, colour=INK, width=3, z=4.5, gid=f"capacity-{row.label}"
        )
    return high


def _clear(layout: _Layout, row: LoadBar, end: float) -> float:
    """Where the text after a bar starts so that the mark does not cross it."""
    start = end + 8
    mark = -1.0 if row.capacity is None else layout.left + row.capacity * layout.scale
    return mark + 8 if end - 2 < mark < start + text_width(row.printed, SMALL, bold=True) + 4 else start
