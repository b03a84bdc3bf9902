"""A row of a dumbbell chart: its weight, both marks, and the line between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from playbook.charts.drawing import (
    ACCENT,
    FINE,
    GREY_3,
    GREY_4,
    HEAVY,
    INK,
    STRONG,
    TINY,
    WARNING,
    WARNING_TINT,
    WHITE,
    WIDTH,
    Z_AXIS,
    Z_GROUND,
    Z_MARK,
    Canvas,
    Role,
    colour_of,
    fit,
    text_width,
)

__all__ = ["INSET", "MARGIN", "WEIGHT_BAR", "DumbbellRow", "Layout", "draw_row"]

#: The margin of the figure, the longest bar of a weight, and how far the scale keeps off what is beside it.
MARGIN, WEIGHT_BAR, INSET = 12.0, 46.0, 34.0
#: How far a value stands off its mark, and two texts from one another; a ring goes so far around a mark.
_OFF, _BETWEEN, _RING, _GAP_STRONG = 6.0, 12.0, 3.5, 4.0


@dataclass(frozen=True)
class DumbbellRow:
    """One factor: our value and the best rival's (None is unknown), how they are printed, and what it weighs."""

    label: str
    ours: float | None
    rival: float | None
    ours_printed: str
    rival_printed: str
    weight: float | None = field(default=None, kw_only=True)
    weight_printed: str = field(default="", kw_only=True)
    group: str = field(default="", kw_only=True)
    role: Role = field(default="grey", kw_only=True)
    rival_name: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Layout:
    """Where things stand: the columns' left edges, the scale's ends, and how high a row is."""

    label: float
    weight: float
    left: float
    right: float
    name: float
    pitch: float
    radius: float
    low: float
    high: float
    size: float
    heaviest: float

    def x(self, value: float) -> float:
        """Where a value stands."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def draw_row(
    canvas: Canvas,
    layout: Layout,
    item: tuple[int, DumbbellRow],
    *,
    y: float,
    label: tuple[tuple[str, ...], float],
    words: tuple[str, str, str],
) -> None:
    """The row around `y`; `words` name our mark, the rival's, and what is unknown."""
    number, row = item
    if row.role == "warning":
        wide, gid = WIDTH - 2 * MARGIN + 2 * _OFF, f"band-{number}"
        canvas.bar(MARGIN - _OFF, y, wide, layout.pitch - 2, fill=WARNING_TINT, gid=gid, z=Z_GROUND)
    ink = WARNING if row.role == "warning" else ACCENT if row.role == "accent" else INK
    canvas.fitted(MARGIN, y, label, colour=ink)
    if row.weight is not None:
        _draw_weight(canvas, layout, item, y=y)
    if layout.name and row.rival_name:
        name = fit(row.rival_name, (TINY, FINE), width=WIDTH - MARGIN - layout.name, lines=1)
        canvas.fitted(layout.name, y, name, colour=GREY_4)
    if row.ours is None or row.rival is None:
        _draw_known(canvas, layout, item, y=y, words=words)
    else:
        _draw_pair(canvas, layout, item, y=y, values=(row.ours, row.rival))


def _draw_weight(canvas: Canvas, layout: Layout, item: tuple[int, DumbbellRow], *, y: float) -> None:
    number, row = item
    long = (row.weight or 0.0) / layout.heaviest * WEIGHT_BAR
    thick = min(9.0, layout.pitch * 0.4)
    canvas.bar(layout.weight, y, long, thick, fill=GREY_3, gid=f"weight-{number}")
    canvas.text(layout.weight + long + 5, y, row.weight_printed, size=TINY, colour=GREY_4)


def _draw_pair(
    canvas: Canvas, layout: Layout, item: tuple[int, DumbbellRow], *, y: float, values: tuple[float, float]
) -> None:
    """Both marks, the line between them, and each value on the outer side of its mark."""
    number, row = item
    ours, rival = (layout.x(value) for value in values)
    _draw_mark(canvas, layout, (ours, y), ours=True, gid=f"ours-{number}")
    _draw_mark(canvas, layout, (rival, y), ours=False, gid=f"rival-{number}", around=values[0] == values[1])
    reach = layout.radius + _OFF
    if values[0] == values[1]:
        both = " / ".join(dict.fromkeys((row.ours_printed, row.rival_printed)))
        canvas.text(ours + reach + 3, y, both, size=layout.size, bold=True, colour=INK)
        return
    colour = WARNING if rival > ours else colour_of(row.role) if row.role in ("accent", "ink") else GREY_3
    thick = _GAP_STRONG if row.role in ("accent", "warning") else HEAVY
    canvas.across(y, ours, rival, colour=colour, width=thick, gid=f"gap-{number}", z=2)
    side, (outer, inner) = (1, ("left", "right")) if ours > rival else (-1, ("right", "left"))
    canvas.text(ours + side * reach, y, row.ours_printed, size=layout.size, bold=True, colour=ACCENT, align=outer)  # type: ignore[arg-type]
    canvas.text(rival - side * reach, y, row.rival_printed, size=layout.size, colour=GREY_4, align=inner)  # type: ignore[arg-type]


def _draw_known(
    canvas: Canvas, layout: Layout, item: tuple[int, DumbbellRow], *, y: float, words: tuple[str, str, str]
) -> None:
    """The one mark that is known, and in words what is not."""
    (number, row), (ours_label, rival_label, unknown) = item, words
    if row.ours is None and row.rival is None:
        middle = (layout.left + layout.right) / 2
        halo = row.role != "warning"
        canvas.text(middle, y, unknown, size=layout.size, colour=GREY_4, align="center", halo=halo)
        return
    ours = row.ours is not None
    value, printed, other, colour = (
        (row.ours, row.ours_printed, rival_label, ACCENT)
        if ours
        else (row.rival, row.rival_printed, ours_label, GREY_4)
    )
    x, reach = layout.x(value or 0.0), layout.radius + _OFF
    _draw_mark(canvas, layout, (x, y), ours=ours, gid=f"{'ours' if ours else 'rival'}-{number}")
    missing = f"{other}{'：' if canvas.lang == 'zh' else ': '}{unknown}"
    away = reach + text_width(printed, layout.size, bold=ours) + _BETWEEN
    fits = x + away + text_width(missing, TINY) <= layout.right + INSET
    side, align = (1, "left") if fits else (-1, "right")
    canvas.text(x + side * reach, y, printed, size=layout.size, bold=ours, colour=colour, align=align)  # type: ignore[arg-type]
    canvas.text(x + side * away, y, missing, size=TINY, colour=GREY_4, align=align)  # type: ignore[arg-type]


def _draw_mark(
    canvas: Canvas, layout: Layout, at: tuple[float, float], *, ours: bool, gid: str, around: bool = False
) -> None:
    """Ours is filled, the rival's hollow; `around` draws the rival's as a ring around ours, where both stand at one
    place."""
    if ours:
        canvas.circle(*at, layout.radius, ACCENT, gid=gid, z=Z_AXIS)
    else:
        canvas.circle(*at, layout.radius + (_RING if around else 0), WHITE, edge=GREY_4, line=STRONG, gid=gid, z=Z_MARK)
