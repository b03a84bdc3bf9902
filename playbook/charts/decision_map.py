"""An organisation from the top down, the contacts in it, and who has which part in which kind of purchase.

At the left stand the levels with their departments, beside each department the people whom one knows there: the larger
the circle the more power, and its colour is the attitude. At the right there is a column for each kind of purchase: a
filled square decides, an outlined one takes part, an arrow carries out. Where nobody is known and a decision falls, the
square has the warning colour.

>>> row = MapRow("Branch", "IT department", (MapContact("IT manager", 5, "supports"),), (MapSign("decides", "60%"),))
>>> figure = decision_chart([row], ["Circuits"], lang="en", nobody="no contact")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from playbook.charts.decision_signs import (
    LEGEND,
    MapContact,
    MapSign,
    Part,
    Stance,
    draw_legend,
    draw_person,
    draw_sign,
    places_of,
)
from playbook.charts.drawing import (
    FINE,
    FINEST,
    GREY_1,
    GREY_2,
    GREY_3,
    GREY_4,
    HEIGHT,
    INK,
    LIGHT,
    LINE,
    MIDDLE,
    SMALL,
    THIN,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_GRID,
    Canvas,
    Fitted,
    Picture,
    check_fits,
    check_numbers,
    check_some,
    fit,
    fit_all,
    wrap,
)
from playbook.units import Lang

__all__ = ["MapContact", "MapFoot", "MapRow", "MapSign", "Part", "Stance", "decision_chart"]


_MARGIN, _LEVEL, _STEM, _DEPARTMENT, _PEOPLE = 8.0, 88.0, 16.0, 130.0, 196.0
_HEAD_MAX, _ROW_MORE, _FOOT = 72.0, 28.0, 24.0
_LEFT = _MARGIN + _LEVEL + _STEM + _DEPARTMENT + _PEOPLE


@dataclass(frozen=True)
class MapRow:
    """A department of a level: whom we know there, and its part in each purchase (None: none)."""

    level: str
    department: str
    contacts: tuple[MapContact, ...]
    signs: tuple[MapSign | None, ...]


@dataclass(frozen=True)
class MapFoot:
    """A line of figures under the columns; those at the places in `warn` are in the warning colour."""

    label: str
    printed: tuple[str, ...]
    warn: tuple[int, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class _Layout:
    """Where rows and columns are."""

    head: float
    heights: tuple[float, ...]
    columns: int
    size: float

    def y(self, row: int) -> float:
        return self.head + sum(self.heights[:row])

    @property
    def wide(self) -> float:
        return (WIDTH - _MARGIN - _LEFT) / self.columns

    def x(self, column: int) -> float:
        return _LEFT + (column + 0.5) * self.wide


def decision_chart(
    rows: Sequence[MapRow],
    columns: Sequence[str],
    *,
    lang: Lang,
    nobody: str,
    foot: Sequence[MapFoot] = (),
    legend: Mapping[str, str] | None = None,
) -> Picture:
    """The rows from the top of the organisation down, rows of one level together; `nobody` stands where we know no one.

    `legend` names the signs: decides, gap, takes_part, carries_out, supports, accepts, doubts, silent (attitude
    unknown). Those that are in the map are shown. ValueError for no rows or columns, NaN, a power outside 1 to 5, or a
    row with too few signs.
    """
    _check(rows, columns, foot)
    signs = _used(rows, legend or {})
    lines = _legend_lines(signs)
    heads = fit_all(
        columns, (SMALL, TINY, FINE, FINEST), width=(WIDTH - _MARGIN - _LEFT) / len(columns) - 6, height=_HEAD_MAX
    )
    below = len(foot) * _FOOT + (8 if foot else 0) + lines * LEGEND + 8
    layout = _layout(rows, max(len(head) * size * LINE for head, size in heads) + 12, below, len(columns))
    canvas = Canvas(lang, height=layout.y(len(rows)) + below)
    _draw_levels(canvas, layout, rows)
    for number, row in enumerate(rows):
        _draw_row(canvas, layout, (number, row), nobody)
    _draw_columns(canvas, layout, heads, foot)
    draw_legend(canvas, signs, canvas.height - lines * LEGEND - 2)
    return canvas.figure


def _check(rows: Sequence[MapRow], columns: Sequence[str], foot: Sequence[MapFoot]) -> None:
    check_some("a decision map needs at least one department and one kind of purchase", rows, columns)
    for row in rows:
        check_fits(row.department, len(columns), signs=row.signs)
        for contact in row.contacts:
            check_numbers(f"{contact.label}, power", contact.power, least=1, most=5)
    for line in foot:
        check_fits(line.label, len(columns), figures=line.printed)


def _layout(rows: Sequence[MapRow], head: float, below: float, columns: int) -> _Layout:
    """The largest text for departments and people at which all rows fit; what is left over makes the rows higher."""
    for size in (TINY, FINE, FINEST):
        heights = [_height(row, size) for row in rows]
        if head + sum(heights) + below <= HEIGHT:
            break
    more = min(max(HEIGHT - head - below - sum(heights), 0.0) / len(rows), _ROW_MORE)
    return _Layout(head, tuple(height + more for height in heights), columns, size)


def _height(row: MapRow, size: float) -> float:
    names, large = _department(row, size)
    people = sum(len(_lines(contact, size)) * size * LINE + 4 for contact in row.contacts)
    return max(2.2 * size, people + 6, len(names) * large * LINE + 8)


def _department(row: MapRow, size: float) -> Fitted:
    """A department's name on one line where a smaller text allows it, else on several."""
    large = size + SMALL - TINY
    lines, fitting = fit(row.department, (large, size), width=_DEPARTMENT - 4, lines=1)
    return (
        (lines, fitting) if lines == (row.department,) else (wrap(row.department, large, width=_DEPARTMENT - 4), large)
    )


