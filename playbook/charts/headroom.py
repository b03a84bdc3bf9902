"""A promise against what can be kept: how much is in hand, or by how much too much is promised, and what follows.

Every row has a scale of its own measure, so all are drawn in shares of the promised limit: the line in the middle is
the promise, a bar to the right is what is left of the limit (all the way: nothing of it is used), a bar to the left in
the warning colour is what is promised too much. What is beyond twice the limit is cut off, with a mark that says so.
The figures stand beside in their own units. An unknown has no bar.

>>> row = HeadroomRow(
...     "Availability",
...     "Marina Hotel",
...     "99.9%",
...     "99.46%",
...     slack=-4.4,
...     gap="0.44 points too much",
...     verdict="Do not sign",
...     state="no",
... )
>>> figure = headroom_chart(
...     [row], lang="en", heads=HeadroomHeads("Promise", "Can be kept", "too much", "in hand", "Verdict")
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    BROAD,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_4,
    INK,
    LINE,
    SMALL,
    THIN,
    TINY,
    WARNING,
    WARNING_TINT,
    WHITE,
    WIDTH,
    Z_AXIS,
    Z_FIELD,
    Z_MARK,
    Canvas,
    Fitted,
    Picture,
    State,
    check_number,
    check_some,
    fit,
    state_sign,
    text_width,
    widest,
    wrap,
)
from playbook.units import Lang

__all__ = ["HeadroomHeads", "HeadroomRow", "headroom_chart"]

_MARGIN, _GAP, _SIGN = 8.0, 10.0, 9.0
_NAME_MAX, _NAME_MIN, _ZONE, _ZONE_MAX, _VERDICT, _VERDICT_MAX = 206.0, 130.0, 212.0, 290.0, 176.0, 250.0
_HIGH, _PITCH_MAX, _PITCH_MIN = 430.0, 80.0, 51.0
_BARS: dict[str, str] = {"now": ACCENT, "after_build": ACCENT, "unknown": GREY_2, "no": GREY_2}
_COLOURS: dict[str, str] = {"now": ACCENT, "after_build": INK, "unknown": GREY_4, "no": WARNING}


@dataclass(frozen=True)
class HeadroomRow:
    """A promise: what and where, the promise and what can be kept as printed, `slack` (the share of the limit that is
    left; below 0 what is too much; None is unknown), the gap as printed beside the bar, the verdict in words with its
    sign, and what it takes.
    """

    label: str
    detail: str
    promise: str
    keep: str
    slack: float | None = field(kw_only=True)
    gap: str = field(default="", kw_only=True)
    verdict: str = field(kw_only=True)
    note: str = field(default="", kw_only=True)
    state: State = field(kw_only=True)


@dataclass(frozen=True)
class HeadroomHeads:
    """The headings: promise, what can be kept, the two sides of the scale, verdict."""

    promise: str
    keep: str
    short: str
    spare: str
    verdict: str


@dataclass(frozen=True)
class _Layout:
    name: float
    promise: float
    keep: float
    zero: float
    half: float
    verdict: float
    top: float
    pitch: float

    def middle(self, row: int) -> float:
        return self.top + (row + 0.5) * self.pitch


def headroom_chart(
    rows: Sequence[HeadroomRow], *, lang: Lang, heads: HeadroomHeads, note: str = "", height: float = _HIGH
) -> Picture:
    """The rows in the order given, at most eight; `note` stands under them.

    ValueError for no rows, or a slack that is NaN, infinite or above 1.
    """
    _check(rows)
    fitted = [
        fit(head, (TINY,), width=width, lines=3, bold=True)
        for head, width in ((heads.promise, 74.0), (heads.keep, 74.0))
    ]
    top = max(2, *(len(lines) for lines, _ in fitted)) * TINY * LINE + 12
    foot = TINY * LINE + 4 if note else 0.0
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, (height - top - foot - _MARGIN) / len(rows)))
    canvas = Canvas(lang, height=max(140.0, top + len(rows) * pitch + foot + _MARGIN))
    layout = _layout(rows, fitted, top, pitch)
    _draw_heads(canvas, layout, heads, fitted)
    for number, row in enumerate(rows):
        _draw_row(canvas, layout, number, row)
    bottom = top + len(rows) * pitch
    canvas.upright(layout.zero, top, bottom, colour=INK, width=FIRM, z=Z_AXIS, gid="promise")
    if note:
        canvas.text(_MARGIN, bottom + 4, note, size=TINY, colour=GREY_4, valign="top")
    return canvas.figure


def _check(rows: Sequence[HeadroomRow]) -> None:
    check_some("a table of promises needs at least one", rows)
    for row in rows:
        check_number(row.slack, row.label)
        if row.slack is not None and row.slack > 1:
            raise ValueError(f"{row.label}: a slack of {row.slack} is more than all of the limit")


def _layout(rows: Sequence[HeadroomRow], fitted: Sequence[Fitted], top: float, pitch: float) -> _Layout:
    columns = [
        max(widest(texts, SMALL, bold=True), widest(lines, size, bold=True)) + _GAP
        for texts, (lines, size) in zip(
            ([row.promise for row in rows], [row.keep for row in rows]), fitted, strict=True
        )
    ]
    names = (
        max(widest([row.label for row in rows], SMALL, bold=True), widest([row.detail for row in rows], TINY)) + _GAP
    )
    name = max(_NAME_MIN, min(_NAME_MAX, names, WIDTH - 2 * _MARGIN - sum(columns) - _ZONE - _VERDICT))
    promise = _MARGIN + name + columns[0]
    keep = promise + columns[1]
    words = (
        max(widest([row.verdict for row in rows], SMALL, bold=True), widest([row.note for row in rows], TINY))
        + 2 * _SIGN
        + 8
    )
    zone = max(_ZONE, min(_ZONE_MAX, WIDTH - _MARGIN - keep - 2 * _GAP - max(_VERDICT, min(_VERDICT_MAX, words))))
    return _Layout(name, promise, keep, keep + _GAP + zone / 2, zone / 2 - 4, keep + 2 * _GAP + zone, top, pitch)


def _draw_heads(canvas: Canvas, layout: _Layout, heads: HeadroomHeads, fitted: Sequence[Fitted]) -> None:
    bottom = layout.top - 5
    for x, (lines, size) in zip((layout.promise, layout.keep), fitted, strict=True):
        canvas.text(x, bottom, lines, size=size, bold=True, align="right", valign="bottom")
    for text, x, colour, align in ((heads.short, -6.0, WARNING, "right"), (heads.spare, 6.0, ACCENT, "left")):
        canvas.fitted(
            layout.zero + x,
            bottom,
            fit(text, (TINY,), width=layout.half, lines=2, bold=True),
            bold=True,
            colour=colour,
            align=align,  # type: ignore[arg-type]
            valign="bottom",
        )
    canvas.text(layout.verdict, bottom, heads.verdict, size=TINY, bold=True, valign="bottom")
    canvas.across(layout.top, _MARGIN, WIDTH - _MARGIN, colour=GREY_2, width=BROAD)


def _draw_row(canvas: Canvas, layout: _Layout, number: int, row: HeadroomRow) -> None:
    y = layout.middle(number)
    if row.slack is not None and row.slack < 0:
        canvas.rect(
            _MARGIN,
            y - layout.pitch / 2 + 1,
            WIDTH - 2 * _MARGIN,
            layout.pitch - 2,
            fill=WARNING_TINT,
            z=Z_FIELD,
            gid=f"tint-{number}",
        )
    canvas.across(y + layout.pitch / 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_1, width=THIN, z=1)
    _draw_name(canvas, layout, y, row)
    canvas.text(layout.promise, y, row.promise, size=SMALL, align="right")
    known = row.slack is not None
    colour = GREY_4 if not known else WARNING if (row.slack or 0) < 0 else INK
    canvas.text(layout.keep, y, row.keep, size=SMALL, bold=known, colour=colour, align="right")
    _draw_bar(canvas, layout, number, row)
    _draw_verdict(canvas, layout, number, row)


def _lines(layout: _Layout) -> int:
    """How many small lines a row has room for."""
    return max(2, int((layout.pitch - 4) / (TINY * LINE)))


def _draw_name(canvas: Canvas, layout: _Layout, y: float, row: HeadroomRow) -> None:
    room, width = layout.pitch - 3, layout.name - _GAP
    details = wrap(row.detail, TINY, width=width) if row.detail else ()
    small = len(details) * TINY * LINE
    names, size = fit(row.label, (SMALL,), width=width, lines=max(1, int((room - small) / (SMALL * LINE))), bold=True)
    if any("…" in line for line in names):
        names, size = fit(row.label, (TINY,), width=width, lines=max(1, int((room - small) / (TINY * LINE))), bold=True)
    high = len(names) * size * LINE + small
    box = canvas.text(_MARGIN, y - high / 2, names, size=size, bold=True, valign="top")
    if details:
        canvas.text(_MARGIN, box.y1, details, size=TINY, colour=GREY_4, valign="top")


def _draw_bar(canvas: Canvas, layout: _Layout, number: int, row: HeadroomRow) -> None:
    """The bar from the promise, and its figure on the side that the bar leaves free."""
    y, thick = layout.middle(number), min(20.0, layout.pitch * 0.45)
    if row.slack is None:
        canvas.bar(layout.zero - 22, y, 44, thick, fill=WHITE, hatch=True, gid=f"unknown-{number}", z=4.5)
        return
    long, over = max(-1.0, row.slack) * layout.half, row.slack < 0
    canvas.bar(
        layout.zero + min(long, 0), y, abs(long), thick, fill=WARNING if over else _BARS[row.state], gid=f"bar-{number}"
    )
    if row.slack < -1:
        _draw_cut(canvas, layout.zero - layout.half + 14, y, thick)
    away = 7.0 if over else -7.0
    canvas.fitted(
        layout.zero + away,
        y,
        fit(row.gap, (TINY,), width=layout.half - 4, lines=2),
        align="left" if over else "right",
        colour=WARNING if over else INK,
        bold=over,
    )


def _draw_cut(canvas: Canvas, x: float, y: float, thick: float) -> None:
    """Two white strokes through a bar that is longer than it is drawn."""
    for shift in (0.0, 7.0):
        canvas.line(
            [(x + shift, y + thick / 2 + 2), (x + shift + 6, y - thick / 2 - 2)],
            colour=WARNING_TINT,
            width=3,
            z=Z_MARK,
            gid="cut",
        )


def _draw_verdict(canvas: Canvas, layout: _Layout, number: int, row: HeadroomRow) -> None:
    y, left = layout.middle(number), layout.verdict + 2 * _SIGN + 8
    state_sign(canvas, (layout.verdict + _SIGN, y), _SIGN, state=row.state, gid=f"verdict-{number}")
    width, room = WIDTH - _MARGIN - left, _lines(layout)
    words, size = fit(
        row.verdict,
        (SMALL, TINY),
        width=width,
        lines=1 if text_width(row.verdict, TINY, bold=True) <= width else 2,
        bold=True,
    )
    left_over = max(1, room - len(words))
    notes = fit(row.note, (TINY,), width=width, lines=left_over)[0] if row.note else ()
    high = len(words) * size * LINE + len(notes) * TINY * LINE
    box = canvas.text(left, y - high / 2, words, size=size, bold=True, valign="top", colour=_COLOURS[row.state])
    if notes:
        canvas.text(left, box.y1, notes, size=TINY, colour=GREY_4, valign="top")
