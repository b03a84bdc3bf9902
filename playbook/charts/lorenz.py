"""A Lorenz curve: parts added up from the smallest; the further it sags below the straight line, the more hangs on a
few.

At the right edge of the field a ruler says who makes up which stretch of the sum; the largest parts, which together
carry half of it, are in the accent colour. Key figures stand beside it in large type, each with what it means.

>>> parts = [LorenzPart("Finance", 3, "75%"), LorenzPart("IT", 1, "25%")]
>>> figure = lorenz_chart(
...     parts, lang="en", x_label="Industries, from the smallest", y_label="Revenue", equal_label="equal parts", half=1
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from playbook.charts.drawing import (
    ACCENT,
    FINE,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    SLIM,
    SMALL,
    THIN,
    TINT,
    TINY,
    WIDTH,
    Z_FIELD,
    Z_GRID,
    Z_GROUND,
    Box,
    Canvas,
    Picture,
    check_numbers,
    check_some,
    fit,
    text_width,
    wrap,
)
from playbook.units import Lang

__all__ = ["KeyFigure", "LorenzPart", "lorenz_chart"]

_LEFT, _TOP, _BOTTOM, _SIDE = 50.0, 28.0, 46.0, 336.0
_PANEL, _BIG = 204.0, 27.0


@dataclass(frozen=True)
class LorenzPart:
    """A part of the sum: its name, its amount, its share as printed; `own` is the one that matters."""

    label: str
    value: float
    printed: str
    own: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class KeyFigure:
    """A figure in large type and what it means."""

    number: str
    words: str


def lorenz_chart(
    parts: Sequence[LorenzPart],
    *,
    lang: Lang,
    x_label: str,
    y_label: str,
    equal_label: str,
    half: int,
    figures: Sequence[KeyFigure] = (),
) -> Picture:
    """The curve of the parts in any order; `half` is how many of the largest are in colour, `figures` up to four key
    figures.

    ValueError for no part, an amount below zero or NaN, or a sum of zero.
    """
    _check(parts)
    rising = sorted(parts, key=lambda part: part.value)
    total = sum(part.value for part in rising)
    steps = [share / total for share in accumulate((part.value for part in rising), initial=0.0)]
    canvas = Canvas(lang)
    box = Box(_LEFT, _TOP, _LEFT + _SIDE, HEIGHT - _BOTTOM)
    points = [
        (box.x0 + box.width * place / len(rising), box.y1 - box.height * step) for place, step in enumerate(steps)
    ]
    _draw_field(canvas, box, (x_label, y_label), equal_label)
    _draw_curve(canvas, box, points, half)
    _draw_ruler(canvas, box, points, parts=rising, half=half)
    _draw_figures(canvas, figures)
    return canvas.figure


def _check(parts: Sequence[LorenzPart]) -> None:
    check_some("a Lorenz curve needs at least one part", parts)
    for part in parts:
        check_numbers(part.label, part.value, least=0)
    if not sum(part.value for part in parts) > 0:
        raise ValueError("a Lorenz curve needs a sum above zero")


def _draw_field(canvas: Canvas, box: Box, labels: tuple[str, str], equal_label: str) -> None:
    canvas.rect(box.x0, box.y0, box.width, box.height, fill="#FFFFFF", edge=GREY_2, z=Z_GROUND)
    for share, text in ((0, "0%"), (0.5, "50%"), (1, "100%")):
        y = box.y1 - share * box.height
        canvas.text(box.x0 - 6, y if share in (0.5, 1) else y - 4, text, size=TINY, align="right", colour=GREY_4)
        if share == 0.5:
            canvas.across(y, box.x0, box.x1, colour=GREY_1, width=THIN, z=Z_FIELD)
    canvas.line([(box.x0, box.y1), (box.x1, box.y0)], colour=GREY_3, dash="dashed", width=SLIM, gid="equal", z=1)
    canvas.text(12, 4, labels[1], size=SMALL, bold=True, valign="top")
    canvas.fitted(
        box.x1,
        box.y1 + 6,
        fit(labels[0], (SMALL, TINY), width=box.width, lines=2, bold=True),
        bold=True,
        align="right",
        valign="top",
    )
    x, y = box.x0 + box.width * 0.34, box.y1 - box.height * 0.42
    canvas.text(
        x - 8, y - 4, wrap(equal_label, TINY, width=110), size=TINY, align="right", valign="bottom", colour=GREY_4
    )


def _draw_curve(canvas: Canvas, box: Box, points: Sequence[tuple[float, float]], half: int) -> None:
    canvas.polygon([*points, (box.x0, box.y1)], TINT, z=Z_GRID, gid="area")
    split = len(points) - 1 - half
    canvas.line(points[: split + 1], colour=GREY_4, width=2.6, gid="curve", z=2)
    canvas.line(points[split:], colour=ACCENT, width=4, gid="half", z=2.2)
    for number, (x, y) in enumerate(points[1:-1], start=1):
        canvas.circle(x, y, 3.2, ACCENT if number >= split else GREY_4, z=2.5)


def _draw_ruler(
    canvas: Canvas, box: Box, points: Sequence[tuple[float, float]], *, parts: Sequence[LorenzPart], half: int
) -> None:
    """Who makes up which stretch of the sum, along the right edge; a stretch that is too low for its name has none."""
    first, edge = len(parts) - half, box.x1 + 8
    room = WIDTH - _PANEL - 14 - edge - 12
    for number, ((_, low), (_, high)) in enumerate(pairwise(points)):
        colour = ACCENT if number >= first else GREY_2
        canvas.rect(edge, high + 0.5, 6, max(low - high - 1, 0.2), fill=colour, gid=f"stretch-{number}")
        part, tall = parts[number], low - high
        if tall < TINY * LINE * 0.98:
            continue
        text = f"{part.label} {part.printed}"
        lines, size = fit(text, (SMALL, TINY), width=room, lines=max(1, int(tall / (TINY * LINE))), bold=part.own)
        if text_width(" ".join(lines), TINY) and "…" not in lines[-1]:
            ink = ACCENT if part.own else INK if number >= first else GREY_4
            canvas.text(edge + 12, (low + high) / 2, lines, size=size, colour=ink, bold=part.own)


def _draw_figures(canvas: Canvas, figures: Sequence[KeyFigure]) -> None:
    if not figures:
        return
    left, pitch = WIDTH - _PANEL, (HEIGHT - 30) / len(figures)
    for number, figure in enumerate(figures):
        top = 18 + number * pitch
        canvas.across(top, left, WIDTH - 12, colour=GREY_2)
        box = canvas.text(
            left, top + 8, figure.number, size=_BIG, bold=True, valign="top", colour=ACCENT if number == 0 else INK
        )
        canvas.fitted(
            left,
            box.y1 + 1,
            fit(
                figure.words,
                (SMALL, TINY, FINE),
                width=_PANEL - 14,
                lines=max(1, int((pitch - box.height - 14) / (SMALL * LINE))),
            ),
            valign="top",
            colour=GREY_4,
        )
