"""Network designs side by side: a small map of each over the same sites, and its figures under it.

Every site stands at the same place in every map, laid out once over the lines of all of them, so that what differs is
the lines: main ones dark, backups in the accent colour. A site that hangs on a single point of failure is in the
warning colour, one that is not reached is hollow.

>>> sites = [MapSite("hq", 0), MapSite("a", 1)]
>>> panel = MapPanel("Today", [MapLine("a", "hq")], (Figures("£90"),), failing=frozenset({"a"}))
>>> figure = design_maps(
...     [panel], sites, ["Head office", "Outlet"], lang="en", rows=["Cost a month"], legend={"main": "main"}
... )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import Literal

from playbook.charts.drawing import (
    ACCENT,
    FINE,
    FINER,
    FINEST,
    GREY_1,
    GREY_2,
    GREY_4,
    HEIGHT,
    INK,
    LIGHT,
    LINE,
    SLIGHT,
    SMALL,
    THIN,
    TINT,
    TINY,
    WARNING,
    WHITE,
    WIDTH,
    Z_GRID,
    Z_MARK,
    Box,
    Canvas,
    Fitted,
    Picture,
    check_fits,
    check_numbers,
    fit,
    fit_all,
    legend,
)
from playbook.charts.network_layout import NetworkLayout, Place, lay_out
from playbook.units import Lang

__all__ = ["MOST_PANELS", "Figures", "MapLine", "MapPanel", "MapSite", "design_maps"]

#: More maps than these do not fit side by side.
MOST_PANELS = 4
_MARGIN, _LABEL, _GAP, _HEAD, _FOOT, _ROW = 12.0, 118.0, 8.0, 42.0, 28.0, 25.0
_DOT, _APART = 4.6, 3.0
#: How far a map keeps off the sides, the head and the foot of its panel, and where panels lie.
_INSET, _ABOVE, _BELOW, _Z_PANEL = 5.0, 4.0, 6.0, 0.3
_SIZES = (SMALL, TINY, FINE)
_WIDTHS = {"main": 1.9, "backup": 1.2}


@dataclass(frozen=True)
class MapSite:
    """A place and its level from the top; level 0 is the hub's."""

    id: str
    level: int


@dataclass(frozen=True)
class MapLine:
    """A line between two places."""

    source: str
    target: str
    role: Literal["main", "backup"] = "main"


@dataclass(frozen=True)
class Figures:
    """A figure under a map, as printed; `best` ones stand out."""

    text: str
    best: bool = False


@dataclass(frozen=True)
class MapPanel:
    """A design: its name, its lines, its figures in the order of the rows; ids of the sites that fail, fall short or
    are not reached."""

    title: str
    lines: Sequence[MapLine]
    figures: tuple[Figures, ...]
    failing: frozenset[str] = field(default=frozenset(), kw_only=True)
    short: frozenset[str] = field(default=frozenset(), kw_only=True)
    unreached: frozenset[str] = field(default=frozenset(), kw_only=True)
    lead: bool = field(default=False, kw_only=True)


def design_maps(
    panels: Sequence[MapPanel],
    sites: Sequence[MapSite],
    levels: Sequence[str],
    *,
    lang: Lang,
    rows: Sequence[str],
    legend: Mapping[str, str],
) -> Picture:
    """Up to four panels; `levels` are printed at the left of the maps, `rows` at the left of the figures; `legend` may
    name main, backup, site, failure, short and unreached.

    ValueError for no panels or too many, no sites, a level or an end of a line that does not exist, figures that do not
    fit the rows.
    """
    _check(panels, sites, levels, rows)
    canvas = Canvas(lang, height=HEIGHT)
    wide = (WIDTH - 2 * _MARGIN - _LABEL - (len(panels) - 1) * _GAP) / len(panels)
    bottom = HEIGHT - _FOOT - len(rows) * _ROW
    edges = list(dict.fromkeys((line.source, line.target) for panel in panels for line in panel.lines))
    layout = lay_out(
        [(site.id, site.level, True) for site in sites],
        edges,
        Box(_INSET, _HEAD + _ABOVE, wide - _INSET, bottom - _BELOW),
        levels=len(levels),
    )
    _draw_levels(canvas, layout, sites, levels)
    _draw_rows(canvas, rows, bottom)
    titles = fit_all([panel.title for panel in panels], _SIZES, width=wide - 8, height=_HEAD - 6, bold=True)
    for number, (panel, title) in enumerate(zip(panels, titles, strict=True)):
        x = _left(number, wide)
        _draw_frame(canvas, panel, (x, wide), title=title, gid=f"panel-{number}")
        _draw_map(canvas, layout, panel, (x, number), edges=edges, sites=sites)
    _draw_figures(canvas, panels, bottom, wide)
    _draw_legend(canvas, legend)
    return canvas.figure


def _check(panels: Sequence[MapPanel], sites: Sequence[MapSite], levels: Sequence[str], rows: Sequence[str]) -> None:
    if not 0 < len(panels) <= MOST_PANELS or not sites:
        raise ValueError(
            f"{len(panels)} maps of {len(sites)} sites: expected 1 to {MOST_PANELS} maps of at least one site"
        )
    ids = {site.id for site in sites}
    for site in sites:
        check_numbers(f"{site.id}, level", site.level, least=0, most=len(levels) - 1)
    for panel in panels:
        missing = sorted({end for line in panel.lines for end in (line.source, line.target)} - ids)
        if missing:
            raise ValueError(f"{panel.title}: there is no site {', '.join(missing)}")
        check_fits(panel.title, len(rows), figures=panel.figures)


