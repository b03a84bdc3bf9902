"""A ranked list with its money: what each entry could bring, how much of that is expected, and what it rests on.

A row has a mark (filled: asked for; hollow: never asked for), a name, a bar as long as its size with the expected part
solid and the rest light, and the evidence in small letters at the right. An unknown size is said in words beside a
hatched stub: it has no length.

>>> rows = [
...     RankedRow("Backup line", 600, 360, "£600", "60%", "One line only"),
...     RankedRow("One bill", None, None, "unknown", "80%", "", asked=True),
... ]
>>> figure = ranked_chart(rows, lang="en", heads=("Need", "Size", "Evidence"), legend={"latent": "never asked for"})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    BROAD,
    FINE,
    FINER,
    FIRM,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    SEQUENTIAL,
    SIZES,
    SLIGHT,
    SMALL,
    STRONG,
    TINY,
    WHITE,
    WIDTH,
    Z_AXIS,
    Canvas,
    Picture,
    check_numbers,
    fit,
    fit_all,
    labels_of,
    legend,
    text_width,
)
from playbook.units import Lang

__all__ = ["MOST_ROWS", "RankedRow", "ranked_chart"]

#: More rows than these do not fit a slide.
MOST_ROWS = 10
_MARGIN, _HEAD, _FOOT, _GAP = 12.0, 26.0, 30.0, 8.0
_MARK, _LABEL, _BARS, _NOTE = 18.0, 32.0, 262.0, 528.0
_PITCH_MAX, _STUB, _RADIUS = 50.0, 22.0, 5.0
#: The keys of the legend that are marks; the others are bars.
_ASKED = ("stated", "latent")


@dataclass(frozen=True)
class RankedRow:
    """One entry: its size and what is expected of it (None: unknown), how size and likelihood are printed, its
    evidence; `asked` for or not."""

    label: str
    value: float | None
    expected: float | None
    printed: str
    likely: str
    evidence: str
    asked: bool = field(default=False, kw_only=True)


def ranked_chart(
    rows: Sequence[RankedRow],
    *,
    lang: Lang,
    heads: tuple[str, str, str],
    legend: Mapping[str, str],
    more: str = "",
    height: float | None = None,
) -> Picture:
    """The rows in the order given, at most `MOST_ROWS`; `legend` names stated, latent, expected, rest; `more` says what
    is not drawn.

    ValueError for no rows or too many, NaN, a negative size, or an expected part that is not a part of it.
    """
    _check(rows)
    pitch = min(_PITCH_MAX, ((height or HEIGHT) - _HEAD - _FOOT) / max(len(rows), 7))
    canvas = Canvas(lang, height=height or max(200.0, _HEAD + len(rows) * pitch + _FOOT))
    _draw_heads(canvas, heads)
    labels = labels_of(rows, sizes=(*SIZES, FINE), width=_BARS - _LABEL - _GAP, height=pitch - 2.5)
    notes = fit_all(
        [row.evidence for row in rows], (SMALL, TINY, FINE, FINER), width=WIDTH - _MARGIN - _NOTE, height=pitch - 2.5
    )
    scale = _scale(rows)
    for number, row in enumerate(rows):
        middle = _HEAD + (number + 0.5) * pitch
        _draw_mark(canvas, (_MARK, middle), f"mark-{number}", asked=row.asked)
        canvas.fitted(_LABEL, middle, labels[number])
        _draw_bar(canvas, row, (middle, min(22.0, pitch * 0.52)), scale=scale, number=number)
        canvas.fitted(_NOTE, middle, notes[number], colour=GREY_4)
        canvas.across(middle + pitch / 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_1, width=SLIGHT)
    canvas.upright(_BARS, _HEAD, _HEAD + len(rows) * pitch, colour=GREY_2, z=Z_AXIS)
    _draw_legend(canvas, legend, more)
    return canvas.figure


def _check(rows: Sequence[RankedRow]) -> None:
    if not 0 < len(rows) <= MOST_ROWS:
        raise ValueError(f"{len(rows)} rows: expected 1 to {MOST_ROWS}")
    for row in rows:
        check_numbers(row.label, row.value, row.expected)
        if row.value is not None and (row.expected is None or not 0 <= row.expected <= row.value):
            raise ValueError(f"{row.label}: {row.expected} expected of {row.value}; expected is a part of the size")


def _draw_heads(canvas: Canvas, heads: tuple[str, str, str]) -> None:
    for x, head in zip((_LABEL, _BARS, _NOTE), heads, strict=True):
        canvas.text(x, _HEAD / 2 - 2, head, size=TINY, bold=True, colour=GREY_4)
    canvas.across(_HEAD, _MARGIN, WIDTH - _MARGIN, colour=GREY_2, width=FIRM)


def _after(row: RankedRow) -> float:
    """The room that the texts behind a bar take."""
    return (
        _GAP
        + text_width(row.printed, SMALL, bold=row.value is not None)
        + (7 + text_width(row.likely, TINY) if row.likely else 0)
    )


def _scale(rows: Sequence[RankedRow]) -> float:
    """Pixels a unit of money: as much as leaves every row room for its texts."""
    room = _NOTE - 12 - _BARS
    return min(((room - _after(row)) / row.value for row in rows if row.value), default=0.0)


def _draw_bar(canvas: Canvas, row: RankedRow, at: tuple[float, float], *, scale: float, number: int) -> None:
    middle, thick = at
    solid, light = (GREY_3, GREY_2) if row.asked else (ACCENT, SEQUENTIAL[1])
    if row.value is None or row.expected is None:
        canvas.bar(_BARS, middle, _STUB, thick, fill=WHITE, hatch=True, gid=f"unknown-{number}")
        end = _BARS + _STUB
    else:
        end = _BARS + row.value * scale
        canvas.bar(_BARS, middle, row.value * scale, thick, fill=light, gid=f"rest-{number}")
        canvas.bar(_BARS, middle, row.expected * scale, thick, fill=solid, gid=f"expected-{number}", z=2.5)
    known = row.value is not None
    box = canvas.text(end + _GAP, middle, row.printed, size=SMALL, bold=known, colour=INK if known else GREY_4)
    if row.likely:
        canvas.text(box.x1 + 7, middle, row.likely, size=TINY, colour=GREY_4)


def _draw_mark(canvas: Canvas, at: tuple[float, float], gid: str, *, asked: bool) -> None:
    if asked:
        canvas.circle(*at, _RADIUS, GREY_4, edge=GREY_4, line=BROAD, gid=gid)
    else:
        canvas.circle(*at, _RADIUS, WHITE, edge=ACCENT, line=STRONG, gid=gid)


def _draw_legend(canvas: Canvas, meanings: Mapping[str, str], more: str) -> None:
    def sign(x: float, y: float, key: str) -> None:
        if key in _ASKED:
            _draw_mark(canvas, (x, y), f"legend-{key}", asked=key == "stated")
        else:
            canvas.bar(x - 5, y, 14, 10, fill=ACCENT if key == "expected" else SEQUENTIAL[1], gid=f"legend-{key}")

    y = canvas.height - 13
    keys = [(key, meanings[key]) for key in (*_ASKED, "expected", "rest") if key in meanings]
    x = legend(canvas, (_MARGIN + 6, y), keys, sign, reach=lambda key: 10 if key in _ASKED else 14, gap=24)
    canvas.fitted(
        WIDTH - _MARGIN, y, fit(more, (TINY, FINE), width=WIDTH - _MARGIN - x, lines=1), colour=GREY_4, align="right"
    )
