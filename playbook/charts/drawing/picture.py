"""A figure as the charts make it: marks on one or more panels, one under the other.

A :class:`Picture` is a matplotlib figure like any other, to look into, to save as PNG or to go on with; but its
artists, which take three milliseconds a text to make and draw, are made only when somebody asks for them. What is on it
is a :class:`Drawing`, plain data, which is written as SVG, and as the JSON that an exhibit carries.

>>> picture = Picture(780, (Panel(100, ()),))
>>> picture.opened, len(picture.axes), picture.opened
(False, 1, True)
>>> Drawing.from_json(picture.drawing.as_json()) == picture.drawing
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from playbook.charts.drawing import plain
from playbook.charts.drawing.marks import Panel
from playbook.charts.drawing.style import DPI, WHITE
from playbook.charts.drawing.writing import written

__all__ = ["Drawing", "Panel", "Picture"]


@dataclass(frozen=True)
class Drawing:
    """What is on a figure: its size in pixels, 100 an inch, and its panels from the top.

    A figure that is not made of our marks, or has been gone on with in matplotlib, has no panels: it is `foreign`, its
    SVG as matplotlib writes it. Who has the SVG already says so in `known`.
    """

    width: float
    height: float
    panels: tuple[Panel, ...] = ()
    foreign: str = ""
    known: bytes = field(default=b"", compare=False, repr=False)

    @property
    def svg(self) -> bytes:
        """It as SVG, in points of 1/72 inch."""
        return self._written[0]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The texts whose characters the fonts lack."""
        return self._written[1]

    @cached_property
    def _written(self) -> tuple[bytes, tuple[str, ...]]:
        there = self.known or self.foreign.encode("utf-8")
        return (there, ()) if there else written(self.width, self.height, self.panels)

    def as_json(self) -> dict[str, Any]:
        """`{"width", "height", "panels": [{"height", "marks": [..]}]}`, or its SVG in the place of panels."""
        size = {"width": float(self.width), "height": float(self.height)}
        if self.foreign:
            return {**size, "svg": self.foreign}
        panels = [
            {"height": float(panel.height), "marks": [plain.as_json(mark) for mark in panel.marks]}
            for panel in self.panels
        ]
        return {**size, "panels": panels}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Drawing:
        """The drawing again, exactly."""
        panels = tuple(
            Panel(panel["height"], tuple(map(plain.from_json, panel["marks"]))) for panel in data.get("panels", ())
        )
        return cls(data["width"], data["height"], panels, data.get("svg", ""))


class Picture(Figure):
    """A figure of that width in pixels, its panels from the top."""

    def __init__(self, width: float, panels: Sequence[Panel]) -> None:
        self.width, self.panels = width, tuple(panels)
        self.height = sum(panel.height for panel in panels)
        self.opened = True  # matplotlib looks at the axes while it sets up a figure
        super().__init__(
            figsize=(width / DPI, self.height / DPI), dpi=DPI, facecolor=WHITE, edgecolor=WHITE, layout=None
        )
        self.opened = False

    @property
    def drawing(self) -> Drawing:
        """What is on it now, as long as it has not been opened."""
        panels = tuple(Panel(panel.height, tuple(panel.marks)) for panel in self.panels)
        return Drawing(self.width, self.height, panels)

    @property  # type: ignore[misc]
    def axes(self) -> list[Axes]:  # type: ignore[override]
        """One for each panel; the artists are made at the first call, and from then on the figure is matplotlib's."""
        self._open()
        return list(super().axes)

    def get_children(self) -> list[Artist]:
        """The figure's artists, made at the first call."""
        self._open()
        return super().get_children()

    def over(self, other: Picture) -> Picture:
        """A picture with the other one, of the same width, under this one."""
        return Picture(self.width, (*self.panels, *other.panels))

    def _open(self) -> None:
        if self.opened:
            return
        self.opened = True
        bottom = self.height
        for panel in self.panels:
            bottom -= panel.height
            position = (0, bottom / self.height, 1, panel.height / self.height)
            axes = self.add_axes(position, xlim=(0, self.width), ylim=(panel.height, 0))
            axes.set_axis_off()
            for mark in panel.marks:
                axes.add_artist(mark.artist())
