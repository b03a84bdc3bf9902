"""Harvey balls: a table of scores from 0 (empty) to 4 (full), read at a glance.

Each ball is drawn to the nearest quarter, with the exact score small beside it. Our own column is in the accent
colour. A score that nobody has given is the word for unknown, not an empty ball, which means 0.

>>> figure = harvey_chart(
...     [HarveyRow("Local voice", (4, 1.6), gap="+2")], ["Us", "Netcom"], lang="en", gap_label="Gap", unknown="unknown"
... )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    BROAD,
    FINE,
    GREY_1,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    LINE,
    SIZES,
    SMALL,
    THIN,
    TINT,
    TINY,
    WARNING,
    WARNING_TINT,
    Canvas,
    Fitted,
    Picture,
    Role,
    check_fits,
    check_numbers,
    check_some,
    colour_of,
    fit,
    fit_all,
    harvey_ball,
    labels_of,
    text_width,
    widest,
)
from playbook.units import Lang

__all__ = ["HarveyRow", "harvey_chart"]

_MARGIN, _PITCH_MAX, _PITCH_MIN, _LEGEND = 12.0, 54.0, 26.0, 44.0


@dataclass(frozen=True)
class HarveyRow:
    """A row: its scores by column (None is unknown), how they are printed, the text of the gap column."""

    label: str
    scores: tuple[float | None, ...]
    printed: tuple[str, ...] = field(default=(), kw_only=True)
    gap: str = field(default="", kw_only=True)
    gap_role: Role = field(default="ink", kw_only=True)
    highlight: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class _Layout:
    label: float
    column: float
    gap: float
    pitch: float
    head: float

    def x(self, number: int) -> float:
        return _MARGIN + self.label + (number + 0.5) * self.column

    def middle(self, row: int) -> float:
        return self.head + (row + 0.5) * self.pitch


def harvey_chart(
    rows: Sequence[HarveyRow],
    columns: Sequence[str],
    *,
    lang: Lang,
    gap_label: str = "",
    own: int | None = 0,
    unknown: str = "",
    legend: Sequence[str] = (),
    height: float | None = None,
) -> Picture:
    """A row a service, a column an operator; `own` is the column in the accent colour, `unknown` the word for no score.

    `legend` says what the five fills mean, from empty to full. A highlighted row is tinted, in the warning tint if its
    gap is a warning. ValueError for no rows, rows of another length than the columns, or scores outside 0 to 4.
    """
    _check(rows, columns, legend)
    foot = _LEGEND if legend else 6.0
    layout = _layout(rows, columns, gap_label, (height or HEIGHT) - foot)
    canvas = Canvas(lang, height=height or layout.middle(len(rows) - 1) + layout.pitch / 2 + foot)
    _draw_head(canvas, layout, columns, gap_label=gap_label, own=own)
    labels = labels_of(rows, width=layout.label - 20, height=layout.pitch - 4)
    for number, row in enumerate(rows):
        canvas.fitted(_MARGIN + 10, layout.middle(number), labels[number])
        _draw_row(canvas, layout, number, row, own=own, unknown=unknown)
    if legend:
        _draw_legend(canvas, legend)
    return canvas.figure


def _check(rows: Sequence[HarveyRow], columns: Sequence[str], legend: Sequence[str]) -> None:
    check_some("a Harvey chart needs at least one row and one column", rows, columns)
    if legend:
        check_fits("the legend", 5, texts=legend)
    for row in rows:
        check_fits(row.label, len(columns), scores=row.scores, printed=row.printed or row.scores)
        check_numbers(f"{row.label}, score", *row.scores, least=0, most=4)


def _layout(rows: Sequence[HarveyRow], columns: Sequence[str], gap_label: str, height: float) -> _Layout:
    label = min(widest([row.label for row in rows], BASE) + 24, 260.0)
    gap = (
        min(max(text_width(gap_label, SMALL), widest([row.gap for row in rows], BASE, bold=True)) + 20, 150.0)
        if gap_label
        else 0.0
    )
    column = min((780 - 2 * _MARGIN - label - gap) / len(columns), 150.0)
    head = 14 + max(len(lines) * size * LINE for lines, size in _heads(columns, column))
    head = (
        max(head, 14 + SMALL * LINE * len(fit(gap_label, (SMALL, TINY), width=gap - 8, lines=3)[0]))
        if gap_label
        else head
    )
    pitch = min(_PITCH_MAX, max(_PITCH_MIN, (height - head) / len(rows)))
    spare = 780 - 2 * _MARGIN - column * len(columns) - gap
    return _Layout(max(label, spare), column, gap, pitch, head + 4)


def _heads(columns: Sequence[str], column: float) -> list[Fitted]:
    return fit_all(columns, SIZES, width=column - 8, height=3 * SMALL * LINE, bold=True)


def _draw_head(canvas: Canvas, layout: _Layout, columns: Sequence[str], *, gap_label: str, own: int | None) -> None:
    for number, (lines, size) in enumerate(_heads(columns, layout.column)):
        colour = ACCENT if number == own else INK
        canvas.text(
            layout.x(number),
            layout.head - 7,
            lines,
            size=size,
            bold=True,
            align="center",
            valign="bottom",
            colour=colour,
        )
    if gap_label:
        canvas.fitted(
            _gap_x(canvas, layout),
            layout.head - 7,
            fit(gap_label, (SMALL, TINY), width=layout.gap - 8, lines=3),
            align="center",
            valign="bottom",
            colour=GREY_4,
        )
    canvas.across(layout.head, _MARGIN, canvas.width - _MARGIN, colour=GREY_2, width=BROAD)


def _gap_x(canvas: Canvas, layout: _Layout) -> float:
    return canvas.width - _MARGIN - layout.gap / 2


def _draw_row(canvas: Canvas, layout: _Layout, number: int, row: HarveyRow, *, own: int | None, unknown: str) -> None:
    middle, wide = layout.middle(number), canvas.width - 2 * _MARGIN
    if row.highlight:
        tint = WARNING_TINT if row.gap_role == "warning" else TINT
        canvas.bar(_MARGIN, middle, wide, layout.pitch, fill=tint, gid=f"highlight-{number}", z=0.5)
    canvas.across(middle + layout.pitch / 2, _MARGIN, _MARGIN + wide, colour=GREY_1, width=THIN)
    for column, score in enumerate(row.scores):
        printed = row.printed[column] if row.printed else ""
        _draw_score(
            canvas,
            layout,
            (number, column),
            score=score,
            texts=(printed, unknown),
            colour=ACCENT if column == own else GREY_4,
        )
    if row.gap:
        colour = WARNING if row.gap_role == "warning" else colour_of(row.gap_role) if row.gap_role != "grey" else GREY_4
        canvas.fitted(
            _gap_x(canvas, layout),
            middle,
            fit(row.gap, (BASE, SMALL, TINY), width=layout.gap - 6, lines=2, bold=row.gap_role != "grey"),
            bold=row.gap_role != "grey",
            align="center",
            colour=colour,
        )


def _draw_score(
    canvas: Canvas,
    layout: _Layout,
    at: tuple[int, int],
    *,
    score: float | None,
    texts: tuple[str, str],
    colour: str,
) -> None:
    (row, column), (printed, unknown) = at, texts
    x, y = layout.x(column), layout.middle(row)
    if score is None:
        canvas.fitted(
            x,
            y,
            fit(printed or unknown, (SMALL, TINY), width=layout.column - 6, lines=2),
            colour=GREY_4,
            align="center",
            gid=f"unknown-{row}-{column}",
        )
        return
    radius = min(14.0, layout.pitch * 0.34, layout.column * 0.2)
    harvey_ball(canvas, (x, y), radius, score=score, colour=colour, gid=f"ball-{row}-{column}")
    if printed:
        canvas.text(x + radius + 7, y, printed, size=TINY, colour=GREY_4)


def _draw_legend(canvas: Canvas, legend: Sequence[str]) -> None:
    slot, y = (canvas.width - 2 * _MARGIN) / 5, canvas.height - 19
    for number, text in enumerate(legend):
        x = _MARGIN + number * slot + 9
        harvey_ball(canvas, (x, y), 7, score=number, colour=GREY_4, gid=f"legend-{number}")
        canvas.fitted(x + 13, y, fit(text, (TINY, FINE), width=slot - 28, lines=2), colour=GREY_4)
