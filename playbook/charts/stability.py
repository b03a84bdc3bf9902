"""A ranking and how firm it is: for each item its score, how often it stays at the top, and between which ranks it
moves.

Rows stand in their order. A bar runs from 0 to 100%: the share of the draws in which the item is at the top. A line
beside it runs over the ranks that it takes, with a dot at the middle one. A thin line under the last row of the top is
the cut. An item without a score has neither bar nor line and says so.

>>> rows = [
...     RankedRow("S1 DDN design", 1, "3.6", share=1.0, share_printed="100%", ranks=(1, 1, 2)),
...     RankedRow("S2", None, "no score"),
... ]
>>> figure = stability_chart(
...     rows, lang="en", top=1, heads=StabilityHeads("Score", "In the top", "Ranks", "chosen", "Pareto front")
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEAVY,
    HEIGHT,
    INK,
    SMALL,
    TINY,
    WHITE,
    WIDTH,
    Z_AXIS,
    Z_GROUND,
    Z_MARK,
    Canvas,
    Picture,
    Role,
    check_numbers,
    check_some,
    colour_of,
    fit,
    labels_of,
    legend,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["RankedRow", "StabilityHeads", "stability_chart"]

_MARGIN, _HEAD, _FOOT = 10.0, 46.0, 30.0
_PITCH_MAX, _PITCH_MIN = 42.0, 33.6
#: Where ranks end and names begin; how thick a bar is at most, and as a share of its row.
_RANK, _LABEL, _THICK_MAX, _THICK_SHARE = 24.0, 36.0, 20.0, 0.56
_TICK, _MARKS, _BAR_MAX, _PERCENT = 15.5, 46.0, 150.0, 48.0


@dataclass(frozen=True)
class RankedRow:
    """An item: its rank and score, the share (0..1) of draws at the top, and its ranks (5%, median, 95%); None where it
    has no score."""

    label: str
    rank: int | None
    score: str
    share: float | None = field(default=None, kw_only=True)
    share_printed: str = field(default="", kw_only=True)
    ranks: tuple[int, int, int] | None = field(default=None, kw_only=True)
    chosen: bool = field(default=False, kw_only=True)
    front: bool = field(default=False, kw_only=True)
    role: Role = field(default="grey", kw_only=True)


@dataclass(frozen=True)
class StabilityHeads:
    """The words over the columns, and of the legend."""

    score: str
    share: str
    ranks: str
    chosen: str
    front: str


@dataclass(frozen=True)
class _Layout:
    marks: float
    score: float
    bar: float
    ranks: float
    top: float
    pitch: float
    scored: int
    last: int

    def middle(self, row: int) -> float:
        return self.top + (row + 0.5) * self.pitch

    @property
    def bar_width(self) -> float:
        return self.ranks - self.bar - _PERCENT - 22

    def rank_x(self, rank: float) -> float:
        step = (WIDTH - _MARGIN - 12 - self.ranks) / max(self.last - 1, 1)
        return self.ranks + (rank - 1) * step


def stability_chart(
    rows: Sequence[RankedRow], *, lang: Lang, top: int, heads: StabilityHeads, height: float | None = None
) -> Picture:
    """The rows in the order given, those without a score last; `top` is how many ranks count as the top. A slide has
    room for twelve rows.

    ValueError for no rows, no row with a score, a share outside 0..1, or ranks that are not in order from 1 on.
    """
    _check(rows)
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, ((height or HEIGHT) - _HEAD - _FOOT) / len(rows)))
    canvas = Canvas(lang, height=height or max(150.0, _HEAD + len(rows) * pitch + _FOOT))
    layout = _layout(rows, heads, pitch)
    _draw_heads(canvas, layout, heads, top)
    _draw_grid(canvas, layout, rows, top)
    labels = labels_of(rows, width=layout.marks - _MARGIN - 40, height=pitch - 2)
    for number, row in enumerate(rows):
        _draw_row(canvas, layout, (number, row), labels[number])
    _draw_legend(canvas, layout, heads, len(rows))
    return canvas.figure


def _check(rows: Sequence[RankedRow]) -> None:
    check_some("a ranking needs at least one item with a score", [row for row in rows if row.rank is not None])
    for row in rows:
        check_numbers(f"{row.label}, share", row.share, least=0, most=1)
        if row.ranks is not None and not 1 <= row.ranks[0] <= row.ranks[1] <= row.ranks[2]:
            raise ValueError(f"{row.label}: ranks {row.ranks}, expected three in order from 1 on")


def _layout(rows: Sequence[RankedRow], heads: StabilityHeads, pitch: float) -> _Layout:
    score = max(text_width(heads.score, SMALL), widest([row.score for row in rows if row.rank is not None], BASE))
    label = min(widest([row.label for row in rows], BASE) + 2, 250.0)
    marks = _MARGIN + 40 + label
    at_score = marks + _MARKS + score
    bar = at_score + 20
    last = max(max(row.rank or 1, row.ranks[2] if row.ranks else 1) for row in rows)
    room = WIDTH - _MARGIN - 12 - bar
    scored = sum(row.rank is not None for row in rows)
    return _Layout(marks, at_score, bar, bar + min(_BAR_MAX, room * 0.42) + _PERCENT + 22, _HEAD, pitch, scored, last)


def _draw_heads(canvas: Canvas, layout: _Layout, heads: StabilityHeads, top: int) -> None:
    y = _HEAD - 26
    canvas.text(layout.score, y, heads.score, size=SMALL, colour=GREY_4, align="right")
    canvas.fitted(
        layout.bar,
        y,
        fit(heads.share, (SMALL, TINY), width=layout.bar_width + _PERCENT, lines=1),
        colour=ACCENT,
        bold=True,
    )
    canvas.text(layout.ranks - 6, y, heads.ranks, size=SMALL, colour=GREY_4)
    for rank in _ticks(layout, top):
        canvas.text(
            layout.rank_x(rank),
            _HEAD - 8,
            str(rank),
            size=TINY,
            colour=ACCENT if rank <= top else GREY_3,
            align="center",
            bold=rank <= top,
        )


def _ticks(layout: _Layout, top: int) -> list[int]:
    """The first rank, the last of the top, the last of all, and of the others those that have room between them."""
    ticks: list[int] = []
    for rank in dict.fromkeys((1, top, layout.last, *range(2, layout.last))):
        if rank <= layout.last and all(abs(layout.rank_x(rank) - layout.rank_x(other)) >= _TICK for other in ticks):
            ticks.append(rank)
    return ticks


def _draw_grid(canvas: Canvas, layout: _Layout, rows: Sequence[RankedRow], top: int) -> None:
    """The top's field behind its ranks, a line under each row, the cut under the top."""
    bottom = layout.top + layout.scored * layout.pitch
    if top < layout.last:
        right = (layout.rank_x(top) + layout.rank_x(top + 1)) / 2
        canvas.rect(
            layout.rank_x(1) - 10,
            layout.top,
            right - layout.rank_x(1) + 10,
            bottom - layout.top,
            fill=GREY_1,
            gid="top-field",
            z=Z_GROUND,
        )
    for number in range(len(rows) + 1):
        cut = number == top and top < layout.scored
        y = layout.top + number * layout.pitch
        look = (ACCENT, 1.6, "cut") if cut else (GREY_2, 0.8, None)
        canvas.across(y, _MARGIN, WIDTH - _MARGIN, colour=look[0], width=look[1], gid=look[2], z=0.5)
    canvas.upright(layout.bar, layout.top, bottom, colour=GREY_3, z=Z_AXIS)


