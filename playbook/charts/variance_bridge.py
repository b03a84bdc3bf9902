"""The bridge under a chart of variances: what moved one of its rows, change by change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from playbook.charts.drawing import (
    ACCENT,
    FINE,
    GREY_2,
    GREY_3,
    GREY_4,
    INK,
    LINE,
    SLIM,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Box,
    Canvas,
    labels_of,
)

__all__ = ["BRIDGE", "BridgeBar", "draw_bridge"]

#: The height of the bridge, where its bars begin and end in it, where their names stand, and where amounts do.
BRIDGE, _UPPER, _LOWER, _NAMES, _AWAY = 152.0, 34.0, 52.0, 34.0, 9.0
_MARGIN, _HALF, _HALF_SHARE, _Z_ZERO = 12.0, 24.0, 0.3, 1.2


@dataclass(frozen=True)
class BridgeBar:
    """A bar of the bridge: a change, or a level given as its distance from the start (`total` solid, `plan`
    outlined)."""

    label: str
    change: float
    printed: str
    kind: Literal["change", "total", "plan"] = "change"


def draw_bridge(canvas: Canvas, bars: Sequence[BridgeBar], title: str, top: float) -> None:
    """Changes from the level of the start, which is the zero line; the total and the plan stand on it too."""
    canvas.text(_MARGIN, top + 4, title, size=TINY, bold=True, colour=GREY_4)
    slot, spans = (WIDTH - 2 * _MARGIN) / len(bars), _spans(bars)
    ends = [end for span in spans for end in span]
    low, high = min(0.0, *ends), max(0.0, *ends)
    upper, half = top + _UPPER, min(_HALF, slot * _HALF_SHARE)
    scale = (top + BRIDGE - _LOWER - upper) / (high - low) if high > low else 0.0
    labels = labels_of(bars, sizes=(TINY, FINE), width=slot - 8, height=2 * TINY * LINE)
    for number, (bar, (start, end)) in enumerate(zip(bars, spans, strict=True)):
        x = _MARGIN + (number + 0.5) * slot
        y0, y1 = (upper + (high - value) * scale for value in (max(start, end), min(start, end)))
        _draw_change(canvas, bar, Box(x - half, y0, x + half, y1), f"bridge-{number}")
        canvas.fitted(x, top + BRIDGE - _NAMES, labels[number], align="center", valign="top", colour=GREY_4)
        if bar.kind == "change" and number + 1 < len(bars):
            canvas.across(upper + (high - end) * scale, x, x + slot, colour=GREY_2, z=1)
    canvas.across(upper + high * scale, _MARGIN, WIDTH - _MARGIN, colour=GREY_3, z=_Z_ZERO)


def _spans(bars: Sequence[BridgeBar]) -> list[tuple[float, float]]:
    """Where each bar starts and ends: a change where the one before it ended, a level at zero."""
    spans, running = [], 0.0
    for bar in bars:
        start = running if bar.kind == "change" else 0.0
        spans.append((start, start + bar.change))
        running += bar.change if bar.kind == "change" else 0.0
    return spans


def _draw_change(canvas: Canvas, bar: BridgeBar, box: Box, gid: str) -> None:
    """A bar, and what it amounts to at the end that it moves to."""
    colour = INK if bar.kind == "total" else ACCENT if bar.change >= 0 else WARNING
    fill, edge = (WHITE, GREY_4) if bar.kind == "plan" else (colour, None)
    canvas.rect(box.x0, box.y0, box.width, max(box.height, 1.0), fill=fill, edge=edge, line=SLIM, gid=gid)
    y = box.y1 + _AWAY if bar.change < 0 else box.y0 - _AWAY
    ink = INK if bar.kind != "change" else colour
    canvas.text((box.x0 + box.x1) / 2, y, bar.printed, size=TINY, bold=True, colour=ink, align="center")
