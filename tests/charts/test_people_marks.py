"""The time line, the chain and the decision map: what is drawn where, and what is refused."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from playbook.charts.chain import ChainRow, chain_chart
from playbook.charts.decision_map import MapContact, MapFoot, MapRow, MapSign, decision_chart
from playbook.charts.drawing.style import ACCENT, WARNING
from playbook.charts.drawing.svg import svg_of
from playbook.charts.timeline import TimelineItem, timeline_chart
from tests.charts.gallery_people import GALLERY
from tests.charts.support import drawn_texts, named, overlaps, rectangle, texts

TICKS = [(100.0, "first"), (112.0, "last")]
SIGN = MapSign("decides")


def line(*items: TimelineItem, today: float | None = 106.0) -> Figure:
    return timeline_chart(items, lang="en", ticks=TICKS, today=today, today_label="today", undated_label="No date:")


def centre(figure: Figure, name: str) -> float:
    artist = named(figure, name)[name]
    assert isinstance(artist, Circle)
    x, _ = artist.center
    return float(x)


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_a_mark_is_whole(name: str) -> None:
    figure = GALLERY[name]()
    width, height = figure.get_size_inches() * 100
    assert width == pytest.approx(780)
    assert 140 <= height <= 480
    boxes = drawn_texts(figure)
    assert overlaps(boxes) == []
    assert [
        text for text, box in boxes if box.x0 < 0 or box.y0 < -1 or box.x1 > width or box.y1 > height + 1 or "…" in text
    ] == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert svg_of(GALLERY[name]()) == svg_of(GALLERY[name]())


def test_time_goes_to_the_right_in_proportion() -> None:
    first, middle, last = (centre(line(TimelineItem("x", month)), "event") for month in (100.0, 103.0, 106.0))
    assert last - middle == pytest.approx(middle - first)
    assert last > first


def test_what_is_after_today_is_hollow() -> None:
    assert list(named(line(TimelineItem("x", 107.0)), "coming")) == ["coming"]
    assert list(named(line(TimelineItem("x", 105.0)), "coming")) == []


def test_a_span_that_goes_on_runs_to_today() -> None:
    ongoing = rectangle(line(TimelineItem("x", 102.0, open_end=True)), "span")
    ended = rectangle(line(TimelineItem("x", 102.0, 104.0)), "span")
    assert ongoing.get_width() == pytest.approx(2 * ended.get_width())


def test_a_span_past_today_is_hollow_from_there() -> None:
    figure = line(TimelineItem("x", 104.0, 109.0))
    whole, rest = rectangle(figure, "span").get_width(), rectangle(figure, "span-coming").get_width()
    assert rest / whole == pytest.approx(3 / 5)


def test_what_is_expected_is_dashed_to_a_hollow_mark() -> None:
    figure = line(TimelineItem("x", 102.0, expected=109.0))
    dashed = named(figure, "expected")["expected"]
    assert isinstance(dashed, Line2D)
    assert np.asarray(dashed.get_xdata(), dtype=float).tolist() == pytest.approx(
        [centre(figure, "event"), centre(figure, "expected-mark")]
    )


def test_what_has_no_date_is_listed_and_not_drawn() -> None:
    figure = line(TimelineItem("drawn", 102.0), TimelineItem("listed", None, note="planned"))
    assert "No date: listed (planned)" in texts(figure)
    assert list(named(figure, "event")) == ["event"]
    only = line(TimelineItem("listed", None), TimelineItem("also", None))
    assert "No date: listed, also" in texts(only)


def test_without_a_start_it_stands_where_it_is_expected() -> None:
    figure = line(TimelineItem("x", None, expected=109.0))
    assert list(named(figure, "expected-mark")) == ["expected-mark"]
    assert not any(text.startswith("No date") for text in texts(figure))


def test_fourteen_items_of_one_month_do_not_cover_each_other() -> None:
    figure = line(
        *(TimelineItem(f"An event with a rather long name {number}", 106.0, note="a note") for number in range(14))
    )
    assert overlaps(drawn_texts(figure)) == []


def test_without_today_nothing_is_to_come() -> None:
    figure = line(TimelineItem("x", 107.0), today=None)
    assert not named(figure, "today")
    assert list(named(figure, "event")) == ["event"]


@pytest.mark.parametrize(
    "items",
    [
        (),
        (TimelineItem("x", float("nan")),),
        (TimelineItem("x", 102.0, 101.0),),
        (TimelineItem("x", 102.0, expected=101.0),),
        (TimelineItem("x", 102.0, float("inf")),),
    ],
)
def test_bad_times_are_refused(items: tuple[TimelineItem, ...]) -> None:
    with pytest.raises(ValueError, match=r"at least one|not a number|before its start"):
        line(*items)


def test_an_axis_needs_two_ticks() -> None:
    with pytest.raises(ValueError, match="two ticks"):
        timeline_chart(
            [TimelineItem("x", 1.0)], lang="en", ticks=[(1.0, "a")], today=None, today_label="", undated_label=""
        )


def test_support_is_told_by_colour_and_sign() -> None:
    rows = [
        ChainRow("g", "a", "t", state="yes"),
        ChainRow("g", "b", "u", state="no"),
        ChainRow("h", "c", None, state="unknown"),
    ]
    figure = chain_chart(rows, lang="en", heads=("1", "2", "3"), unknown="not known")
    assert set(named(figure, "telecom")) == {"telecom-yes", "telecom-no", "telecom-unknown"}
    assert {"not known", "?"} <= set(texts(figure))
    assert texts(figure).count("g") == 1


def test_rows_of_a_goal_stand_together_in_their_order() -> None:
    rows = [
        ChainRow("g", "first", "t", state="yes"),
        ChainRow("h", "other", "t", state="yes"),
        ChainRow("g", "second", "t", state="yes"),
    ]
    places = {
        text: box.y0 for text, box in drawn_texts(chain_chart(rows, lang="en", heads=("1", "2", "3"), unknown="?"))
    }
    assert places["first"] > places["second"] > places["other"]


def test_a_chain_needs_a_row() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        chain_chart([], lang="en", heads=("", "", ""), unknown="")


def decisions(contacts: tuple[MapContact, ...], sign: MapSign | None = SIGN, **more: Any) -> Figure:
    return decision_chart(
        [MapRow("Branch", "IT", contacts, (sign,))], ["Circuits"], lang="en", nobody="no contact", **more
    )


def test_a_decision_where_nobody_is_known_has_the_warning_colour() -> None:
    known = decisions((MapContact("boss", 4, "supports"),))
    assert set(named(known, "decides")) == {"decides"}
    unknown = decisions(())
    assert set(named(unknown, "gap")) == {"gap"}
    assert "no contact" in texts(unknown)
    assert set(named(decisions((), MapSign("takes_part")), "takes_part")) == {"takes_part"}


def test_power_is_size_and_attitude_is_colour() -> None:
    large, small = (named(decisions((MapContact("x", power, "doubts"),)), "doubts")["doubts"] for power in (5, 1))
    assert isinstance(large, Circle)
    assert isinstance(small, Circle)
    assert large.get_radius() == pytest.approx(2.5 + 6.5)
    assert small.get_radius() == pytest.approx(2.5 + 1.3)
    assert to_rgb(large.get_facecolor())[0] == pytest.approx(int(WARNING[1:3], 16) / 255)
    supporter = named(decisions((MapContact("x", 3, "supports"),)), "supports")["supports"]
    assert isinstance(supporter, Circle)
    assert to_rgb(supporter.get_facecolor())[2] == pytest.approx(int(ACCENT[5:7], 16) / 255)


def test_what_is_unknown_of_a_person_is_dotted_or_asked() -> None:
    silent = decisions((MapContact("x", 3, None),))
    assert set(named(silent, "silent")) == {"silent"}
    assert "?" not in texts(silent)
    assert "?" in texts(decisions((MapContact("x", None, "accepts"),)))


def test_the_legend_names_what_is_in_the_map() -> None:
    legend = {"decides": "it decides", "gap": "a gap", "supports": "for us", "doubts": "against us"}
    found = texts(decisions((MapContact("x", 3, "supports"),), legend=legend))
    assert {"it decides", "for us"} <= set(found)
    assert not {"a gap", "against us"} & set(found)


@pytest.mark.parametrize(
    ("rows", "columns", "foot"),
    [
        ([], ["a"], []),
        ([MapRow("l", "d", (), ())], [], []),
        ([MapRow("l", "d", (), ())], ["a"], []),
        ([MapRow("l", "d", (MapContact("x", 6, None),), (None,))], ["a"], []),
        ([MapRow("l", "d", (MapContact("x", float("nan"), None),), (None,))], ["a"], []),
        ([MapRow("l", "d", (), (None,))], ["a"], [MapFoot("f", ())]),
    ],
)
def test_bad_maps_are_refused(rows: list[MapRow], columns: list[str], foot: list[MapFoot]) -> None:
    with pytest.raises(ValueError, match=r"at least one|signs|power|not a number|figures"):
        decision_chart(rows, columns, lang="en", nobody="", foot=foot)
