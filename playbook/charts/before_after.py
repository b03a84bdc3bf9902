"""Bars of what is, with its range, and a mark of what it becomes: how much each of many things is today, and after a
change.

A bar starts at zero and is as long as its value; a thin line shows the range, a diamond the value after the change. The
figures stand in columns at the right, so that a short bar is as easy to read as a long one. Bars in the warning colour
are a danger.

>>> rows = [
...     BeforeAfter(
...         "Marina Hotel",
...         45.5,
...         "46 hours",
...         low=9,
...         high=96,
...         after=0.03,
...         after_printed="2 minutes",
...         note="99.48%",
...         role="warning",
...     )
... ]
>>> figure = before_after_chart(
...     rows,
...     Words("Availability", "Without hub", "As planned", "expected", "range", "planned", "single point"),
...     lang="en",
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    SLIM,
    SMALL,
    THIN,
    TINY,
    WARNING,
    WIDTH,
    Z_AXIS,
    Canvas,
    Picture,
    Role,
    check_numbers,
    check_some,
    colour_of,
    labels_of,
    legend,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["BeforeAfter", "Words", "before_after_chart"]

_MARGIN, _GAP, _COLUMN, _STUB = 12.0, 10.0, 18.0, 30.0
_HEAD, _LEGEND, _LEGEND_UP = 26.0, 32.0, 13.0
_PITCH_MAX, _LABEL_SHARE = 52.0, 0.34


@dataclass(frozen=True)
class BeforeAfter:
    """One row: its value today (None is unknown) and how it prints, its range, its value after the change, and a remark
    such as a rate."""

    label: str
    value: float | None
    printed: str
    low: float | None = field(default=None, kw_only=True)
    high: float | None = field(default=None, kw_only=True)
    after: float | None = field(default=None, kw_only=True)
    after_printed: str = field(default="", kw_only=True)
    note: str = field(default="", kw_only=True)
    role: Role = field(default="grey", kw_only=True)


@dataclass(frozen=True)
class Words:
    """Heads of the columns of figures, and what the legend calls bar, range, mark and the bars in the warning
    colour."""

    note: str
    value: str
    after: str
    bar: str
    range: str
    mark: str
    warning: str


@dataclass(frozen=True)
class _Layout:
    """Where bars begin, pixels a unit, the height of a row, and the right edges of the three columns of figures."""

    left: float
    scale: float
    pitch: float
    columns: tuple[float, float, float]

    def middle(self, row: int) -> float:
        return _HEAD + (row + 0.5) * self.pitch


def before_after_chart(rows: Sequence[BeforeAfter], words: Words, *, lang: Lang, height: float = HEIGHT) -> Picture:
    """Rows from top to bottom in the order given; up to about fourteen.

    The column and the legend of what comes after are left out where no row has any. ValueError for no rows, a value
    below zero, NaN or a range without its other end.
    """
    _check(rows)
    pitch = min(_PITCH_MAX, (height - _HEAD - _LEGEND) / len(rows))
    canvas = Canvas(lang, height=max(140.0, _HEAD + len(rows) * pitch + _LEGEND))
    layout = _layout(rows, words, pitch)
    labels = labels_of(rows, width=layout.left - _GAP - _MARGIN + 1, height=pitch - 3)
    _draw_heads(canvas, layout, words, after=_changes(rows))
    canvas.upright(layout.left, _HEAD, _HEAD + len(rows) * pitch, colour=GREY_2, z=Z_AXIS)
    for number, row in enumerate(rows):
        canvas.fitted(layout.left - _GAP, layout.middle(number), labels[number], align="right")
        _draw_row(canvas, layout, number, row)
    _draw_legend(canvas, rows, words)
    return canvas.figure


def _check(rows: Sequence[BeforeAfter]) -> None:
    check_some("a chart of before and after needs at least one row", rows)
    for row in rows:
        check_numbers(row.label, row.value, row.low, row.high, row.after, least=0)
        if (row.low is None) != (row.high is None):
            raise ValueError(f"{row.label}: a range needs both its ends")


def _changes(rows: Sequence[BeforeAfter]) -> bool:
    return any(row.after_printed for row in rows)


def _layout(rows: Sequence[BeforeAfter], words: Words, pitch: float) -> _Layout:
    left = _MARGIN + min(widest([row.label for row in rows], BASE), _LABEL_SHARE * WIDTH) + 1 + _GAP
    edges, right = [], WIDTH - _MARGIN
    columns = (
        (words.after if _changes(rows) else "", [row.after_printed for row in rows]),
        (words.value, [row.printed for row in rows]),
        (words.note, [row.note for row in rows]),
    )
    for head, texts in columns:
        edges.append(right)
        wide = max(text_width(head, TINY), widest(texts, SMALL, bold=True))
        right -= wide + _COLUMN if wide else 0
    largest = max((max(row.value or 0.0, row.high or 0.0, row.after or 0.0) for row in rows), default=0.0) or 1.0
    return _Layout(left, (right - left) / largest, pitch, (edges[2], edges[1], edges[0]))


def _draw_heads(canvas: Canvas, layout: _Layout, words: Words, *, after: bool) -> None:
    for x, head in zip(layout.columns, (words.note, words.value, words.after if after else ""), strict=True):
        canvas.text(x, _HEAD / 2, head, size=TINY, colour=GREY_4, align="right")


def _draw_row(canvas: Canvas, layout: _Layout, number: int, row: BeforeAfter) -> None:
    middle, thick = layout.middle(number), min(22.0, layout.pitch * 0.56)
    if row.value is None:
        canvas.bar(layout.left, middle, _STUB, thick, fill="#FFFFFF", hatch=True, gid=f"unknown-{number}")
    else:
        canvas.bar(layout.left, middle, row.value * layout.scale, thick, fill=colour_of(row.role), gid=f"bar-{number}")
        _draw_range(canvas, layout, middle, row)
    if row.after is not None and row.after_printed:
        _diamond(canvas, layout.left + row.after * layout.scale, middle, gid=f"after-{number}")
    now = GREY_4 if row.value is None else WARNING if row.role == "warning" else INK
    texts = (
        (row.note, False, GREY_4),
        (row.printed, row.value is not None, now),
        (row.after_printed, row.after is not None, GREY_4 if row.after is None else ACCENT),
    )
    for x, (text, bold, colour) in zip(layout.columns, texts, strict=True):
        canvas.text(x, middle, text, size=SMALL, bold=bold, align="right", colour=colour)


def _draw_range(canvas: Canvas, layout: _Layout, middle: float, row: BeforeAfter) -> None:
    if row.low is not None and row.high is not None:
        low, high = (layout.left + value * layout.scale for value in (row.low, row.high))
        _whisker(canvas, (low, high), middle, gid="range", z=3)


def _whisker(
    canvas: Canvas, ends: tuple[float, float], middle: float, *, gid: str | None = None, z: float = 1.5
) -> None:
    """A range: a line with a short one across each end, where it is long enough to tell them apart."""
    canvas.across(middle, *ends, colour=INK, width=SLIM, gid=gid, z=z)
    for x in ends if ends[1] - ends[0] > 4 else ():
        canvas.upright(x, middle - 4, middle + 4, colour=INK, width=SLIM, z=z)


def _diamond(canvas: Canvas, x: float, y: float, *, gid: str | None = None) -> None:
    canvas.polygon([(x - 6, y), (x, y - 6), (x + 6, y), (x, y + 6)], ACCENT, edge="#FFFFFF", line=THIN, gid=gid, z=4.5)


def _draw_legend(canvas: Canvas, rows: Sequence[BeforeAfter], words: Words) -> None:
    y = canvas.height - _LEGEND_UP
    bars: list[tuple[Role, str, bool]] = [
        ("grey", words.bar, any(row.role != "warning" for row in rows)),
        ("warning", words.warning, any(row.role == "warning" for row in rows)),
    ]
    x = legend(
        canvas,
        (_MARGIN, y),
        [(colour_of(role), text) for role, text, there in bars if there],
        lambda x, y, fill: canvas.bar(x, y, 18, 12, fill=fill),
        reach=24,
    )
    if any(row.low is not None for row in rows):
        x = legend(
            canvas,
            (x, y),
            [((0, 26), words.range)],
            lambda x, y, ends: _whisker(canvas, (x + ends[0], x + ends[1]), y),
            reach=32,
        )
    if any(row.after is not None and row.after_printed for row in rows):
        legend(canvas, (x, y), [(6, words.mark)], lambda x, y, half: _diamond(canvas, x + half, y))
