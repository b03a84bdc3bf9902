"""The signs of a decision map: people, parts in a purchase, and the legend of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from playbook.charts.drawing import (
    ACCENT,
    BROAD,
    FIRM,
    GREY_3,
    GREY_4,
    INK,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_MARK,
    Canvas,
    text_width,
)

__all__ = ["LEGEND", "MapContact", "MapSign", "Part", "Stance", "draw_legend", "draw_person", "draw_sign", "places_of"]

#: The height of a line of the legend, the side of a square, and the room of a sign of the legend before its text.
LEGEND, _SIGN, _REACH = 19.0, 13.0, 24.0
_MARGIN = 8.0

Part = Literal["decides", "takes_part", "carries_out"]
Stance = Literal["supports", "accepts", "doubts"]
_FILL: dict[Stance, str] = {"supports": ACCENT, "accepts": GREY_3, "doubts": WARNING}


@dataclass(frozen=True)
class MapContact:
    """Someone we know: power 1 to 5 and stance, None where they are unknown."""

    label: str
    power: float | None
    stance: Stance | None


@dataclass(frozen=True)
class MapSign:
    """A department's part in a purchase, and its share of the decision as printed."""

    part: Part
    printed: str = ""


def draw_person(canvas: Canvas, at: tuple[float, float], contact: MapContact) -> None:
    """A circle sized by power; dotted where the attitude is unknown, with a question mark where the power is."""
    (x, y), radius = at, 5.5 if contact.power is None else 2.5 + 1.3 * contact.power
    if contact.stance is None:
        ring = [(x + radius * cos(step * pi / 16), y + radius * sin(step * pi / 16)) for step in range(33)]
        canvas.line(ring, colour=GREY_4, width=FIRM, dash="dotted", gid="silent", z=Z_MARK)
    else:
        canvas.circle(x, y, radius, _FILL[contact.stance], gid=contact.stance)
    if contact.power is None:
        canvas.text(x, y, "?", size=9.0, bold=True, align="center", colour=WHITE if contact.stance else GREY_4)


def draw_sign(canvas: Canvas, at: tuple[float, float], sign: MapSign, *, gap: bool) -> None:
    """The sign, and its share of the decision at its right."""
    (x, y), printed = at, text_width(sign.printed, TINY)
    x -= (printed + 5) / 2 if sign.printed else 0
    _glyph(canvas, (x, y), "gap" if gap and sign.part == "decides" else sign.part)
    if sign.printed:
        colour = WARNING if gap and sign.part == "decides" else INK if sign.part == "decides" else GREY_4
        canvas.text(x + _SIGN / 2 + 5, y, sign.printed, size=TINY, colour=colour, bold=sign.part == "decides")


def _glyph(canvas: Canvas, at: tuple[float, float], kind: str) -> None:
    """One sign of the map or of its legend."""
    (x, y), half = at, _SIGN / 2
    if kind in ("decides", "gap"):
        canvas.rect(x - half, y - half, _SIGN, _SIGN, fill=ACCENT if kind == "decides" else WARNING, gid=kind)
    elif kind == "takes_part":
        canvas.rect(x - half + 1, y - half + 1, _SIGN - 2, _SIGN - 2, fill=WHITE, edge=GREY_4, line=BROAD, gid=kind)
    elif kind == "carries_out":
        canvas.arrow((x - half - 2, y), (x + half + 2, y), colour=GREY_4, width=BROAD, gid=kind)
    else:
        draw_person(canvas, (x, y), MapContact("", 3, None if kind == "silent" else kind))  # type: ignore[arg-type]


def places_of(signs: Sequence[tuple[str, str]]) -> list[tuple[int, float]]:
    """The line and the left edge of each entry: as many on a line as fit."""
    places, line, x = [], 0, _MARGIN
    for _, text in signs:
        wide = _REACH + text_width(text, TINY) + 12
        if x + wide - 8 > WIDTH and x > _MARGIN:
            line, x = line + 1, _MARGIN
        places.append((line, x))
        x += wide
    return places


def draw_legend(canvas: Canvas, signs: Sequence[tuple[str, str]], top: float) -> None:
    """What the signs mean, from `top` down."""
    for (kind, text), (line, x) in zip(signs, places_of(signs), strict=True):
        y = top + (line + 0.5) * LEGEND
        _glyph(canvas, (x + 9, y), kind)
        canvas.text(x + _REACH, y, text, size=TINY, colour=GREY_4)
