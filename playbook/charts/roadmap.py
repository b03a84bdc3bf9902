"""A road map: what comes first, next and later, as cards in columns.

Each horizon is a column under an arrow; the cards in it carry an id and a name, and a stripe in the colour of their
role. Under a column stands what it adds up to.

>>> figure = roadmap_chart([Card("S1", "DDN design", 0, role="accent")], [Horizon("Short", period="1-6 months"), Horizon("Middle")], lang="en")
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matplotlib.figure import Figure

from playbook.charts.canvas import BASE, HEIGHT, SMALL, TINY, WIDTH, Canvas
from playbook.charts.style import GREY_1, GREY_2, GREY_4, INK, WHITE, Role, colour_of
from playbook.charts.text_fit import LINE, Fitted, fit, text_width, widest, wrap
from playbook.units import Lang

__all__ = ["Card", "Horizon", "roadmap_chart"]

_MARGIN, _GAP, _HEAD, _POINT, _LEGEND = 10.0, 14.0, 46.0, 14.0, 30.0
_CARD_GAP, _PAD = 7.0, 6.0


@dataclass(frozen=True)
class Horizon:
    """A column: its name, its period, and what it adds up to."""

    label: str
    period: str = field(default="", kw_only=True)
    footer: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Card:
    """A thing to do: its id, its name, the number of its horizon (from 0), an optional second line."""

    id: str
    name: str
    horizon: int
    role: Role = field(default="grey", kw_only=True)
    detail: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class _Layout:
    width: float
    indent: float
    size: float
    foot: float

    def x(self, column: int) -> float:
        return _MARGIN + column * (self.width + _GAP)

    @property
    def room(self) -> float:
        return self.width - self.indent - 2 * _PAD - 4

    def name(self, card: Card) -> tuple[str, ...]:
        return wrap(card.name, self.size, width=self.room)

    def detail(self, card: Card) -> tuple[str, ...]:
        return wrap(card.detail, TINY, width=self.room) if card.detail else ()

    def height(self, card: Card) -> float:
        return len(self.name(card)) * self.size * LINE + len(self.detail(card)) * TINY * LINE + 2 * _PAD


def roadmap_chart(
    cards: Sequence[Card], horizons: Sequence[Horizon], *, lang: Lang, legend: Mapping[Role, str] | None = None, height: float | None = None,
) -> Figure:
    """The cards in the order given, each in its column; `legend` says what the colours of the stripes mean.

    ValueError for no horizons or a card whose horizon does not exist.
    """
    if not horizons:
        raise ValueError("a road map needs at least one horizon")
    for card in cards:
        if not 0 <= card.horizon < len(horizons):
            raise ValueError(f"{card.id}: horizon {card.horizon}, expected 0 to {len(horizons) - 1}")
    columns = [[card for card in cards if card.horizon == number] for number in range(len(horizons))]
    layout, needed = _layout(columns, horizons, height or HEIGHT, bool(legend))
    canvas = Canvas(lang, height=height or max(needed, 220.0))
    for number, horizon in enumerate(horizons):
        _draw_column(canvas, layout, (number, horizon), cards=columns[number], bottom=canvas.height - (_LEGEND if legend else 6.0))
    _draw_legend(canvas, legend or {})
    return canvas.figure


def _layout(columns: Sequence[Sequence[Card]], horizons: Sequence[Horizon], height: float, legend: bool) -> tuple[_Layout, float]:
    """The largest text at which the fullest column fits, and the height that it needs."""
    width = (WIDTH - 2 * _MARGIN - (len(horizons) - 1) * _GAP) / len(horizons)
    foot = max(len(lines) * size * LINE for lines, size in (_footer(horizon, width) for horizon in horizons)) + 14
    foot = foot if any(horizon.footer for horizon in horizons) else 4.0
    for size in (BASE, 14.5, SMALL, TINY):
        ids = widest([card.id for column in columns for card in column], size, bold=True)
        layout = _Layout(width, ids + 8, size, foot)
        tallest = max(sum(layout.height(card) + _CARD_GAP for card in column) for column in columns)
        needed = 8 + _HEAD + 12 + tallest + foot + (_LEGEND if legend else 6.0)
        if needed <= height:
            break
    return layout, needed


def _footer(horizon: Horizon, width: float) -> Fitted:
    return fit(horizon.footer, (SMALL, TINY), width=width - 12, lines=3, bold=True)


def _draw_column(canvas: Canvas, layout: _Layout, item: tuple[int, Horizon], *, cards: Sequence[Card], bottom: float) -> None:
    number, horizon = item
    x, y = layout.x(number), 8.0
    _draw_head(canvas, layout, x, horizon)
    y += _HEAD + 12
    for card in cards:
        _draw_card(canvas, layout, (x, y), card)
        y += layout.height(card) + _CARD_GAP
    if horizon.footer:
        lines, size = _footer(horizon, layout.width)
        canvas.line([(x, bottom - layout.foot + 4), (x + layout.width, bottom - layout.foot + 4)], colour=GREY_2, width=1.4)
        canvas.text(x + 6, bottom - layout.foot + 9, lines, size=size, valign="top", bold=True, colour=INK)


def _draw_head(canvas: Canvas, layout: _Layout, x: float, horizon: Horizon) -> None:
    """A wide arrow with the horizon's name and period."""
    right, top, low = x + layout.width, 8.0, 8.0 + _HEAD
    points = [(x, top), (right - _POINT + _GAP - 4, top), (right + _GAP - 4, (top + low) / 2), (right - _POINT + _GAP - 4, low), (x, low)]
    canvas.polygon([(min(px, WIDTH - 2), py) for px, py in points], GREY_1, gid="horizon", z=1)
    room = layout.width - 22
    lines, size = fit(horizon.label, (BASE, SMALL, TINY), width=room, lines=1 if horizon.period else 2, bold=True)
    middle = (top + low) / 2
    canvas.text(x + 12, middle - (9 if horizon.period else 0), lines, size=size, bold=True)
    if horizon.period:
        canvas.text(x + 12, middle + 11, fit(horizon.period, (TINY,), width=room, lines=1)[0], size=TINY, colour=GREY_4)


def _draw_card(canvas: Canvas, layout: _Layout, at: tuple[float, float], card: Card) -> None:
    (x, y), high, colour = at, layout.height(card), colour_of(card.role)
    canvas.rect(x, y, layout.width, high, WHITE, edge=GREY_2, gid=f"card-{card.id}")
    canvas.rect(x, y, 5, high, colour, z=3)
    ink = colour if card.role in ("accent", "warning") else INK
    canvas.text(x + 7 + _PAD, y + _PAD, card.id, size=layout.size, bold=True, valign="top", colour=ink)
    name = canvas.text(x + 7 + _PAD + layout.indent, y + _PAD, layout.name(card), size=layout.size, valign="top")
    if card.detail:
        canvas.text(name.x0, name.y1, layout.detail(card), size=TINY, valign="top", colour=GREY_4)


def _draw_legend(canvas: Canvas, legend: Mapping[Role, str]) -> None:
    x, y = _MARGIN, canvas.height - 13
    for role, text in legend.items():
        canvas.rect(x, y - 6, 12, 12, colour_of(role))
        canvas.text(x + 18, y, text, size=TINY, colour=GREY_4)
        x += 18 + text_width(text, TINY) + 26
