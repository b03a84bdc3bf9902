"""How a test looks at a figure: its shapes by name, and where its texts really are once drawn."""

from __future__ import annotations

from itertools import combinations

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from playbook.charts.drawing.canvas import Box
from playbook.charts.network_layout import Segments

__all__ = ["crossed_by_leaders", "drawn_texts", "named", "overlaps", "rectangle", "texts"]


def named(figure: Figure, start: str) -> dict[str, Artist]:
    """The artists whose name starts so."""
    return {
        str(artist.get_gid()): artist
        for artist in figure.axes[0].get_children()
        if str(artist.get_gid() or "").startswith(start)
    }


def rectangle(figure: Figure, name: str) -> Rectangle:
    """The rectangle with that name."""
    artist = named(figure, name)[name]
    assert isinstance(artist, Rectangle)
    return artist


def texts(figure: Figure) -> list[str]:
    """All lines of text."""
    return [
        artist.get_text() for artist in figure.axes[0].get_children() if isinstance(artist, Text) and artist.get_text()
    ]


def drawn_texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Each line of text with the pixels that it covers."""
    FigureCanvasAgg(figure).draw()
    lines = [artist for artist in figure.axes[0].get_children() if isinstance(artist, Text) and artist.get_text()]
    return [(line.get_text(), line.get_window_extent()) for line in lines]


def overlaps(boxes: list[tuple[str, Bbox]], slack: float = 2.0) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other by more than `slack` pixels in both directions (line heights include room
    above the letters)."""
    found = []
    for (one, first), (other, second) in combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        if wide > slack and high > slack:
            found.append((one, other))
    return found


def crossed_by_leaders(figure: Figure, slack: float = 2.0) -> list[str]:
    """The lines of text that a line from a point to its label runs through, by more than `slack` pixels from their
    edge."""
    leaders = [
        artist.get_xydata()
        for artist in figure.axes[0].get_children()
        if isinstance(artist, Line2D) and artist.get_gid() == "leader"
    ]
    lines, high = (
        Segments([[(tuple(start), tuple(end))] for start, end in leaders]),
        figure.get_size_inches()[1] * figure.dpi,
    )
    boxes = [
        (text, Box(box.x0, high - box.y1, box.x1, high - box.y0).grown(-slack)) for text, box in drawn_texts(figure)
    ]
    return [text for text, box in boxes if lines.cross(box)]
