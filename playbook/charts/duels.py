"""Times that we keep against times that are asked for, side by side for two measures, with a load beside them.

Each row has its times on one scale: a filled mark is what we achieve, an upright what is needed, hollow marks are
rivals, the fastest one named. The stretch between needed and achieved is drawn: in the accent colour where we are no
slower, in the warning colour where we are. The scale doubles from step to step (half an hour and a day are both
readable), left is faster. At the right stands a load: one figure, and a bar against the line of what can be carried.

>>> time = Duel(2.0, "2 h", needed=1.0, needed_printed="needs 1 h", rivals=((4.0, "Rival"),))
>>> figure = duel_chart(["Critical"], [DuelPanel("Response", (time,))], lang="en", ticks=((1.0, "1 h"), (4.0, "4 h")))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log2

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    BROAD,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    INK,
    LINE,
    SMALL,
    THIN,
    TINT,
    TINY,
    WARNING,
    WARNING_TINT,
    WHITE,
    WIDTH,
    Z_AXIS,
    Z_GROUND,
    Z_MARK,
    Canvas,
    Picture,
    check_fits,
    check_numbers,
    check_some,
    fit,
    fit_all,
    legend,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["Duel", "DuelPanel", "LoadPanel", "duel_chart"]

_MARGIN, _GAP, _HIGH, _LOAD = 10.0, 24.0, 430.0, 196.0
_LABEL_MAX, _PITCH_MAX, _PITCH_MIN, _RADIUS, _HEAD, _LEGEND = 120.0, 104.0, 75.0, 7.0, 52.0, 26.0


@dataclass(frozen=True)
class Duel:
    """A row of a panel, in hours: what we achieve, what is needed, what rivals promise (value, name; the fastest
    first). None is unknown."""

    achieved: float | None
    achieved_printed: str
    needed: float | None = field(default=None, kw_only=True)
    needed_printed: str = field(default="", kw_only=True)
    rivals: tuple[tuple[float, str], ...] = field(default=(), kw_only=True)

    @property
    def short(self) -> bool:
        """We are slower than what is needed."""
        return self.achieved is not None and self.needed is not None and self.achieved > self.needed + 1e-9


@dataclass(frozen=True)
class DuelPanel:
    """One measure, with a row for every label of the chart."""

    title: str
    rows: tuple[Duel, ...]


@dataclass(frozen=True)
class LoadPanel:
    """A load (1 is all that can be carried; None is unknown), how it is printed, and lines that say what it means."""

    title: str
    load: float | None
    printed: str
    lines: tuple[str, ...] = ()
    warn: bool = False


@dataclass(frozen=True)
class _Panel:
    left: float
    right: float
    least: float
    most: float

    def x(self, value: float) -> float:
        share = (log2(max(value, self.least)) - log2(self.least)) / ((log2(self.most) - log2(self.least)) or 1.0)
        return self.left + share * (self.right - self.left)


def duel_chart(
    labels: Sequence[str],
    panels: Sequence[DuelPanel],
    *,
    lang: Lang,
    ticks: Sequence[tuple[float, str]],
    load: LoadPanel | None = None,
    legend: Sequence[str] = (),
    height: float = _HIGH,
) -> Picture:
    """A row per label in each panel, at most five; `ticks` are marks of the scale, `legend` names achieved, needed and
    rivals.

    ValueError for no labels or panels, a panel of another number of rows, or a time that is NaN or below 0.
    """
    _check(labels, panels)
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, (height - _HEAD - _LEGEND - _MARGIN) / len(labels)))
    canvas = Canvas(lang, height=max(height if load else 200.0, _HEAD + len(labels) * pitch + _LEGEND + _MARGIN))
    label = min(widest(labels, BASE, bold=True) + 4, _LABEL_MAX)
    left, right = _MARGIN + label + 14, WIDTH - _MARGIN - (_LOAD + _GAP if load else 0.0)
    wide = (right - left - _GAP * (len(panels) - 1)) / len(panels)
    top = _HEAD + max(0.0, (canvas.height - _HEAD - _LEGEND - _MARGIN - len(labels) * pitch) / 2)
    for number, (lines, size) in enumerate(
        fit_all(labels, (BASE, SMALL, TINY), width=label, height=pitch - 8, bold=True)
    ):
        canvas.text(_MARGIN, top + (number + 0.5) * pitch, lines, size=size, bold=True)
    for number, panel in enumerate(panels):
        start = left + number * (wide + _GAP)
        _draw_panel(canvas, panel, _scale(panel, start, wide), (top, pitch), ticks=ticks)
    for number in range(1, len(labels)):
        canvas.across(top + number * pitch, _MARGIN, right, colour=GREY_1, width=THIN)
    _draw_legend(canvas, legend, left)
    if load:
        _draw_load(canvas, load)
    return canvas.figure


def _check(labels: Sequence[str], panels: Sequence[DuelPanel]) -> None:
    check_some("a comparison of times needs at least one row and one measure", labels, panels)
    for panel in panels:
        check_fits(panel.title, len(labels), rows=panel.rows)
        check_numbers(panel.title, *_values(panel), least=0)


def _values(panel: DuelPanel) -> list[float]:
    own = [value for row in panel.rows for value in (row.achieved, row.needed) if value is not None]
    return own + [value for row in panel.rows for value, _ in row.rivals]


def _scale(panel: DuelPanel, start: float, wide: float) -> _Panel:
    """From the shortest to the longest time of the panel, with room for half a mark at both ends."""
    values = [value for value in _values(panel) if value > 0] or [1.0]
    least, most = min(values), max(values)
    return _Panel(start + 12, start + wide - 12, least, most if most > least else 2 * least)


def _draw_panel(
    canvas: Canvas, panel: DuelPanel, scale: _Panel, rows: tuple[float, float], *, ticks: Sequence[tuple[float, str]]
) -> None:
    top, pitch = rows
    canvas.fitted(
        scale.left - 12,
        top - _HEAD + 14,
        fit(panel.title, (BASE, SMALL), width=scale.right - scale.left + 24, lines=1, bold=True),
        bold=True,
    )
    bottom, last = top + len(panel.rows) * pitch, -1e9
    for value, text in ticks:
        if scale.least <= value <= scale.most:
            canvas.upright(scale.x(value), top, bottom, colour=GREY_1, width=THIN, z=0.5)
            half = text_width(text, TINY) / 2
            if scale.x(value) - half > last + 6:
                canvas.text(scale.x(value), top - 4, text, size=TINY, colour=GREY_3, align="center", valign="bottom")
                last = scale.x(value) + half
    canvas.across(top, scale.left - 12, scale.right + 12, colour=GREY_2, width=FIRM)
    for number, row in enumerate(panel.rows):
        _draw_duel(canvas, scale, top + (number + 0.5) * pitch, row, name=f"{panel.title}-{number}")


def _draw_duel(canvas: Canvas, scale: _Panel, y: float, row: Duel, *, name: str) -> None:
    colour = WARNING if row.short else ACCENT
    canvas.across(y, scale.left, scale.right, colour=GREY_2, width=THIN)
    if row.achieved is not None and row.needed is not None:
        canvas.across(y, scale.x(row.needed), scale.x(row.achieved), colour=colour, width=6, gid=f"gap-{name}", z=2)
    for value, _ in row.rivals:
        canvas.circle(scale.x(value), y, _RADIUS - 2, WHITE, edge=GREY_4, line=FIRM, gid="rival", z=2.6)
    if row.needed is not None:
        canvas.bar(scale.x(row.needed) - 2, y, 4, 22, fill=INK, gid=f"needed-{name}", z=3.4)
    if row.achieved is not None:
        canvas.circle(
            scale.x(row.achieved),
            y,
            _RADIUS,
            colour if row.needed is not None else GREY_3,
            gid=f"achieved-{name}",
            z=Z_MARK,
        )
    at = scale.x(row.achieved) if row.achieved is not None else scale.left
    tone = GREY_4 if row.achieved is None or row.needed is None else colour
    _label(canvas, scale, (at, y - 19), row.achieved_printed, colour=tone, bold=row.achieved is not None)
    under, ink = (at, GREY_4) if row.needed is None else (scale.x(row.needed), INK)
    box = _label(canvas, scale, (under, y + 20), row.needed_printed, colour=ink)
    if row.rivals:
        _draw_rival(canvas, scale, (y + 20, box), row.rivals[0])


def _label(
    canvas: Canvas, scale: _Panel, at: tuple[float, float], text: str, *, colour: str, bold: bool = False
) -> tuple[float, float]:
    """A text centred at x, moved so that it stays in its panel; its left and right edge."""
    size = SMALL if bold else TINY
    half = text_width(text, size, bold=bold) / 2
    x = min(max(at[0], scale.left - 12 + half), scale.right + 12 - half)
    canvas.text(x, at[1], text, size=size, colour=colour, bold=bold, align="center")
    return x - half, x + half


def _draw_rival(canvas: Canvas, scale: _Panel, at: tuple[float, tuple[float, float]], rival: tuple[float, str]) -> None:
    """The fastest rival's name: beside what is needed where there is room, else a line below."""
    y, (left, right) = at
    half = text_width(rival[1], TINY) / 2
    x = min(max(scale.x(rival[0]), scale.left - 12 + half), scale.right + 12 - half)
    free = x - half > right + 6 or x + half < left - 6
    canvas.text(x, y if free else y + TINY * LINE, rival[1], size=TINY, colour=GREY_4, align="center")


