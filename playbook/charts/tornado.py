"""A tornado: what each assumption alone does to a result, the one that matters most at the top.

A bar runs from the result with the assumption at its low bound to the result with it at its high bound, on both sides
of the line that marks the result as assumed. The part towards the high bound is dark, the one towards the low bound
light: one sees at once which way an assumption works. The results stand at the bar's ends.

>>> bars = [
...     TornadoBar("Scale", 8, 26, "8 (0.5)", "26 (1.2)", role="accent"),
...     TornadoBar("Weight of price", 17, 19, "17 (10%)", "19 (30%)"),
... ]
>>> figure = tornado_chart(
...     bars, 18, lang="en", base_label="as assumed: 18", low_label="at its low bound", high_label="at its high bound"
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    PLAIN,
    SEQUENTIAL,
    SMALL,
    SWATCH,
    WARNING,
    WIDTH,
    Z_AXIS,
    Canvas,
    Picture,
    Role,
    check_number,
    check_numbers,
    check_some,
    labels_of,
    legend,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["TornadoBar", "tornado_chart"]

_MARGIN, _GAP, _HEAD, _FOOT = 12.0, 8.0, 36.0, 40.0
_PITCH_MAX, _PITCH_MIN, _LABEL = 46.0, 24.0, 212.0
_DARK_LIGHT: dict[str, tuple[str, str]] = {"accent": (ACCENT, SEQUENTIAL[2]), "warning": (WARNING, "#E8B3A7")}


@dataclass(frozen=True)
class TornadoBar:
    """One assumption: the result at its low and at its high bound, and how both are printed."""

    label: str
    at_low: float
    at_high: float
    low_printed: str
    high_printed: str
    role: Role = field(default="grey", kw_only=True)

    @property
    def swing(self) -> float:
        """How far apart the two results are."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class _Layout:
    label: float
    pitch: float
    left: float
    scale: float
    least: float

    def x(self, value: float) -> float:
        return self.left + (value - self.least) * self.scale

    def middle(self, row: int) -> float:
        return _HEAD + (row + 0.5) * self.pitch


def tornado_chart(
    bars: Sequence[TornadoBar], base: float, *, lang: Lang, base_label: str, low_label: str, high_label: str
) -> Picture:
    """The bars from the largest swing to the smallest (equal ones as given), around the result `base`.

    `base_label` stands at the base line, the other two words say what light and dark mean. ValueError for no bars, or
    NaN.
    """
    _check(bars, base)
    rows = sorted(bars, key=lambda bar: -bar.swing)
    layout = _layout(rows, base)
    bottom = _HEAD + len(rows) * layout.pitch
    canvas = Canvas(lang, height=max(bottom + _FOOT, 140.0))
    labels = labels_of(rows, width=layout.label, height=layout.pitch - 4)
    for number, bar in enumerate(rows):
        canvas.fitted(
            _MARGIN + layout.label, layout.middle(number), labels[number], align="right", bold=bar.role != "grey"
        )
        _draw_bar(canvas, layout, (number, base), bar)
    _draw_base(canvas, layout.x(base), (_HEAD - 6, bottom), base_label)
    _draw_legend(canvas, (low_label, high_label), y=canvas.height - _FOOT / 2 + 4, left=2 * _MARGIN + layout.label)
    return canvas.figure


def _check(bars: Sequence[TornadoBar], base: float) -> None:
    check_some("a tornado needs at least one bar", bars)
    check_number(base, "base")
    for bar in bars:
        check_numbers(bar.label, bar.at_low, bar.at_high)


def _layout(rows: Sequence[TornadoBar], base: float) -> _Layout:
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, (HEIGHT - _HEAD - _FOOT) / len(rows)))
    label = min(widest([bar.label for bar in rows], BASE, bold=True), _LABEL) + 1
    start, end = 2 * _MARGIN + label + 6, WIDTH - _MARGIN
    ends = [_ends(bar, base) for bar in rows]
    least, most = min(end[0] for end in ends), max(end[1] for end in ends)
    span = (most - least) or 1.0
    texts = [
        (low, text_width(left, SMALL) + _GAP, high, text_width(right, SMALL) + _GAP) for low, high, left, right in ends
    ]
    scale = (end - start) / span
    for _ in range(40):
        first = min((low - least) * scale - wide for low, wide, _, _ in texts)
        last = max((high - least) * scale + wide for _, _, high, wide in texts)
        if last - first <= end - start:
            break
        scale *= 0.94
    return _Layout(label, pitch, start - min(first, 0.0), scale, least)


def _ends(bar: TornadoBar, base: float) -> tuple[float, float, str, str]:
    """Where a bar begins and ends, and the texts there; two results on one side of the base share the text of that
    side."""
    (low, left), (high, right) = sorted(
        [(bar.at_low, bar.low_printed), (bar.at_high, bar.high_printed)], key=lambda end: end[0]
    )
    if high < base:
        return low, base, f"{left} – {right}", ""
    if low > base:
        return base, high, "", f"{left} – {right}"
    return low, high, left, right


def _draw_bar(canvas: Canvas, layout: _Layout, at: tuple[int, float], bar: TornadoBar) -> None:
    (number, base), thick = at, min(26.0, layout.pitch * 0.58)
    middle, (dark, light) = layout.middle(number), _DARK_LIGHT.get(bar.role, (GREY_3, GREY_2))
    canvas.across(middle + layout.pitch / 2, _MARGIN, canvas.width - _MARGIN, colour=GREY_1, z=0.5)
    parts = [(bar.at_low, light, "low"), (bar.at_high, dark, "high")]
    for value, fill, name in sorted(parts, key=lambda part: -abs(part[0] - base)):
        x0, x1 = sorted((layout.x(base), layout.x(value)))
        canvas.bar(x0, middle, x1 - x0, thick, fill=fill, gid=f"{name}-{number}")
    low, high, left, right = _ends(bar, base)
    bold = bar.role != "grey"
    if left:
        canvas.text(layout.x(low) - _GAP, middle, left, size=SMALL, align="right", colour=INK if bold else GREY_4)
    if right:
        canvas.text(layout.x(high) + _GAP, middle, right, size=SMALL, colour=INK if bold else GREY_4)


def _draw_base(canvas: Canvas, x: float, ends: tuple[float, float], label: str) -> None:
    canvas.upright(x, ends[0], ends[1], colour=INK, width=PLAIN, gid="base", z=Z_AXIS)
    half = text_width(label, SMALL, bold=True) / 2
    middle = min(max(x, _MARGIN + half), canvas.width - _MARGIN - half)
    canvas.text(middle, ends[0] - SMALL * LINE / 2 - 1, label, size=SMALL, bold=True, align="center")


def _draw_legend(canvas: Canvas, labels: tuple[str, str], *, y: float, left: float) -> None:
    legend(
        canvas,
        (left, y),
        zip((GREY_2, GREY_3), labels, strict=True),
        lambda x, y, fill: canvas.bar(x, y, SWATCH, SWATCH, fill=fill, gid="legend"),
        gap=22,
    )
