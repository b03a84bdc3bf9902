"""What happened when: events and spans along a time axis, in lanes, with what is still to come.

Times are months as numbers (year x 12 + month - 1; a half is the middle of a month). What is a point in time is a
circle, what goes on for longer is a bar; what lies after today, or is only expected, is hollow. A name stands beside
its mark where it covers nothing, else on a row of its own. What has no date is listed under the chart, never put
anywhere on the axis.

>>> items = [TimelineItem("Agreement", 24016.0, group="Agreements", role="accent"), TimelineItem("Renewal", None)]
>>> figure = timeline_chart(
...     items,
...     lang="en",
...     ticks=[(24012.0, "2001"), (24024.0, "2002")],
...     today=24036.0,
...     today_label="today",
...     undated_label="No date:",
... )
"""

from __future__ import annotations

from collections.abc import Sequence

from playbook.charts.drawing import (
    FIRM,
    GREY_1,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    MIDDLE,
    SLIM,
    SMALL,
    THIN,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_FIELD,
    Z_GRID,
    Canvas,
    Picture,
    check_numbers,
    check_some,
    colour_of,
    text_width,
    widest,
    wrap,
)
from playbook.charts.timeline_layout import BAR, RADIUS, SIDE, Axis, Spot, TimelineItem, rows_of, until_of
from playbook.units import Lang

__all__ = ["TimelineItem", "timeline_chart"]

_GAP, _TOP, _AXIS = 7.0, 28.0, 26.0
_LANE_PAD, _LANE_MORE = 5.0, 48.0
#: The shortest bar; what is still to come of one lies over it, and lines to what is expected over that.
_SPAN_MIN, _Z_COMING, _Z_EXPECTED = 3.0, 2.1, 2.4


_Lane = tuple[str, list[list[Spot]]]


def timeline_chart(
    items: Sequence[TimelineItem],
    *,
    lang: Lang,
    ticks: Sequence[tuple[float, str]],
    today: float | None,
    today_label: str,
    undated_label: str,
) -> Picture:
    """The items in lanes, both in the order given, over an axis with the ticks' labels; `today` is a dashed line.

    An item without start is drawn hollow where it is expected; without either it is listed under `undated_label`.
    ValueError for no items, NaN, fewer than two ticks, or an end or an expected month before the start.
    """
    _check(items, ticks, today)
    dated = [item for item in items if item.first is not None]
    undated = _undated([item for item in items if item.first is None], undated_label, lang)
    groups = list(dict.fromkeys(item.group for item in dated))
    left = 10.0 + min(
        widest([word for group in groups for word in wrap(group, SMALL, width=104, bold=True)], SMALL, bold=True), 104.0
    )
    axis = _axis(dated, [tick for tick, _ in ticks], today, left=left + 14 if any(groups) else SIDE)
    foot = _AXIS + (len(undated) * SMALL * LINE + 8 if undated else 0)
    lanes, needed = _lanes(dated, groups, axis, today=today, room=HEIGHT - _TOP - foot)
    more = min(max(HEIGHT - _TOP - foot - needed, 0) / max(len(lanes), 1), _LANE_MORE)
    canvas = Canvas(lang, height=max(_TOP + needed + more * len(lanes) + foot, 150.0))
    bottom = _draw_lanes(canvas, lanes, axis, (more, today))
    _draw_axis(canvas, axis, ticks, bottom=bottom)
    _draw_today(canvas, axis, (today, today_label), bottom=bottom)
    if undated:
        canvas.text(axis.left, canvas.height - 4, undated, size=SMALL, colour=GREY_4, valign="bottom", gid="undated")
    return canvas.figure


def _check(items: Sequence[TimelineItem], ticks: Sequence[tuple[float, str]], today: float | None) -> None:
    check_some("a time line needs at least one item", items)
    if len(ticks) < 2 or ticks[0][0] >= ticks[-1][0]:
        raise ValueError("a time line needs at least two ticks, the earlier first")
    check_numbers("today and the ticks", today, *(tick for tick, _ in ticks))
    for item in items:
        check_numbers(item.label, item.start, item.end, item.expected)
        for value, what in ((item.end, "end"), (item.expected, "expected")):
            if value is not None and item.start is not None and value < item.start:
                raise ValueError(f"{item.label}: {what} {value:g} is before its start {item.start:g}")


def _undated(items: Sequence[TimelineItem], label: str, lang: Lang) -> tuple[str, ...]:
    if not items:
        return ()
    space, comma, opening, closing = ("", "、", "（", "）") if lang == "zh" else (" ", ", ", " (", ")")
    names = comma.join(f"{item.label}{opening}{item.note}{closing}" if item.note else item.label for item in items)
    return wrap(f"{label}{space}{names}", SMALL, width=WIDTH - 140)


def _axis(items: Sequence[TimelineItem], ticks: Sequence[float], today: float | None, *, left: float) -> Axis:
    """From the first to the last of all times, with a little room for marks at the ends."""
    times = [*ticks, *([] if today is None else [today])]
    times += [time for item in items for time in (item.start, item.end, item.expected) if time is not None]
    room = (max(times) - min(times)) * 0.02
    return Axis(left, WIDTH - SIDE, min(times) - room, max(times) + room)


def _lanes(
    items: Sequence[TimelineItem],
    groups: Sequence[str],
    axis: Axis,
    *,
    today: float | None,
    room: float,
) -> tuple[list[_Lane], float]:
    """The rows of every lane at the largest text that the room allows, and the height that they need."""
    lanes: list[_Lane] = []
    for size, wide in ((MIDDLE, 200.0), (SMALL, 190.0), (TINY, 230.0), (TINY, 300.0)):
        lanes = [
            (group, rows_of([item for item in items if item.group == group], axis, today=today, text=(size, wide)))
            for group in groups
        ]
        needed = sum(_lane_height(lane) for lane in lanes)
        if needed <= room:
            break
    return lanes, needed


