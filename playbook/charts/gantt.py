"""A plan over time: bars by quarter, in groups, with milestones, owners and the line of today.

What lies before the start or after the end of the chart is cut there with a small arrow. A task without dates keeps its
row and says so in words; it is not drawn at the beginning. Under the bars a strip may show the team's load on the same
time line.

>>> from datetime import date
>>> bars = [GanttBar("Offer 2M", date(2003, 1, 6), date(2003, 3, 31), group="Programme one", owner="Account manager")]
>>> figure = gantt_chart(
...     bars, lang="en", start=date(2003, 1, 1), end=date(2003, 12, 31), today=date(2003, 1, 23), today_label="today"
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from playbook.charts.drawing import (
    BROAD,
    FINE,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_4,
    HAIRLINE,
    HEIGHT,
    LINE,
    SMALL,
    TINT,
    TINY,
    WARNING,
    WIDTH,
    Z_FIELD,
    Z_GRID,
    Z_LOWEST,
    Z_TOP,
    Canvas,
    Fitted,
    Picture,
    check_some,
    fit,
    fit_all,
    labels_of,
    shared,
    text_width,
    widest,
)
from playbook.charts.gantt_load import LoadStrip, draw_strip, strip_height
from playbook.charts.gantt_marks import GanttBar, Layout, draw_bar, draw_milestone
from playbook.units import Lang

__all__ = ["GanttBar", "gantt_chart"]

_MARGIN, _HEAD, _FOOT, _GROUP = 10.0, 32.0, 22.0, 24.0
_PITCH_MAX, _PITCH_MIN = 34.0, 20.0
_LABEL_MAX, _OWNER_MAX = 250.0, 180.0


def gantt_chart(
    bars: Sequence[GanttBar],
    *,
    lang: Lang,
    start: date,
    end: date,
    today: date | None = None,
    today_label: str = "",
    owner_label: str = "",
    no_date: str = "",
    quarter_format: str = "Q{q} {year}",
    height: float | None = None,
    load: LoadStrip | None = None,
) -> Picture:
    """The bars in the order given, under the heading of their group; both dates of the chart are included.

    `quarter_format` prints a quarter from `q` and `year`; `no_date` stands in the row of a task that has no dates.
    ValueError if the chart or a bar ends before it starts, or there are no bars.
    """
    _check(bars, start, end)
    groups = list(dict.fromkeys(bar.group for bar in bars))
    headings = sum(_GROUP for group in groups if group)
    foot = _FOOT if today is not None and start <= today <= end else 8.0
    layout, labels = _layout(
        bars, (start, end), (height or HEIGHT) - _HEAD - headings - foot - strip_height(load), owner_label
    )
    layout = replace(layout, bottom=_HEAD + headings + sum(layout.rows) + strip_height(load), today=today)
    canvas = Canvas(lang, height=height or layout.bottom + foot)
    _draw_quarters(canvas, layout, quarter_format, owner_label)
    y = _HEAD
    for group in groups:
        y = _draw_group(canvas, y, group)
        for number, bar in enumerate(bars):
            if bar.group == group:
                _draw_row(
                    canvas, layout, (number, y + layout.rows[number] / 2), bar, label=labels[number], no_date=no_date
                )
                y += layout.rows[number]
    if load is not None:
        draw_strip(canvas, load, y, x=layout.x, columns=(layout.left, layout.right))
    _draw_today(canvas, layout, today_label)
    return canvas.figure


def _layout(
    bars: Sequence[GanttBar], dates: tuple[date, date], room: float, owner_label: str
) -> tuple[Layout, list[Fitted]]:
    """Widths of the columns, the heights of the rows, and the labels in lines."""
    label = min(widest([bar.label for bar in bars], SMALL), _LABEL_MAX) + 22
    owner = min(
        max(widest([bar.owner for bar in bars], TINY), text_width(owner_label, TINY, bold=True)) + 16, _OWNER_MAX
    )
    owner = owner if any(bar.owner for bar in bars) else 8.0
    pitch = max(_PITCH_MIN, min(_PITCH_MAX, room / len(bars)))
    labels = labels_of(bars, sizes=(SMALL, TINY), width=label - 20, height=max(pitch, 2 * TINY * LINE))
    needs = [max(_PITCH_MIN, len(lines) * size * LINE + 2) for lines, size in labels]
    rows = tuple(shared(needs, room, _PITCH_MAX))
    owners_fit = widest([bar.owner for bar in bars], TINY) <= owner - 14
    return Layout(_MARGIN + label, WIDTH - _MARGIN - owner, rows, *dates, owners_fit), labels


def _check(bars: Sequence[GanttBar], start: date, end: date) -> None:
    check_some("a Gantt chart needs at least one bar", bars)
    if end <= start:
        raise ValueError(f"the chart ends on {end}, before its start on {start}")
    for bar in bars:
        if bar.start is not None and bar.end is not None and bar.end < bar.start:
            raise ValueError(f"{bar.label}: ends on {bar.end}, before its start on {bar.start}")


def _quarters(start: date, end: date) -> list[tuple[int, int, date]]:
    """The quarters that the chart touches: year, number, first day."""
    quarters, year, number = [], start.year, (start.month + 2) // 3
    while date(year, 3 * number - 2, 1) <= end:
        quarters.append((year, number, date(year, 3 * number - 2, 1)))
        year, number = (year + 1, 1) if number == 4 else (year, number + 1)
    return quarters


def _draw_quarters(canvas: Canvas, layout: Layout, quarter_format: str, owner_label: str) -> None:
    quarters = _quarters(layout.start, layout.end)
    edges = [layout.x(first) for _, _, first in quarters] + [layout.right]
    texts = [quarter_format.format(q=number, year=year) for year, number, _ in quarters]
    slot = min(right - left for left, right in pairwise(edges))
    names = fit_all(texts, (SMALL, TINY, FINE), width=max(slot - 6, 24), height=2 * 11 * LINE, bold=True)
    for number, (lines, size) in enumerate(names):
        left, right = edges[number], edges[number + 1]
        if number % 2:
            canvas.rect(left, _HEAD - 2, right - left, layout.bottom - _HEAD + 2, fill=TINT, z=Z_LOWEST)
        canvas.text(
            (left + right) / 2, _HEAD - 6, lines, size=size, bold=True, align="center", valign="bottom", colour=GREY_4
        )
        canvas.upright(left, _HEAD - 2, layout.bottom, colour=GREY_2, width=HAIRLINE, z=Z_FIELD, gid="quarter")
    canvas.across(_HEAD - 2, _MARGIN, canvas.width - _MARGIN, colour=GREY_2, width=BROAD)
    if layout.right < WIDTH - _MARGIN - 20:
        canvas.text(layout.right + 12, _HEAD - 6, owner_label, size=TINY, bold=True, valign="bottom", colour=GREY_4)


def _draw_group(canvas: Canvas, y: float, group: str) -> float:
    """The heading of a group; returns where its rows start."""
    if not group:
        return y
    lines, size = fit(group, (SMALL, TINY), width=WIDTH - 2 * _MARGIN, lines=1, bold=True)
    canvas.rect(_MARGIN, y + 2, WIDTH - 2 * _MARGIN, _GROUP - 4, fill=GREY_1, z=Z_GRID)
    canvas.text(_MARGIN + 6, y + _GROUP / 2, lines, size=size, bold=True, z=Z_TOP)
    return y + _GROUP


def _draw_row(
    canvas: Canvas, layout: Layout, at: tuple[int, float], bar: GanttBar, *, label: Fitted, no_date: str
) -> None:
    number, y = at
    lines, size = label
    canvas.text(_MARGIN + 6, y, lines, size=size)
    high = layout.rows[number]
    canvas.across(y + high / 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_1, width=1, z=0.5)
    if bar.owner:
        sizes = (TINY,) if layout.owners_fit else (FINE,)
        owner, owner_size = fit(
            bar.owner, sizes, width=WIDTH - _MARGIN - layout.right - 14, lines=max(1, int(high / (11 * LINE)))
        )
        owner_size = min(owner_size, high / len(owner) / LINE)
        canvas.text(layout.right + 12, y, owner, size=owner_size, colour=GREY_4)
    if not bar.dated:
        canvas.text(
            _clear_of_today(layout, text_width(no_date, TINY)),
            y,
            no_date,
            size=TINY,
            colour=GREY_4,
            gid=f"no-date-{number}",
        )
    elif bar.milestone:
        draw_milestone(canvas, layout, (number, y), bar)
    else:
        draw_bar(canvas, layout, (number, y), bar)


def _clear_of_today(layout: Layout, width: float) -> float:
    """Where a text at the left of the time line starts so that the line of today does not cross it."""
    left = layout.left + 8
    line = layout.x(layout.today) if layout.today is not None else -1.0
    return line + 6 if left - 4 < line < left + width + 4 else left


def _draw_today(canvas: Canvas, layout: Layout, label: str) -> None:
    if layout.today is None or not layout.start <= layout.today <= layout.end:
        return
    x, wide = layout.x(layout.today), text_width(label, TINY, bold=True)
    canvas.upright(x, _HEAD - 2, layout.bottom + 4, colour=WARNING, width=FIRM, z=3.5, gid="today")
    middle = min(max(x, layout.left + wide / 2 - 20), layout.right - wide / 2)
    canvas.text(middle, layout.bottom + 12, label, size=TINY, bold=True, align="center", colour=WARNING)
