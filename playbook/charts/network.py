"""A network map: sites in levels from top to bottom, and the lines between them.

Main lines are solid, backup lines thin, intended ones dashed. A line or a site whose failure cuts others off is in the
warning colour. Sites are put in the order that makes few lines cross: each near the middle of those it is linked to.

>>> nodes = [Node("hq", "Head office", 0), Node("branch", "Branch", 1, failure=True)]
>>> figure = network_map(
...     nodes, [Link("hq", "branch", label="2M")], ["Head office", "Branch"], lang="en", legend={"main": "main line"}
... )
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    GREY_3,
    GREY_4,
    HEIGHT,
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
    Z_LOWEST,
    Z_MARK,
    Box,
    Canvas,
    Picture,
    check_numbers,
    check_some,
    fit,
    legend,
    text_width,
    word_width,
    wrap,
)
from playbook.charts.network_layout import NetworkLayout, Place, Placed, Segments, lay_out
from playbook.units import Lang

__all__ = ["Link", "Node", "network_map"]

NodeKind = Literal["site", "exchange", "outside"]
LinkKind = Literal["main", "backup", "intended"]

_WIDTHS: dict[str, float] = {"main": 2.4, "backup": 1.1, "intended": 1.6}
_MARGIN, _LEGEND, _SQUARE = 10.0, 34.0, 6.0
#: The ground of every other level, and how far it goes beyond its nodes.
_BAND, _AROUND = "#F7F9FA", 8.0
_LEGEND_ORDER = ("main", "backup", "intended", "failure", "short", "exchange", "outside")
#: Half the size, the fill and the edge of the marks that the legend shows; the others are lines.
_MARKS: dict[str, tuple[float, tuple[str, str | None]]] = {
    "short": (7, (WARNING, None)),
    "exchange": (_SQUARE, (GREY_4, None)),
    "outside": (7, (GREY_1, GREY_2)),
}
_CROWD = 30
#: The sizes of labels; how much higher the picture may be where one would be cut at the smallest.
_SIZES, _MORE = (SMALL, TINY, FINE, FINEST), (25.0, 50.0)
_ALONG = (0.5, 0.62, 0.38, 0.74, 0.26, 0.86, 0.14)


@dataclass(frozen=True)
class Node:
    """A place: its level from the top (0), whether its failure cuts others off, and whether its lines carry less than
    it needs (`short`)."""

    id: str
    label: str
    level: int
    kind: NodeKind = field(default="site", kw_only=True)
    failure: bool = field(default=False, kw_only=True)
    short: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Link:
    """A line between two nodes; `label` is its bandwidth."""

    source: str
    target: str
    kind: LinkKind = field(default="main", kw_only=True)
    label: str = field(default="", kw_only=True)
    failure: bool = field(default=False, kw_only=True)


def network_map(
    nodes: Sequence[Node],
    links: Sequence[Link],
    levels: Sequence[str],
    *,
    lang: Lang,
    legend: Mapping[str, str],
    height: float = HEIGHT,
) -> Picture:
    """Up to about thirty nodes, higher than `height` where labels need it; `levels` are printed at the left, from the
    top.

    `legend` may name main, backup, intended, failure, short, exchange and outside. A bandwidth is printed where it
    covers no node, no text and no other line, and left out where it would. Many lines are drawn thinner. ValueError for
    no nodes, an id given twice, a level or a node that does not exist.
    """
    _check(nodes, links, levels)
    left = _MARGIN + min(max(text_width(name, TINY, bold=True) for name in levels), 92.0) + 12
    for high in (height, *(height + more for more in _MORE)):
        area = Box(left, 8, WIDTH - _MARGIN, high - (_LEGEND if legend else 8))
        layout, size = _laid_out(nodes, links, area, levels=len(levels))
        if size:
            break
    canvas = Canvas(lang, height=high)
    _draw_levels(canvas, layout.nodes, nodes, levels, left=left)
    taken = [layout.nodes[node.id].box for node in nodes]
    thin = 1.0 if len(links) <= _CROWD else 0.65
    for link, points in zip(links, layout.lines, strict=True):
        _draw_link(canvas, link, points, thin=thin)
    for node in nodes:
        taken.append(_draw_node(canvas, node, layout.nodes[node.id], size or _SIZES[-1]))
    lines = Segments([list(pairwise(points)) for points in layout.lines])
    for number, (link, points) in enumerate(zip(links, layout.lines, strict=True)):
        _draw_bandwidth(canvas, link, points, taken, crossed=lambda box, own=number: lines.cross(box, without=own))  # type: ignore[misc]
    _draw_legend(canvas, legend)
    return canvas.figure


def _check(nodes: Sequence[Node], links: Sequence[Link], levels: Sequence[str]) -> None:
    check_some("a network map needs at least one node", nodes)
    ids = [node.id for node in nodes]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"nodes given twice: {', '.join(twice)}")
    for node in nodes:
        check_numbers(f"{node.id}, level", node.level, least=0, most=len(levels) - 1)
    for link in links:
        for end in {link.source, link.target}.difference(ids):
            raise ValueError(f"link {link.source} - {link.target}: there is no node {end}")


def _draw_levels(
    canvas: Canvas, places: Mapping[str, Placed], nodes: Sequence[Node], levels: Sequence[str], *, left: float
) -> None:
    for number, name in enumerate(levels):
        boxes = [places[node.id].box for node in nodes if node.level == number]
        if not boxes:
            continue
        top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
        if number % 2 == 0:
            canvas.rect(
                _MARGIN,
                top - 8,
                WIDTH - 2 * _MARGIN,
                bottom - top + 16,
                fill="#F7F9FA",
                gid=f"level-{number}",
                z=Z_LOWEST,
            )
        canvas.fitted(
            _MARGIN + 6,
            (top + bottom) / 2,
            fit(name, (TINY, FINE), width=left - _MARGIN - 14, lines=3, bold=True),
            bold=True,
            colour=GREY_4,
        )


def _draw_link(canvas: Canvas, link: Link, points: Sequence[Place], *, thin: float = 1.0) -> None:
    colour = WARNING if link.failure else ACCENT if link.kind == "intended" else GREY_4
    dash: Literal["solid", "dashed"] = "dashed" if link.kind == "intended" else "solid"
    gid = f"link-{link.source}-{link.target}-{link.kind}"
    canvas.line(
        points, colour=colour, width=_WIDTHS[link.kind] * thin, dash=dash, gid=gid, z=1.6 if link.failure else 1.4
    )


def _laid_out(nodes: Sequence[Node], links: Sequence[Link], area: Box, *, levels: int) -> tuple[NetworkLayout, float]:
    """Where all stands, and the largest size at which every label fits its box: 0 if one would be cut at any."""
    edges = [(link.source, link.target) for link in links]
    layout = lay_out([(node.id, node.level, node.kind == "exchange") for node in nodes], edges, area, levels=levels)
    boxes = [(node.label, layout.nodes[node.id].box) for node in nodes if node.kind != "exchange"]
    return layout, next((size for size in _SIZES if all(_fits(label, box, size) for label, box in boxes)), 0.0)


def _fits(label: str, box: Box, size: float) -> bool:
    high = len(wrap(label, size, width=box.width - 8)) * size * LINE
    return high <= box.height - 2 and word_width(label, size) <= box.width - 8


def _draw_node(canvas: Canvas, node: Node, place: Placed, size: float) -> Box:
    """The node; returns what its label covers."""
    if node.kind == "exchange":
        return _draw_exchange(canvas, node, place)
    box, edge = place.box, WARNING if node.failure else GREY_3
    fill = WARNING_TINT if node.failure else GREY_1 if node.kind == "outside" else WHITE
    line = 2.2 if node.failure else 1.2
    canvas.rect(
        box.x0,
        box.y0,
        box.width,
        box.height,
        fill=fill,
        edge=edge if node.kind == "site" or node.failure else GREY_2,
        line=line,
        radius=5,
        gid=f"node-{node.id}",
        z=Z_MARK,
    )
    if node.short:
        _draw_short(canvas, box.x1, box.y0, gid=f"short-{node.id}")
    lines, size = fit(node.label, (size,), width=box.width - 8, lines=max(1, int((box.height - 2) / (size * LINE))))
    return canvas.text(place.x, place.y, lines, size=size, align="center", colour=INK)


def _draw_exchange(canvas: Canvas, node: Node, place: Placed) -> Box:
    """A square with its label at the right, or at the left where the right end of the map would cut a word."""
    box, colour, room = place.box, WARNING if node.failure else GREY_4, place.room * 0.6
    canvas.rect(box.x0, box.y0, box.width, box.height, fill=colour, gid=f"node-{node.id}", z=Z_MARK)
    at_right = WIDTH - _MARGIN - box.x1 - 4
    left = word_width(node.label, TINY) > at_right
    lines, _ = fit(node.label, (TINY,), width=max(room if left else min(room, at_right), 30), lines=2)
    x = box.x0 - 4 if left else box.x1 + 4
    return canvas.text(x, place.y, lines, size=TINY, align="right" if left else "left", colour=colour, halo=True, z=3.2)


def _draw_short(canvas: Canvas, x: float, y: float, *, gid: str | None = None) -> None:
    """The mark of a site whose lines carry less than it needs: an arrow that points down, on the corner of its box."""
    canvas.polygon([(x - 7, y - 5), (x + 7, y - 5), (x, y + 7)], WARNING, edge=WHITE, line=THIN, gid=gid, z=Z_AXIS)


def _draw_bandwidth(
    canvas: Canvas, link: Link, points: Sequence[Place], taken: list[Box], *, crossed: Callable[[Box], bool]
) -> None:
    """The label where it covers nothing: near the end where the line stands apart from others, which is the lower one,
    first."""
    wide, high = text_width(link.label, FINE), FINE * LINE
    if not link.label:
        return
    for (x0, y0), (x1, y1) in reversed(list(pairwise(points))):
        for share in _ALONG if hypot(x1 - x0, y1 - y0) >= high else ():
            x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
            box = Box(x - wide / 2 - 2, y - high / 2, x + wide / 2 + 2, y + high / 2)
            if not any(box.overlap(other) for other in taken) and not crossed(box):
                taken.append(
                    canvas.text(
                        x,
                        y,
                        link.label,
                        size=FINE,
                        align="center",
                        colour=WARNING if link.failure else GREY_4,
                        halo=True,
                        z=2.8,
                    )
                )
                return


def _draw_legend(canvas: Canvas, meanings: Mapping[str, str]) -> None:
    keys = [(name, meanings[name]) for name in _LEGEND_ORDER if name in meanings]
    for size, sample, gap in ((TINY, 30.0, 20.0), (FINE, 24.0, 14.0), (FINER, 20.0, 9.0)):
        wide = sum(text_width(text, size) + gap + 6 + (14 if key in _MARKS else sample) for key, text in keys) - gap
        if wide <= WIDTH - 2 * _MARGIN:
            break
    legend(
        canvas,
        (_MARGIN + 4, canvas.height - 14),
        keys,
        lambda x, y, key: _draw_sample(canvas, key, (x, y), sample),
        reach=lambda key: 6 + (14 if key in _MARKS else sample),
        gap=gap,
        size=size,
    )


def _draw_sample(canvas: Canvas, key: str, at: Place, sample: float) -> None:
    """What a word of the legend stands for."""
    x, y = at
    if key == "short":
        _draw_short(canvas, x + 7, y)
    elif key in _MARKS:
        half, (fill, edge) = _MARKS[key]
        canvas.rect(x + 7 - half, y - half, 2 * half, 2 * half, fill=fill, edge=edge)
    else:
        kind: LinkKind = "main" if key == "failure" else key  # type: ignore[assignment]
        _draw_link(canvas, Link("legend", key, kind=kind, failure=key == "failure"), [(x, y), (x + sample, y)])
