"""A road map: what comes first, next and later, as cards in columns.

Each horizon is a column under an arrow; the cards in it carry an id and a name, and a stripe in the colour of their
role. Under a column stands what it adds up to. Where the cards of a horizon would make the figure too tall, they stand
in two lanes or more under a wider arrow: down the first, then down the next.

>>> figure = roadmap_chart(
...     [Card("S1", "DDN design", 0, role="accent")],
...     [Horizon("Short", period="1-6 months"), Horizon("Middle")],
...     lang="en",
... )
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, product

from playbook.charts.drawing import (
    BASE,
    GREY_1,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    LIGHT,
    LINE,
    SIZES,
    SMALL,
    SWATCH,
    TINY,
    WHITE,
    WIDTH,
    Z_MARK,
    Canvas,
    Fitted,
    Picture,
    Role,
    colour_of,
    fit,
    legend,
    widest,
    word_width,
    wrap,
)
from playbook.units import Lang

__all__ = ["Card", "Horizon", "roadmap_chart"]

_MARGIN, _GAP, _HEAD, _POINT, _LEGEND = 10.0, 14.0, 46.0, 14.0, 30.0
_CARD_GAP, _LANE_GAP, _PAD = 7.0, 8.0, 6.0
_SIZES = SIZES
_TALLEST = 470.0  # a taller figure would not stand on a slide in its full width
_LANES = 5  # in all; more would be too narrow to read


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
    lanes: tuple[int, ...]
    width: float
    indent: float
    size: float
    foot: float = 0.0

    def x(self, column: int, lane: int = 0) -> float:
        return _MARGIN + (sum(self.lanes[:column]) + lane) * (self.width + _LANE_GAP) + column * (_GAP - _LANE_GAP)

    def whole(self, column: int) -> float:
        """The width of a horizon: its lanes and the gaps between them."""
        return self.lanes[column] * (self.width + _LANE_GAP) - _LANE_GAP

    @property
    def room(self) -> float:
        return self.width - self.indent - 2 * _PAD - 4

    def name(self, card: Card) -> tuple[str, ...]:
        return wrap(card.name, self.size, width=self.room)

    def detail(self, card: Card) -> tuple[str, ...]:
        return wrap(card.detail, TINY, width=self.room) if card.detail else ()

    def height(self, card: Card) -> float:
        return len(self.name(card)) * self.size * LINE + len(self.detail(card)) * TINY * LINE + 2 * _PAD

    def cuts(self, card: Card) -> bool:
        """Whether a word of the card is wider than the card."""
        return max(word_width(card.name, self.size), word_width(card.detail, TINY)) > self.room

    def heights(self, cards: Sequence[Card]) -> list[float]:
        return [self.height(card) + _CARD_GAP for card in cards]

    def split(self, cards: Sequence[Card], lanes: int) -> list[Sequence[Card]]:
        """The cards in so many lanes, order kept, the tallest lane as low as can be."""
        stops = _stops(self.heights(cards), lanes)
        return [cards[start:stop] for start, stop in zip([0, *stops], stops, strict=False)]


def roadmap_chart(
    cards: Sequence[Card],
    horizons: Sequence[Horizon],
    *,
    lang: Lang,
    legend: Mapping[Role, str] | None = None,
    height: float | None = None,
) -> Picture:
    """The cards in the order given, each in its column; `legend` says what the colours of the stripes mean.

    ValueError for no horizons or a card whose horizon does not exist.
    """
    if not horizons:
        raise ValueError("a road map needs at least one horizon")
    for card in cards:
        if not 0 <= card.horizon < len(horizons):
            raise ValueError(f"{card.id}: horizon {card.horizon}, expected 0 to {len(horizons) - 1}")
    columns = [[card for card in cards if card.horizon == number] for number in range(len(horizons))]
    layout, needed = _layout(columns, horizons, height, bool(legend))
    canvas = Canvas(lang, height=height or max(needed, 220.0))
    for number, horizon in enumerate(horizons):
        _draw_column(canvas, layout, (number, horizon), cards=columns[number], bottom=canvas.height - _under(legend))
    _draw_legend(canvas, legend or {})
    return canvas.figure


def _under(legend: object) -> float:
    return _LEGEND if legend else 6.0


def _layout(
    columns: Sequence[Sequence[Card]], horizons: Sequence[Horizon], height: float | None, legend: bool
) -> tuple[_Layout, float]:
    """The first layout that fits, and the height that it needs; if none does, the lowest."""
    seen = []
    for bare, room in _layouts(columns, height):
        layout = replace(bare, foot=_foot(bare, horizons))
        tallest = max(
            _tallest(layout.heights(cards), lanes) for cards, lanes in zip(columns, layout.lanes, strict=True)
        )
        needed = 8 + _HEAD + 12 + tallest + layout.foot + _under(legend)
        if needed <= room:
            return layout, needed
        seen.append((layout, needed))
    return min(seen, key=lambda item: item[1])


def _layouts(columns: Sequence[Sequence[Card]], height: float | None) -> Iterator[tuple[_Layout, float]]:
    """What is tried, each with the height that it may take: one lane a horizon, then more of them; the smallest text
    comes last."""
    for size in _SIZES:
        plain = _set(columns, size, len(columns))
        yield plain, height or HEIGHT
    yield plain, height or _TALLEST
    totals = range(len(columns) + 1, _LANES + 1)
    for total, size in [*product(totals, _SIZES[:-1]), *product(totals, _SIZES[-1:])]:
        layout = _set(columns, size, total)
        if not any(layout.cuts(card) for cards in columns for card in cards):
            yield layout, height or _TALLEST


def _set(columns: Sequence[Sequence[Card]], size: float, total: int) -> _Layout:
    """So many lanes in all, each further one for the horizon whose lanes are tallest."""
    lanes, count = [1] * len(columns), len(columns)
    width = (WIDTH - 2 * _MARGIN - (count - 1) * _GAP - (total - count) * _LANE_GAP) / total
    layout = _Layout(
        tuple(lanes), width, widest([card.id for cards in columns for card in cards], size, bold=True) + 8, size
    )
    heights = [layout.heights(cards) for cards in columns] if total > count else []
    for _ in range(total - count):
        lanes[max(range(count), key=lambda column: _tallest(heights[column], lanes[column]))] += 1
    return replace(layout, lanes=tuple(lanes))


def _tallest(heights: Sequence[float], lanes: int) -> float:
    """The least height of the tallest lane when cards of these heights stand in so many, order kept."""
    if lanes == 1 or not heights:
        return sum(heights)
    sums = sorted(
        {total for start in range(len(heights)) for total in accumulate(heights[start:]) if total >= max(heights)}
    )
    return sums[bisect_left(sums, True, key=lambda room: len(_filled(heights, room)) <= lanes)]


def _stops(heights: Sequence[float], lanes: int) -> list[int]:
    """Where each lane ends: the first is filled as far as the tallest may reach, then the next."""
    return _filled(heights, _tallest(heights, lanes)) if lanes > 1 else [len(heights)]


def _filled(heights: Sequence[float], room: float) -> list[int]:
    stops, used = [], 0.0
    for place, height in enumerate(heights):
        if place and used + height > room:
            stops.append(place)
            used = 0.0
        used += height
    return [*stops, len(heights)]


def _foot(layout: _Layout, horizons: Sequence[Horizon]) -> float:
    """The height of what stands under the columns."""
    if not any(horizon.footer for horizon in horizons):
        return 4.0
    return (
        max(
            len(lines) * size * LINE
            for lines, size in (_footer(horizon, layout.whole(number)) for number, horizon in enumerate(horizons))
        )
        + 14
    )


def _footer(horizon: Horizon, width: float) -> Fitted:
    return fit(horizon.footer, (SMALL, TINY), width=width - 12, lines=3, bold=True)


def _draw_column(
    canvas: Canvas, layout: _Layout, item: tuple[int, Horizon], *, cards: Sequence[Card], bottom: float
) -> None:
    number, horizon = item
    x, wide = layout.x(number), layout.whole(number)
    _draw_head(canvas, x, wide, horizon)
    for lane, column in enumerate(layout.split(cards, layout.lanes[number])):
        y = 8.0 + _HEAD + 12
        for card in column:
            _draw_card(canvas, layout, (layout.x(number, lane), y), card)
            y += layout.height(card) + _CARD_GAP
    if horizon.footer:
        lines, size = _footer(horizon, wide)
        canvas.across(bottom - layout.foot + 4, x, x + wide, colour=GREY_2, width=LIGHT)
        canvas.text(x + 6, bottom - layout.foot + 9, lines, size=size, valign="top", bold=True, colour=INK)


def _draw_head(canvas: Canvas, x: float, wide: float, horizon: Horizon) -> None:
    """A wide arrow with the horizon's name and period."""
    right, top, low = x + wide, 8.0, 8.0 + _HEAD
    points = [
        (x, top),
        (right - _POINT + _GAP - 4, top),
        (right + _GAP - 4, (top + low) / 2),
        (right - _POINT + _GAP - 4, low),
        (x, low),
    ]
    canvas.polygon([(min(px, WIDTH - 2), py) for px, py in points], GREY_1, gid="horizon", z=1)
    room = wide - 22
    lines, size = fit(horizon.label, (BASE, SMALL, TINY), width=room, lines=1 if horizon.period else 2, bold=True)
    middle = (top + low) / 2
    canvas.text(x + 12, middle - (9 if horizon.period else 0), lines, size=size, bold=True)
    if horizon.period:
        canvas.text(x + 12, middle + 11, fit(horizon.period, (TINY,), width=room, lines=1)[0], size=TINY, colour=GREY_4)


def _draw_card(canvas: Canvas, layout: _Layout, at: tuple[float, float], card: Card) -> None:
    (x, y), high, colour = at, layout.height(card), colour_of(card.role)
    canvas.rect(x, y, layout.width, high, fill=WHITE, edge=GREY_2, gid=f"card-{card.id}")
    canvas.rect(x, y, 5, high, fill=colour, z=Z_MARK)
    ink = colour if card.role in ("accent", "warning") else INK
    canvas.text(x + 7 + _PAD, y + _PAD, card.id, size=layout.size, bold=True, valign="top", colour=ink)
    name = canvas.text(x + 7 + _PAD + layout.indent, y + _PAD, layout.name(card), size=layout.size, valign="top")
    if card.detail:
        canvas.text(name.x0, name.y1, layout.detail(card), size=TINY, valign="top", colour=GREY_4)


def _draw_legend(canvas: Canvas, meanings: Mapping[Role, str]) -> None:
    legend(
        canvas,
        (_MARGIN, canvas.height - 13),
        meanings.items(),
        lambda x, y, role: canvas.bar(x, y, SWATCH, SWATCH, fill=colour_of(role)),
        gap=26,
    )
