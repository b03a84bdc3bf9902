"""A figure to draw on in pixels: x to the right, y downwards, (0, 0) at the top left.

All charts are laid out by hand from measured texts, so that nothing moves by itself, overlaps or is clipped, and the
same data give the same picture. Texts stand on baselines: texts of one row line up whatever their letters are.

>>> canvas = Canvas("en", height=100)
>>> box = canvas.text(10, 50, "Local voice")
>>> box.x0, box.width > 50
(10.0, True)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Literal, TypedDict, Unpack

from playbook.charts.drawing.lettering import EM, lettering
from playbook.charts.drawing.marks import Align, Disc, Letters, Line, Mark, Outlined, Poly, Rect, Shape, Slice
from playbook.charts.drawing.picture import Panel, Picture
from playbook.charts.drawing.style import GREY_3, GREY_4, INK, WHITE, language_of
from playbook.charts.drawing.text_fit import LINE, Fitted, widest
from playbook.units import Lang

__all__ = [
    "BASE",
    "FINE",
    "FINER",
    "FINEST",
    "HEIGHT",
    "MIDDLE",
    "SIZES",
    "SMALL",
    "TINY",
    "WIDTH",
    "Align",
    "Box",
    "Canvas",
]

WIDTH, HEIGHT = 780.0, 430.0
#: The sizes of texts, and those that the names of rows are tried at.
BASE, MIDDLE, SMALL, TINY, FINE, FINER, FINEST = 15.5, 14.5, 13.5, 12.0, 11.0, 10.5, 10.0
SIZES = (BASE, MIDDLE, SMALL, TINY)
#: How far a baseline is below the middle of its line, in sizes.
_BASELINE = 0.36
_DASHES: dict[str, tuple[float, float]] = {"dashed": (5, 3), "dotted": (1.5, 2.5)}

Valign = Literal["top", "center", "bottom"]
_SHARES: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
_DOWN: dict[Valign, float] = {"top": 0.0, "center": 0.5, "bottom": 1.0}
#: How far the ground of a text with a halo goes beyond it, px, and how far it lies behind.
_HALO, _BEHIND = 2, 0.1
#: Half of an arrow's head across, in its lengths.
_HEAD = 0.42


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.y1 - self.y0

    def overlap(self, other: Box) -> float:
        """The area that both cover, 0 if they do not touch."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return wide * high if wide > 0 and high > 0 else 0.0

    def grown(self, by: float) -> Box:
        """The box with a margin around it."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)


class TextLook(TypedDict, total=False):
    """How a text looks beside its size, as `Canvas.text` takes it."""

    colour: str
    bold: bool
    align: Align
    valign: Valign
    gid: str | None
    z: float
    halo: bool


class RectLook(TypedDict, total=False):
    """How a rectangle looks beside its fill, as `Canvas.rect` takes it."""

    edge: str | None
    line: float
    hatch: bool
    radius: float
    gid: str | None
    z: float


class LineLook(TypedDict, total=False):
    """How a line looks, as `Canvas.line` takes it."""

    colour: str
    width: float
    dash: Literal["solid", "dashed", "dotted"]
    gid: str | None
    z: float


class Canvas:
    """A figure with one drawing area that covers it all; each method adds one thing."""

    def __init__(self, lang: Lang, *, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.lang, self.width, self.height = lang, width, height
        self._marks: list[Mark] = []
        self.figure = Picture(width, (Panel(height, self._marks),))
        self.boxes: list[Box] = []

    def text(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        *,
        size: float = BASE,
        colour: str = INK,
        bold: bool = False,
        align: Align = "left",
        valign: Valign = "center",
        gid: str | None = None,
        z: float = 5,
        halo: bool = False,
    ) -> Box:
        """One or several lines of text; (x, y) is the edge or middle that `align` and `valign` name."""
        lines = (text,) if isinstance(text, str) else tuple(text)
        pitch, wide = size * LINE, widest(lines, size, bold=bold)
        left, top = x - _SHARES[align] * wide, y - _DOWN[valign] * pitch * len(lines)
        box = Box(left, top, left + wide, top + pitch * len(lines))
        if halo:
            self.rect(box.x0 - _HALO, box.y0, box.width + 2 * _HALO, box.height, fill=WHITE, z=z - _BEHIND)
        for number, line in enumerate(lines):
            at = (x, top + (number + 0.5) * pitch + _BASELINE * size)
            self._line_of_text(at, line, (size, bold), colour=colour, align=align, gid=gid, z=z)
        self.boxes.append(box)
        return box

    def fitted(self, x: float, y: float, fitted: Fitted, **look: Unpack[TextLook]) -> Box:
        """A text as `fit` has broken it, at the size that it was found to fit at."""
        return self.text(x, y, fitted[0], size=fitted[1], **look)

    def _line_of_text(
        self,
        at: tuple[float, float],
        line: str,
        font: tuple[float, bool],
        *,
        colour: str,
        align: Align,
        gid: str | None,
        z: float,
    ) -> None:
        if not line:
            return
        size, bold = font
        language = language_of(self.lang, line)
        ahead = _SHARES[align] and _SHARES[align] * lettering(line, bold=bold, language=language).advance * size / EM
        self._marks.append(
            Letters(at[0] - ahead, at[1], line, size, bold, colour, language, gid, z, align, anchor=at[0])
        )

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        edge: str | None = None,
        line: float = 1,
        hatch: bool = False,
        radius: float = 0,
        gid: str | None = None,
        z: float = 2,
    ) -> None:
        """A filled rectangle; `hatch` draws it as unknown: white with grey diagonals."""
        form = Rect(x, y, width, height, radius)
        if hatch:
            self._marks.append(Shape(form, WHITE, edge or GREY_3, line, True, gid, z))
        else:
            self._shape(form, fill, edge, line, gid=gid, z=z)

    def bar(self, x: float, middle: float, width: float, thick: float, *, fill: str, **look: Unpack[RectLook]) -> None:
        """A rectangle whose height is given around its middle."""
        self.rect(x, middle - thick / 2, width, thick, fill=fill, **look)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str,
        *,
        edge: str | None = None,
        line: float = 1,
        gid: str | None = None,
        z: float = 3,
    ) -> None:
        """A filled circle."""
        self._shape(Disc(x, y, radius), fill, edge, line, gid=gid, z=z)

    def wedge(
        self, x: float, y: float, radius: float, *, share: float, fill: str, gid: str | None = None, z: float = 3.1
    ) -> None:
        """A slice of a circle, clockwise from the top; `share` of the whole, 0 to 1."""
        if share <= 0:
            return
        self._shape(Disc(x, y, radius) if share >= 1 else Slice(x, y, radius, share), fill, None, 0, gid=gid, z=z)

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        fill: str,
        *,
        edge: str | None = None,
        line: float = 1,
        gid: str | None = None,
        z: float = 3,
    ) -> None:
        """A filled shape through the points."""
        self._shape(Poly(tuple(points)), fill, edge, line, gid=gid, z=z)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        colour: str = GREY_3,
        width: float = 1,
        dash: Literal["solid", "dashed", "dotted"] = "solid",
        gid: str | None = None,
        z: float = 1.5,
    ) -> None:
        """A line through the points; widths are in pixels."""
        self._marks.append(Line(tuple(points), colour, width, _DASHES.get(dash), gid, z))

    def across(self, y: float, left: float, right: float, **look: Unpack[LineLook]) -> None:
        """A line from left to right."""
        self.line([(left, y), (right, y)], **look)

    def upright(self, x: float, top: float, bottom: float, **look: Unpack[LineLook]) -> None:
        """A line from top to bottom."""
        self.line([(x, top), (x, bottom)], **look)

    def frame(self, x: float, y: float, wide: float, high: float, **look: Unpack[LineLook]) -> None:
        """A line around a rectangle."""
        right, bottom = x + wide, y + high
        self.line([(x, y), (right, y), (right, bottom), (x, bottom), (x, y)], **look)

    def arrow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str = GREY_4,
        width: float = 1.3,
        head: float = 8,
        gid: str | None = None,
        z: float = 2.5,
    ) -> None:
        """A line with a filled head at its end."""
        length = hypot(end[0] - start[0], end[1] - start[1])
        if length == 0:
            return
        ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        head = min(head, length)
        bx, by = end[0] - ux * head, end[1] - uy * head
        self.line([start, (bx, by)], colour=colour, width=width, gid=gid, z=z)
        self.polygon(
            [end, (bx - uy * head * _HEAD, by + ux * head * _HEAD), (bx + uy * head * _HEAD, by - ux * head * _HEAD)],
            colour,
            z=z,
        )

    def _shape(self, form: Outlined, fill: str, edge: str | None, line: float, *, gid: str | None, z: float) -> None:
        self._marks.append(Shape(form, fill, edge, line if edge else 0, False, gid, z))
