"""Marimekko, heatmap and Lorenz curve draw what the data say; and what holds for every chart holds for these."""

from __future__ import annotations

import warnings
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from playbook.charts.drawing.svg import svg_of
from playbook.charts.heatmap import HeatRow, heatmap_chart, shade
from playbook.charts.lorenz import LorenzPart, lorenz_chart
from playbook.charts.marimekko import MekkoColumn, marimekko_chart
from tests.charts.gallery_industry import GALLERY
from tests.charts.support import drawn_texts, named, overlaps, rectangle, texts

ALL = pytest.mark.parametrize("name", sorted(GALLERY))
NAN = float("nan")
LORENZ = {"lang": "en", "x_label": "x", "y_label": "y", "equal_label": "equal"}


@ALL
def test_no_text_covers_another_runs_out_or_is_cut(name: str) -> None:
    figure = GALLERY[name]()
    drawn = drawn_texts(figure)
    width, height = figure.get_size_inches() * figure.dpi
    assert overlaps(drawn) == []
    assert [text for text, box in drawn if box.x0 < 0 or box.y0 < -1 or box.x1 > width or box.y1 > height + 1] == []
    assert [text for text, _ in drawn if "…" in text] == []
    assert (width, 140 <= height <= 480) == (pytest.approx(780), True)


@ALL
def test_every_glyph_exists_and_the_bytes_are_the_same_each_time(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first = svg_of(GALLERY[name]())
    assert first == svg_of(GALLERY[name]())


def test_a_block_is_as_wide_as_its_column_and_as_high_as_its_share() -> None:
    columns = [MekkoColumn("a", 30, (1, 3), ("25%", "75%"), own=True), MekkoColumn("b", 10, (0, 5), ("0%", "100%"))]
    figure = marimekko_chart(columns, ["x", "y"], lang="en", mark=(0, 1))
    first, second, empty, full = (rectangle(figure, f"block-{place}") for place in ("0-0", "0-1", "1-0", "1-1"))
    assert first.get_width() == pytest.approx(3 * full.get_width())
    assert second.get_height() == pytest.approx(3 * first.get_height())
    assert empty.get_height() == pytest.approx(0)
    assert full.get_height() == pytest.approx(first.get_height() + second.get_height())
    assert full.get_x() == pytest.approx(first.get_x() + first.get_width())
    assert first.get_y() == pytest.approx(second.get_y() + second.get_height())
    assert to_hex(first.get_facecolor()).upper() == "#0B4F70"
    assert to_hex(full.get_facecolor()).upper() == "#E9ECEF"
    assert set(named(figure, "mark")) == {"mark"}


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([], "at least one column"),
        ([MekkoColumn("a", 0, (1,), ("1",))], "a: width 0, expected more than 0"),
        ([MekkoColumn("a", NAN, (1,), ("1",))], "a: nan is not a number"),
        ([MekkoColumn("a", 1, (-1,), ("1",))], "a: parts of at least 0"),
        ([MekkoColumn("a", 1, (0,), ("0",))], "a: parts of at least 0"),
        ([MekkoColumn("a", 1, (1, 2), ("1", "2"))], "a: 2 parts, expected 1"),
    ],
)
def test_bad_columns_are_refused(columns: list[MekkoColumn], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        marimekko_chart(columns, ["x"], lang="en")


def test_a_cell_is_the_darker_the_larger_and_hatched_where_unknown() -> None:
    rows = [HeatRow("a", (0.0, 0.5, 1.0), ("0", "50", "100"), own=True), HeatRow("b", (None, None, None), ("", "", ""))]
    figure = heatmap_chart(rows, ["x", "y", "z"], lang="en", unknown="not known")
    fills = [to_hex(rectangle(figure, f"cell-0-{column}").get_facecolor()).upper() for column in range(3)]
    assert fills == ["#F3F8FB", "#8BBCD3", "#0B4F70"]
    assert [rectangle(figure, f"unknown-1-{column}").get_hatch() for column in range(3)] == ["////"] * 3
    assert texts(figure).count("not known") == 1
    assert set(named(figure, "own")) == {"own"}


def test_the_scale_survives_grey_printing() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    greys = [grey(shade(step / 20)) for step in range(21)]
    assert all(before - after > 4 for before, after in pairwise(greys))


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        ([], ["x"], "at least one row"),
        ([HeatRow("a", (), ())], [], "at least one row and one column"),
        ([HeatRow("a", (1.0, 2.0), ("1", "2"))], ["x"], "a: 2 values, expected 1"),
        ([HeatRow("a", (NAN,), ("",))], ["x"], "a: nan is not a number"),
        ([HeatRow("a", (-0.1,), ("",))], ["x"], "a: -0.1 is below zero"),
    ],
)
def test_bad_heat_rows_are_refused(rows: list[HeatRow], columns: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        heatmap_chart(rows, columns, lang="en")


def places(figure: Figure, name: str) -> list[tuple[float, float]]:
    """The points of a line in pixels."""
    line = named(figure, name)[name]
    assert isinstance(line, Line2D)
    return [(float(x), float(y)) for x, y in np.asarray(line.get_xydata(), dtype=float)]


def test_the_curve_adds_up_from_the_smallest() -> None:
    parts = [LorenzPart("large", 6, "60%"), LorenzPart("small", 1, "10%"), LorenzPart("middle", 3, "30%")]
    figure = lorenz_chart(parts, half=1, **LORENZ)  # type: ignore[arg-type]
    (left, bottom), (right, top) = places(figure, "equal")
    drawn = [
        ((x - left) / (right - left), (bottom - y) / (bottom - top))
        for name in ("curve", "half")
        for x, y in places(figure, name)
    ]
    assert [place for pair in drawn for place in pair] == pytest.approx(
        [0, 0, 1 / 3, 0.1, 2 / 3, 0.4, 2 / 3, 0.4, 1, 1]
    )
    heights = [rectangle(figure, f"stretch-{number}").get_height() for number in range(3)]
    assert heights == sorted(heights)
    assert to_hex(rectangle(figure, "stretch-2").get_facecolor()).upper() == "#0B6E99"


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([], "at least one part"),
        ([LorenzPart("a", NAN, "")], "a: nan is not a number"),
        ([LorenzPart("a", -1, "")], "a: -1 is below zero"),
        ([LorenzPart("a", 0, "")], "a sum above zero"),
    ],
)
def test_bad_parts_are_refused(parts: list[LorenzPart], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lorenz_chart(parts, half=1, **LORENZ)  # type: ignore[arg-type]
