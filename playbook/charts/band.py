"""The range of a result, and what each input alone does to it.

At the left the outcomes stand on a scale of amounts that runs upwards: a histogram, the part that reaches the target in
the accent colour, and beside the scale a bar from the 10% to the 90% point with the median in it. Marks (quantiles,
target, base, today) are labelled at the side; one that lies far off the outcomes is set at the edge, beyond a break of
the scale. At the right a small tornado: a bar per input from its low (light) to its high (dark), around the base.

>>> outcomes = Outcomes(
...     (0.0, 10.0, 20.0), (30, 70), band=(2.0, 12.0, 18.0), marks=(BandMark("median", 12, "12"),), target=15.0
... )
>>> words = BandWords("Outcomes", "Each input alone", "40% reach the target", "base", "low", "high")
>>> figure = band_chart(outcomes, [InputRow("Price", -5.0, 4.0, "−5", "+4", role="accent")], lang="en", words=words)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from playbook.charts.band_inputs import RIGHT, BandWords, InputRow, draw_inputs
from playbook.charts.drawing import (
    ACCENT,
    BASE,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HAIRLINE,
    HEIGHT,
    INK,
    LIGHT,
    SMALL,
    THIN,
    TINY,
    WHITE,
    Z_AXIS,
    Z_MARK,
    Canvas,
    Picture,
    Role,
    apart,
    check_number,
    check_numbers,
    check_some,
    colour_of,
    fit,
    widest,
)
from playbook.units import Lang

__all__ = ["BandMark", "BandWords", "InputRow", "Outcomes", "band_chart"]

_MARGIN, _HEAD = 10.0, 58.0
_AXIS, _HISTOGRAM, _LABELS, _LEFT_END = 26.0, 106.0, 158.0, 308.0
_PITCH, _NUMBER = 20.0, 82.0
#: Before the labels: where the line to one bends, where it has reached its height, and where it ends.
_BEND, _LEVEL, _BEFORE = 22.0, 8.0, 5.0
#: Where the line of a strong mark begins before the scale; lines to labels, and over them those of strong marks.
_OUT, _Z_LEADER, _Z_STRONG = 6.0, 3.4, 3.5
#: A mark further off the outcomes than this many times their span is set at the edge.
_FAR = 1.6


@dataclass(frozen=True)
class BandMark:
    """An amount on the scale and its label; a strong one has a line across the histogram."""

    label: str
    value: float
    printed: str
    role: Role = field(default="grey", kw_only=True)
    strong: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Outcomes:
    """The histogram (edges, one more than counts), the band (10%, 50%, 90%), the marks, and the amount from which
    outcomes reach the target."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    band: tuple[float, float, float] = field(kw_only=True)
    marks: tuple[BandMark, ...] = field(kw_only=True)
    target: float | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class _Scale:
    """From amounts to pixels: linear over the outcomes and what is near, marks beyond are at the edge."""

    low: float
    high: float
    top: float
    bottom: float

    def y(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return self.bottom - (inside - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def at(self, value: float) -> float:
        """Where a mark stands: beyond the break where it is far off."""
        return self.y(value) + (20 if value < self.low else -20 if value > self.high else 0)


def band_chart(outcomes: Outcomes, rows: Sequence[InputRow], *, lang: Lang, words: BandWords) -> Picture:
    """Both halves; there is room for nine inputs. ValueError for no outcome, edges that do not rise or do not fit the
    counts, no row, or NaN."""
    _check(outcomes, rows)
    canvas = Canvas(lang, height=HEIGHT)
    canvas.text(_MARGIN, 14, words.outcomes, size=SMALL, bold=True, colour=INK)
    scale = _scale(outcomes)
    _draw_reach(canvas, words.reach)
    _draw_histogram(canvas, scale, outcomes)
    _draw_marks(canvas, scale, outcomes.marks)
    canvas.upright(RIGHT - 14, 6, HEIGHT - 6, colour=GREY_1, width=THIN)
    canvas.text(RIGHT, 14, words.inputs, size=SMALL, bold=True, colour=INK)
    draw_inputs(canvas, rows, words)
    return canvas.figure


def _check(outcomes: Outcomes, rows: Sequence[InputRow]) -> None:
    if len(outcomes.edges) != len(outcomes.counts) + 1 or sum(outcomes.counts) <= 0:
        raise ValueError("a band needs outcomes, and one edge more than counts")
    if any(second <= first for first, second in pairwise(outcomes.edges)):
        raise ValueError("the edges of the outcomes must rise")
    check_some("a tornado needs at least one input", rows)
    for mark in outcomes.marks:
        check_number(mark.value, mark.label)
    check_numbers("the outcomes", *outcomes.band, outcomes.target)
    for row in rows:
        check_numbers(row.label, row.low, row.high)


def _scale(outcomes: Outcomes) -> _Scale:
    first, last = outcomes.edges[0], outcomes.edges[-1]
    reach = _FAR * (last - first)
    near = [mark.value for mark in outcomes.marks if first - reach <= mark.value <= last + reach]
    low, high = min([first, *near]), max([last, *near])
    far_low = any(mark.value < low for mark in outcomes.marks)
    far_high = any(mark.value > high for mark in outcomes.marks)
    return _Scale(low, high, _HEAD + (24 if far_high else 6), HEIGHT - 14 - (24 if far_low else 4))


def _draw_reach(canvas: Canvas, text: str) -> None:
    if text:
        canvas.fitted(
            _MARGIN,
            36,
            fit(text, (BASE, SMALL, TINY), width=_LEFT_END - _MARGIN, lines=1, bold=True),
            bold=True,
            colour=ACCENT,
        )


def _draw_histogram(canvas: Canvas, scale: _Scale, outcomes: Outcomes) -> None:
    """Bins as bars from the scale to the right; a bin through which the target goes is split there."""
    unit = _HISTOGRAM / max(outcomes.counts)
    cut = outcomes.edges[-1] if outcomes.target is None else outcomes.target
    for number, count in enumerate(outcomes.counts):
        low, high = outcomes.edges[number], outcomes.edges[number + 1]
        for start, end, fill, name in ((low, min(high, cut), GREY_2, "below"), (max(low, cut), high, ACCENT, "reach")):
            if end > start and count:
                canvas.rect(
                    _AXIS, scale.y(end), count * unit, scale.y(start) - scale.y(end), fill=fill, gid=f"{name}-{number}"
                )
    canvas.upright(_AXIS, scale.top - 6, scale.bottom + 4, colour=GREY_3, z=Z_AXIS)
    low, median, high = (scale.y(value) for value in outcomes.band)
    canvas.rect(_AXIS - 13, high, 7, low - high, fill=INK, gid="band")
    canvas.bar(_AXIS - 16, median, 13, 3, fill=WHITE, z=Z_MARK)
    canvas.bar(_AXIS - 16, median, 13, 2, fill=INK, gid="median", z=Z_AXIS)


def _draw_marks(canvas: Canvas, scale: _Scale, marks: Sequence[BandMark]) -> None:
    """Labels from top to bottom, none over another, each with a line to its amount; of equal amounts the first given is
    above."""
    order = sorted(marks, key=lambda mark: -mark.value)
    starts = apart([scale.at(mark.value) for mark in order], [_PITCH] * len(order), (_HEAD, HEIGHT - 10), 0)
    wide = widest([mark.printed for mark in order], BASE, bold=True)
    size = BASE if wide <= _NUMBER else SMALL
    room = _LEFT_END - _LABELS - wide * size / BASE - 8
    for mark, start in zip(order, starts, strict=True):
        at, y = scale.at(mark.value), start + _PITCH / 2
        colour = GREY_4 if mark.role == "grey" else colour_of(mark.role)
        _draw_leader(canvas, mark, (at, y), colour)
        canvas.fitted(_LABELS, y, fit(mark.label, (SMALL, TINY), width=room, lines=1), colour=colour)
        ink = INK if mark.role == "grey" else colour
        canvas.text(_LEFT_END, y, mark.printed, size=size, bold=mark.strong, align="right", colour=ink)
        if not scale.low <= mark.value <= scale.high:
            _draw_break(canvas, (at + scale.y(mark.value)) / 2)


def _draw_leader(canvas: Canvas, mark: BandMark, heights: tuple[float, float], colour: str) -> None:
    """The line from the scale to a label, from one height to another; a strong mark's goes across the histogram."""
    (at, y), bend, start = heights, _LABELS - _BEND, _AXIS + 1
    if mark.strong:
        dash: Literal["dashed", "solid"] = "dashed" if mark.role == "ink" else "solid"
        canvas.across(at, _AXIS - _OUT, bend, colour=colour, width=FIRM, dash=dash, z=_Z_STRONG)
        start = bend
    canvas.line(
        [(start, at), (bend, at), (_LABELS - _LEVEL, y), (_LABELS - _BEFORE, y)],
        colour=colour if mark.strong else GREY_3,
        width=HAIRLINE,
        dash="solid" if mark.strong else "dotted",
        gid="leader",
        z=_Z_LEADER,
    )


def _draw_break(canvas: Canvas, y: float) -> None:
    """Two slanted strokes through the scale: what is beyond is not drawn to scale."""
    for shift in (-2.5, 2.5):
        canvas.line(
            [(_AXIS - 7, y + shift + 3), (_AXIS + 7, y + shift - 3)], colour=GREY_4, width=LIGHT, gid="break", z=5
        )
