"""The marks of exhibits 4.1 to 4.3: what is drawn from what is given, and what is refused."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from playbook.charts.coverage import MOST_COLUMNS, MOST_NEEDS, CoverageRow, coverage_chart
from playbook.charts.design_maps import Figures, MapLine, MapPanel, MapSite, design_maps
from playbook.charts.drawing.style import ACCENT, WARNING
from playbook.charts.lines import LineHeads, LineItem, LineRow, lines_chart
from tests.charts.support import named, rectangle, texts

HEADS = LineHeads("Line", "Revenue", "Rivals", "Strategy", "Initiatives", "Tech.", "Policy")
SITES = [MapSite("hub", 0), MapSite("a", 1), MapSite("b", 1)]


def lines(*rows: LineRow) -> object:
    return lines_chart(rows, HEADS, lang="en", legend={}, none="no initiative")


def test_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    figure = lines(LineRow("A", 200, "200", "", "", ""), LineRow("B", 50, "50", "", "", ""))
    assert rectangle(figure, "bar-0").get_width() == pytest.approx(4 * rectangle(figure, "bar-1").get_width())  # type: ignore[arg-type]
    assert rectangle(figure, "bar-0").get_x() == rectangle(figure, "bar-1").get_x()  # type: ignore[arg-type]


def test_a_line_to_mend_is_tinted_and_says_that_nothing_is_done() -> None:
    figure = lines(LineRow("A", 200, "200", "", "Rival", "", alert=True), LineRow("B", None, "unknown", "", "", ""))
    assert list(named(figure, "alert-")) == ["alert-0"]  # type: ignore[arg-type]
    assert list(named(figure, "unknown-")) == ["unknown-1"]  # type: ignore[arg-type]
    assert texts(figure).count("no initiative") == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (LineRow("A", -1, "", "", "", ""), "below zero"),
        (LineRow("A", float("nan"), "", "", "", ""), "not a number"),
        (LineRow("A", 1, "", "", "", "", (LineItem("I1", "x", 5, 1),)), "score: 5 is outside 0 to 4"),
    ],
)
def test_lines_refuse(row: LineRow, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lines(row)
    with pytest.raises(ValueError, match="0 rows"):
        lines()


def test_a_filled_mark_is_chosen_a_hollow_one_is_not_and_empty_rows_and_columns_stand_out() -> None:
    rows = [CoverageRow("Need", "£1"), CoverageRow("Other", "£2")]
    figure = coverage_chart(
        rows,
        [("S1", "One"), ("S2", "Two"), ("S3", "Three")],
        [["chosen", "other", ""], ["", "", ""]],
        lang="en",
        heads=("Need", "Size"),
        legend={},
    )
    marks = named(figure, "mark-")
    assert sorted(marks) == ["mark-0-0-chosen", "mark-0-1-other"]
    assert len({marks[name].get_facecolor() for name in marks}) == 2  # type: ignore[attr-defined]
    assert list(named(figure, "open-")) == ["open-1"]
    assert list(named(figure, "idle-")) == ["idle-2"]


def test_coverage_refuses() -> None:
    one, column = [CoverageRow("Need", "")], [("S1", "One")]
    for rows, columns, marks, message in (
        ([], column, [], "0 rows"),
        (one * (MOST_NEEDS + 1), column, [[""]], "13 rows"),
        (one, column * (MOST_COLUMNS + 1), [[""]], "15 columns"),
        (one, column, [["", ""]], "1 rows of 1"),
        (one, column, [["maybe"]], "maybe"),
    ):
        with pytest.raises(ValueError, match=message):
            coverage_chart(rows, columns, marks, lang="en", heads=("", ""), legend={})  # type: ignore[arg-type]


def test_a_site_stands_at_the_same_place_in_every_map() -> None:
    star = [MapLine("a", "hub"), MapLine("b", "hub")]
    backed = [*star, MapLine("b", "hub", "backup")]
    panels = [
        MapPanel("Today", star[:1], (), unreached=frozenset("b")),
        MapPanel("New", backed, (), failing=frozenset("a")),
    ]
    figure = design_maps(panels, SITES, ["Hub", "Outlet"], lang="en", rows=[], legend={})
    sites = named(figure, "site-")
    first, second = (sites[f"site-{number}-a"].get_center() for number in (0, 1))  # type: ignore[attr-defined]
    left = [rectangle_x(figure, f"panel-{number}") for number in (0, 1)]
    assert first[1] == second[1]
    assert first[0] - left[0] == pytest.approx(second[0] - left[1])
    assert colour(sites["site-1-a"]) == WARNING.lower()
    assert colour(sites["site-0-b"]) == "#ffffff"


def rectangle_x(figure: object, name: str) -> float:
    return float(rectangle(figure, name).get_x())  # type: ignore[arg-type]


def colour(artist: object) -> str:
    return to_hex(artist.get_facecolor())  # type: ignore[attr-defined]


def test_the_best_figure_stands_out_in_the_panel_that_leads() -> None:
    panels = [MapPanel("A", [], (Figures("1", best=True),), lead=True), MapPanel("B", [], (Figures("2", best=True),))]
    figure = design_maps(panels, SITES, ["Hub", "Outlet"], lang="en", rows=["Cost"], legend={})
    shown = {
        artist.get_text(): artist.get_color() for artist in figure.axes[0].get_children() if isinstance(artist, Text)
    }
    assert shown["1"] == ACCENT
    assert shown["2"] != ACCENT


def test_maps_refuse() -> None:
    panel = MapPanel("A", [MapLine("a", "nowhere")], ())
    for panels, sites, rows, message in (
        ([], SITES, [], "0 maps"),
        ([panel], SITES, [], "no site nowhere"),
        ([MapPanel("A", [], ())], SITES, ["Cost"], "A: 0 figures, expected 1"),
        ([MapPanel("A", [], ())], [MapSite("a", 7)], [], "level: 7"),
        ([MapPanel("A", [], ())], [], [], "0 sites"),
    ):
        with pytest.raises(ValueError, match=message):
            design_maps(panels, sites, ["Hub", "Outlet"], lang="en", rows=rows, legend={})  # type: ignore[arg-type]
