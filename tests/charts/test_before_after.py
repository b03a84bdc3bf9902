"""Bars of before and after: zero-based, on one scale, nothing unknown drawn as zero; labels of a crowded network cover
no line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from playbook.charts.before_after import BeforeAfter, Words, before_after_chart
from playbook.charts.drawing.canvas import Box
from playbook.charts.network import Link, Node, network_map
from playbook.charts.network_layout import Segments, lay_out
from tests.charts.gallery_network import GALLERY, LEGEND_EN
from tests.charts.support import drawn_texts, named, overlaps, rectangle, texts

WORDS = Words("rate", "today", "planned", "bar", "range", "mark", "danger")


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_texts_stand_apart_inside_the_figure_and_whole(name: str) -> None:
    figure = GALLERY[name]()
    width, height = figure.get_size_inches() * figure.dpi
    drawn = drawn_texts(figure)
    assert overlaps(drawn) == []
    assert [
        text for text, box in drawn if box.x0 < 0 or box.y0 < -1 or box.x1 > width or box.y1 > height + 1 or "…" in text
    ] == []


def test_bars_start_at_zero_on_one_scale() -> None:
    figure = before_after_chart([BeforeAfter("a", 40, "40"), BeforeAfter("b", 10, "10")], WORDS, lang="en")
    first, second = rectangle(figure, "bar-0"), rectangle(figure, "bar-1")
    assert first.get_x() == second.get_x()
    assert first.get_width() == pytest.approx(4 * second.get_width())


def test_the_mark_stands_where_the_value_after_is() -> None:
    figure = before_after_chart([BeforeAfter("a", 40, "40", after=20, after_printed="20")], WORDS, lang="en")
    bar, mark = rectangle(figure, "bar-0"), named(figure, "after-")["after-0"]
    assert isinstance(mark, Polygon)
    middle = (mark.get_xy()[:, 0].min() + mark.get_xy()[:, 0].max()) / 2
    assert middle == pytest.approx(bar.get_x() + bar.get_width() / 2)


def test_an_unknown_value_is_hatched_and_has_no_bar() -> None:
    figure = before_after_chart([BeforeAfter("a", None, "unknown"), BeforeAfter("b", 1, "1")], WORDS, lang="en")
    assert set(named(figure, "unknown-")) == {"unknown-0"}
    assert set(named(figure, "bar-")) == {"bar-1"}


def test_the_column_of_what_is_planned_is_left_out_where_nothing_is() -> None:
    assert "planned" not in texts(before_after_chart([BeforeAfter("a", 1, "1")], WORDS, lang="en"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (BeforeAfter("a", float("nan"), "x"), "not a number"),
        (BeforeAfter("a", -1, "x"), "below zero"),
        (BeforeAfter("a", 1, "x", low=0.5), "both its ends"),
    ],
)
def test_bad_rows_are_refused(row: BeforeAfter, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        before_after_chart([row], WORDS, lang="en")
    with pytest.raises(ValueError, match="at least one row"):
        before_after_chart([], WORDS, lang="en")


def test_pieces_that_touch_a_box_are_told_from_those_that_pass_it() -> None:
    pieces = Segments([[((0.0, 0.0), (10.0, 10.0))], [((0.0, 20.0), (20.0, 0.0))]])
    assert pieces.cross(Box(4, 4, 6, 6))
    assert not pieces.cross(Box(4, 4, 6, 6), without=0)
    assert not pieces.cross(Box(11, 2, 14, 4))  # inside the second piece's bounding box, but off the piece


def test_the_bandwidths_of_a_fan_are_all_there_and_cover_no_other_line() -> None:
    nodes = [Node("h", "Hub", 0), *(Node(f"s{number}", f"S{number}", 1) for number in range(7))]
    links = [Link("h", f"s{number}", label=f"{number}K") for number in range(7)]
    figure = network_map(nodes, links, ("up", "down"), lang="en", legend={})
    labels = {text: box for text, box in drawn_texts(figure) if text.endswith("K")}
    assert sorted(labels) == [f"{number}K" for number in range(7)]
    lines = {gid: artist.get_xydata() for gid, artist in named(figure, "link-").items()}  # type: ignore[attr-defined]
    for text, box in labels.items():
        own = f"link-h-s{text[:-1]}-main"
        others = Segments(
            [[(tuple(a), tuple(b)) for a, b in pairwise(points)] for gid, points in lines.items() if gid != own]
        )
        height = figure.get_size_inches()[1] * figure.dpi
        assert not others.cross(Box(box.x0, height - box.y1, box.x1, height - box.y0))


def test_a_site_below_its_bandwidth_is_marked() -> None:
    figure = network_map([Node("a", "A", 0, short=True), Node("b", "B", 0)], [], ("up",), lang="en", legend=LEGEND_EN)
    assert set(named(figure, "short-")) == {"short-a"}


def test_many_lines_that_leave_a_row_get_room_to_fan_out() -> None:
    def gap(leaves: int) -> float:
        items = [("h", 0, False), *((f"s{number}", 1, False) for number in range(leaves))]
        places = lay_out(items, [("h", f"s{number}") for number in range(leaves)], Box(0, 0, 700, 400), levels=2).nodes
        return (places["s0"].y - places["h"].y) / (places["h"].box.y1 - places["h"].box.y0)

    assert gap(7) == pytest.approx(400 / 2 / 45)  # rows of 200, boxes of 45 at most
    few = [("h", 0, False), *((f"s{number}", 1, False) for number in range(20))]
    spread = lay_out(few, [("h", f"s{number}") for number in range(20)], Box(0, 0, 700, 400), levels=2).nodes
    first, second, third = sorted({place.y for place in spread.values()})
    assert second - first > 1.5 * (third - second)


def test_a_map_whose_labels_would_be_cut_is_higher_and_no_other() -> None:
    def drawn(name: str) -> Figure:
        nodes = [
            Node("h", "Hub", 0),
            *(Node(f"s{number}", f"{name} {number}", 1 + number // 6) for number in range(42)),
        ]
        levels = [f"level {number}" for number in range(8)]
        return network_map(nodes, [Link("h", node.id) for node in nodes[1:7]], levels, lang="en", legend=LEGEND_EN)

    short, long = drawn("Shop"), drawn("Stonebrook Market Square")
    assert (short.get_size_inches()[1] * 100, long.get_size_inches()[1] * 100) == (430, pytest.approx(455))
    assert [text for figure in (short, long) for text, _ in drawn_texts(figure) if "…" in text] == []
