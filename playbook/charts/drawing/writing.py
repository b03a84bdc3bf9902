"""SVG straight from marks: texts as paths, in few bytes, and the same ones each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.hatch import get_path

from playbook.charts.drawing.compact import joined, long_number, relative_path, short_number
from playbook.charts.drawing.lettering import EM, lettering, outline_of
from playbook.charts.drawing.marks import HATCH, HATCH_WIDTH, Letters, Line, Mark, Panel, Rect, Shape, Steps
from playbook.charts.drawing.style import GREY_3, POINT

__all__ = ["written"]

_HEAD = (
    '<?xml version="1.0" encoding="utf-8" standalone="no"?><svg xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg"'
    ' version="1.1"><defs><style type="text/css">*{{stroke-linejoin: round; stroke-linecap: butt}}</style></defs><g'
    ' id="figure_1"><g id="patch_1"><path d="{ground}" style="fill: #ffffff"/></g>'
)
#: What the names of the signs for missing characters begin with.
_NO_LETTER = "LastResort"
#: A letter's outline is in 64ths of what its place is in; a hatch is drawn on tiles of so many points.
_OUTLINE, _TILE = "0.015625", 72


def written(width: float, height: float, panels: Sequence[Panel]) -> tuple[bytes, tuple[str, ...]]:
    """The SVG of a figure, in points of 1/72 inch, and the texts whose characters the fonts lack."""
    writer = _Writer()
    svg = "".join(writer.parts((width * POINT, height * POINT), panels))
    return svg.encode("utf-8"), tuple(writer.lacking)


class _Writer:
    """Writes one figure; knows the letters and hatches that it has already defined, and how many marks of a kind have
    no name."""

    def __init__(self) -> None:
        self.lacking: list[str] = []
        self._letters: set[str] = set()
        self._hatches: dict[str, str] = {}
        self._unnamed = {"patch": 1, "line2d": 0, "text": 0}

    def parts(self, size: tuple[float, float], panels: Sequence[Panel]) -> Iterator[str]:
        """The file, piece by piece; its size is in points."""
        yield _HEAD.format(
            width=long_number(size[0]),
            height=long_number(size[1]),
            ground=_path(Rect(0, size[1], size[0], -size[1]).steps(), 0, 1),
        )
        top = 0.0
        for place, panel in enumerate(panels, start=1):
            yield f'<g id="axes_{place}">'
            for mark in sorted(panel.marks, key=_height):
                yield from self._mark(mark, top)
            yield "</g>"
            top += panel.height
        yield "</g>"
        if self._hatches:
            yield "<defs>" + "".join(_pattern(name, colour) for colour, name in self._hatches.items()) + "</defs>"
        yield "</svg>\n"

    def _mark(self, mark: Mark, top: float) -> Iterator[str]:
        if isinstance(mark, Letters):
            yield self._group("text", mark.gid)
            yield from self._text(mark, top)
        elif isinstance(mark, Line):
            yield f'{self._group("line2d", mark.gid)}<path d="{_path(mark.steps(), top)}" style="{_stroke(mark)}"/>'
        elif isinstance(mark, Shape):
            yield f'{self._group("patch", mark.gid)}<path d="{_path(mark.steps(), top)}" style="{self._fill(mark)}"/>'
        yield "</g>"

    def _group(self, kind: str, gid: str | None) -> str:
        if gid:
            return f'<g id="{escape(gid)}">'
        self._unnamed[kind] += 1
        return f'<g id="{kind}_{self._unnamed[kind]}">'

    def _text(self, mark: Letters, top: float) -> Iterator[str]:
        scale = long_number(mark.size * POINT / EM)
        place = (
            f"translate({short_number(mark.x * POINT)} {short_number((mark.y + top) * POINT)}) scale({scale} -{scale})"
        )
        yield (
            f'<!-- {escape(mark.text, quote=False).replace("--", "- -")} --><g style="fill: {_colour(mark.colour)}"'
            f' transform="{place}">'
        )
        line = lettering(mark.text, bold=mark.bold, language=mark.language).letters
        if any(letter.name.startswith(_NO_LETTER) for letter in line):
            self.lacking.append(mark.text)
        fresh = [name for name in dict.fromkeys(letter.name for letter in line) if name not in self._letters]
        if fresh:
            self._letters.update(fresh)
            yield "<defs>" + "".join(map(_definition, fresh)) + "</defs>"
        for letter in line:
            yield f'<use xlink:href="#{letter.name}"' + (
                f' transform="translate({long_number(letter.x)} 0)"/>' if letter.x else "/>"
            )
        yield "</g>"

    def _fill(self, mark: Shape) -> str:
        fill = f"fill: {_colour(mark.fill)}"
        if mark.hatched:
            fill = f"fill: url(#{self._hatches.setdefault(_colour(mark.edge or GREY_3), f'h{len(self._hatches) + 1}')})"
        if not mark.edge or not mark.width:
            return fill
        return (
            f"{fill}; stroke: {_colour(mark.edge)}; stroke-width: {long_number(mark.width * POINT)}; stroke-linejoin:"
            " miter"
        )


def _definition(name: str) -> str:
    path = outline_of(name)
    return f'<path id="{name}"' + (f' d="{path}"' if path else "") + f' transform="scale({_OUTLINE})"/>'


def _height(mark: Mark) -> float:
    return mark.z


def _path(steps: Steps, top: float, scale: float = POINT) -> str:
    """The steps in points, of a panel that begins at `top` pixels."""
    return "".join(
        command
        + joined(
            [short_number((number + top if place % 2 else number) * scale) for place, number in enumerate(numbers)]
        )
        for command, numbers in steps
    )


def _stroke(mark: Line) -> str:
    width = long_number(mark.width * POINT)
    if not mark.dash:
        return f"fill: none; stroke: {_colour(mark.colour)}; stroke-width: {width}; stroke-linejoin: miter"
    dashes = ",".join(long_number(part * mark.width * POINT) for part in mark.dash)
    return (
        f"fill: none; stroke-dasharray: {dashes}; stroke-dashoffset: 0; stroke: {_colour(mark.colour)}; stroke-width:"
        f" {width}"
    )


@lru_cache(maxsize=1024)
def _colour(colour: str) -> str:
    return "none" if colour == "none" else to_hex(colour)


def _pattern(name: str, colour: str) -> str:
    ground = f'<rect x="0" y="0" width="{_TILE + 1}" height="{_TILE + 1}" fill="#ffffff"/>'
    return (
        f'<pattern id="{name}" patternUnits="userSpaceOnUse" x="0" y="0" width="{_TILE}" height="{_TILE}">{ground}'
        f'<path d="{_diagonals()}" style="fill: {colour}; stroke: {colour}; stroke-width: {HATCH_WIDTH};'
        ' stroke-linecap: butt; stroke-linejoin: miter"/></pattern>'
    )


@lru_cache(maxsize=1)
def _diagonals() -> str:
    """The hatch on one tile."""
    points = [(round(_TILE * x), round(_TILE - _TILE * y)) for x, y in np.asarray(get_path(HATCH).vertices).tolist()]
    return relative_path(("L" if place % 2 else "M", point) for place, point in enumerate(points))
