"""Service lines as rows: how much each brings as a bar, who contests it, what we intend, and the initiatives on it.

An initiative is a chip in the colour of its phase, its name, and two Harvey balls: technical and policy feasibility. A
row that asks for attention (contested, but nothing is done about it in time) is tinted, its bar in the warning colour.

>>> item = LineItem("I1", "Tag the key circuits", 4, 3, role="accent")
>>> heads = LineHeads("Line", "Revenue a year", "Rivals", "Our strategy", "Initiatives", "Tech.", "Policy")
>>> row = LineRow("Data", 220, "220", "58%", "Netcom", "Keep the lead", (item,))
>>> figure = lines_chart([row], heads, lang="en", legend={"accent": "act now"}, none="none")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    FINE,
    FINER,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    SLIGHT,
    SMALL,
    SWATCH,
    TINY,
    WARNING,
    WARNING_TINT,
    WHITE,
    WIDTH,
    Canvas,
    Picture,
    Role,
    check_numbers,
    colour_of,
    fit,
    harvey_ball,
    legend,
    on_colour,
    shared,
    state_sign,
    text_width,
    widest,
    wrap,
)
from playbook.units import Lang

__all__ = ["MOST_LINES", "LineHeads", "LineItem", "LineRow", "lines_chart"]

#: More rows than these do not fit a slide.
MOST_LINES = 8
_MARGIN, _HEAD, _FOOT, _PAD = 12.0, 30.0, 30.0, 5.0
_BAR, _RIVALS, _STRATEGY, _ITEMS, _BALLS = 128.0, 252.0, 358.0, 510.0, 714.0
_BALL_GAP, _BALL, _THICK, _ROW_MOST, _ROW_LEAST = 36.0, 6.0, 14.0, 104.0, 40.0
_SIZES = (SMALL, TINY, FINE, FINER)


@dataclass(frozen=True)
class LineItem:
    """An initiative: its id and name, its technical and policy feasibility (0-4, None unknown); the role is its
    phase."""

    id: str
    name: str
    technical: float | None
    policy: float | None
    role: Role = field(default="grey", kw_only=True)


@dataclass(frozen=True)
class LineRow:
    """A service line: what it brings (None: unknown) and how that and its share are printed, rivals, strategy,
    initiatives."""

    label: str
    value: float | None
    printed: str
    share: str
    rivals: str
    strategy: str
    items: tuple[LineItem, ...] = ()
    alert: bool = field(default=False, kw_only=True)
    role: Role = field(default="grey", kw_only=True)


@dataclass(frozen=True)
class LineHeads:
    """The words over the columns."""

    line: str
    revenue: str
    rivals: str
    strategy: str
    initiatives: str
    technical: str
    policy: str


def lines_chart(
    rows: Sequence[LineRow],
    heads: LineHeads,
    *,
    lang: Lang,
    legend: Mapping[Role, str],
    none: str,
    message: str = "",
    more: str = "",
) -> Picture:
    """The rows in the order given, at most `MOST_LINES`; `legend` says what the colours of the chips mean, `message`
    what a tinted row means, `none` stands where a row has no initiative, `more` says what is not drawn. The figure
    grows where the texts need it.

    ValueError for no rows or too many, a negative or NaN value, a score outside 0 to 4.
    """
    _check(rows)
    room = HEIGHT - _HEAD - _FOOT
    for size in _SIZES:
        needs = [max(_ROW_LEAST, _needed(row, size)) for row in rows]
        if sum(needs) <= room:
            break
    heights = shared(needs, room, _ROW_MOST)
    canvas = Canvas(lang, height=max(220.0, _HEAD + sum(heights) + _FOOT))
    _draw_heads(canvas, heads)
    top, largest = _HEAD, max((row.value or 0.0 for row in rows), default=0.0) or 1.0
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        if row.alert:
            canvas.rect(
                _MARGIN, top + 1, WIDTH - 2 * _MARGIN, height - 2, fill=WARNING_TINT, gid=f"alert-{number}", z=0.5
            )
        _draw_texts(canvas, row, (top + height / 2, size))
        _draw_bar(canvas, row, top + height / 2, number=number, scale=(_RIVALS - _BAR - 14) / largest)
        _draw_items(canvas, row, (top + height / 2, size), none=none)
        top += height
        canvas.across(top, _MARGIN, WIDTH - _MARGIN, colour=GREY_1, width=SLIGHT)
    _draw_legend(canvas, legend, message, more)
    return canvas.figure


def _check(rows: Sequence[LineRow]) -> None:
    if not 0 < len(rows) <= MOST_LINES:
        raise ValueError(f"{len(rows)} rows: expected 1 to {MOST_LINES}")
    for row in rows:
        check_numbers(row.label, row.value, least=0)
        for item in row.items:
            check_numbers(f"{item.id}, score", item.technical, item.policy, least=0, most=4)


def _parts(row: LineRow, size: float) -> tuple[tuple[str, ...], ...]:
    """The wrapped texts of a row: label, rivals, strategy."""
    widths = (_BAR - _MARGIN - 12, _STRATEGY - _RIVALS - 12, _ITEMS - _STRATEGY - 12)
    return tuple(
        wrap(text, size, width=width) if text else ()
        for text, width in zip((row.label, row.rivals, row.strategy), widths, strict=True)
    )


def _named(row: LineRow, size: float) -> list[tuple[str, ...]]:
    """The wrapped names of its initiatives."""
    return [wrap(item.name, size, width=_BALLS - 18 - _ITEMS - _chip(row, size) - 6) for item in row.items]


def _chip(row: LineRow, size: float) -> float:
    return widest([item.id for item in row.items], size, bold=True) + 10


def _needed(row: LineRow, size: float) -> float:
    names = _named(row, size)
    high = [len(lines) * size * LINE for lines in _parts(row, size)]
    return max(*high, sum(len(lines) * size * LINE for lines in names) + 4 * max(0, len(names) - 1)) + 2 * _PAD


def _draw_heads(canvas: Canvas, heads: LineHeads) -> None:
    places = (
        (_MARGIN + 4, heads.line),
        (_BAR, heads.revenue),
        (_RIVALS, heads.rivals),
        (_STRATEGY, heads.strategy),
        (_ITEMS, heads.initiatives),
    )
    for x, head in places:
        canvas.text(x, _HEAD / 2 - 1, head, size=TINY, bold=True, colour=GREY_4)
    for x, head in ((_BALLS, heads.technical), (_BALLS + _BALL_GAP, heads.policy)):
        canvas.text(x, _HEAD / 2 - 1, head, size=FINE, bold=True, colour=GREY_4, align="center")
    canvas.across(_HEAD, _MARGIN, WIDTH - _MARGIN, colour=GREY_2, width=FIRM)


def _draw_texts(canvas: Canvas, row: LineRow, at: tuple[float, float]) -> None:
    middle, size = at
    for x, lines, colour in zip(
        (_MARGIN + 4, _RIVALS, _STRATEGY), _parts(row, size), (INK, GREY_4, GREY_4), strict=True
    ):
        canvas.text(x, middle, lines, size=size, colour=colour, bold=False)


def _draw_bar(canvas: Canvas, row: LineRow, middle: float, *, number: int, scale: float) -> None:
    """The bar, its figure and share under it."""
    top = middle - _THICK / 2 - 8
    colour = WARNING if row.alert else colour_of(row.role)
    if row.value is None:
        canvas.rect(_BAR, top, 34, _THICK, fill=WHITE, hatch=True, gid=f"unknown-{number}")
    else:
        canvas.rect(_BAR, top, max(row.value * scale, 1.0), _THICK, fill=colour, gid=f"bar-{number}")
    box = canvas.text(
        _BAR,
        middle + 10,
        row.printed,
        size=SMALL,
        bold=row.value is not None,
        colour=INK if row.value is not None else GREY_4,
    )
    if row.share:
        canvas.text(box.x1 + 7, middle + 10, row.share, size=TINY, colour=GREY_4)


def _draw_items(canvas: Canvas, row: LineRow, at: tuple[float, float], *, none: str) -> None:
    middle, size = at
    if not row.items:
        canvas.text(_ITEMS, middle, none, size=size, bold=row.alert, colour=WARNING if row.alert else GREY_4)
        return
    names, chip = _named(row, size), _chip(row, size)
    y = middle - (sum(len(lines) * size * LINE for lines in names) + 4 * (len(names) - 1)) / 2
    for item, lines in zip(row.items, names, strict=True):
        fill, first = colour_of(item.role), y + size * LINE / 2
        canvas.rect(_ITEMS, y + 0.5, chip, size * LINE - 1, fill=fill, radius=3, gid=f"chip-{item.id}")
        canvas.text(_ITEMS + chip / 2, first, item.id, size=size - 1, bold=True, align="center", colour=on_colour(fill))
        box = canvas.text(_ITEMS + chip + 6, y, lines, size=size, valign="top")
        for place, score in enumerate((item.technical, item.policy)):
            _draw_score(canvas, (_BALLS + place * _BALL_GAP, (box.y0 + box.y1) / 2), score, f"score-{item.id}-{place}")
        y = box.y1 + 4


def _draw_score(canvas: Canvas, at: tuple[float, float], score: float | None, gid: str) -> None:
    if score is None:
        state_sign(canvas, at, _BALL, state="unknown", gid=gid)
    else:
        harvey_ball(canvas, at, _BALL, score=score, colour=GREY_4, gid=gid)


def _draw_legend(canvas: Canvas, meanings: Mapping[Role, str], message: str, more: str) -> None:
    y = canvas.height - 13
    x = legend(
        canvas,
        (_MARGIN + 4, y),
        meanings.items(),
        lambda x, y, role: canvas.bar(x, y, SWATCH, SWATCH, fill=colour_of(role), radius=3),
        gap=22,
    )
    if message:
        canvas.bar(x, y, SWATCH, SWATCH, fill=WARNING_TINT, edge=WARNING)
        room = WIDTH - _MARGIN - x - 18 - (text_width(more, TINY) + 20 if more else 0)
        canvas.fitted(x + 18, y, fit(message, (TINY, FINE, FINER), width=room, lines=1), colour=GREY_4)
    canvas.text(WIDTH - _MARGIN, y, more, size=TINY, colour=GREY_4, align="right")
