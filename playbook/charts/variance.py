"""Plan against actual, row by row, as the IBCS does it; and below, what moved one of them.

The actual is solid and dark, the plan an outline around it, the year before a lighter bar above, a forecast hatched.
Rows have units of their own, so each is drawn to its own scale, from zero; the variance in percent has one scale for
all, and its sign is printed. A good variance is in the accent colour, a bad one in the warning colour, and the light
says so in a word and a sign, never by colour alone. The bridge counts changes from the level of the start, so that bars
of a few percent can be read from zero.

>>> row = VarianceRow(
...     "Revenue",
...     96,
...     "96",
...     target=100,
...     target_printed="100",
...     variance_printed="−4",
...     share=-0.04,
...     share_printed="−4%",
...     good=False,
...     light="amber",
...     light_printed="amber",
... )
>>> figure = variance_chart(
...     [row], lang="en", words=Words("KPI", "Actual and plan", "Variance", "in %", "Light", "actual", "plan", "before")
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from playbook.charts.drawing import (
    ACCENT,
    BROAD,
    FINE,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    INK,
    LINE,
    SLIM,
    SMALL,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_AXIS,
    Canvas,
    Fitted,
    Picture,
    check_number,
    check_numbers,
    check_some,
    fit,
    labels_of,
    legend,
    state_sign,
    text_width,
)
from playbook.charts.variance_bridge import BRIDGE, BridgeBar, draw_bridge
from playbook.units import Lang

__all__ = ["BridgeBar", "Light", "VarianceRow", "Words", "variance_chart"]

Light = Literal["red", "amber", "green"]
_MARGIN, _HEAD, _LEGEND = 12.0, 28.0, 24.0
_LABELS, _BARS, _DELTA, _AXIS, _LIGHT = (
    204.0,
    216.0,
    558.0,
    626.0,
    694.0,
)  # right edge of names; left of bars; right of variances; zero of %; lights
_HALF, _BAR_ROOM, _FULL, _FULL_WITH_BRIDGE = 34.0, 132.0, 430.0, 474.0
_PITCH_MAX, _PITCH_MIN = 52.0, 30.0
#: How far the bridge may be off its total.
_TOLERANCE = 0.01


@dataclass(frozen=True)
class VarianceRow:
    """One row: its actual, plan, year before and forecast (None is unknown), how they print, and whether the variance
    is in the good sense."""

    label: str
    actual: float | None
    printed: str
    note: str = field(default="", kw_only=True)
    target: float | None = field(default=None, kw_only=True)
    target_printed: str = field(default="", kw_only=True)
    previous: float | None = field(default=None, kw_only=True)
    forecast: float | None = field(default=None, kw_only=True)
    variance_printed: str = field(default="", kw_only=True)
    share: float | None = field(default=None, kw_only=True)
    share_printed: str = field(default="", kw_only=True)
    good: bool | None = field(default=None, kw_only=True)
    light: Light | None = field(default=None, kw_only=True)
    light_printed: str = field(default="", kw_only=True)

    @property
    def values(self) -> list[float]:
        """What is known of it."""
        return [value for value in (self.actual, self.target, self.previous, self.forecast) if value is not None]


@dataclass(frozen=True)
class Words:
    """The heads of the columns, and what the legend calls actual, plan and the year before."""

    kpi: str
    bars: str
    variance: str
    share: str
    light: str
    actual: str
    target: str
    previous: str


def variance_chart(
    rows: Sequence[VarianceRow],
    *,
    lang: Lang,
    words: Words,
    bridge: Sequence[BridgeBar] = (),
    bridge_title: str = "",
    height: float | None = None,
) -> Picture:
    """Rows in their order; the bridge's changes must add up to its total. ValueError for no rows, NaN, or a total that
    is not the sum."""
    _check(rows, bridge)
    foot = _LEGEND + (BRIDGE if bridge else 0.0)
    pitch = min(
        _PITCH_MAX,
        max(_PITCH_MIN, ((height or (_FULL_WITH_BRIDGE if bridge else _FULL)) - _HEAD - foot - _MARGIN) / len(rows)),
    )
    canvas = Canvas(lang, height=height or max(180.0, _HEAD + foot + len(rows) * pitch + _MARGIN))
    _heads(canvas, words)
    widest_share = max((abs(row.share) for row in rows if row.share is not None), default=0.0) or 1.0
    labels = _labels(rows, pitch)
    for number, row in enumerate(rows):
        _draw_row(
            canvas, row, number, place=(_HEAD + (number + 0.5) * pitch, pitch), drawn=(labels[number], widest_share)
        )
    bottom = _HEAD + len(rows) * pitch
    canvas.upright(_AXIS, _HEAD + 2, bottom - 2, colour=GREY_3, z=Z_AXIS)
    _legend(canvas, words, bottom + _LEGEND / 2 + 2, any(row.previous is not None for row in rows))
    if bridge:
        draw_bridge(canvas, bridge, bridge_title, bottom + _LEGEND + 8)
    return canvas.figure


def _check(rows: Sequence[VarianceRow], bridge: Sequence[BridgeBar]) -> None:
    check_some("a chart of variances needs at least one row", rows)
    for row in rows:
        check_numbers(row.label, row.actual, row.target, row.previous, row.forecast, row.share)
    for bar in bridge:
        check_number(bar.change, bar.label)
    totals = [bar.change for bar in bridge if bar.kind == "total"]
    if totals and abs(sum(bar.change for bar in bridge if bar.kind == "change") - totals[0]) > _TOLERANCE:
        raise ValueError(f"the bridge's changes do not add up to its total {totals[0]}")


def _heads(canvas: Canvas, words: Words) -> None:
    heads = (
        (_MARGIN, words.kpi, "left"),
        (_BARS, words.bars, "left"),
        (_DELTA, words.variance, "right"),
        (_AXIS, words.share, "center"),
        (_LIGHT, words.light, "left"),
    )
    for x, text, align in heads:
        canvas.text(x, 12, text, size=TINY, bold=True, colour=GREY_4, align=align)  # type: ignore[arg-type]
    canvas.across(_HEAD - 4, _MARGIN, WIDTH - _MARGIN, colour=GREY_3)


def _labels(rows: Sequence[VarianceRow], pitch: float) -> list[Fitted]:
    """The names, at one size; where rows are low, a name that needs a second line takes the place of its note."""
    room = _LABELS - _MARGIN
    if pitch >= 44:
        return labels_of(rows, sizes=(SMALL, TINY, FINE), width=room, height=2 * SMALL * LINE, bold=True)
    short = labels_of(rows, sizes=(SMALL, TINY, FINE), width=room, height=SMALL * LINE, bold=True)
    cut = [text_width(row.label, size, bold=True) > room for row, (_, size) in zip(rows, short, strict=True)]
    return [
        fit(row.label, (FINE,), width=room, lines=2, bold=True) if long else one
        for row, one, long in zip(rows, short, cut, strict=True)
    ]


def _draw_row(
    canvas: Canvas, row: VarianceRow, number: int, *, place: tuple[float, float], drawn: tuple[Fitted, float]
) -> None:
    (middle, pitch), ((label, size), widest_share) = place, drawn
    note = row.note if len(label) == 1 or pitch >= 44 else ""
    canvas.text(_MARGIN, middle - 8 if note else middle, label, size=size, bold=True)
    if note:
        canvas.text(_MARGIN, middle - 8 + len(label) * size * LINE / 2 + 7, note, size=FINE, colour=GREY_4)
    _draw_bars(canvas, row, number, middle)
    tone = GREY_4 if row.good is None else ACCENT if row.good else WARNING
    canvas.text(_DELTA, middle, row.variance_printed, size=SMALL, colour=tone, align="right", bold=row.good is not None)
    _draw_share(canvas, row, number, place=(middle, widest_share), tone=tone)
    _draw_light(canvas, row, number, middle)
    canvas.across(middle + pitch / 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_1, z=0.5)


def _draw_bars(canvas: Canvas, row: VarianceRow, number: int, middle: float) -> None:
    low, high = min([0.0, *row.values]), max([0.0, *row.values])
    scale = _BAR_ROOM / (high - low) if high > low else 0.0
    zero = _BARS - low * scale

    def bar(
        value: float | None,
        top: float,
        thick: float,
        fill: str,
        *,
        name: str,
        edge: str | None = None,
        hatch: bool = False,
    ) -> None:
        if value is not None:
            left, wide = zero + min(value, 0.0) * scale, abs(value) * scale
            canvas.rect(
                left, middle + top, wide, thick, fill=fill, edge=edge, line=SLIM, hatch=hatch, gid=f"{name}-{number}"
            )

    bar(row.previous, -12, 4, GREY_2, name="previous")
    bar(row.target, -7, 17, WHITE, name="plan", edge=GREY_4)
    bar(row.forecast, -3, 9, WHITE, name="forecast", edge=GREY_3, hatch=True)
    bar(row.actual, -3, 9, INK, name="actual")
    canvas.upright(zero, middle - 13, middle + 12, colour=GREY_3, z=Z_AXIS)
    known = row.actual is not None
    box = canvas.text(
        _BARS + _BAR_ROOM + 10, middle, row.printed, size=SMALL, bold=known, colour=INK if known else GREY_4
    )
    if row.target_printed:
        canvas.text(box.x1 + (7 if row.printed else 0), middle, row.target_printed, size=TINY, colour=GREY_4)


def _draw_share(canvas: Canvas, row: VarianceRow, number: int, *, place: tuple[float, float], tone: str) -> None:
    if row.share is None:
        return
    middle, widest_share = place
    wide = abs(row.share) / widest_share * _HALF
    right = row.share >= 0
    canvas.bar(_AXIS if right else _AXIS - wide, middle, wide, 12, fill=tone, gid=f"share-{number}")
    x = _AXIS - 5 if right else _AXIS + 5
    canvas.text(x, middle, row.share_printed, size=TINY, colour=tone, align="right" if right else "left")


def _draw_light(canvas: Canvas, row: VarianceRow, number: int, middle: float) -> None:
    at = (_LIGHT + 8, middle)
    if not row.light_printed:
        return
    if row.light == "amber":
        canvas.circle(*at, 7.2, WHITE, edge=WARNING, line=BROAD, gid=f"light-{number}")
        canvas.rect(at[0] - 1, middle - 4, 2, 5, fill=WARNING, z=Z_AXIS)
        canvas.rect(at[0] - 1, middle + 2.4, 2, 2, fill=WARNING, z=Z_AXIS)
    else:
        state_sign(
            canvas,
            at,
            8,
            state="unknown" if row.light is None else "now" if row.light == "green" else "no",
            gid=f"light-{number}",
        )
    colour = {"red": WARNING, "amber": WARNING, "green": ACCENT}.get(row.light or "", GREY_4)
    canvas.text(_LIGHT + 20, middle, row.light_printed, size=TINY, colour=colour, bold=row.light == "red")


def _legend(canvas: Canvas, words: Words, y: float, with_previous: bool) -> None:
    keys = [
        ((INK, None, 8), words.actual),
        ((WHITE, GREY_4, 10), words.target),
        ((GREY_2, None, 5), words.previous if with_previous else ""),
    ]
    legend(
        canvas,
        (_BARS, y),
        [(look, text) for look, text in keys if text],
        lambda x, y, look: canvas.bar(x, y, 20, look[2], fill=look[0], edge=look[1], line=SLIM),
        reach=26,
        gap=18,
    )
