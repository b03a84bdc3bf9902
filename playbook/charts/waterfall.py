"""A waterfall: from a total, through what adds and what takes away, to the total that comes out.

Totals stand on zero; a change starts where the one before it ended. The chart refuses a total that is not the sum of
what leads to it, so a picture cannot promise what the figures do not hold.

>>> steps = [
...     WaterfallStep("Today", 100, "100", total=True),
...     WaterfallStep("New", 23, "+23"),
...     WaterfallStep("Target", 123, "123", total=True),
... ]
>>> figure = waterfall_chart(steps, lang="en", growth="+23% a year")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    BASE,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    MIDDLE,
    PLAIN,
    SMALL,
    TINY,
    WARNING,
    Z_AXIS,
    Canvas,
    Fitted,
    Picture,
    Role,
    check_number,
    colour_of,
    labels_of,
    on_colour,
    text_width,
)
from playbook.units import Lang

__all__ = ["WaterfallStep", "waterfall_chart"]

_MARGIN, _UNKNOWN_HEIGHT = 16.0, 34.0
_TOLERANCE, _TOLERANCE_SHARE = 1.0, 0.0005


@dataclass(frozen=True)
class WaterfallStep:
    """A total, or a change with its sign; None is unknown. `tag` is a short word in or under the bar."""

    label: str
    value: float | None
    printed: str
    total: bool = field(default=False, kw_only=True)
    role: Role | None = field(default=None, kw_only=True)
    tag: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class _Span:
    """Where a bar starts and ends, in the unit of the values; `known` is False for an unknown one."""

    start: float
    end: float
    known: bool


@dataclass(frozen=True)
class _Layout:
    slot: float
    base: float
    scale: float

    def y(self, value: float) -> float:
        return self.base - value * self.scale

    def middle(self, number: int) -> float:
        return _MARGIN + (number + 0.5) * self.slot

    @property
    def half(self) -> float:
        return min(45.0, self.slot * 0.31)


def waterfall_chart(
    steps: Sequence[WaterfallStep], *, lang: Lang, growth: str = "", height: float | None = None
) -> Picture:
    """The steps from left to right; `growth` is the text over the arrow from the first bar to the last.

    Without a role a plus is accent, a minus warning, the first bar grey, later totals ink. ValueError if the first
    step is not a total, a value is NaN, or a total differs by more than 1 and 0.05% from the sum before it.
    """
    spans = _spans(steps)
    canvas = Canvas(lang, height=height or HEIGHT)
    labels = _labels(steps, (canvas.width - 2 * _MARGIN) / len(steps))
    layout = _layout(spans, labels, canvas, growth)
    canvas.across(layout.y(0), _MARGIN, canvas.width - _MARGIN, colour=GREY_2, z=Z_AXIS)
    for number, (step, span) in enumerate(zip(steps, spans, strict=True)):
        _draw_step(canvas, layout, number, (step, span), first=number == 0)
        _draw_connector(canvas, layout, number, spans)
        canvas.fitted(
            layout.middle(number),
            layout.y(min(0.0, _lowest(spans))) + 8,
            labels[number],
            align="center",
            valign="top",
            colour=GREY_4,
        )
    if growth:
        _draw_growth(canvas, layout, len(steps), growth)
    return canvas.figure


def _spans(steps: Sequence[WaterfallStep]) -> list[_Span]:
    if not steps or not steps[0].total:
        raise ValueError("a waterfall starts with a total")
    spans: list[_Span] = []
    running, certain = 0.0, True
    for step in steps:
        check_number(step.value, step.label)
        if step.total and step.value is not None and spans and certain:
            _check_total(step, running)
        start = 0.0 if step.total else running
        running = (running if step.value is None else step.value) if step.total else running + (step.value or 0.0)
        certain = step.value is not None and (certain or step.total)
        spans.append(_Span(start, running, step.value is not None))
    return spans


def _check_total(step: WaterfallStep, running: float) -> None:
    value = step.value or 0.0
    if abs(value - running) > max(_TOLERANCE, _TOLERANCE_SHARE * abs(running)):
        raise ValueError(f"{step.label}: the total is {value:g}, but the steps before it add up to {running:g}")


def _lowest(spans: Sequence[_Span]) -> float:
    return min(min(span.start, span.end) for span in spans)


def _labels(steps: Sequence[WaterfallStep], slot: float) -> list[Fitted]:
    return labels_of(steps, sizes=(MIDDLE, SMALL, TINY), width=slot - 10, height=4 * MIDDLE * LINE)


def _layout(spans: Sequence[_Span], labels: Sequence[Fitted], canvas: Canvas, growth: str) -> _Layout:
    under = 8 + max(len(lines) * size * LINE for lines, size in labels) + 8
    over = BASE * LINE + 10 + (52 if growth else 0) + (0 if all(span.known for span in spans) else _UNKNOWN_HEIGHT / 2)
    top = max(max(span.start, span.end) for span in spans) or 1.0
    bottom = min(0.0, _lowest(spans))
    scale = (canvas.height - under - over) / (top - bottom)
    return _Layout((canvas.width - 2 * _MARGIN) / len(spans), canvas.height - under + bottom * scale, scale)


def _role(step: WaterfallStep, first: bool) -> Role:
    if step.role is not None:
        return step.role
    if step.total:
        return "grey" if first else "ink"
    return "warning" if (step.value or 0) < 0 else "accent"


def _draw_step(canvas: Canvas, layout: _Layout, number: int, item: tuple[WaterfallStep, _Span], *, first: bool) -> None:
    step, span = item
    x, half, fill = layout.middle(number), layout.half, colour_of(_role(step, first))
    top, bottom = layout.y(max(span.start, span.end)), layout.y(min(span.start, span.end))
    if not span.known:
        top, bottom = (top, bottom) if step.total else (top - _UNKNOWN_HEIGHT / 2, top + _UNKNOWN_HEIGHT / 2)
        canvas.rect(x - half, top, 2 * half, bottom - top, fill="#FFFFFF", hatch=True, gid=f"unknown-{number}")
    else:
        canvas.rect(x - half, top, 2 * half, bottom - top, fill=fill, gid=f"step-{number}")
    colour = GREY_4 if not span.known else WARNING if fill == WARNING else INK
    canvas.text(
        x,
        top - 3,
        step.printed,
        bold=span.known,
        align="center",
        valign="bottom",
        colour=colour,
        size=_fitting(step.printed, layout),
    )
    _draw_tag(canvas, step.tag, (x, top, bottom), half=half, fill=fill if span.known else "#FFFFFF", stands=step.total)


def _fitting(printed: str, layout: _Layout) -> float:
    return BASE if text_width(printed, BASE, bold=True) <= layout.slot - 6 else TINY


def _draw_tag(
    canvas: Canvas, tag: str, at: tuple[float, float, float], *, half: float, fill: str, stands: bool
) -> None:
    """In the bar; under it where it does not fit, but over a total's bar, that stands on the labels."""
    if not tag:
        return
    x, top, bottom = at
    high = bottom - top >= TINY * LINE + 6
    if high and text_width(tag, TINY) <= 2 * half - 8:
        canvas.text(x, (top + bottom) / 2, tag, size=TINY, colour=on_colour(fill), align="center")
    elif high and stands:
        canvas.text(x, (top + bottom) / 2, tag, size=TINY, colour=GREY_4, align="center", halo=True)
    else:
        canvas.text(
            x, bottom + 3, tag, size=TINY, colour=WARNING if fill == WARNING else GREY_4, align="center", valign="top"
        )


def _draw_connector(canvas: Canvas, layout: _Layout, number: int, spans: Sequence[_Span]) -> None:
    if number + 1 < len(spans):
        y = layout.y(spans[number].end)
        ends = [(layout.middle(number) + layout.half, y), (layout.middle(number + 1) - layout.half, y)]
        canvas.line(ends, colour=GREY_3, gid=f"connector-{number}")


def _draw_growth(canvas: Canvas, layout: _Layout, count: int, growth: str) -> None:
    y = 34.0
    canvas.arrow((layout.middle(0), y), (layout.middle(count - 1), y), width=PLAIN, gid="growth")
    canvas.text(
        (layout.middle(0) + layout.middle(count - 1)) / 2,
        y - 5,
        growth,
        bold=True,
        align="center",
        valign="bottom",
        colour=GREY_4,
    )
