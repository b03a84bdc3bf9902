"""What a figure is made of: filled shapes, lines and texts, in pixels from the top left, each with its name and its
height in the stack.

A mark can be written in two ways that show the same: as steps of an SVG path, which is quick, and as an artist of
matplotlib, for who wants to go on with the figure there.

>>> Rect(10, 20, 30, 5).steps()
(('M', (10, 20)), ('L', (40, 20)), ('L', (40, 25)), ('L', (10, 25)), ('z', ()))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from matplotlib import text as mpl_text
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Patch, Polygon, Rectangle, Wedge

from playbook.charts.drawing.outlines import Steps, along, arc, circle, scaled
from playbook.charts.drawing.style import POINT, font_of

__all__ = ["Align", "Disc", "Letters", "Line", "Mark", "Outlined", "Panel", "Poly", "Rect", "Shape", "Slice", "Steps"]

#: Which part of a text stands where it was put.
Align = Literal["left", "center", "right"]


class Outlined(Protocol):
    """A form that can be filled."""

    def steps(self) -> Steps:
        """Its outline."""

    def patch(self) -> Patch:
        """The same for matplotlib."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; its corners are rounded if it has a radius."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0

    def steps(self) -> Steps:
        """Clockwise from the top left."""
        x0, y0, r = self.x, self.y, self.radius
        x1, y1 = x0 + self.width, y0 + self.height
        if not r:
            return ("M", (x0, y0)), ("L", (x1, y0)), ("L", (x1, y1)), ("L", (x0, y1)), ("z", ())
        return (
            ("M", (x0 + r, y0)),
            ("L", (x1 - r, y0)),
            ("Q", (x1, y0, x1, y0 + r)),
            ("L", (x1, y1 - r)),
            ("Q", (x1, y1, x1 - r, y1)),
            ("L", (x0 + r, y1)),
            ("Q", (x0, y1, x0, y1 - r)),
            ("L", (x0, y0 + r)),
            ("Q", (x0, y0, x0 + r, y0)),
            ("z", ()),
        )

    def patch(self) -> Patch:
        """As a Rectangle or, rounded, a FancyBboxPatch."""
        r = self.radius
        if not r:
            return Rectangle((self.x, self.y), self.width, self.height)
        return FancyBboxPatch(
            (self.x + r, self.y + r),
            self.width - 2 * r,
            self.height - 2 * r,
            boxstyle=f"round,pad={r},rounding_size={r}",
        )


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float

    def steps(self) -> Steps:
        """Eight curves."""
        return scaled(circle(), self.x, self.y, self.radius)

    def patch(self) -> Patch:
        """As a Circle."""
        return Circle((self.x, self.y), self.radius)


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a circle, clockwise from the top: `share` is more than 0 and less than 1."""

    x: float
    y: float
    radius: float
    share: float

    def steps(self) -> Steps:
        """Curves and two straight lines to the middle."""
        return scaled(arc(self.share), self.x, self.y, self.radius)

    def patch(self) -> Patch:
        """As a Wedge."""
        return Wedge((self.x, self.y), self.radius, -90, -90 + 360 * self.share)


@dataclass(frozen=True, slots=True)
class Poly:
    """A form through points; the last one is joined to the first."""

    points: tuple[tuple[float, float], ...]

    def steps(self) -> Steps:
        """From point to point."""
        open_points = self.points[:-1] if self.points[0] == self.points[-1] else self.points
        return (*along(open_points), ("z", ()))

    def patch(self) -> Patch:
        """As a Polygon."""
        return Polygon(list(self.points), closed=True)


class Mark(Protocol):
    """One thing in a figure: `z` says what lies over what, `gid` is its name in the SVG."""

    @property
    def z(self) -> float:
        """Higher is nearer."""

    @property
    def gid(self) -> str | None:
        """Its name, or None."""

    def artist(self) -> Artist:
        """The same for matplotlib."""


@dataclass(frozen=True)
class Panel:
    """A drawing area over the whole width of a figure: its height in pixels, and its marks, which may still be added
    to."""

    height: float
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Shape:
    """A form with its fill and edge; the edge's width is in pixels. `hatched` fills it with grey diagonals in the
    edge's colour."""

    form: Outlined
    fill: str
    edge: str | None
    width: float
    hatched: bool
    gid: str | None
    z: float

    def steps(self) -> Steps:
        """The form's outline; without a fill its last side is drawn, not only closed, as matplotlib does it."""
        steps = self.form.steps()
        return (*steps[:-1], ("L", steps[0][1]), steps[-1]) if self.fill == "none" else steps

    def artist(self) -> Artist:
        """A patch."""
        patch = self.form.patch()
        if self.hatched:
            patch.set_hatch(HATCH)
            patch.set_hatch_linewidth(HATCH_WIDTH)
        width = self.width * POINT if self.edge else 0
        patch.set(facecolor=self.fill, edgecolor=self.edge or "none", linewidth=width, linestyle="-", antialiased=True)
        return _named(patch, self)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, its width in pixels; `dash` gives stroke and gap in widths of the line."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    dash: tuple[float, float] | None
    gid: str | None
    z: float

    def steps(self) -> Steps:
        """From point to point."""
        return tuple(along(self.points))

    def artist(self) -> Artist:
        """A line."""
        line = Line2D(
            [x for x, _ in self.points],
            [y for _, y in self.points],
            color=self.colour,
            linewidth=self.width * POINT,
            linestyle="-",
            marker="None",
            antialiased=True,
            solid_capstyle="butt",
            dash_capstyle="butt",
            solid_joinstyle="miter",
            drawstyle="default",
        )
        if self.dash:
            line.set_linestyle((0, self.dash))
        return _named(line, self)


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of text that begins at x and stands on y; size in pixels, `language` picks the forms of its characters.

    It was put where its `align` edge, or its middle, stands at the `anchor`: who sets it in another font, keeps that.
    """

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str
    language: str
    gid: str | None
    z: float
    align: Align
    anchor: float

    def artist(self) -> Artist:
        """A text."""
        artist = mpl_text.Text(
            self.x,
            self.y,
            self.text,
            color=self.colour,
            fontproperties=font_of(self.size, bold=self.bold),
            ha="left",
            va="baseline",
            usetex=False,
            parse_math=False,
            antialiased=True,
        )
        artist.set_language(self.language)
        return _named(artist, self)


#: The hatch of what is unknown, by matplotlib's name, and the width of its lines in points.
HATCH, HATCH_WIDTH = "////", 0.7


def _named(artist: Artist, mark: Mark) -> Artist:
    artist.set_gid(mark.gid)
    artist.set_zorder(mark.z)
    artist.set_clip_on(False)
    return artist
