"""A small tornado beside a range: what each input alone does to a result, around the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    MIDDLE,
    PLAIN,
    SEQUENTIAL,
    SMALL,
    SWATCH,
    TINY,
    Z_AXIS,
    Canvas,
    Fitted,
    Role,
    fit,
    labels_of,
    legend,
    text_width,
)

__all__ = ["RIGHT", "BandWords", "InputRow", "draw_inputs"]

#: The right half: from where to where, and the names of the inputs in it.
RIGHT, _RIGHT_END, _LABEL = 336.0, 770.0, 158.0
_GAP, _HEAD, _FOOT, _LEGEND, _ROW_MAX = 12.0, 58.0, 34.0, 16.0, 76.0


@dataclass(frozen=True)
class InputRow:
    """What an input does to the result at its low and at its high, as a change; None for both where it has no range:
    then `note` says why."""

    label: str
    low: float | None
    high: float | None
    low_printed: str = ""
    high_printed: str = ""
    role: Role = field(default="grey", kw_only=True)
    note: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class BandWords:
    """The headings of both halves, the sentence on the target, the word at the base line, and what light and dark
    mean."""

    outcomes: str
    inputs: str
    reach: str
    base: str
    low: str
    high: str


def draw_inputs(canvas: Canvas, rows: Sequence[InputRow], words: BandWords) -> None:
    """A bar for each input around the base line, and what light and dark mean."""
    pitch = min(_ROW_MAX, (HEIGHT - _HEAD - _FOOT) / len(rows))
    labels = labels_of(rows, sizes=(MIDDLE, SMALL, TINY), width=_LABEL, height=pitch - 3)
    middle, unit = _bar_scale(rows)
    bottom = _HEAD + len(rows) * pitch
    for number, row in enumerate(rows):
        y = _HEAD + (number + 0.5) * pitch
        canvas.across(y + pitch / 2, RIGHT, _RIGHT_END, colour=GREY_1, z=0.5)
        _draw_input(canvas, (number, row), (middle, y), unit=unit, label=labels[number], thick=min(32.0, pitch * 0.56))
    canvas.upright(middle, _HEAD - 4, bottom, colour=INK, width=PLAIN, gid="base", z=Z_AXIS)
    half = text_width(words.base, SMALL) / 2
    canvas.text(
        min(max(middle, RIGHT + half), _RIGHT_END - half),
        _HEAD - 16,
        words.base,
        size=SMALL,
        align="center",
        colour=INK,
    )
    legend(
        canvas,
        (RIGHT + _LABEL + _GAP, HEIGHT - _LEGEND),
        ((GREY_2, words.low), (GREY_3, words.high)),
        lambda x, y, fill: canvas.bar(x, y, SWATCH, SWATCH, fill=fill, gid="legend"),
        gap=22,
    )


def _bar_scale(rows: Sequence[InputRow]) -> tuple[float, float]:
    """Where the base line stands and how many pixels a unit has, so that bars and the texts at their ends fit."""
    start, end = RIGHT + _LABEL + 12, _RIGHT_END
    spans = [_ends(row) for row in rows if row.low is not None and row.high is not None]
    if not spans:
        return (start + end) / 2, 0.0
    left = max(text_width(span[2], SMALL, bold=True) for span in spans) + 7
    right = max(text_width(span[3], SMALL, bold=True) for span in spans) + 7
    least, most = max(-span[0] for span in spans), max(span[1] for span in spans)
    unit = (end - start - left - right) / ((least + most) or 1.0)
    return start + left + least * unit, unit


def _ends(row: InputRow) -> tuple[float, float, str, str]:
    """The changes at the left and the right end of a bar (never beyond 0 on the wrong side), and what is printed
    there."""
    (low, left), (high, right) = sorted(
        [(row.low or 0.0, row.low_printed), (row.high or 0.0, row.high_printed)], key=lambda end: end[0]
    )
    return min(low, 0.0), max(high, 0.0), left, right


def _draw_input(
    canvas: Canvas, item: tuple[int, InputRow], at: tuple[float, float], *, unit: float, label: Fitted, thick: float
) -> None:
    (number, row), (middle, y), bold = item, at, item[1].role != "grey"
    canvas.fitted(RIGHT, y, label, colour=INK if row.low is not None else GREY_4)
    if row.low is None or row.high is None:
        canvas.fitted(
            middle + 8, y, fit(row.note, (SMALL, TINY), width=_RIGHT_END - middle - 8, lines=2), colour=GREY_4
        )
        return
    light, dark = (SEQUENTIAL[2], ACCENT) if bold else (GREY_2, GREY_3)
    for value, fill, name in ((row.low, light, "low"), (row.high, dark, "high")):
        x0, x1 = sorted((middle, middle + value * unit))
        canvas.bar(x0, y, x1 - x0, thick, fill=fill, gid=f"{name}-{number}")
    low, high, left, right = _ends(row)
    colour = INK if bold else GREY_4
    canvas.text(middle + low * unit - 7, y, left, size=SMALL, align="right", bold=bold, colour=colour)
    canvas.text(middle + high * unit + 7, y, right, size=SMALL, bold=bold, colour=colour)
