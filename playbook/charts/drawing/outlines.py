"""Outlines of forms as steps of an SVG path: along points, and of circles and their slices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from matplotlib.path import Path

__all__ = ["Steps", "along", "arc", "circle", "scaled"]

#: Commands of an SVG path (M, L, Q, C, z), each with the coordinates of its points.
Steps = Sequence[tuple[str, tuple[float, ...]]]
_COMMANDS = {
    int(Path.MOVETO): ("M", 1),
    int(Path.LINETO): ("L", 1),
    int(Path.CURVE4): ("C", 3),
    int(Path.CLOSEPOLY): ("z", 1),
}


def along(points: Sequence[tuple[float, float]]) -> Iterator[tuple[str, tuple[float, float]]]:
    """From point to point."""
    return (("L" if place else "M", point) for place, point in enumerate(points))


def scaled(steps: Steps, x: float, y: float, by: float) -> Steps:
    """Steps around the origin, moved and made larger."""
    return tuple(
        (command, tuple(number * by + (y if place % 2 else x) for place, number in enumerate(numbers)))
        for command, numbers in steps
    )


@lru_cache(maxsize=1)
def circle() -> Steps:
    """A circle of radius 1, as eight curves."""
    return _steps(Path.unit_circle())


@lru_cache(maxsize=256)
def arc(share: float) -> Steps:
    """A share of it, clockwise from the top."""
    return (*_steps(Path.arc(-90, -90 + 360 * share)), ("L", (0.0, 0.0)), ("z", ()))


def _steps(path: Path) -> Steps:
    return tuple(
        (_COMMANDS[int(code)][0], tuple(map(float, points)) if code != Path.CLOSEPOLY else ())
        for points, code in path.iter_segments(simplify=False)
    )
