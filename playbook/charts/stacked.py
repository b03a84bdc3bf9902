"""Stacked horizontal bars: what each of a few groups is made of, on one scale, with its total at the end.

The segments keep their order and colour in every bar; a key over the bars names them in the order of the stack. A
segment carries its amount where it has room for it. A part that is not known is a hatched stub with its own label, and
the total says that it is at least so much.

>>> figure = stacked_chart(
...     [StackedBar("Sales", (80.0, 20.0), ("80", "20"), "100")], [("Us", "accent"), ("Rival", "warning")], lang="en"
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    BASE,
    GREY_2,
    GREY_4,
    HEIGHT,
    SMALL,
    SWATCH,
    TINY,
    WHITE,
    WIDTH,
    Z_AXIS,
    Canvas,
    Picture,
    Role,
    check_fits,
    check_numbers,
    check_some,
    colour_of,
    labels_of,
    legend,
    on_colour,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["StackedBar", "stacked_chart"]

_MARGIN, _GAP, _STUB, _KEY = 12.0, 10.0, 30.0, 38.0
_LEFT_MAX, _PITCH_MAX, _THICK_MAX = 190.0, 76.0, 42.0
#: Greys for the segments that are not the message, from dark to light.
_GREYS = ("#4A5560", "#8A94A0", "#CBD2D9", "#EEF1F4")


@dataclass(frozen=True)
class StackedBar:
    """One bar: its amounts in the order of the stack (None is unknown, 0 is none), how each is printed, and its total
    as printed.

    `unknown` is the label of the stub, where an amount is unknown.
    """

    label: str
    amounts: Sequence[float | None]
    printed: Sequence[str]
    total: str
    unknown: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class _Layout:
    left: float
    scale: float
    pitch: float

    def middle(self, row: int) -> float:
        return _KEY + (row + 0.5) * self.pitch

    @property
    def thick(self) -> float:
        return min(_THICK_MAX, self.pitch * 0.62)


def stacked_chart(
    bars: Sequence[StackedBar], stack: Sequence[tuple[str, Role]], *, lang: Lang, height: float = HEIGHT
) -> Picture:
    """Bars from top to bottom in the order given; `stack` names the segments with their roles: `grey` ones become
    lighter one by one.

    ValueError for no bars, a bar with another number of amounts than the stack, an amount below zero, or NaN.
    """
    _check(bars, stack)
    pitch = min(_PITCH_MAX, (height - _KEY - _MARGIN) / len(bars))
    canvas = Canvas(lang, height=max(140.0, _KEY + pitch * len(bars) + _MARGIN))
    layout = _layout(bars, pitch)
    colours = _colours([role for _, role in stack])
    _draw_key(canvas, [name for name, _ in stack], colours, layout.left)
    canvas.upright(layout.left, _KEY, _KEY + pitch * len(bars), colour=GREY_2, z=Z_AXIS)
    labels = labels_of(bars, width=layout.left - _GAP - _MARGIN + 1, height=pitch - 4)
    for number, bar in enumerate(bars):
        canvas.fitted(layout.left - _GAP, layout.middle(number), labels[number], align="right")
        _draw_bar(canvas, layout, colours, (number, bar))
    return canvas.figure


def _check(bars: Sequence[StackedBar], stack: Sequence[tuple[str, Role]]) -> None:
    check_some("stacked bars need at least one bar and one segment", bars, stack)
    for bar in bars:
        check_fits(bar.label, len(stack), amounts=bar.amounts, printed=bar.printed)
        check_numbers(bar.label, *bar.amounts, least=0)


def _layout(bars: Sequence[StackedBar], pitch: float) -> _Layout:
    left = _MARGIN + min(widest([bar.label for bar in bars], BASE), _LEFT_MAX) + 1 + _GAP
    ends = [(_known(bar), _tail(bar)) for bar in bars]
    room = WIDTH - _MARGIN - left
    scale = min(((room - tail) / known for known, tail in ends if known > 0), default=1.0)
    return _Layout(left, scale, pitch)


def _known(bar: StackedBar) -> float:
    return sum(amount or 0.0 for amount in bar.amounts)


def _tail(bar: StackedBar) -> float:
    """What stands behind a bar: a stub where a part is unknown with its label, and the total."""
    stub = _STUB + 2 + _GAP + text_width(bar.unknown, SMALL) if None in bar.amounts else 0.0
    return _GAP + text_width(bar.total, BASE, bold=True) + stub


def _colours(roles: Sequence[Role]) -> list[str]:
    greys = iter(_GREYS[1:] if roles.count("grey") < len(_GREYS) else _GREYS)
    return [next(greys, _GREYS[-1]) if role == "grey" else colour_of(role) for role in roles]


def _draw_key(canvas: Canvas, names: Sequence[str], colours: Sequence[str], left: float) -> None:
    wide = sum(text_width(name, SMALL) + 38 for name in names)
    size = SMALL if left + wide <= WIDTH - _MARGIN else TINY
    x = min(left, max(_MARGIN, WIDTH - _MARGIN - sum(text_width(name, size) + 38 for name in names)))
    legend(
        canvas,
        (x, _KEY / 2 - 4),
        zip(colours, names, strict=True),
        lambda x, y, fill: canvas.bar(x, y, SWATCH, SWATCH, fill=fill, gid="key"),
        size=size,
    )


def _draw_bar(canvas: Canvas, layout: _Layout, colours: Sequence[str], row: tuple[int, StackedBar]) -> None:
    number, bar = row
    middle, thick = layout.middle(number), layout.thick
    x = layout.left
    for place, (amount, printed) in enumerate(zip(bar.amounts, bar.printed, strict=True)):
        wide = (amount or 0.0) * layout.scale
        if wide > 0:
            canvas.bar(x, middle, wide, thick, fill=colours[place], edge=WHITE, gid=f"segment-{number}-{place}")
            if text_width(printed, SMALL) + 10 <= wide:
                canvas.text(x + wide / 2, middle, printed, size=SMALL, colour=on_colour(colours[place]), align="center")
        x += wide
    _draw_tail(canvas, (x, middle, thick), row)


def _draw_tail(canvas: Canvas, at: tuple[float, float, float], row: tuple[int, StackedBar]) -> None:
    (x, middle, thick), (number, bar) = at, row
    if None in bar.amounts:
        canvas.bar(x + 2, middle, _STUB, thick, fill=WHITE, hatch=True, gid=f"unknown-{number}")
        x += _STUB + 2
    end = canvas.text(x + _GAP, middle, bar.total, bold=True, gid=f"total-{number}")
    if None in bar.amounts:
        canvas.text(end.x1 + _GAP, middle, bar.unknown, size=SMALL, colour=GREY_4)
