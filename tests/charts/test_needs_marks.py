"""The ranked list and the whitespace map: what is long, hollow, hatched or refused."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from playbook.charts.drawing.style import ACCENT, WARNING, WHITE
from playbook.charts.holders import HolderCell, holders_chart
from playbook.charts.ranked import MOST_ROWS, RankedRow, ranked_chart
from tests.charts.support import named, rectangle, texts

ROWS = [
    RankedRow("Backup", 600, 360, "£600", "60%", "One line only"),
    RankedRow("Wi-Fi", 300, 210, "£300", "70%", "Stated", asked=True),
    RankedRow("One bill", None, None, "unknown", "80%", "Stated", asked=True),
]


def ranked(rows: list[RankedRow], more: str = "") -> Figure:
    return ranked_chart(
        rows,
        lang="en",
        heads=("Need", "Size", "Evidence"),
        legend={"stated": "stated", "expected": "expected"},
        more=more,
    )


def test_bars_are_as_long_as_sizes_and_the_solid_part_is_what_is_expected() -> None:
    figure = ranked(ROWS)
    first, second = (rectangle(figure, f"rest-{number}").get_width() for number in (0, 1))
    assert second / first == pytest.approx(0.5)
    assert rectangle(figure, "expected-0").get_width() / first == pytest.approx(0.6)
    assert rectangle(figure, "expected-1").get_width() / second == pytest.approx(0.7)


def test_an_unknown_size_has_no_bar_but_words() -> None:
    figure = ranked(ROWS)
    assert rectangle(figure, "unknown-2").get_hatch() == "////"
    assert "rest-2" not in named(figure, "rest")
    assert "unknown" in texts(figure)


def test_what_was_asked_for_is_filled_what_was_not_is_hollow() -> None:
    marks = named(ranked(ROWS), "mark")
    fills = [mark.get_facecolor() for mark in marks.values() if isinstance(mark, Circle)]
    assert [fill == (1.0, 1.0, 1.0, 1.0) for fill in fills] == [True, False, False]


def test_what_is_not_drawn_is_counted() -> None:
    assert "3 more in the table" in texts(ranked(ROWS, more="3 more in the table"))


def test_only_unknown_sizes_can_be_drawn() -> None:
    assert "unknown-0" in named(ranked(ROWS[2:]), "unknown")


@pytest.mark.parametrize(
    "rows",
    [
        [],
        ROWS[:1] * (MOST_ROWS + 1),
        [RankedRow("a", float("nan"), 1, "", "", "")],
        [RankedRow("a", 1, float("nan"), "", "", "")],
        [RankedRow("a", -1, -1, "", "", "")],
        [RankedRow("a", 1, 2, "", "", "")],
        [RankedRow("a", 1, None, "", "", "")],
    ],
)
def test_what_cannot_be_ranked_is_refused(rows: list[RankedRow]) -> None:
    with pytest.raises(ValueError, match=r"rows: expected|not a number|part of the size"):
        ranked(rows)


GRID = [
    [HolderCell("us", "£600"), HolderCell("rival", "Rival", "£90")],
    [HolderCell("none", "open"), HolderCell("unknown")],
]


def test_each_holder_has_its_look() -> None:
    figure = holders_chart(["A", "B"], ["Data", "Voice"], GRID, lang="en", legend={"us": "ours"})
    looks = {
        name: rectangle(figure, name) for name in ("cell-0-0-us", "cell-0-1-rival", "cell-1-0-none", "cell-1-1-unknown")
    }
    assert [to_hex(look.get_facecolor()).upper() for look in looks.values()] == [ACCENT, WARNING, WHITE, WHITE]
    assert [bool(look.get_hatch()) for look in looks.values()] == [False, False, False, True]
    assert texts(figure).count("?") == 1
    assert "£90" in texts(figure)


def test_the_second_line_goes_where_rows_are_too_low() -> None:
    figure = holders_chart(
        [f"U{number}" for number in range(14)], ["Voice"], [[GRID[0][1]]] * 14, lang="en", legend={}, height=420
    )
    assert "£90" not in texts(figure)
    assert texts(figure).count("Rival") == 14


@pytest.mark.parametrize(
    ("rows", "cells", "message"),
    [
        ([], [], "at least one unit"),
        (["A"], GRID, "1 rows of 2"),
        (["A", "B"], [GRID[0], [HolderCell("mine"), HolderCell("us")]], "mine"),
    ],  # type: ignore[arg-type]
)
def test_what_is_no_grid_is_refused(rows: list[str], cells: list[list[HolderCell]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        holders_chart(rows, ["Data", "Voice"], cells, lang="en", legend={})
