"""A score with its parts, and the checks that it rests on: what was asked, how often it passed, and what failed.

The score stands large at the left, its parts are bars from 0 to 100 beside it. Below, a row for each check: a tick or a
cross, how many passed, a small bar of that share, and what failed, so that a reader knows where to begin.

>>> figure = checklist_chart(
...     Score("71", "of 100", [Part("Complete", 90, "90"), Part("Current", None, "unknown")]),
...     [CheckRow("Risks have an owner", 5, 6, "5 of 6", failed="r4")],
...     lang="en",
...     heads=("Check", "Passed", "Faults"),
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    FINE,
    GREY_1,
    GREY_3,
    GREY_4,
    INK,
    LINE,
    SMALL,
    TINY,
    WARNING,
    WIDTH,
    Canvas,
    Fitted,
    Picture,
    check_numbers,
    check_some,
    fit,
    fit_all,
    labels_of,
    state_sign,
    text_width,
)
from playbook.units import Lang

__all__ = ["CheckRow", "Part", "Score", "checklist_chart"]

_MARGIN, _TOP, _HEAD, _FULL = 12.0, 106.0, 26.0, 440.0
_BAR, _BAR_WIDE, _NOTE = 268.0, 190.0, 512.0  # parts: left of the bars, how long 100 is, left of the notes
_NAME, _SHARE, _SHARE_WIDE, _FAILED = 40.0, 340.0, 56.0, 466.0
_PITCH_MAX, _PITCH_MIN = 34.0, 22.0


@dataclass(frozen=True)
class Part:
    """A part of the score, 0-100 (None is unknown), how it prints, and a remark."""

    label: str
    value: float | None
    printed: str
    note: str = ""


@dataclass(frozen=True)
class Score:
    """The score as it prints, the word behind it, and its parts."""

    printed: str
    word: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class CheckRow:
    """One check: how many of how many passed, how that prints, and what failed."""

    label: str
    passed: int
    asked: int
    printed: str
    failed: str = field(default="", kw_only=True)


def checklist_chart(
    score: Score, rows: Sequence[CheckRow], *, lang: Lang, heads: tuple[str, str, str], height: float | None = None
) -> Picture:
    """The score and its parts, then the checks in their order. ValueError for no parts, a part outside 0 to 100, or
    more passed than asked."""
    _check(score, rows)
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, ((height or _FULL) - _TOP - _HEAD - _MARGIN) / max(len(rows), 1)))
    canvas = Canvas(lang, height=height or max(150.0, _TOP + (_HEAD + len(rows) * pitch if rows else 0) + _MARGIN))
    _draw_score(canvas, score)
    if rows:
        _draw_heads(canvas, heads)
        labels = labels_of(rows, sizes=(SMALL, TINY, FINE), width=_SHARE - _NAME - 14, height=SMALL * LINE)
        for number, row in enumerate(rows):
            _draw_check(canvas, row, number, y=_TOP + _HEAD + (number + 0.5) * pitch, label=labels[number])
            below = _TOP + _HEAD + (number + 1) * pitch
            canvas.across(below, _MARGIN, WIDTH - _MARGIN, colour=GREY_1, z=0.5)
    return canvas.figure


def _check(score: Score, rows: Sequence[CheckRow]) -> None:
    check_some("a score needs at least one part", score.parts)
    for part in score.parts:
        check_numbers(part.label, part.value, least=0, most=100)
    for row in rows:
        if not 0 <= row.passed <= row.asked or row.asked < 1:
            raise ValueError(f"{row.label}: {row.passed} passed of {row.asked}")


def _draw_score(canvas: Canvas, score: Score) -> None:
    box = canvas.text(_MARGIN, 46, score.printed, size=54, bold=True, colour=ACCENT)
    canvas.text(box.x1 + 8, 60, score.word, size=SMALL, colour=GREY_4)
    pitch = 84 / len(score.parts)
    labels = fit_all([part.label for part in score.parts], (BASE, SMALL, TINY), width=96, height=pitch)
    for number, part in enumerate(score.parts):
        y = 6 + (number + 0.5) * pitch
        thick = min(14.0, pitch * 0.6)
        canvas.fitted(_BAR - 10, y, labels[number], align="right")
        canvas.bar(_BAR, y, _BAR_WIDE, thick, fill=GREY_1, hatch=part.value is None)
        if part.value is not None:
            canvas.bar(_BAR, y, part.value / 100 * _BAR_WIDE, thick, fill=ACCENT, gid=f"part-{number}")
        canvas.text(
            _BAR + _BAR_WIDE + 8,
            y,
            part.printed,
            size=SMALL,
            bold=part.value is not None,
            colour=INK if part.value is not None else GREY_4,
        )
        left = max(_NOTE, _BAR + _BAR_WIDE + 22 + text_width(part.printed, SMALL, bold=True))
        canvas.fitted(left, y, fit(part.note, (TINY, FINE), width=WIDTH - _MARGIN - left, lines=2), colour=GREY_4)


def _draw_heads(canvas: Canvas, heads: tuple[str, str, str]) -> None:
    for x, text in zip((_NAME, _SHARE, _FAILED), heads, strict=True):
        canvas.text(x, _TOP + 10, text, size=TINY, bold=True, colour=GREY_4)
    canvas.across(_TOP + _HEAD - 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_3)


def _draw_check(canvas: Canvas, row: CheckRow, number: int, *, y: float, label: Fitted) -> None:
    good = row.passed == row.asked
    state_sign(canvas, (_MARGIN + 9, y), 7.5, state="now" if good else "no", gid=f"check-{number}")
    canvas.fitted(_NAME, y, label)
    canvas.bar(_SHARE, y, _SHARE_WIDE, 8, fill=GREY_1)
    canvas.bar(
        _SHARE, y, row.passed / row.asked * _SHARE_WIDE, 8, fill=ACCENT if good else GREY_3, gid=f"passed-{number}"
    )
    canvas.text(_SHARE + _SHARE_WIDE + 8, y, row.printed, size=TINY, colour=GREY_4)
    canvas.fitted(_FAILED, y, fit(row.failed, (TINY, FINE), width=WIDTH - _MARGIN - _FAILED, lines=1), colour=WARNING)
