"""Sorted horizontal bars: how much each of a few things is.

Bars start at zero and are as long as their values; the value and its share stand at the end of the bar, so there is
no axis to read. A bracket may join several bars under one remark. An unknown value is a hatched stub with a text.

>>> figure = bar_chart(
...     [Bar("Data", 28184, "28,184", share="44.0%", role="accent"), Bar("Fax", None, "unknown")], lang="en"
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    BASE,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    LIGHT,
    LINE,
    PLAIN,
    SMALL,
    TINY,
    WIDTH,
    Z_AXIS,
    Z_MARK,
    Canvas,
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

__all__ = ["Bar", "BarNote", "bar_chart"]

_MARGIN, _GAP, _STUB = 12.0, 10.0, 44.0
_PITCH_MAX, _PITCH_MIN = 66.0, 26.0
_BRACKET, _NOTE_MIN = 34.0, 150.0


@dataclass(frozen=True)
class Bar:
    """One bar: its value (None is unknown), and how value and share are printed; `low` and `high` are a whisker."""

    label: str
    value: float | None
    printed: str
    share: str = field(default="", kw_only=True)
    role: Role = field(default="grey", kw_only=True)
    low: float | None = field(default=None, kw_only=True)
    high: float | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class BarNote:
    """A remark with a bracket over the bars that have these labels."""

    text: str
    labels: tuple[str, ...]
    role: Role = field(default="warning", kw_only=True)


@dataclass(frozen=True)
class _Layout:
    left: float
    scale: float
    pitch: float
    top: float

    def middle(self, row: int) -> float:
        return self.top + (row + 0.5) * self.pitch


def bar_chart(
    bars: Sequence[Bar],
    *,
    lang: Lang,
    notes: Sequence[BarNote] = (),
    sort: bool = True,
    maximum: float | None = None,
    height: float | None = None,
) -> Picture:
    """Bars from the largest to the smallest, unknown ones last; `sort=False` keeps the order that is given.

    `maximum` is the value of the longest possible bar, to compare charts on one scale. Without a height the figure is
    as high as it needs. ValueError for no bars, a value below zero or NaN, or a note on a label that does not exist.
    """
    _check(bars, notes)
    rows = sorted(bars, key=lambda bar: (bar.value is None, -(bar.value or 0))) if sort else list(bars)
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, ((height or HEIGHT) - 2 * _MARGIN) / len(rows)))
    canvas = Canvas(lang, height=height or max(140.0, len(rows) * pitch + 2 * _MARGIN))
    layout = _layout(rows, notes, maximum, heights=(pitch, canvas.height))
    canvas.upright(layout.left, layout.top, layout.top + len(rows) * pitch, colour=GREY_2, z=Z_AXIS)
    labels = labels_of(rows, width=layout.left - _GAP - _MARGIN + 1, height=pitch - 5)
    for number, bar in enumerate(rows):
        canvas.fitted(layout.left - _GAP, layout.middle(number), labels[number], align="right")
        _draw_bar(canvas, layout, number, bar)
    for note in notes:
        _draw_note(canvas, layout, rows, note)
    return canvas.figure


def _check(bars: Sequence[Bar], notes: Sequence[BarNote]) -> None:
    check_some("a bar chart needs at least one bar", bars)
    for bar in bars:
        check_numbers(bar.label, bar.value, bar.low, bar.high, least=0)
    labels = {bar.label for bar in bars}
    for note in notes:
        missing = [label for label in note.labels if label not in labels]
        if missing or not note.labels:
            raise ValueError(f"note {note.text!r}: no bar is labelled {', '.join(missing) or '(no label given)'}")


def _label_width(rows: Sequence[Bar]) -> float:
    wide = widest([bar.label for bar in rows], BASE)
    return min(wide, 0.31 * WIDTH) + 1


def _layout(
    rows: Sequence[Bar], notes: Sequence[BarNote], maximum: float | None, *, heights: tuple[float, float]
) -> _Layout:
    """Heights are those of a row and of the figure."""
    pitch, height = heights
    left = _MARGIN + _label_width(rows) + _GAP
    largest = maximum or max((_reach(bar) for bar in rows), default=0.0) or 1.0
    room = WIDTH - _MARGIN - left - max(_text_room(bar) for bar in rows)
    layout = _Layout(left, room / largest, pitch, (height - len(rows) * pitch) / 2)
    while notes and min(_note_room(layout, rows, note) for note in notes) < 0 and layout.scale * largest > 0.45 * room:
        layout = _Layout(left, layout.scale * 0.96, pitch, layout.top)
    return layout


def _reach(bar: Bar) -> float:
    return max(bar.value or 0.0, bar.high or 0.0)


def _text_room(bar: Bar) -> float:
    share = text_width(bar.share, SMALL) + 12 if bar.share else 0
    return _GAP + text_width(bar.printed, BASE, bold=bar.value is not None) + share


def _end(layout: _Layout, bar: Bar) -> float:
    """Where the texts of a bar end."""
    return layout.left + (_STUB if bar.value is None else _reach(bar) * layout.scale) + _text_room(bar)


def _bracket_at(layout: _Layout, rows: Sequence[Bar], note: BarNote) -> tuple[float, list[int]]:
    covered = [number for number, bar in enumerate(rows) if bar.label in note.labels]
    across = rows[covered[0] : covered[-1] + 1]
    return max(_end(layout, bar) for bar in across) + 16, covered


def _note_room(layout: _Layout, rows: Sequence[Bar], note: BarNote) -> float:
    """What is left of the width for the note's text beyond what it needs; below zero: too little."""
    return WIDTH - _MARGIN - _bracket_at(layout, rows, note)[0] - _BRACKET - min(_NOTE_MIN, text_width(note.text, BASE))