def _draw_frame(canvas: Canvas, panel: MapPanel, span: tuple[float, float], *, title: Fitted, gid: str) -> None:
    (x, wide), (fill, edge, ink) = span, (TINT, ACCENT, ACCENT) if panel.lead else (WHITE, GREY_2, INK)
    canvas.rect(x, 2, wide, HEIGHT - _FOOT - 2, fill=fill, edge=edge, gid=gid, z=_Z_PANEL)
    canvas.fitted(x + wide / 2, _HEAD / 2 + 3, title, bold=True, align="center", colour=ink)


def _draw_levels(canvas: Canvas, layout: NetworkLayout, sites: Sequence[MapSite], levels: Sequence[str]) -> None:
    for number, name in enumerate(levels):
        heights = [layout.nodes[site.id].y for site in sites if site.level == number]
        if heights:
            canvas.fitted(
                _MARGIN,
                (min(heights) + max(heights)) / 2,
                fit(name, (TINY, FINE), width=_LABEL - 12, lines=2),
                colour=GREY_4,
            )


def _draw_rows(canvas: Canvas, rows: Sequence[str], top: float) -> None:
    for number, name in enumerate(rows):
        y = top + (number + 0.5) * _ROW
        canvas.fitted(_MARGIN, y, fit(name, (TINY, FINE, FINER), width=_LABEL - 8, lines=2), colour=INK)
        canvas.across(
            y - _ROW / 2, _MARGIN, WIDTH - _MARGIN, colour=GREY_2 if number == 0 else GREY_1, width=SLIGHT, z=Z_GRID
        )


def _draw_map(
    canvas: Canvas,
    layout: NetworkLayout,
    panel: MapPanel,
    at: tuple[float, int],
    *,
    edges: Sequence[tuple[str, str]],
    sites: Sequence[MapSite],
) -> None:
    left, number = at
    places = {edge: [(x + left, y) for x, y in points] for edge, points in zip(edges, layout.lines, strict=True)}
    beside = {(line.source, line.target) for line in panel.lines if line.role == "main"}
    for line in panel.lines:
        edge = (line.source, line.target)
        shift = _APART if line.role == "backup" and edge in beside else 0.0
        colour = GREY_4 if line.role == "main" else ACCENT
        canvas.line(
            _beside(places[edge], shift),
            colour=colour,
            width=_WIDTHS[line.role],
            z=1.4 if line.role == "backup" else 1.5,
        )
    for site in sites:
        node = layout.nodes[site.id]
        _draw_site(canvas, (left + node.x, node.y), panel, site, gid=f"site-{number}-{site.id}")


def _beside(points: Sequence[Place], shift: float) -> list[Place]:
    """The line moved to its right by so many pixels."""
    if not shift:
        return list(points)
    moved: list[Place] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        length = hypot(x1 - x0, y1 - y0) or 1.0
        dx, dy = -(y1 - y0) / length * shift, (x1 - x0) / length * shift
        moved += [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy)]
    return moved


def _draw_site(canvas: Canvas, at: Place, panel: MapPanel, site: MapSite, *, gid: str | None = None) -> None:
    x, y = at
    if site.level == 0:
        canvas.bar(x - 8, y, 16, 12, fill=INK, radius=2, gid=gid, z=Z_MARK)
    elif site.id in panel.unreached:
        canvas.circle(x, y, _DOT, WHITE, edge=GREY_4, line=THIN, gid=gid)
    else:
        canvas.circle(x, y, _DOT, WARNING if site.id in panel.failing else GREY_4, edge=WHITE, line=LIGHT, gid=gid)
    if site.id in panel.short:
        canvas.polygon(
            [(x - 4.5, y + 5.5), (x + 4.5, y + 5.5), (x, y + 12)],
            WARNING,
            edge=WHITE,
            line=0.8,
            gid=f"short-{gid}",
            z=3.5,
        )


def _draw_figures(canvas: Canvas, panels: Sequence[MapPanel], top: float, wide: float) -> None:
    """The figures of all panels, each row at one size."""
    for row, figures in enumerate(zip(*(panel.figures for panel in panels), strict=True)):
        fitted = fit_all([figure.text for figure in figures], _SIZES, width=wide - 12, height=SMALL * LINE, bold=True)
        if any("…" in lines[-1] for lines, _ in fitted):
            fitted = fit_all(
                [figure.text for figure in figures],
                (FINE, FINER, FINEST),
                width=wide - 12,
                height=2 * FINEST * LINE,
                bold=True,
            )
        for number, (panel, figure) in enumerate(zip(panels, figures, strict=True)):
            x, (lines, size) = _left(number, wide) + wide / 2, fitted[number]
            colour = ACCENT if figure.best and panel.lead else INK
            canvas.text(x, top + (row + 0.5) * _ROW, lines, size=size, align="center", bold=figure.best, colour=colour)


def _left(number: int, wide: float) -> float:
    return _MARGIN + _LABEL + number * (wide + _GAP)


def _draw_legend(canvas: Canvas, meanings: Mapping[str, str]) -> None:
    sample = MapPanel(
        "", (), (), failing=frozenset({"failure"}), short=frozenset({"short"}), unreached=frozenset({"unreached"})
    )

    def sign(x: float, y: float, key: str) -> None:
        if key in _WIDTHS:
            canvas.across(y, x, x + 26, colour=GREY_4 if key == "main" else ACCENT, width=_WIDTHS[key])
        else:
            _draw_site(canvas, (x + 6, y - (4 if key == "short" else 0)), sample, MapSite(key, 1))

    keys = [(key, meanings[key]) for key in (*_WIDTHS, "site", "failure", "short", "unreached") if key in meanings]
    legend(canvas, (_MARGIN + 4, canvas.height - 12), keys, sign, reach=lambda key: 32 if key in _WIDTHS else 16)
