"""Small multiples over time: one panel a series, all over the same months, each on a zero-based scale of its own.

The thin line is what was, the thick one the trend behind it; it is coloured where it moves noticeably. A month that is
not known is a hatched stripe and breaks the line; a month that is known but does not count is a hollow dot; a month
that stands out is a ringed dot with its label. Growth stands at the right end of each panel, so that there is no axis
of amounts to read.

>>> months = [f"2024-{number:02d}" for number in range(1, 13)]
>>> panel = TrendPanel(
...     "Voice", [10.0] * 11 + [None], trend=[10.0] * 12, growth="-17%", now="10 a month", role="warning"
... )
>>> figure = trend_chart([panel], months, lang="en")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.charts.drawing import (
    BASE,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    SIZES,
    THIN,
    TINY,
    WHITE,
    WIDTH,
    Z_FIELD,
    Z_GRID,
    Box,
    Canvas,
    Picture,
    check_numbers,
    colour_of,
    fit,
    legend,
    text_width,
    widest,
)
from playbook.charts.trend_marks import MARKS, Panel, TrendMark, TrendPanel, draw_marks
from playbook.units import Lang

__all__ = ["TrendMark", "TrendPanel", "trend_chart"]

_MARGIN, _GAP, _AXIS, _KEY = 12.0, 12.0, 24.0, 26.0
_LEFT_MAX, _RIGHT_MAX = 150.0, 190.0
_MOST = 8
#: Room over the highest value of a panel: for labels where it has marks, else for the dot.
_HEADROOM, _AIR = TINY * LINE + 9, 5.0


def trend_chart(
    panels: Sequence[TrendPanel],
    months: Sequence[str],
    *,
    lang: Lang,
    keys: tuple[str, str, str] = ("", "", ""),
    height: float = HEIGHT,
) -> Picture:
    """Panels from top to bottom in the order given; months as `2025-02`, without a gap.

    `keys` explain the hatched stripe, the hollow dot and the ringed dot, each where one is drawn. ValueError for no
    panel, more than eight, NaN, or a panel whose amounts run out of the months, or whose trend is not as long as they.
    """
    _check(panels, months)
    canvas = Canvas(lang, height=height)
    left = _MARGIN + min(widest([panel.label for panel in panels], BASE, bold=True), _LEFT_MAX) + _GAP
    ends = [text_width(panel.growth, BASE + 2, bold=True) for panel in panels] + [
        text_width(panel.now, TINY) for panel in panels
    ]
    right = WIDTH - _MARGIN - min(max(ends), _RIGHT_MAX) - _GAP
    bottom = height - _AXIS - (_KEY if _used(panels, keys) else 0)
    pitch = (bottom - 4) / len(panels)
    for number, panel in enumerate(panels):
        box = Box(left, 4 + number * pitch + 4, right, 4 + (number + 1) * pitch - 4)
        _draw_panel(canvas, panel, _placed(panel, box, len(months)), number)
    _draw_axis(canvas, months, Box(left, 4, right, bottom))
    _draw_keys(canvas, _used(panels, keys), left)
    return canvas.figure


def _check(panels: Sequence[TrendPanel], months: Sequence[str]) -> None:
    if not 1 <= len(panels) <= _MOST or not months:
        raise ValueError(
            f"a chart of trends takes one to {_MOST} panels over some months, not {len(panels)} over {len(months)}"
        )
    for panel in panels:
        span = len(panel.amounts)
        if not 0 <= panel.first <= panel.first + span <= len(months) or len(panel.trend) not in (0, span):
            raise ValueError(
                f"{panel.label}: {span} amounts from place {panel.first} on and {len(panel.trend)} of trend for"
                f" {len(months)} months"
            )
        check_numbers(panel.label, *panel.amounts, *panel.trend, *(mark.expected for mark in panel.marks))
        for mark in panel.marks:
            if not 0 <= mark.place < span or panel.amounts[mark.place] is None:
                raise ValueError(f"{panel.label}: the mark {mark.label!r} stands on no amount")


def _placed(panel: TrendPanel, box: Box, months: int) -> Panel:
    top = max(
        [value for value in (*panel.amounts, *panel.trend) if value is not None]
        + [mark.expected or 0.0 for mark in panel.marks],
        default=0.0,
    )
    room = box.height - (_HEADROOM if any(mark.label for mark in panel.marks) else _AIR)
    return Panel(box, box.width / months, room / (top if top > 0 else 1.0), panel.first)


def _draw_panel(canvas: Canvas, panel: TrendPanel, at: Panel, number: int) -> None:
    box = at.box
    middle = (box.y0 + box.y1) / 2
    canvas.fitted(
        box.x0 - _GAP,
        middle,
        fit(
            panel.label,
            SIZES,
            width=min(_LEFT_MAX, box.x0 - _MARGIN - _GAP) + 1,
            lines=2,
            bold=True,
        ),
        bold=True,
        align="right",
    )
    canvas.across(box.y1, box.x0, box.x1, colour=GREY_2, gid=f"zero-{number}", z=1)
    for place, amount in enumerate(panel.amounts):
        if amount is None:
            left = at.x(place) - at.step / 2
            canvas.rect(
                left,
                box.y0,
                at.step,
                box.height,
                fill=WHITE,
                hatch=True,
                edge=GREY_2,
                gid=f"gap-{number}-{place}",
                z=Z_GRID,
            )
    _draw_lines(canvas, panel, at, number)
    draw_marks(canvas, panel, at, number)
    _draw_end(canvas, panel, at, number)


def _draw_lines(canvas: Canvas, panel: TrendPanel, at: Panel, number: int) -> None:
    """The amounts as a thin line over a pale area, broken where one is unknown or does not count; the trend as a thick
    line."""
    apart = {mark.place for mark in panel.marks if mark.kind == "apart"}
    for run in _runs(panel.amounts, set()):
        points = [(at.x(place), at.y(amount)) for place, amount in run]
        left, right, zero = points[0][0] - at.step / 2, points[-1][0] + at.step / 2, at.box.y1
        outline = [(left, zero), (left, points[0][1]), *points, (right, points[-1][1]), (right, zero)]
        canvas.polygon(outline, GREY_1, gid=f"area-{number}", z=Z_FIELD)
    for run in _runs(panel.amounts, apart):
        points = [(at.x(place), at.y(amount)) for place, amount in run]
        canvas.line(points, colour=GREY_3, width=THIN, gid=f"amounts-{number}", z=2.1)
        for x, y in points:
            canvas.circle(x, y, 1.6, GREY_3, z=2.2)
    if panel.trend:
        colour = GREY_4 if panel.role == "grey" else colour_of(panel.role)
        canvas.line(
            [(at.x(place), at.y(value)) for place, value in enumerate(panel.trend)],
            colour=colour,
            width=2.6,
            gid=f"trend-{number}",
            z=2.6,
        )


def _runs(amounts: Sequence[float | None], but: set[int]) -> Iterator[list[tuple[int, float]]]:
    """Stretches of months that are known, without those that are left out."""
    run: list[tuple[int, float]] = []
    for place, amount in enumerate(amounts):
        if amount is not None and place not in but:
            run.append((place, amount))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _draw_end(canvas: Canvas, panel: TrendPanel, at: Panel, number: int) -> None:
    """Growth in large letters, the level below it."""
    x, middle = at.box.x1 + _GAP, (at.box.y0 + at.box.y1) / 2
    colour = INK if panel.role == "grey" else colour_of(panel.role)
    offset = 9.0 if panel.growth and panel.now else 0.0
    canvas.text(x, middle - offset, panel.growth, size=BASE + 2, bold=True, colour=colour, gid=f"growth-{number}")
    canvas.fitted(x, middle + offset, fit(panel.now, (TINY,), width=_RIGHT_MAX, lines=1), colour=GREY_4)


def _draw_axis(canvas: Canvas, months: Sequence[str], box: Box) -> None:
    """A line through all panels where a year begins, and the year below; first and last month where no year begins."""
    step = box.width / len(months)
    starts = [place for place, month in enumerate(months) if month.endswith("-01")]
    for place in starts:
        canvas.upright(box.x0 + place * step, box.y0, box.y1 + 5, colour=GREY_2, z=0.3)
    texts = [(box.x0 + place * step + 3, months[place][:4]) for place in starts]
    first = [(box.x0, months[0])] if not starts or starts[0] * step > text_width(months[0], TINY) + 8 else []
    for x, text in [*first, *texts]:
        if x + text_width(text, TINY) <= box.x1 + 2:
            canvas.text(x, box.y1 + _AXIS / 2 + 2, text, size=TINY, colour=GREY_4)


def _used(panels: Sequence[TrendPanel], keys: tuple[str, str, str]) -> list[tuple[str, str]]:
    """The keys that explain something that is drawn."""
    kinds = {mark.kind for panel in panels for mark in panel.marks}
    gaps = any(amount is None for panel in panels for amount in panel.amounts)
    drawn = (("gap", gaps), ("apart", "apart" in kinds), ("outlier", "outlier" in kinds))
    return [(kind, text) for (kind, there), text in zip(drawn, keys, strict=True) if there and text]


def _draw_keys(canvas: Canvas, keys: Sequence[tuple[str, str]], left: float) -> None:
    def sign(x: float, y: float, kind: str) -> None:
        if kind == "gap":
            canvas.bar(x, y, 10, 12, fill=WHITE, hatch=True, edge=GREY_2, gid="key-gap")
        else:
            fill = MARKS[kind] if kind == "outlier" else WHITE
            canvas.circle(x + 5, y, 4.2, fill, edge=MARKS[kind], line=FIRM, gid=f"key-{kind}")

    legend(canvas, (left, canvas.height - _KEY / 2), keys, sign, reach=16)
