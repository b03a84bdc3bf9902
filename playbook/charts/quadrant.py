"""A field of four quadrants: things placed by two judgements, with their names beside them.

Used for importance against performance, benefit against feasibility, power against attitude. Labels move apart
instead of covering each other; a moved one has a leader line. What has no place because a judgement is missing is
listed under the field, never put at zero.

>>> figure = quadrant_chart(
...     [Point("S1", 3, 2, role="accent"), Point("S2", None, 1)],
...     lang="en",
...     x_label="Feasibility",
...     y_label="Benefit",
...     x_split=2,
...     y_split=2,
...     x_range=(0, 4),
...     y_range=(0, 4),
...     unknown_label="Not rated:",
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot, sqrt

from playbook.charts.drawing import (
    FINE,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HAIRLINE,
    HEIGHT,
    INK,
    LIGHT,
    LINE,
    PLAIN,
    SMALL,
    THIN,
    TINT,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_GROUND,
    Z_LOWEST,
    Anchor,
    Box,
    Canvas,
    Picture,
    Role,
    check_numbers,
    colour_of,
    fit,
    place_labels,
    text_width,
    widest,
    wrap,
)
from playbook.units import Lang

__all__ = ["Point", "quadrant_chart"]

_PAD_X, _PAD_Y = 20.0, 32.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 14.0, 30.0, 50.0
_RADIUS, _RADIUS_MAX, _LABEL_WIDTH = 6.5, 27.0, 150.0


@dataclass(frozen=True)
class Point:
    """A thing: its two values (None is unknown), optionally a size shown as area, and where it was before."""

    label: str
    x: float | None
    y: float | None
    role: Role = field(default="grey", kw_only=True)
    size: float | None = field(default=None, kw_only=True)
    from_x: float | None = field(default=None, kw_only=True)
    from_y: float | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class _Field:
    """The drawing area and the values at its edges."""

    box: Box
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        wide, high = self.box.width - 2 * _PAD_X, self.box.height - 2 * _PAD_Y
        return self.box.x0 + _PAD_X + (x - x0) / (x1 - x0) * wide, self.box.y1 - _PAD_Y - (y - y0) / (y1 - y0) * high


@dataclass(frozen=True)
class _Spot:
    """A point that is drawn: where, how large, and its label in lines."""

    point: Point
    x: float
    y: float
    radius: float
    lines: tuple[str, ...]


def quadrant_chart(
    points: Sequence[Point],
    *,
    lang: Lang,
    x_label: str,
    y_label: str,
    x_split: float,
    y_split: float,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    corner_labels: tuple[str, str, str, str] = ("", "", "", ""),
    x_ends: tuple[str, str] = ("", ""),
    y_ends: tuple[str, str] = ("", ""),
    unknown_label: str = "",
    highlight_corner: int | None = None,
    height: float = HEIGHT,
) -> Picture:
    """Points in the ranges; the corners are top left, top right, bottom left, bottom right; `highlight_corner` is
    tinted.

    `x_ends` and `y_ends` name the low and the high end. Points with the same place are put side by side. ValueError
    for NaN, an empty range, a point outside the ranges, or a split outside its range.
    """
    _check(points, (x_range, y_range), (x_split, y_split))
    missing = _missing(points, unknown_label, lang)
    canvas = Canvas(lang, height=height)
    box = Box(_LEFT, _TOP, WIDTH - _RIGHT, height - _BOTTOM - len(missing) * SMALL * LINE)
    area = _Field(box, x_range, y_range)
    taken = _draw_field(canvas, area, area.at(x_split, y_split), corners=corner_labels, highlight=highlight_corner)
    _draw_axes(canvas, box, (x_label, y_label), (x_ends, y_ends))
    _draw_points(canvas, area, _spots(points, area), taken)
    if missing:
        canvas.text(_LEFT, height - 6, missing, size=SMALL, colour=GREY_4, valign="bottom", gid="unknown")
    return canvas.figure


def _check(
    points: Sequence[Point], ranges: tuple[tuple[float, float], tuple[float, float]], splits: tuple[float, float]
) -> None:
    for (low, high), split in zip(ranges, splits, strict=True):
        if not low < high or not low <= split <= high:
            raise ValueError(
                f"range {low} to {high} with its split at {split}: expected low < high and the split between them"
            )
    for point in points:
        for values, (low, high) in zip(((point.x, point.from_x), (point.y, point.from_y)), ranges, strict=True):
            check_numbers(point.label, *values, least=low, most=high)
        check_numbers(f"{point.label}, size", point.size, least=0)


def _missing(points: Sequence[Point], label: str, lang: Lang) -> tuple[str, ...]:
    names = [point.label for point in points if point.x is None or point.y is None]
    if not names:
        return ()
    text = (label + ("" if lang == "zh" else " ") if label else "") + ("、" if lang == "zh" else ", ").join(names)
    return wrap(text, SMALL, width=WIDTH - _LEFT - _RIGHT)


def _draw_field(
    canvas: Canvas, area: _Field, split: tuple[float, float], *, corners: Sequence[str], highlight: int | None
) -> list[Box]:
    """The four quadrants; returns what the labels of points keep off: corner labels and split lines."""
    box, (x, y) = area.box, split
    canvas.rect(box.x0, box.y0, box.width, box.height, fill=WHITE, edge=GREY_2, z=Z_GROUND)
    quadrants = (
        Box(box.x0, box.y0, x, y),
        Box(x, box.y0, box.x1, y),
        Box(box.x0, y, x, box.y1),
        Box(x, y, box.x1, box.y1),
    )
    if highlight is not None:
        corner = quadrants[highlight]
        canvas.rect(corner.x0, corner.y0, corner.width, corner.height, fill=TINT, gid="highlight-corner", z=Z_LOWEST)
    canvas.upright(x, box.y0, box.y1, colour=GREY_3, dash="dashed", z=0.5, gid="split-x")
    canvas.across(y, box.x0, box.x1, colour=GREY_3, dash="dashed", z=0.5, gid="split-y")
    texts = [
        _corner(canvas, quadrant, number, text)
        for number, (quadrant, text) in enumerate(zip(quadrants, corners, strict=True))
        if text
    ]
    return [*texts, Box(x - 1, box.y0, x + 1, box.y1), Box(box.x0, y - 1, box.x1, y + 1)]


def _corner(canvas: Canvas, box: Box, number: int, text: str) -> Box:
    lines, size = fit(text, (SMALL, TINY), width=max(box.width - 16, 60), lines=2, bold=True)
    top, left = number < 2, number % 2 == 0
    at = (box.x0 + 8 if left else box.x1 - 8, box.y0 + 5 if top else box.y1 - 5)
    align, valign = ("left" if left else "right"), ("top" if top else "bottom")
    return canvas.text(*at, lines, size=size, bold=True, colour=GREY_4, align=align, valign=valign, z=1)  # type: ignore[arg-type]


def _draw_axes(
    canvas: Canvas, box: Box, labels: tuple[str, str], ends: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    (x_label, y_label), (x_ends, y_ends) = labels, ends
    y = canvas.text(18, 8, y_label, size=SMALL, bold=True, valign="top")
    canvas.arrow((10, y.y1 - 2), (10, y.y0 + 2), width=LIGHT, colour=INK, head=7)
    wide = text_width(x_label, SMALL, bold=True)
    bottom = box.y1 + 36
    canvas.text(box.x1 - wide - 20, bottom, x_label, size=SMALL, bold=True)
    canvas.arrow((box.x1 - 16, bottom), (box.x1, bottom), width=LIGHT, colour=INK, head=7)
    for x, text, align in ((box.x0, x_ends[0], "left"), (box.x1, x_ends[1], "right")):
        canvas.text(x, box.y1 + 13, text, size=TINY, colour=GREY_4, align=align)  # type: ignore[arg-type]
    for y_end, text in ((box.y1 - 9, y_ends[0]), (box.y0 + 9, y_ends[1])):
        canvas.text(
            box.x0 - 6,
            y_end,
            fit(text, (TINY, FINE), width=_LEFT - 10, lines=2)[0],
            size=TINY,
            colour=GREY_4,
            align="right",
        )


def _spots(points: Sequence[Point], area: _Field) -> list[_Spot]:
    largest = max((point.size or 0 for point in points), default=0) or 1.0
    spots: list[_Spot] = []
    reach: dict[tuple[float, float], list[float]] = {}
    for point in points:
        if point.x is None or point.y is None:
            continue
        x, y = area.at(point.x, point.y)
        radius = _RADIUS if point.size is None else max(4.0, _RADIUS_MAX * sqrt(point.size / largest))
        x = _beside(reach.setdefault((point.x, point.y), []), x, radius)
        x = min(max(x, area.box.x0 + radius + 2), area.box.x1 - radius - 2)
        y = min(max(y, area.box.y0 + radius + 2), area.box.y1 - radius - 2)
        spots.append(_Spot(point, x, y, radius, fit(point.label, (SMALL,), width=_LABEL_WIDTH, lines=3)[0]))
    return spots


def _beside(reach: list[float], x: float, radius: float) -> float:
    """Where the next point with the same place goes: on it, then by turns to the right and to the left of those
    before."""
    if not reach:
        reach[:] = [x - radius, x + radius, 0]
        return x
    reach[2] += 1
    if reach[2] % 2:
        reach[1] += 2 * radius + 2
        return reach[1] - radius
    reach[0] -= 2 * radius + 2
    return reach[0] + radius


def _draw_points(canvas: Canvas, area: _Field, spots: Sequence[_Spot], taken: Sequence[Box]) -> None:
    anchors = [
        Anchor(spot.x, spot.y, spot.radius, widest(spot.lines, SMALL), len(spot.lines) * SMALL * LINE) for spot in spots
    ]
    moves = [box for spot in spots for box in _move_boxes(area, spot)]
    boxes = place_labels(anchors, area.box.grown(-3), taken=[*taken, *moves])
    for number, (spot, anchor, box) in enumerate(zip(spots, anchors, boxes, strict=True)):
        colour = colour_of(spot.point.role)
        _draw_move(canvas, area, spot, colour)
        canvas.circle(spot.x, spot.y, spot.radius, colour, edge=WHITE, line=THIN, gid=f"point-{number}")
        _draw_leader(canvas, anchor, box)
        ink = WARNING if spot.point.role == "warning" else INK if spot.point.role in ("accent", "ink") else GREY_4
        align = "left" if box.x0 >= spot.x else "right" if box.x1 <= spot.x else "center"
        x = {"left": box.x0, "right": box.x1, "center": (box.x0 + box.x1) / 2}[align]
        canvas.text(x, box.y0, spot.lines, size=SMALL, valign="top", align=align, colour=ink)  # type: ignore[arg-type]


def _move_boxes(area: _Field, spot: _Spot) -> list[Box]:
    """Small boxes along the arrow from the earlier place, for labels to keep off."""
    if spot.point.from_x is None or spot.point.from_y is None:
        return []
    x, y = area.at(spot.point.from_x, spot.point.from_y)
    steps = max(1, int(hypot(spot.x - x, spot.y - y) / 8))
    places = [(x + (spot.x - x) * step / steps, y + (spot.y - y) * step / steps) for step in range(steps + 1)]
    return [Box(left - 5, top - 5, left + 5, top + 5) for left, top in places]


def _draw_move(canvas: Canvas, area: _Field, spot: _Spot, colour: str) -> None:
    if spot.point.from_x is None or spot.point.from_y is None:
        return
    x, y = area.at(spot.point.from_x, spot.point.from_y)
    away = hypot(spot.x - x, spot.y - y)
    if away <= spot.radius:
        return
    share = (away - spot.radius) / away
    canvas.circle(x, y, 4.5, GREY_1, edge=colour, line=LIGHT, z=2.2)
    canvas.arrow(
        (x, y), (x + (spot.x - x) * share, y + (spot.y - y) * share), colour=colour, width=PLAIN, gid="move", z=2.1
    )


def _draw_leader(canvas: Canvas, anchor: Anchor, box: Box) -> None:
    end = anchor.leader(box)
    if end:
        share = anchor.radius / hypot(end[0] - anchor.x, end[1] - anchor.y)
        start = anchor.x + (end[0] - anchor.x) * share, anchor.y + (end[1] - anchor.y) * share
        canvas.line([start, end], colour=GREY_3, width=HAIRLINE, gid="leader")
