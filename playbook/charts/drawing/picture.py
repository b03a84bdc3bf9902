"""A figure as the charts make it: marks on one or more panels, one under the other.

It is a matplotlib figure like any other, to look into, to save as PNG or to go on with; but its artists, which take
three milliseconds a text to make and draw, are made only when somebody asks for them. The plan's SVG is written from
the marks (:mod:`playbook.charts.drawing.svg`).

>>> picture = Picture(780, (Panel(100, ()),))
>>> picture.opened, len(picture.axes), picture.opened
(False, 1, True)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from playbook.charts.drawing.marks import Mark
from playbook.charts.drawing.style import DPI, WHITE

__all__ = ["Panel", "Picture"]


@dataclass(frozen=True)
class Panel:
    """A drawing area over the whole width: its height in pixels, and its marks, which may still be added to."""

    height: float
    marks: Sequence[Mark]


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