def _draw_row(
    canvas: Canvas, layout: _Layout, item: tuple[int, RankedRow], label: tuple[tuple[str, ...], float]
) -> None:
    number, row = item
    y, strong = layout.middle(number), row.role != "grey"
    rank, colour = "–" if row.rank is None else str(row.rank), colour_of(row.role)
    canvas.text(_MARGIN + _RANK, y, rank, size=BASE, bold=strong, align="right", colour=colour if strong else GREY_3)
    canvas.fitted(_MARGIN + _LABEL, y, label, colour=INK if row.rank is not None else GREY_4)
    _draw_marks(canvas, layout, number, row)
    if row.rank is None or row.share is None or row.ranks is None:
        canvas.text(layout.bar, y, row.score, size=SMALL, colour=GREY_4)
        return
    canvas.text(layout.score, y, row.score, align="right")
    wide, thick = row.share * layout.bar_width, min(_THICK_MAX, layout.pitch * _THICK_SHARE)
    canvas.bar(layout.bar, y, wide, thick, fill=colour, gid=f"share-{number}")
    ink = INK if strong else GREY_4
    canvas.text(layout.bar + wide + 7, y, row.share_printed, bold=strong, size=SMALL, colour=ink)
    _draw_ranks(canvas, layout, number, row)


def _draw_marks(canvas: Canvas, layout: _Layout, number: int, row: RankedRow) -> None:
    y = layout.middle(number)
    if row.chosen:
        canvas.circle(layout.marks + 12, y, 5, INK, gid=f"chosen-{number}")
    if row.front:
        _diamond(canvas, layout.marks + 30, y, gid=f"front-{number}")


def _diamond(canvas: Canvas, x: float, y: float, *, gid: str | None = None) -> None:
    canvas.polygon([(x, y - 6.5), (x + 6.5, y), (x, y + 6.5), (x - 6.5, y)], WHITE, edge=ACCENT, line=2, gid=gid)


def _draw_ranks(canvas: Canvas, layout: _Layout, number: int, row: RankedRow) -> None:
    assert row.ranks is not None
    y, colour = layout.middle(number), GREY_4 if row.role == "grey" else colour_of(row.role)
    low, median, high = (layout.rank_x(rank) for rank in row.ranks)
    canvas.across(y, low, high, colour=colour, width=HEAVY, gid=f"range-{number}", z=Z_MARK)
    for x in {low, high} - {median}:
        canvas.upright(x, y - 5, y + 5, colour=colour, width=HEAVY, z=Z_MARK)
    canvas.circle(median, y, 5, colour, gid=f"median-{number}", z=Z_AXIS)


def _draw_legend(canvas: Canvas, layout: _Layout, heads: StabilityHeads, count: int) -> None:
    y = layout.top + count * layout.pitch + _FOOT / 2 + 2
    x = legend(
        canvas,
        (_MARGIN + 36, y),
        [(5, heads.chosen)],
        lambda x, y, half: canvas.circle(x + half, y, half, INK),
        reach=15,
        gap=22,
    )
    legend(canvas, (x, y), [(6, heads.front)], lambda x, y, half: _diamond(canvas, x + half, y))