def _lines(contact: MapContact, size: float) -> tuple[str, ...]:
    return wrap(contact.label, size, width=_PEOPLE - 22)


def _draw_levels(canvas: Canvas, layout: _Layout, rows: Sequence[MapRow]) -> None:
    """A box for each level, over its departments; a line down to the next one, and one to each department."""
    middle, first = _MARGIN + _LEVEL / 2, 0
    for level, group in groupby(rows, key=lambda row: row.level):
        count = len(list(group))
        top, bottom = layout.y(first) + 3, layout.y(first + count) - 3
        if first:
            canvas.upright(middle, top - 6, top, colour=GREY_4, width=LIGHT)
            canvas.across(top - 3, _MARGIN, WIDTH - _MARGIN, colour=GREY_2, z=Z_GRID)
        canvas.rect(_MARGIN, top, _LEVEL, bottom - top, fill=GREY_1, radius=4, gid="level")
        canvas.fitted(
            middle,
            (top + bottom) / 2,
            fit(level, (SMALL, TINY, FINE), width=_LEVEL - 10, lines=3, bold=True),
            bold=True,
            align="center",
        )
        for row in range(first, first + count):
            y = layout.y(row) + layout.heights[row] / 2
            canvas.across(y, _MARGIN + _LEVEL, _MARGIN + _LEVEL + _STEM - 4, colour=GREY_4, width=LIGHT)
            if row > first:
                canvas.across(layout.y(row), _MARGIN + _LEVEL + _STEM, WIDTH - _MARGIN, colour=GREY_1, z=Z_GRID)
        first += count


def _draw_row(canvas: Canvas, layout: _Layout, item: tuple[int, MapRow], nobody: str) -> None:
    """A department, whom we know there, and its signs."""
    number, row = item
    middle, x = layout.y(number) + layout.heights[number] / 2, _MARGIN + _LEVEL + _STEM
    lines, large = _department(row, layout.size)
    canvas.text(x, middle, lines, size=large)
    x += _DEPARTMENT + 10
    if not row.contacts:
        canvas.circle(x, middle, 5.5, WHITE, edge=GREY_3, line=LIGHT, gid="nobody")
        canvas.text(x + 14, middle, nobody, size=layout.size, colour=GREY_3)
    tall = [len(_lines(contact, layout.size)) * layout.size * LINE + 4 for contact in row.contacts]
    y = middle - sum(tall) / 2
    for contact, high in zip(row.contacts, tall, strict=True):
        draw_person(canvas, (x, y + high / 2), contact)
        canvas.text(
            x + 14,
            y + high / 2,
            _lines(contact, layout.size),
            size=layout.size,
            colour=WARNING if contact.stance == "doubts" else INK,
        )
        y += high
    for column, sign in enumerate(row.signs):
        if sign is not None:
            draw_sign(canvas, (layout.x(column), middle), sign, gap=not row.contacts)


def _draw_columns(
    canvas: Canvas, layout: _Layout, heads: Sequence[tuple[tuple[str, ...], float]], foot: Sequence[MapFoot]
) -> None:
    """The names of the purchases over their columns, and the figures under them."""
    bottom = layout.y(len(layout.heights))
    canvas.across(layout.head - 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_3, width=THIN)
    canvas.across(bottom + 1, _MARGIN, WIDTH - _MARGIN, colour=GREY_3, width=THIN)
    for column, (lines, size) in enumerate(heads):
        canvas.text(layout.x(column), layout.head - 7, lines, size=size, align="center", valign="bottom")
    for number, line in enumerate(foot):
        y = bottom + 5 + (number + 0.5) * _FOOT
        canvas.text(_LEFT - 8, y, line.label, size=SMALL, align="right", bold=True)
        for column, printed in enumerate(line.printed):
            canvas.fitted(
                layout.x(column),
                y,
                fit(printed, (MIDDLE, SMALL, TINY, FINE), width=layout.wide - 4, lines=1, bold=True),
                bold=True,
                align="center",
                colour=WARNING if column in line.warn else INK,
            )


def _used(rows: Sequence[MapRow], legend: Mapping[str, str]) -> list[tuple[str, str]]:
    """The legend's entries that the map needs."""
    kinds = {
        "gap" if sign.part == "decides" and not row.contacts else sign.part
        for row in rows
        for sign in row.signs
        if sign is not None
    }
    kinds |= {contact.stance or "silent" for row in rows for contact in row.contacts}
    return [(kind, text) for kind, text in legend.items() if kind in kinds]


def _legend_lines(signs: Sequence[tuple[str, str]]) -> int:
    return max((line for line, _ in places_of(signs)), default=-1) + 1