def _draw_legend(canvas: Canvas, words: Sequence[str], left: float) -> None:
    def sign(x: float, y: float, number: int) -> None:
        if number == 1:
            canvas.bar(x + 4, y, 4, 16, fill=INK)
        elif number:
            canvas.circle(x + 6, y, 5, WHITE, edge=GREY_4, line=FIRM)
        else:
            canvas.circle(x + 6, y, 6, ACCENT)

    legend(canvas, (left, canvas.height - _LEGEND / 2), enumerate(words), sign)


def _draw_load(canvas: Canvas, load: LoadPanel) -> None:
    """The load as a figure and as a bar against the line of what can be carried."""
    left, right, colour = WIDTH - _MARGIN - _LOAD, WIDTH - _MARGIN, WARNING if load.warn else ACCENT
    canvas.rect(left, 0, _LOAD, canvas.height, fill=WARNING_TINT if load.warn else TINT, z=Z_GROUND, radius=4)
    inner, wide = left + 14, _LOAD - 28
    y = (
        canvas.fitted(
            inner, 14, fit(load.title, (SMALL, TINY), width=wide, lines=3, bold=True), bold=True, valign="top"
        ).y1
        + 8
    )
    sizes, tone = ((44.0, 32.0), colour) if load.load is not None else ((BASE, SMALL, TINY), GREY_4)
    y = (
        canvas.fitted(
            inner,
            y,
            fit(load.printed, sizes, width=wide, lines=1 if load.load is not None else 3, bold=True),
            bold=True,
            colour=tone,
            valign="top",
        ).y1
        + 6
    )
    if load.load is not None:
        most = max(1.0, load.load)
        canvas.rect(inner, y, wide / most, 14, fill=GREY_2, z=1)
        canvas.rect(inner, y, wide * load.load / most, 14, fill=colour, gid="load")
        canvas.upright(inner + wide / most, y - 4, y + 18, colour=INK, width=BROAD, gid="limit", z=Z_AXIS)
        y += 30
    for text in load.lines:
        y = (
            canvas.fitted(
                inner, y, fit(text, (SMALL, TINY), width=right - 14 - inner, lines=3), valign="top", colour=INK
            ).y1
            + 9
        )
