"""Trends and stacks draw what the data say: heights, gaps, marks and widths; bad data are refused."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from playbook.charts.stacked import StackedBar, stacked_chart
from playbook.charts.trend import TrendMark, TrendPanel, trend_chart
from tests.charts.support import named, rectangle, texts

NAN = float("nan")
MONTHS = [f"2024-{number:02d}" for number in range(1, 13)]
FLAT = [10.0] * 12


def line(figure: Any, name: str) -> Line2D:
    artist = named(figure, name)[name]
    assert isinstance(artist, Line2D)
    return artist


def test_heights_start_at_zero_and_are_in_proportion() -> None:
    figure = trend_chart([TrendPanel("a", [5.0] * 6 + [10.0] * 6, trend=FLAT)], MONTHS, lang="en")
    zero, amounts, trend = (line(figure, f"{name}-0").get_ydata() for name in ("zero", "amounts", "trend"))
    assert (zero[0] - amounts[-1]) / (zero[0] - amounts[0]) == pytest.approx(2)
    assert trend[0] == pytest.approx(amounts[-1])


def test_each_panel_has_a_scale_of_its_own() -> None:
    figure = trend_chart([TrendPanel("a", FLAT), TrendPanel("b", [1.0] * 12)], MONTHS, lang="en")
    heights = [
        line(figure, f"zero-{number}").get_ydata()[0] - line(figure, f"amounts-{number}").get_ydata()[0]
        for number in (0, 1)
    ]
    assert heights[0] == pytest.approx(heights[1])


def test_an_unknown_month_is_a_stripe_that_breaks_the_line_and_never_a_zero() -> None:
    figure = trend_chart(
        [TrendPanel("a", [*FLAT[:4], None, *FLAT[5:]])], MONTHS, lang="en", keys=("unknown", "apart", "off")
    )
    assert rectangle(figure, "gap-0-4").get_hatch() == "////"
    runs = [artist.get_xdata() for artist in figure.axes[0].lines if artist.get_gid() == "amounts-0"]
    assert [len(run) for run in runs] == [4, 7]
    assert runs[0][-1] < rectangle(figure, "gap-0-4").get_x() < runs[1][0]
    assert "unknown" in texts(figure)
    assert "off" not in texts(figure)


def test_marks_stand_on_their_amounts_with_a_stem_to_what_was_expected() -> None:
    amounts = [*FLAT[:6], 20.0, *FLAT[7:]]
    panel = TrendPanel(
        "a", amounts, marks=[TrendMark(6, "2024-07 +100%", expected=10.0), TrendMark(9, "credit", "apart")]
    )
    figure = trend_chart([panel], MONTHS, lang="en", keys=("unknown", "apart", "off"))
    dot, hollow = (named(figure, name)[name] for name in ("outlier-0-6", "apart-0-9"))
    assert isinstance(dot, Circle)
    assert isinstance(hollow, Circle)
    assert to_hex(dot.get_facecolor()).upper() == "#C8452D"
    assert to_hex(hollow.get_facecolor()).upper() == "#FFFFFF"
    stem = line(figure, "stem-0-6").get_ydata()
    zero = line(figure, "zero-0").get_ydata()[0]
    assert (zero - stem[1]) / (zero - stem[0]) == pytest.approx(2)
    assert {"2024-07 +100%", "credit", "off", "apart"} <= set(texts(figure))


def test_a_month_below_zero_stands_on_the_zero_line() -> None:
    figure = trend_chart(
        [TrendPanel("a", [*FLAT[:5], -4.0, *FLAT[6:]], marks=[TrendMark(5, "credit", "apart")])], MONTHS, lang="en"
    )
    dot = named(figure, "apart-0-5")["apart-0-5"]
    assert isinstance(dot, Circle)
    assert dot.get_center()[1] == pytest.approx(line(figure, "zero-0").get_ydata()[0])


def test_a_later_beginning_leaves_the_months_before_empty() -> None:
    figure = trend_chart([TrendPanel("a", FLAT), TrendPanel("b", [1.0] * 3, first=9)], MONTHS, lang="en")
    assert list(line(figure, "amounts-1").get_xdata()) == pytest.approx(list(line(figure, "amounts-0").get_xdata())[9:])
    assert not named(figure, "gap-")


def test_all_zero_and_negative_panels_are_drawn() -> None:
    assert trend_chart([TrendPanel("a", [0.0] * 12), TrendPanel("b", [-1.0] * 12)], MONTHS, lang="en")


@pytest.mark.parametrize(
    ("panels", "message"),
    [
        ([], "one to 8 panels"),
        ([TrendPanel(str(number), FLAT) for number in range(9)], "not 9"),
        ([TrendPanel("a", [*FLAT, 1.0])], "13 amounts"),
        ([TrendPanel("a", FLAT, first=1)], "from place 1"),
        ([TrendPanel("a", FLAT, trend=[1.0])], "1 of trend"),
        ([TrendPanel("a", [NAN] * 12)], "a: nan is not a number"),
        ([TrendPanel("a", FLAT, trend=[NAN] * 12)], "a: nan is not a number"),
        ([TrendPanel("a", [None] * 12, marks=[TrendMark(3, "x")])], "the mark 'x' stands on no amount"),
        ([TrendPanel("a", FLAT, marks=[TrendMark(12, "x")])], "the mark 'x' stands on no amount"),
    ],
)
def test_bad_panels_are_refused(panels: list[TrendPanel], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        trend_chart(panels, MONTHS, lang="en")


def test_segments_follow_one_another_on_one_scale() -> None:
    bars = [
        StackedBar("a", (100, 50, 50), ("100", "50", "50"), "200"),
        StackedBar("b", (0, 100, 0), ("", "100", ""), "100"),
    ]
    figure = stacked_chart(bars, [("Us", "accent"), ("Rival", "warning"), ("Other", "grey")], lang="en")
    first = [rectangle(figure, f"segment-0-{place}") for place in range(3)]
    second = rectangle(figure, "segment-1-1")
    assert [box.get_width() / second.get_width() for box in first] == pytest.approx([1, 0.5, 0.5])
    assert all(left.get_x() + left.get_width() == pytest.approx(right.get_x()) for left, right in pairwise(first))
    assert second.get_x() == pytest.approx(first[0].get_x())
    assert set(named(figure, "segment-1")) == {"segment-1-1"}
    assert [to_hex(box.get_facecolor()).upper() for box in first[:2]] == ["#0B6E99", "#C8452D"]
    assert texts(figure)[:3] == ["Us", "Rival", "Other"]


def test_an_unknown_segment_is_a_hatched_stub_behind_the_bar() -> None:
    bars = [StackedBar("a", (100, None), ("100", ""), "≥ 100", unknown="Rival unknown")]
    figure = stacked_chart(bars, [("Us", "accent"), ("Rival", "warning")], lang="en")
    stub, bar = rectangle(figure, "unknown-0"), rectangle(figure, "segment-0-0")
    assert stub.get_hatch() == "////"
    assert stub.get_x() > bar.get_x() + bar.get_width()
    assert {"≥ 100", "Rival unknown"} <= set(texts(figure))


@pytest.mark.parametrize(
    ("bars", "stack", "message"),
    [
        ([], [("Us", "accent")], "at least one bar"),
        ([StackedBar("a", (), (), "0")], [], "one segment"),
        ([StackedBar("a", (1,), ("1",), "1")], [("Us", "accent"), ("Rival", "grey")], "a: 1 amounts"),
        ([StackedBar("a", (NAN,), ("?",), "?")], [("Us", "accent")], "a: nan is not a number"),
        ([StackedBar("a", (-1,), ("-1",), "-1")], [("Us", "accent")], "a: -1 is below zero"),
        ([StackedBar("a", (1,), ("1",), "1")], [("Us", "pink")], "role 'pink'"),
    ],
)
def test_bad_stacks_are_refused(bars: list[StackedBar], stack: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stacked_chart(bars, stack, lang="en")
