"""What holds for every chart: nothing overlaps, runs out, misses a glyph, or changes from one drawing to the next."""

from __future__ import annotations

import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from matplotlib.axes import Axes

from playbook.charts.drawing.svg import svg_of
from tests.charts.support import drawn_texts, overlaps

#: The marks of tests/charts/gallery.py and of every gallery_<part>.py beside it.
GALLERY = {
    name: draw
    for path in sorted(Path(__file__).parent.glob("gallery*.py"))
    for name, draw in import_module(f"tests.charts.{path.stem}").GALLERY.items()
}
ALL = pytest.mark.parametrize("name", sorted(GALLERY))


@ALL
def test_no_text_covers_another(name: str) -> None:
    assert overlaps(drawn_texts(GALLERY[name]())) == []


@ALL
def test_every_text_is_inside_the_figure(name: str) -> None:
    figure = GALLERY[name]()
    width, height = figure.get_size_inches() * figure.dpi
    outside = [
        text for text, box in drawn_texts(figure) if box.x0 < 0 or box.y0 < -1 or box.x1 > width or box.y1 > height + 1
    ]
    assert outside == []


@ALL
def test_no_name_is_cut(name: str) -> None:
    assert [text for text, _ in drawn_texts(GALLERY[name]()) if "…" in text] == []


@ALL
def test_every_glyph_exists(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg_of(GALLERY[name]())


@ALL
def test_the_same_data_give_the_same_bytes(name: str) -> None:
    first, second = svg_of(GALLERY[name]()), svg_of(GALLERY[name]())
    assert first == second
    assert b"<text" not in first
    assert b"<dc:date" not in first


@ALL
def test_the_figure_has_the_width_of_a_slide_and_fits_one(name: str) -> None:
    width, height = GALLERY[name]().get_size_inches() * 100
    assert width == pytest.approx(780)
    assert 140 <= height <= 480


@ALL
def test_there_is_one_area_without_title(name: str) -> None:
    figure = GALLERY[name]()
    assert len(figure.axes) == 1
    assert isinstance(figure.axes[0], Axes)
    assert figure.axes[0].get_title() == ""


def test_settings_of_the_reader_change_nothing_and_are_left_alone() -> None:
    plain = svg_of(GALLERY["bars_zh"]())
    strange: dict[Any, Any] = {
        "font.family": ["serif"],
        "savefig.bbox": "tight",
        "svg.hashsalt": "other",
        "svg.fonttype": "none",
        "patch.linewidth": 9,
        "lines.linewidth": 9,
        "hatch.linewidth": 9,
        "text.color": "red",
        "figure.facecolor": "black",
        "axes.facecolor": "black",
        "text.parse_math": True,
        "lines.dashed_pattern": (1, 1),
    }
    with matplotlib.rc_context(strange):
        before = dict(matplotlib.rcParams)
        assert svg_of(GALLERY["bars_zh"]()) == plain
        assert dict(matplotlib.rcParams) == before