def _draw_bar(canvas: Canvas, layout: _Layout, number: int, bar: Bar) -> None:
    middle, thick = layout.middle(number), min(38.0, layout.pitch * 0.6)
    if bar.value is None:
        canvas.bar(layout.left, middle, _STUB, thick, fill="#FFFFFF", hatch=True, gid=f"unknown-{number}")
        canvas.text(layout.left + _STUB + _GAP, middle, bar.printed, colour=GREY_4)
        return
    canvas.bar(layout.left, middle, bar.value * layout.scale, thick, fill=colour_of(bar.role), gid=f"bar-{number}")
    _draw_whisker(canvas, layout, middle, bar)
    box = canvas.text(layout.left + _reach(bar) * layout.scale + _GAP, middle, bar.printed, bold=True)
    if bar.share:
        canvas.text(box.x1 + 12, middle, bar.share, size=SMALL, colour=GREY_4)


def _draw_whisker(canvas: Canvas, layout: _Layout, middle: float, bar: Bar) -> None:
    if bar.low is None or bar.high is None:
        return
    low, high = (layout.left + value * layout.scale for value in (bar.low, bar.high))
    canvas.across(middle, low, high, colour=INK, width=PLAIN, gid="whisker", z=Z_MARK)
    for x in (low, high):
        canvas.upright(x, middle - 5, middle + 5, colour=INK, width=PLAIN, z=Z_MARK)


def _draw_note(canvas: Canvas, layout: _Layout, rows: Sequence[Bar], note: BarNote) -> None:
    x, covered = _bracket_at(layout, rows, note)
    colour, half = colour_of(note.role), min(19.0, layout.pitch * 0.3)
    top, bottom = layout.middle(covered[0]) - half, layout.middle(covered[-1]) + half
    canvas.line([(x - 5, top), (x, top), (x, bottom), (x - 5, bottom)], colour=colour, width=LIGHT, gid="bracket")
    middle = (top + bottom) / 2
    canvas.across(middle, x, x + _BRACKET - 10, colour=colour, width=LIGHT)
    room = WIDTH - _MARGIN - x - _BRACKET
    canvas.fitted(
        x + _BRACKET - 4,
        middle,
        fit(note.text, (BASE, SMALL, TINY), width=room, lines=max(2, int((bottom - top + 20) / (SMALL * LINE)))),
        colour=colour,
    )
