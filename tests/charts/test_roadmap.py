"""Road maps: where many cards stand in one horizon they take lanes, and every card keeps its place in the order."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from playbook.charts.roadmap import Card, Horizon, roadmap_chart
from tests.charts.support import drawn_texts, overlaps, rectangle

NAMES = (
    "Wi-Fi",
    "One bill with a page for each hotel",
    "每季度与信息技术部和酒店运营部开一次服务评审",
    "Province-wide account-manager mechanism for insurance",
    "托管",
)
DETAILS = ("", "¥5,000 a month, from the second quarter", "第二季度开始")


def cards_of(*counts: int, name: str = "a") -> list[Card]:
    """So many cards in each horizon, numbered on: S1, S2, ..."""
    horizons = [horizon for horizon, count in enumerate(counts) for _ in range(count)]
    return [Card(f"S{number}", name, horizon) for number, horizon in enumerate(horizons, start=1)]


def drawn(cards: list[Card], horizons: int = 3) -> Figure:
    return roadmap_chart(cards, [Horizon(f"term {number}", period="months") for number in range(horizons)], lang="en")


def corner(figure: Figure, name: str) -> tuple[Any, Any]:
    """Left and top of a card."""
    card = rectangle(figure, f"card-{name}")
    return pytest.approx(card.get_x()), pytest.approx(card.get_y())


def arrows(figure: Figure) -> list[tuple[float, float]]:
    """Left edge and tip of each horizon's arrow."""
    shapes = [
        artist.get_xy()
        for artist in figure.axes[0].get_children()
        if isinstance(artist, Polygon) and artist.get_gid() == "horizon"
    ]
    return [(min(x for x, _ in shape), max(x for x, _ in shape)) for shape in shapes]


def height(figure: Figure) -> float:
    return float(figure.get_size_inches()[1] * 100)


def test_cards_that_fit_stand_in_one_lane_each() -> None:
    figure = drawn(cards_of(8, 6, 4))
    assert [corner(figure, name) for name in ("S1", "S8", "S9", "S15")] == [
        (10, 66),
        (10, 66 + 7 * 38.84),
        (268, 66),
        (526, 66),
    ]
    assert rectangle(figure, "card-S1").get_width() == pytest.approx(244)
    assert height(figure) == pytest.approx(66 + 8 * 38.84 + 4 + 6)


def test_a_horizon_of_many_cards_takes_two_lanes_under_a_wider_arrow() -> None:
    figure = drawn(cards_of(14, 3, 1))
    assert [corner(figure, name) for name in ("S1", "S7", "S8", "S14")] == [
        (10, 66),
        (10, 66 + 6 * 38.84),
        (199, 66),
        (199, 66 + 6 * 38.84),
    ]
    assert [corner(figure, name) for name in ("S15", "S18")] == [(394, 66), (589, 66)]
    assert rectangle(figure, "card-S1").get_width() == pytest.approx(181)
    assert arrows(figure) == [pytest.approx((10, 390)), pytest.approx((394, 585)), pytest.approx((589, 778))]
    assert height(figure) == pytest.approx(66 + 7 * 38.84 + 4 + 6)


def test_twenty_five_cards_take_three_lanes() -> None:
    figure = drawn(cards_of(25, 0, 2))
    assert [corner(figure, name) for name in ("S1", "S10", "S19")] == [(10, 66), (161.2, 66), (312.4, 66)]
    assert corner(figure, "S9") == (10, 66 + 8 * 38.84)
    assert height(figure) == pytest.approx(66 + 9 * 38.84 + 4 + 6)


def test_two_full_horizons_get_two_lanes_each() -> None:
    figure = drawn(cards_of(20, 20, 1))
    assert [corner(figure, name) for name in ("S1", "S11", "S21", "S31", "S41")] == [
        (10, 66),
        (161.2, 66),
        (318.4, 66),
        (469.6, 66),
        (626.8, 66),
    ]


def test_the_tallest_lane_is_as_low_as_can_be() -> None:
    """Thirteen lines of name come first: the second lane takes the rest."""
    first = Card("L1", "word\n" * 12 + "word", 0)
    figure = drawn([first, *cards_of(7, 1, 1)])
    assert corner(figure, "L1")[0] == 10
    assert {rectangle(figure, f"card-S{number}").get_x() for number in range(1, 8)} == {199}


def test_no_word_is_cut_to_make_lanes() -> None:
    figure = drawn(cards_of(14, 3, 1, name="Telecommunicationsinfrastructure"))
    assert rectangle(figure, "card-S1").get_width() == pytest.approx(244)


def test_a_given_height_is_kept() -> None:
    figure = roadmap_chart(cards_of(14, 3, 1), [Horizon("a"), Horizon("b"), Horizon("c")], lang="en", height=300)
    assert height(figure) == pytest.approx(300)
    assert rectangle(figure, "card-S8").get_x() > rectangle(figure, "card-S1").get_x()


@st.composite
def maps(draw: st.DrawFn) -> tuple[list[Card], list[Horizon]]:
    horizons = draw(st.integers(1, 4))
    rows = draw(
        st.lists(st.tuples(st.integers(0, horizons - 1), st.sampled_from(NAMES), st.sampled_from(DETAILS)), max_size=40)
    )
    cards = [Card(f"I{number}", name, horizon, detail=detail) for number, (horizon, name, detail) in enumerate(rows)]
    footers = draw(st.lists(st.sampled_from(("", "Solutions: £1,350 a month")), min_size=horizons, max_size=horizons))
    return cards, [Horizon(f"term {number}", period="months", footer=footer) for number, footer in enumerate(footers)]


@given(maps())
@settings(max_examples=40, deadline=None)
def test_cards_stand_apart_under_their_arrow_in_the_order_given(made: tuple[list[Card], list[Horizon]]) -> None:
    cards, horizons = made
    figure = roadmap_chart(cards, horizons, lang="en", legend={"grey": "others"})
    boxes = {card.id: rectangle(figure, f"card-{card.id}").get_bbox() for card in cards}
    for number, (left, tip) in enumerate(arrows(figure)):
        mine = [boxes[card.id] for card in cards if card.horizon == number]
        assert all(left - 0.01 <= box.x0 and box.x1 <= tip + 0.01 for box in mine)
        assert [(box.x0, box.y0) for box in mine] == sorted((box.x0, box.y0) for box in mine)
        for one, other in pairwise(mine):
            assert other.x0 >= one.x1 + 7.9 if other.x0 > one.x0 else other.y0 >= one.y1 + 6.9
    assert len({round(box.x0, 3) for box in boxes.values()}) <= 5
    assert all(box.y1 <= height(figure) - 30 for box in boxes.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_twenty_five_long_names_keep_apart(lang: str) -> None:
    cards = [
        Card(f"I{number}", NAMES[number % 5], min(number // 25, 1), detail=DETAILS[number % 3]) for number in range(28)
    ]
    horizons = [
        Horizon("Short term", footer="Solutions: £6,600 a month"),
        Horizon("Middle term", footer="Solutions: £350 a month"),
        Horizon("Long term"),
    ]
    assert overlaps(drawn_texts(roadmap_chart(cards, horizons, lang=lang, legend={"grey": "others"}))) == []
