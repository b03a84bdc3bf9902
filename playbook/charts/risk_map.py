"""A map of risks: how likely to the right, how much money upwards, and the expected loss as the area of the circle.

Thin curves join the places of equal expected loss, so that a rare large risk and a frequent small one can be compared.
Circles are solid for what is recorded, hollow for what the data show; what nobody owns or acts on is in the warning
colour. What has no place because its probability or its money is not known is listed below, never put at zero.

>>> figure = risk_chart(
...     [RiskPoint("Rival's pilot spreads", 0.4, 4800), RiskPoint("Sale of a site", None, 3100)],
...     lang="en",
...     words=Words("Probability", "Amount a month", "likely", "Not sized:", ("no owner", "managed", "from the data")),
...     split=0.3,
...     printed="£{:,.0f}".format,
... )
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from playbook.charts.drawing import (
    ACCENT,
    BROAD,
    FINE,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HAIRLINE,
    HEIGHT,
    INK,
    LINE,
    THIN,
    TINY,
    WARNING,
    WARNING_TINT,
    WHITE,
    WIDTH,
    Z_FIELD,
    Z_GRID,
    Z_GROUND,
    Z_LOWEST,
    Anchor,
    Box,
    Canvas,
    Picture,
    Role,
    check_numbers,
    check_some,
    colour_of,
    fit,
    legend,
    place_labels,
    widest,
    wrap,
)
from playbook.units import Lang

__all__ = ["RiskPoint", "Words", "risk_chart"]

_LEFT, _RIGHT, _TOP, _BOTTOM, _LEGEND = 74.0, 18.0, 30.0, 44.0, 24.0
_RADIUS_MAX, _RADIUS_MIN, _LABEL = 26.0, 5.0, 172.0
_STEPS = 40
#: How far circles and labels keep inside the field.
_INSIDE = 3.0
_NICE = (1.0, 1.2, 1.6, 2.0, 2.4, 3.2, 4.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True)
class RiskPoint:
    """A risk: its probability (0-1) and its money (None is unknown); `hollow` is one that the data show."""

    label: str
    probability: float | None
    amount: float | None
    role: Role = field(default="grey", kw_only=True)
    hollow: bool = field(default=False, kw_only=True)

    @property
    def placed(self) -> bool:
        """Does it have a place?"""
        return self.probability is not None and self.amount is not None

    @property
    def expected(self) -> float:
        """Probability x money; 0 without a place."""
        return self.probability * self.amount if self.probability is not None and self.amount is not None else 0.0


@dataclass(frozen=True)
class Words:
    """The axes, the corner right of the split, what leads the list of the unknown, and the legend: warning, solid,
    hollow."""

    x: str
    y: str
    likely: str
    unknown: str
    legend: tuple[str, str, str]


@dataclass(frozen=True)
class _Field:
    box: Box
    x_max: float
    y_max: float

    def at(self, probability: float, amount: float) -> tuple[float, float]:
        return (
            self.box.x0 + probability / self.x_max * self.box.width,
            self.box.y1 - amount / self.y_max * self.box.height,
        )


def risk_chart(
    points: Sequence[RiskPoint],
    *,
    lang: Lang,
    words: Words,
    split: float,
    printed: Callable[[float], str],
    curve: Callable[[float], str] | None = None,
    height: float = HEIGHT,
) -> Picture:
    """The risks; `split` is the probability from which one is likely, `printed` prints an amount, `curve` one of equal
    expected loss. ValueError for no risk, NaN or out of range."""
    _check(points)
    canvas = Canvas(lang, height=height)
    below = _below(points, words, lang)
    box = Box(_LEFT, _TOP, WIDTH - _RIGHT, height - _BOTTOM - _LEGEND - len(below) * TINY * LINE - 4)
    placed = sorted((point for point in points if point.placed), key=lambda point: (-point.expected, point.label))
    area = _Field(
        box,
        _limit([split * 1.5, *(point.probability or 0.0 for point in placed)], 1.0),
        _limit([point.amount or 0.0 for point in placed]),
    )
    taken = [
        *_draw_field(canvas, area, words, split=split, printed=printed),
        *_draw_curves(canvas, area, curve or printed),
    ]
    _draw_points(canvas, area, placed, taken)
    _draw_legend(canvas, words, points, box.y1 + _BOTTOM)
    if below:
        canvas.text(12, height - 5, below, size=TINY, colour=GREY_4, valign="bottom", gid="unknown")
    return canvas.figure


def _check(points: Sequence[RiskPoint]) -> None:
    check_some("a map of risks needs at least one risk", points)
    for point in points:
        check_numbers(point.label, point.probability, least=0, most=1)
        check_numbers(point.label, point.amount, least=0)


def _limit(values: Sequence[float], most: float = float("inf")) -> float:
    """The end of an axis: a round number with room beyond the largest value."""
    largest = max(values, default=0.0) * 1.15 or 1.0
    unit = 1.0
    while unit > largest:
        unit /= 10
    while unit * 10 <= largest:
        unit *= 10
    return float(min(most, next(unit * step for step in _NICE if unit * step >= largest)))


def _below(points: Sequence[RiskPoint], words: Words, lang: Lang) -> tuple[str, ...]:
    names = [point.label for point in points if not point.placed]
    joined = ("；" if lang == "zh" else "; ").join(names)
    return wrap(words.unknown + ("" if lang == "zh" else " ") + joined, TINY, width=WIDTH - 24) if names else ()


def _draw_field(
    canvas: Canvas, area: _Field, words: Words, *, split: float, printed: Callable[[float], str]
) -> list[Box]:
    """The frame, the likely side, the ticks; returns what labels keep off."""
    box = area.box
    x_split = area.at(split, 0)[0]
    canvas.rect(x_split, box.y0, box.x1 - x_split, box.height, fill=WARNING_TINT, z=Z_LOWEST)
    canvas.rect(box.x0, box.y0, box.width, box.height, fill="none", edge=GREY_2, z=Z_FIELD)
    canvas.upright(x_split, box.y0, box.y1, colour=WARNING, dash="dashed", gid="split")
    corner = canvas.text(box.x1 - 8, box.y0 + 12, words.likely, size=TINY, bold=True, colour=WARNING, align="right")
    taken = [Box(x_split - 1, box.y0, x_split + 1, box.y1), corner]
    for step in range(5):  # quarters of both axes
        probability, amount = area.x_max * step / 4, area.y_max * step / 4
        x, y = area.at(probability, amount)
        align = "left" if step == 0 else "right" if step == 4 else "center"
        canvas.text(x, box.y1 + 12, f"{probability * 100:.3g}%", size=TINY, colour=GREY_4, align=align)  # type: ignore[arg-type]
        canvas.text(box.x0 - 7, y, printed(amount), size=TINY, colour=GREY_4, align="right")
        if 0 < step < 4:
            canvas.across(y, box.x0, box.x1, colour=GREY_1, z=Z_GROUND)
    canvas.text(8, 10, words.y, size=TINY, bold=True, colour=GREY_4)
    canvas.text(box.x1, box.y1 + 28, words.x, size=TINY, bold=True, colour=GREY_4, align="right")
    return taken


def _draw_curves(canvas: Canvas, area: _Field, printed: Callable[[float], str]) -> list[Box]:
    """Two curves of equal expected loss, each with its amount at its upper end."""
    boxes = []
    largest = area.x_max * area.y_max
    unit = 10.0 ** len(str(int(largest / 12))) / 10 if largest >= 12 else largest / 12
    for loss in (max(unit, round(largest / 12 / unit) * unit), max(unit, round(largest / 3.2 / unit) * unit)):
        start = loss / area.y_max
        places = [start + (area.x_max - start) * step / _STEPS for step in range(_STEPS + 1)]
        points = [area.at(probability, loss / probability) for probability in places]
        canvas.line(points, colour=GREY_3, width=0.8, dash="dotted", gid="equal-loss", z=Z_GRID)
        x, y = points[0]
        boxes.append(canvas.text(x + 5, y + 9, printed(loss), size=FINE, colour=GREY_4, z=1))
    return boxes


def _draw_points(canvas: Canvas, area: _Field, points: Sequence[RiskPoint], taken: Sequence[Box]) -> None:
    largest = max((point.expected for point in points), default=0.0) or 1.0
    lines = [fit(point.label, (TINY,), width=_LABEL, lines=3)[0] for point in points]
    anchors = []
    for point, label in zip(points, lines, strict=True):
        x, y = area.at(point.probability or 0.0, point.amount or 0.0)
        radius = max(_RADIUS_MIN, _RADIUS_MAX * sqrt(point.expected / largest))
        x, y = max(x, area.box.x0 + _INSIDE), min(y, area.box.y1 - _INSIDE)
        anchors.append(Anchor(x, y, radius, widest(label, TINY), len(label) * TINY * LINE))
    boxes = place_labels(anchors, area.box.grown(-_INSIDE), taken=taken)
    for number, (point, anchor) in enumerate(zip(points, anchors, strict=True)):
        _draw_circle(canvas, point, anchor, f"risk-{number}")
        end, box, x = anchor.leader(boxes[number]), boxes[number], anchor.x
        if end:
            canvas.line([(x, anchor.y), end], colour=GREY_3, width=HAIRLINE, gid="leader", z=2)
        align = "left" if box.x0 >= x else "right" if box.x1 <= x else "center"
        at = {"left": box.x0, "right": box.x1, "center": (box.x0 + box.x1) / 2}[align]
        ink = WARNING if point.role == "warning" else INK if not point.hollow else GREY_4
        canvas.text(at, box.y0, lines[number], size=TINY, valign="top", align=align, colour=ink)  # type: ignore[arg-type]


def _draw_circle(canvas: Canvas, point: RiskPoint, at: Anchor, gid: str) -> None:
    """Solid over hollow ones, which have their colour at the edge."""
    colour = colour_of(point.role)
    if point.hollow:
        canvas.circle(at.x, at.y, at.radius, WHITE, edge=colour, line=BROAD, gid=gid, z=2.5)
    else:
        canvas.circle(at.x, at.y, at.radius, colour, edge=WHITE, line=THIN, gid=gid)


def _draw_legend(canvas: Canvas, words: Words, points: Sequence[RiskPoint], y: float) -> None:
    shown = [
        ((WARNING, None), any(point.role == "warning" for point in points)),
        ((ACCENT, None), any(point.role != "warning" and not point.hollow for point in points)),
        ((WHITE, GREY_4), any(point.hollow for point in points)),
    ]
    legend(
        canvas,
        (_LEFT, y),
        [(look, text) for (look, there), text in zip(shown, words.legend, strict=True) if there],
        lambda x, y, look: canvas.circle(x + 6, y, 5.5, look[0], edge=look[1], line=FIRM),
        gap=18,
    )
