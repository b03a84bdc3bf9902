"""Attitudes before and now, and the position between us and the rival.

Each role has a line from E (opposes) at the left to A (recommends) at the right; an arrow shows how far it moved. Below
them a bar from -5 (the rival) to +5 (us) carries a mark, or says that nobody has stated the position: an unknown
position is not the middle.

>>> shifts = [Shift("Office director", 0, 1, before_printed="C", now_printed="B")]
>>> figure = attitude_chart(
...     shifts, None, lang="en", grades=("A", "B", "C", "D", "E"), unknown="not stated", position_label="Position"
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
    LINE,
    PLAIN,
    SIZES,
    SMALL,
    THIN,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_AXIS,
    Z_MARK,
    Canvas,
    Picture,
    Role,
    check_fits,
    check_numbers,
    colour_of,
    fit,
    labels_of,
    legend,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["Shift", "attitude_chart"]

_MARGIN, _BAR, _RADIUS = 12.0, 104.0, 7.0
_ATTITUDE, _POSITION = 2 + 1 / 3, 5.0
_PITCH_MAX, _PITCH_MIN = 62.0, 30.0
_HEAD, _HEAD_EMPTY, _LABEL_MAX, _LABEL_MIN, _PRINTED_MIN, _LABEL_GAP = 54.0, 10.0, 200.0, 90.0, 70.0, 16.0
_ARROW_HEAD, _Z_TRACK = 10.0, 0.8


@dataclass(frozen=True)
class Shift:
    """A role's attitude from 2 (A) to -2 (E), plus and minus a third, before and now; None is unknown."""

    label: str
    before: float | None
    now: float | None
    before_printed: str = field(default="", kw_only=True)
    now_printed: str = field(default="", kw_only=True)
    role: Role = field(default="accent", kw_only=True)


@dataclass(frozen=True)
class _Layout:
    left: float
    right: float
    head: float
    pitch: float

    def x(self, attitude: float) -> float:
        return self.left + (attitude + _ATTITUDE) / (2 * _ATTITUDE) * (self.right - self.left)

    def middle(self, row: int) -> float:
        return self.head + (row + 0.5) * self.pitch


def attitude_chart(
    shifts: Sequence[Shift],
    position: float | None,
    *,
    lang: Lang,
    grades: Sequence[str],
    position_label: str = "",
    position_printed: str = "",
    ends: tuple[str, str] = ("", ""),
    before_label: str = "",
    now_label: str = "",
    unknown: str = "",
    height: float | None = None,
) -> Picture:
    """The shifts in the order given, and the bar; `grades` are five names from A to E, `ends` the rival and us.

    ValueError for attitudes outside -2 1/3 to 2 1/3, a position outside -5 to +5, or not five grades.
    """
    _check(shifts, position, grades)
    keys = sum(2 * _RADIUS + 12 + text_width(text, TINY) for text in (before_label, now_label) if text)
    names = (widest([shift.label for shift in shifts], BASE), text_width(position_label, BASE, bold=True))
    left = _MARGIN + min(max(*names, _LABEL_MIN, keys), _LABEL_MAX) + _LABEL_GAP
    printed = widest([_printed(shift, unknown) for shift in shifts], BASE, bold=True)
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, ((height or HEIGHT) - _BAR - _HEAD) / max(len(shifts), 1)))
    layout = _Layout(left, WIDTH - _MARGIN - max(printed, _PRINTED_MIN) - 24, _HEAD if shifts else _HEAD_EMPTY, pitch)
    canvas = Canvas(lang, height=height or layout.head + len(shifts) * pitch + _BAR)
    if shifts:
        _draw_grades(canvas, layout, grades, len(shifts))
        _draw_legend(canvas, layout, (before_label, now_label))
    labels = labels_of(shifts, width=left - _MARGIN - _LABEL_GAP, height=pitch - 6)
    for number, shift in enumerate(shifts):
        canvas.fitted(_MARGIN, layout.middle(number), labels[number])
        _draw_shift(canvas, layout, (number, shift), unknown)
    _draw_position(canvas, layout, position, texts=(position_label, position_printed or unknown), ends=ends)
    return canvas.figure


def _check(shifts: Sequence[Shift], position: float | None, grades: Sequence[str]) -> None:
    check_fits("a scale of attitudes", 5, grades=grades)
    check_numbers("position", position, least=-_POSITION, most=_POSITION)
    for shift in shifts:
        check_numbers(f"{shift.label}, attitude", shift.before, shift.now, least=-_ATTITUDE, most=_ATTITUDE)


def _printed(shift: Shift, unknown: str) -> str:
    before, now = shift.before_printed or unknown, shift.now_printed or unknown
    return f"{before} → {now}"


