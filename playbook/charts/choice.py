"""A choice laid open: what each candidate is worth and needs, which are taken, and how much of each limit that uses.

A row a candidate: its value as a bar from a common zero (below zero to the left), its figures in columns, and marks
that say which sets it is in. Rows of the set that is the message are tinted. Below stand the limits: for each a bar per
set against the line of the limit.

>>> best = ChoiceRow("S1", 8.0, "8", figures=("3",), marks=(True,), role="accent", tinted=True)
>>> rows = [best, ChoiceRow("S2", -2.0, "-2", figures=("4",), marks=(False,))]
>>> gauge = Gauge("Cost", 5.0, "limit 5", (Use("best", 3.0, "3", role="accent"),))
>>> figure = choice_chart(rows, lang="en", heads=ChoiceHeads("Value", ("Cost",), ("Best",)), gauges=[gauge])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from playbook.charts.drawing import (
    BASE,
    BROAD,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    INK,
    LINE,
    SMALL,
    THIN,
    TINT,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_AXIS,
    Canvas,
    Fitted,
    Picture,
    Role,
    check_number,
    check_numbers,
    check_some,
    colour_of,
    fit,
    fit_all,
    shared,
    state_sign,
    text_width,
    widest,
    word_width,
)
from playbook.units import Lang

__all__ = ["ChoiceHeads", "ChoiceRow", "Gauge", "Use", "choice_chart"]

_MARGIN, _GAP, _STUB = 8.0, 8.0, 30.0
_LABEL_MAX, _COLUMN_MIN, _MARK_MIN, _ZONE_MIN = 232.0, 52.0, 50.0, 130.0
_PITCH_MAX, _PITCH_MIN, _HIGH = 38.0, 22.0, 430.0
_USE, _FOOT_GAP = 21.0, 14.0


@dataclass(frozen=True)
class ChoiceRow:
    """A candidate: its value (None is unknown) and how it is printed; figures as printed; for each mark True, False or
    None (unknown)."""

    label: str
    value: float | None
    printed: str
    figures: tuple[str, ...] = ()
    marks: tuple[bool | None, ...] = ()
    role: Role = field(default="grey", kw_only=True)
    tinted: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class ChoiceHeads:
    """The headings of the value, of the figures and of the marks."""

    value: str
    figures: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Use:
    """How much of a limit a set uses."""

    label: str
    value: float
    printed: str
    role: Role = field(default="grey", kw_only=True)


@dataclass(frozen=True)
class Gauge:
    """A limit, how it is printed, and what uses it."""

    label: str
    limit: float
    printed: str
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class _Layout:
    zone: tuple[float, float]
    zero: float
    scale: float
    figures: tuple[float, ...]
    marks: tuple[float, ...]
    edges: tuple[float, ...]
    labels: tuple[Fitted, ...]

    def middle(self, row: int) -> float:
        return (self.edges[row] + self.edges[row + 1]) / 2

    def pitch(self, row: int) -> float:
        return self.edges[row + 1] - self.edges[row]


def choice_chart(
    rows: Sequence[ChoiceRow],
    *,
    lang: Lang,
    heads: ChoiceHeads,
    gauges: Sequence[Gauge] = (),
    note: str = "",
    height: float = _HIGH,
) -> Picture:
    """The rows in the order given, at most about 15, with up to two gauges side by side below and a note under the
    rows.

    ValueError for no rows, for a value that is NaN, figures or marks that do not fit the headings, or a limit that is
    not above zero.
    """
    _check(rows, heads, gauges)
    foot = (_FOOT_GAP + SMALL * LINE + 4 + _USE * max(len(gauge.uses) for gauge in gauges)) if gauges else 0.0
    foot += TINY * LINE + 4 if note else 0.0
    fitted, top = _heads(heads, rows)
    layout = _layout(rows, heads, top, height - foot - _MARGIN)
    bottom = layout.edges[-1]
    canvas = Canvas(lang, height=max(140.0, bottom + foot + _MARGIN))
    _draw_heads(canvas, layout, fitted)
    for number, row in enumerate(rows):
        _draw_row(canvas, layout, number, row)
    canvas.upright(layout.zero, top + 2, bottom - 2, colour=GREY_3, z=Z_AXIS)
    if note:
        bottom = canvas.text(_MARGIN, bottom + 4, note, size=TINY, colour=GREY_4, valign="top").y1
    for number, gauge in enumerate(gauges):
        _draw_gauge(canvas, gauge, (number, len(gauges)), bottom + _FOOT_GAP)
    return canvas.figure


def _check(rows: Sequence[ChoiceRow], heads: ChoiceHeads, gauges: Sequence[Gauge]) -> None:
    check_some("a choice needs at least one candidate", rows)
    for row in rows:
        check_number(row.value, row.label)
        if len(row.figures) != len(heads.figures) or len(row.marks) != len(heads.marks):
            raise ValueError(
                f"{row.label}: expected {len(heads.figures)} figures and {len(heads.marks)} marks, as in the headings"
            )
    for gauge in gauges:
        if not 0 < gauge.limit < float("inf"):
            raise ValueError(f"{gauge.label}: a limit of {gauge.limit} cannot be shown")
        for use in gauge.uses:
            check_numbers(use.label, use.value, least=0)


def _figure_widths(heads: ChoiceHeads, rows: Sequence[ChoiceRow]) -> list[float]:
    texts = [[row.figures[column] for row in rows] for column in range(len(heads.figures))]
    return [
        max(_COLUMN_MIN, widest(column, SMALL), word_width(head, TINY, bold=True)) + 10
        for head, column in zip(heads.figures, texts, strict=True)
    ]


def _mark_widths(heads: ChoiceHeads) -> list[float]:
    return [max(_MARK_MIN, word_width(head, TINY, bold=True) + 8) for head in heads.marks]


def _heads(heads: ChoiceHeads, rows: Sequence[ChoiceRow]) -> tuple[list[Fitted], float]:
    widths = [
        _ZONE_MIN,
        *(width - 6 for width in _figure_widths(heads, rows)),
        *(width - 4 for width in _mark_widths(heads)),
    ]
    names = (heads.value, *heads.figures, *heads.marks)
    fitted = [fit(name, (TINY,), width=width, lines=3, bold=True) for name, width in zip(names, widths, strict=True)]
    return fitted, max(len(lines) for lines, _ in fitted) * TINY * LINE + 12


def _layout(rows: Sequence[ChoiceRow], heads: ChoiceHeads, top: float, bottom: float) -> _Layout:
    figures, marks = _figure_widths(heads, rows), _mark_widths(heads)
    room = WIDTH - 2 * _MARGIN - sum(figures) - sum(marks)
    label = min(widest([row.label for row in rows], BASE) + _GAP + 4, _LABEL_MAX, room - _ZONE_MIN)
    left, right = _MARGIN + label, _MARGIN + room
    values = [row.value for row in rows if row.value is not None]
    low, high = max([0.0, *(-value for value in values)]), max([0.0, *values])
    text = max(text_width(row.printed, SMALL, bold=True) for row in rows) + 14
    scale = max(right - left - text - 6, 10.0) / ((low + high) or 1.0)
    zero = left + 6 + low * scale
    edges = [right + sum(figures[: place + 1]) for place in range(len(figures))]
    start = right + sum(figures)
    centres = tuple(start + sum(marks[:place]) + marks[place] / 2 for place in range(len(marks)))
    labels = _labels(rows, label - _GAP, (bottom - top) / len(rows))
    return _Layout((left, right), zero, scale, tuple(edges), centres, _edges(labels, top, bottom), tuple(labels))


def _labels(rows: Sequence[ChoiceRow], width: float, pitch: float) -> list[Fitted]:
    """Names at one size; where rows are low a name that is too long for a line takes two, and its row grows."""
    names = [row.label for row in rows]
    fitted = fit_all(names, (BASE, SMALL, TINY), width=width, height=max(min(pitch, _PITCH_MAX) - 2, TINY * LINE))
    return [
        fit(name, (TINY,), width=width, lines=2) if size == TINY else (lines, size)
        for name, (lines, size) in zip(names, fitted, strict=True)
    ]


def _edges(labels: Sequence[Fitted], top: float, bottom: float) -> tuple[float, ...]:
    """Where rows begin and end: each as high as its name needs, and the room that is left shared."""
    needs = [max(_PITCH_MIN, len(lines) * size * LINE + 2) for lines, size in labels]
    return tuple(accumulate(shared(needs, bottom - top, _PITCH_MAX), initial=top))


def _draw_heads(canvas: Canvas, layout: _Layout, fitted: Sequence[Fitted]) -> None:
    bottom = layout.edges[0] - 5
    places = [
        (layout.zone[0] + 6, "left"),
        *((edge - 4, "right") for edge in layout.figures),
        *((x, "center") for x in layout.marks),
    ]
    for (x, align), (lines, size) in zip(places, fitted, strict=True):
        canvas.text(x, bottom, lines, size=size, bold=True, align=align, valign="bottom")  # type: ignore[arg-type]
    canvas.across(layout.edges[0], _MARGIN, WIDTH - _MARGIN, colour=GREY_2, width=BROAD)


def _draw_row(canvas: Canvas, layout: _Layout, number: int, row: ChoiceRow) -> None:
    y, (lines, size), pitch = layout.middle(number), layout.labels[number], layout.pitch(number)
    if row.tinted:
        canvas.rect(
            _MARGIN, y - pitch / 2 + 0.5, WIDTH - 2 * _MARGIN, pitch - 1, fill=TINT, z=0.5, gid=f"tint-{number}"
        )
    canvas.across(y + pitch / 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_1, width=THIN, z=1)
    canvas.text(_MARGIN + 4, y, lines, size=size, colour=INK)
    _draw_bar(canvas, layout, number, row)
    for edge, text in zip(layout.figures, row.figures, strict=True):
        canvas.text(edge - 4, y, text, size=SMALL, colour=INK if row.tinted else GREY_4, align="right")
    for place, (x, mark) in enumerate(zip(layout.marks, row.marks, strict=True)):
        _draw_mark(canvas, (x, y), place, mark=mark, gid=f"mark-{number}-{place}")


def _draw_bar(canvas: Canvas, layout: _Layout, number: int, row: ChoiceRow) -> None:
    y, thick = layout.middle(number), min(20.0, layout.pitch(number) * 0.6)
    if row.value is None:
        canvas.bar(layout.zero, y, _STUB, thick, fill=WHITE, hatch=True, gid=f"unknown-{number}")
        canvas.text(layout.zero + _STUB + 6, y, row.printed, size=SMALL, colour=GREY_4)
        return
    long = row.value * layout.scale
    canvas.bar(layout.zero + min(long, 0.0), y, abs(long), thick, fill=colour_of(row.role), gid=f"bar-{number}")
    colour = WARNING if row.role == "warning" else INK
    canvas.text(layout.zero + max(long, 0.0) + 6, y, row.printed, size=SMALL, bold=True, colour=colour)


def _draw_mark(canvas: Canvas, at: tuple[float, float], place: int, *, mark: bool | None, gid: str) -> None:
    """The first kind of mark is the message: a tick; the others a dot, and a square for what is bound."""
    x, y = at
    if mark is None:
        canvas.text(x, y, "?", size=SMALL, bold=True, colour=GREY_3, align="center")
    elif mark and place == 0:
        state_sign(canvas, at, 8.0, state="now", gid=gid)
    elif mark and place == 1:
        canvas.circle(x, y, 5.5, GREY_4, gid=gid)
    elif mark:
        canvas.bar(x - 5, y, 10, 10, fill=INK, gid=gid)


def _draw_gauge(canvas: Canvas, gauge: Gauge, place: tuple[int, int], top: float) -> None:
    number, count = place
    wide = (WIDTH - 2 * _MARGIN - 28 * (count - 1)) / count
    left = _MARGIN + number * (wide + 28)
    names = widest([use.label for use in gauge.uses], TINY) + 10
    text = widest([use.printed for use in gauge.uses], TINY, bold=True) + 10
    largest = max([gauge.limit, *(use.value for use in gauge.uses)])
    start, scale = left + names, (wide - names - text) / largest
    line = start + gauge.limit * scale
    canvas.text(left, top, gauge.label, size=SMALL, bold=True, valign="top")
    canvas.text(left + wide, top + 1, gauge.printed, size=TINY, colour=GREY_4, align="right", valign="top")
    first = top + SMALL * LINE + 4
    for row, use in enumerate(gauge.uses):
        y = first + (row + 0.5) * _USE
        canvas.text(left, y, use.label, size=TINY, colour=GREY_4)
        canvas.bar(start, y, gauge.limit * scale, 12, fill=GREY_1, z=1)
        canvas.bar(start, y, use.value * scale, 12, fill=colour_of(use.role), gid=f"use-{number}-{row}")
        colour = WARNING if use.role == "warning" else INK
        canvas.text(max(start + use.value * scale, line) + 6, y, use.printed, size=TINY, bold=True, colour=colour)
    canvas.upright(
        line, first - 1, first + len(gauge.uses) * _USE + 1, colour=INK, width=FIRM, gid=f"limit-{number}", z=Z_AXIS
    )