def _lane_height(lane: _Lane) -> float:
    rows = sum(max(spot.up for spot in row) + max(spot.down for spot in row) + _GAP for row in lane[1])
    return max(rows, len(wrap(lane[0], SMALL, width=104, bold=True)) * SMALL * LINE) + 2 * _LANE_PAD


def _draw_lanes(canvas: Canvas, lanes: Sequence[_Lane], axis: Axis, rest: tuple[float, float | None]) -> float:
    """Each lane with its name at the left; returns where the last one ends."""
    (more, today), y = rest, _TOP
    for number, lane in enumerate(lanes):
        high = _lane_height(lane) + more
        if number:
            canvas.across(y, 10, axis.right, colour=GREY_2, z=Z_GRID)
        if lane[0]:
            canvas.text(
                10, y + high / 2, wrap(lane[0], SMALL, width=104, bold=True), size=SMALL, bold=True, colour=GREY_4
            )
        rows = [(row, max(spot.up for spot in row), max(spot.down for spot in row)) for row in lane[1]]
        top = y + (high - sum(up + down + _GAP for _, up, down in rows)) / 2
        for row, up, down in rows:
            for spot in row:
                _draw_spot(canvas, axis, spot, (top + _GAP / 2 + up, today))
            top += up + down + _GAP
        y += high
    return y


def _draw_spot(canvas: Canvas, axis: Axis, spot: Spot, at: tuple[float, float | None]) -> None:
    y, item = at[0], spot.item
    _draw_mark(canvas, axis, item, at)
    ink = {"warning": WARNING, "grey": GREY_4, "light": GREY_4}.get(item.role, INK)
    top = y - BAR / 2 - 1 - spot.text_height if spot.above else y - spot.text_height / 2
    ends = not spot.above and spot.text_x < spot.mark[0]
    x, align = (spot.text_x + spot.width, "right") if ends else (spot.text_x, "left")
    box = canvas.text(x, top, spot.lines[0], size=spot.size, valign="top", align=align, colour=ink, halo=True)  # type: ignore[arg-type]
    if spot.lines[1]:
        canvas.text(x, box.y1, spot.lines[1], size=TINY, valign="top", align=align, colour=GREY_4, halo=True)  # type: ignore[arg-type]


def _draw_mark(canvas: Canvas, axis: Axis, item: TimelineItem, at: tuple[float, float | None]) -> None:
    """A circle or a bar; hollow where it is still to come; a dashed line to where it is expected to go."""
    (y, today), colour, until = at, colour_of(item.role), until_of(item, at[1])
    last = item.start if until is None else until
    if item.expected is not None:
        x = axis.x(item.expected)
        if last is not None:
            canvas.across(y, axis.x(last), x, colour=colour, width=2, dash="dashed", z=_Z_EXPECTED, gid="expected")
        canvas.circle(x, y, RADIUS - 1, WHITE, edge=colour, line=2, gid="expected-mark")
    if item.start is None:
        return
    coming = today is not None and item.start > today
    if until is None and coming:
        canvas.circle(axis.x(item.start), y, RADIUS, WHITE, edge=colour, line=2, gid="coming")
    elif until is None:
        canvas.circle(axis.x(item.start), y, RADIUS, colour, edge=WHITE, line=THIN, gid="event")
    else:
        _draw_span(canvas, item, (axis.x(item.start), axis.x(until)), y, coming=coming)
        if today is not None and item.start <= today < until:
            x, end = axis.x(today), axis.x(until)
            canvas.bar(x, y, end - x, BAR, fill=WHITE, edge=colour, line=FIRM, gid="span-coming", z=_Z_COMING)


def _draw_span(canvas: Canvas, item: TimelineItem, ends: tuple[float, float], y: float, *, coming: bool) -> None:
    """The bar of what goes on for longer, with an arrow where its end is open."""
    (x0, x1), colour = ends, colour_of(item.role)
    fill, edge = (WHITE, colour) if coming else (colour, None)
    canvas.bar(x0, y, max(x1 - x0, _SPAN_MIN), BAR, fill=fill, edge=edge, line=2, gid="span")
    if item.open_end and item.end is None:
        canvas.polygon([(x1, y - BAR / 2), (x1 + BAR / 2, y), (x1, y + BAR / 2)], colour, gid="open-end")


def _draw_axis(canvas: Canvas, axis: Axis, ticks: Sequence[tuple[float, str]], *, bottom: float) -> None:
    """The base line, and as many ticks' labels as stand beside each other."""
    canvas.across(bottom, axis.left, axis.right, colour=GREY_4, width=THIN, gid="axis")
    free = 0.0
    for tick, text in ticks:
        x, half = axis.x(tick), text_width(text, TINY) / 2
        canvas.upright(x, _TOP, bottom, colour=GREY_1, width=THIN, z=Z_FIELD)
        canvas.upright(x, bottom, bottom + 4, colour=GREY_4, width=THIN)
        middle = min(x, WIDTH - 2 - half)
        if middle - half >= free:
            free = canvas.text(middle, bottom + 14, text, size=TINY, align="center", colour=GREY_4).x1 + 8


def _draw_today(canvas: Canvas, axis: Axis, today: tuple[float | None, str], *, bottom: float) -> None:
    month, label = today
    if month is None:
        return
    x, half = axis.x(month), text_width(label, TINY, bold=True) / 2
    canvas.upright(x, _TOP - 4, bottom, colour=INK, width=SLIM, dash="dashed", z=1, gid="today")
    canvas.text(min(max(x, half + 4), WIDTH - half - 4), _TOP - 14, label, size=TINY, bold=True, align="center")