def _draw_grades(canvas: Canvas, layout: _Layout, grades: Sequence[str], rows: int) -> None:
    slot = (layout.right - layout.left) / (2 * _ATTITUDE) - 6
    for number, text in enumerate(grades):
        x = layout.x(2 - number)
        canvas.fitted(
            x,
            layout.head - 6,
            fit(text, (SMALL, TINY), width=slot, lines=2),
            align="center",
            valign="bottom",
            colour=GREY_4,
        )
        canvas.upright(x, layout.head, layout.head + rows * layout.pitch, colour=GREY_1, width=THIN, z=0.5)


def _draw_legend(canvas: Canvas, layout: _Layout, texts: tuple[str, str]) -> None:
    """What the hollow and the filled mark mean, at the top left."""
    legend(
        canvas,
        (_MARGIN + _RADIUS, layout.head - 6 - TINY * LINE / 2),
        [(fill, text) for fill, text in zip((WHITE, GREY_4), texts, strict=True) if text],
        lambda x, y, fill: canvas.circle(x, y, 5, fill, edge=GREY_4, line=PLAIN),
        reach=10,
        gap=16,
    )


def _draw_shift(canvas: Canvas, layout: _Layout, item: tuple[int, Shift], unknown: str) -> None:
    number, shift = item
    y, colour, known = layout.middle(number), colour_of(shift.role), shift.now is not None
    canvas.across(y, layout.left, layout.right, colour=GREY_2, width=THIN, z=_Z_TRACK)
    if shift.before is not None and shift.now is not None and shift.before != shift.now:
        start, end = layout.x(shift.before), layout.x(shift.now)
        off, gid = _RADIUS if end > start else -_RADIUS, f"shift-{number}"
        canvas.arrow((start + off, y), (end - off, y), colour=colour, width=HEAVY, head=_ARROW_HEAD, gid=gid)
    if shift.before is not None:
        edge = colour if known else GREY_3
        canvas.circle(layout.x(shift.before), y, _RADIUS, WHITE, edge=edge, line=2, gid=f"before-{number}")
    if shift.now is not None:
        canvas.circle(layout.x(shift.now), y, _RADIUS, colour, edge=colour, line=2, gid=f"now-{number}")
    canvas.text(layout.right + 20, y, _printed(shift, unknown), bold=known, colour=INK if known else GREY_4)


def _draw_position(
    canvas: Canvas, layout: _Layout, position: float | None, *, texts: tuple[str, str], ends: tuple[str, str]
) -> None:
    top, thick, (label, printed) = canvas.height - 58.0, 16.0, texts
    middle, width = (layout.left + layout.right) / 2, layout.right - layout.left
    canvas.fitted(
        _MARGIN,
        top + thick / 2,
        fit(label, SIZES, width=layout.left - _MARGIN - 12, lines=2, bold=True),
        bold=True,
    )
    canvas.across(top - 36, _MARGIN, canvas.width - _MARGIN, colour=GREY_2)
    if position is None:
        canvas.rect(layout.left, top, width, thick, fill=WHITE, hatch=True, gid="position-unknown")
        canvas.text(middle, top + thick / 2, printed, align="center", colour=GREY_4, halo=bool(printed))
    else:
        _draw_mark(canvas, layout, (top, thick), position=position, printed=printed)
    for step in range(-5, 6):
        x = middle + step * width / 10
        canvas.upright(x, top + thick, top + thick + 4, colour=GREY_3)
        canvas.text(
            x,
            top + thick + 13,
            f"{step:+d}".replace("-", "\N{MINUS SIGN}") if step else "0",
            size=TINY,
            align="center",
            colour=GREY_4,
        )
    canvas.text(layout.left, canvas.height - 2, ends[0], size=TINY, valign="bottom", colour=GREY_4)
    canvas.text(layout.right, canvas.height - 2, ends[1], size=TINY, align="right", valign="bottom", colour=GREY_4)


def _draw_mark(canvas: Canvas, layout: _Layout, bar: tuple[float, float], *, position: float, printed: str) -> None:
    (top, thick), middle, unit = bar, (layout.left + layout.right) / 2, (layout.right - layout.left) / 10
    x, colour = middle + position * unit, WARNING if position < 0 else ACCENT
    canvas.rect(layout.left, top, 10 * unit, thick, fill=GREY_1)
    canvas.rect(min(middle, x), top, abs(x - middle), thick, fill=colour, gid="position-bar")
    canvas.upright(middle, top - 3, top + thick, colour=GREY_4, width=THIN, z=Z_MARK)
    canvas.polygon([(x, top), (x - 6, top - 9), (x + 6, top - 9)], INK, gid="position-mark", z=Z_AXIS)
    canvas.text(x, top - 10, printed, bold=True, align="center", valign="bottom")
