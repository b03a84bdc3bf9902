"""Small signs drawn as shapes, since fonts lack them: Harvey balls and the states of a status matrix.

>>> quarters(2.5), quarters(0.49)
(3, 0)
"""

from __future__ import annotations

from math import floor
from typing import Literal

from playbook.charts.drawing.canvas import Canvas
from playbook.charts.drawing.style import ACCENT, BROAD, FIRM, GREY_3, GREY_4, LIGHT, WARNING, WHITE, Z_AXIS, Z_MARK

__all__ = ["STATES", "State", "harvey_ball", "quarters", "state_sign"]

State = Literal["now", "after_build", "unknown", "no", "none"]
STATES: tuple[State, ...] = ("now", "after_build", "unknown", "no")


def quarters(score: float) -> int:
    """The number of quarters, 0 to 4, that a score from 0 to 4 fills; halves are rounded up."""
    if not 0 <= score <= 4:
        raise ValueError(f"score {score!r}: expected a number from 0 to 4")
    return floor(score + 0.5)


def harvey_ball(
    canvas: Canvas, at: tuple[float, float], radius: float, *, score: float, colour: str, gid: str | None = None
) -> None:
    """A circle with as many quarters filled as the score says, clockwise from the top."""
    canvas.circle(*at, radius, WHITE, edge=colour, line=BROAD, gid=gid)
    canvas.wedge(*at, radius, share=quarters(score) / 4, fill=colour, gid=f"{gid}-fill" if gid else None)


def state_sign(canvas: Canvas, at: tuple[float, float], radius: float, *, state: State, gid: str | None = None) -> None:
    """The sign of a state: a tick, a plus, a question mark or a cross, each with its colour; "none" draws nothing."""
    x, y = at
    if state == "now":
        canvas.circle(x, y, radius, ACCENT, gid=gid)
        _stroke(canvas, at, radius, ((-0.45, 0.02), (-0.1, 0.38), (0.48, -0.36)), colour=WHITE)
    elif state == "after_build":
        canvas.circle(x, y, radius - 0.8, WHITE, edge=ACCENT, line=BROAD, gid=gid)
        _stroke(canvas, at, radius, ((-0.5, 0), (0.5, 0)), colour=ACCENT)
        _stroke(canvas, at, radius, ((0, -0.5), (0, 0.5)), colour=ACCENT)
    elif state == "unknown":
        canvas.circle(x, y, radius - 0.8, WHITE, edge=GREY_3, line=LIGHT, gid=gid)
        canvas.text(x, y, "?", size=radius * 1.5, colour=GREY_4, bold=True, align="center", gid="sign")
    elif state == "no":
        canvas.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8, fill=WARNING, gid=gid, z=Z_MARK)
        _stroke(canvas, at, radius, ((-0.42, -0.42), (0.42, 0.42)), colour=WHITE)
        _stroke(canvas, at, radius, ((-0.42, 0.42), (0.42, -0.42)), colour=WHITE)


def _stroke(
    canvas: Canvas, at: tuple[float, float], radius: float, points: tuple[tuple[float, float], ...], *, colour: str
) -> None:
    canvas.line(
        [(at[0] + dx * radius, at[1] + dy * radius) for dx, dy in points],
        colour=colour,
        width=max(FIRM, radius * 0.24),
        z=Z_AXIS,
    )
