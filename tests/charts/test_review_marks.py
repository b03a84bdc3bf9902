"""Plan against actual, the map of risks, the checklist: what is drawn where, in which colour, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from playbook.charts.checklist import CheckRow, Part, Score, checklist_chart
from playbook.charts.drawing.style import ACCENT, INK, WARNING
from playbook.charts.risk_map import RiskPoint, Words, risk_chart
from playbook.charts.variance import BridgeBar, VarianceRow, variance_chart
from tests.charts.gallery_review import EN, GALLERY
from tests.charts.support import crossed_by_leaders, drawn_texts, named, overlaps, rectangle, texts

WORDS = Words("x", "y", "likely", "Not sized:", ("open", "managed", "data"))


def chart(*rows: VarianceRow, **more: Any) -> Figure:
    return variance_chart(rows, lang="en", words=EN, **more)


def risks(*points: RiskPoint) -> Figure:
    return risk_chart(points, lang="en", words=WORDS, split=0.3, printed="{:.0f}".format)


def place(figure: Figure, name: str) -> tuple[float, float, float]:
    artist = named(figure, name)[name]
    assert isinstance(artist, Circle)
    return (*map(float, artist.center), float(artist.radius))  # type: ignore[return-value]


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_a_mark_is_whole(name: str) -> None:
    figure = GALLERY[name]()
    width, height = figure.get_size_inches() * 100
    boxes = drawn_texts(figure)
    assert (width, 140 <= height <= 480) == (pytest.approx(780), True)
    assert overlaps(boxes) == []
    assert [
        text for text, box in boxes if box.x0 < 0 or box.y0 < -1 or box.x1 > width or box.y1 > height + 1 or "…" in text
    ] == []


def test_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    figure = chart(VarianceRow("a", 50, "50", target=100, previous=25))
    actual, plan, previous = (rectangle(figure, f"{name}-0") for name in ("actual", "plan", "previous"))
    assert actual.get_x() == plan.get_x() == previous.get_x()
    assert (actual.get_width() / plan.get_width(), previous.get_width() / plan.get_width()) == pytest.approx(
        (0.5, 0.25)
    )
    assert actual.get_facecolor()[:3] == to_rgb(INK)


def test_a_value_below_zero_lies_left_of_zero() -> None:
    figure = chart(VarianceRow("a", -1, "−1", target=1))
    actual, plan = rectangle(figure, "actual-0"), rectangle(figure, "plan-0")
    assert actual.get_x() + actual.get_width() == pytest.approx(plan.get_x())


def test_variances_share_one_scale_and_their_colour_says_good_or_bad() -> None:
    figure = chart(VarianceRow("a", 1, "1", share=0.4, good=False), VarianceRow("b", 1, "1", share=-0.1, good=True))
    bad, good = rectangle(figure, "share-0"), rectangle(figure, "share-1")
    assert bad.get_width() / good.get_width() == pytest.approx(4)
    assert (bad.get_facecolor()[:3], good.get_facecolor()[:3]) == (to_rgb(WARNING), to_rgb(ACCENT))
    assert good.get_x() + good.get_width() == pytest.approx(bad.get_x()), "a negative share lies left of zero"


def test_each_light_has_its_word_and_a_forecast_is_hatched() -> None:
    figure = chart(
        *(VarianceRow(light, 1, "1", light=light, light_printed=light) for light in ("red", "amber", "green"))
    )  # type: ignore[arg-type]
    assert {"red", "amber", "green"} <= set(texts(figure))
    assert len(named(figure, "light-")) >= 3
    assert rectangle(chart(VarianceRow("a", None, "", forecast=2)), "forecast-0").get_hatch()


def test_unknown_is_not_drawn() -> None:
    figure = chart(VarianceRow("a", None, "", target=2))
    assert named(figure, "actual") == {}
    assert list(named(figure, "plan")) == ["plan-0"]


def test_the_bridge_must_add_up() -> None:
    bars = (BridgeBar("a", 5, "+5"), BridgeBar("b", -2, "−2"), BridgeBar("end", 3, "+3", "total"))
    figure = chart(VarianceRow("r", 1, "1"), bridge=bars)
    first, second, total = (rectangle(figure, f"bridge-{number}") for number in range(3))
    # the second bar hangs from the top of the first, the total stands on its zero
    assert second.get_y() == pytest.approx(first.get_y())
    assert total.get_y() + total.get_height() == pytest.approx(first.get_y() + first.get_height())
    with pytest.raises(ValueError, match="do not add up"):
        chart(VarianceRow("r", 1, "1"), bridge=(*bars[:2], BridgeBar("end", 4, "+4", "total")))


def test_a_risk_stands_at_its_probability_and_money_with_its_loss_as_area() -> None:
    figure = risks(RiskPoint("a", 0.4, 1000), RiskPoint("b", 0.2, 500))
    first, second = place(figure, "risk-0"), place(figure, "risk-1")
    assert first[0] > second[0]
    assert first[1] < second[1], "more money stands higher"
    assert (first[2] / second[2]) ** 2 == pytest.approx(4), "400 against 100"


def test_what_is_not_sized_is_listed_and_has_no_place() -> None:
    figure = risks(RiskPoint("a", 0.4, 1000), RiskPoint("b", None, 500), RiskPoint("c", 0.1, None))
    assert list(named(figure, "risk")) == ["risk-0"]
    assert "Not sized: b; c" in texts(figure)


def test_the_checklist_marks_what_failed() -> None:
    rows = [CheckRow("a", 2, 2, "2 of 2"), CheckRow("b", 1, 4, "1 of 4", failed="S3")]
    figure = checklist_chart(
        Score("71", "of 100", [Part("Complete", 50, "50"), Part("Current", 100, "100")]),
        rows,
        lang="en",
        heads=("c", "p", "f"),
    )
    assert rectangle(figure, "passed-0").get_width() / rectangle(figure, "passed-1").get_width() == pytest.approx(4)
    assert rectangle(figure, "part-1").get_width() / rectangle(figure, "part-0").get_width() == pytest.approx(2)
    assert {"71", "S3", "1 of 4"} <= set(texts(figure))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: chart(),
        lambda: chart(VarianceRow("a", float("nan"), "")),
        lambda: risks(),
        lambda: risks(RiskPoint("a", 1.5, 1)),
        lambda: risks(RiskPoint("a", 0.5, -1)),
        lambda: risks(RiskPoint("a", float("nan"), 1)),
        lambda: checklist_chart(Score("1", "", []), [], lang="en", heads=("", "", "")),
        lambda: checklist_chart(Score("1", "", [Part("a", 101, "101")]), [], lang="en", heads=("", "", "")),
        lambda: checklist_chart(
            Score("1", "", [Part("a", 1, "1")]), [CheckRow("b", 3, 2, "")], lang="en", heads=("", "", "")
        ),
    ],
)
def test_bad_input_is_refused(draw: Any) -> None:
    with pytest.raises(ValueError):
        draw()


def test_no_line_to_a_label_runs_through_another_where_small_risks_crowd() -> None:
    crowd = risks(
        RiskPoint("All services go to tender at once", 0.35, 770),
        RiskPoint("The group sells some of its sites", 0.15, 830),
        RiskPoint("The head office tenders with an outside adviser", 0.4, 190),
        RiskPoint("A rival cuts the price of broadband", 0.25, 260),
        RiskPoint("Cormorant Cable renews before our price is agreed", 0.2, 310),
        RiskPoint("The rival's pilot spreads", 0.5, 76),
        RiskPoint("Fibre is built later than planned", 0.2, 160),
        RiskPoint("The client takes its parent's cloud", 0.3, 75),
        RiskPoint("Loss of broadband to rivals", 0.78, 1990.78, hollow=True),
    )
    assert (crossed_by_leaders(crowd), overlaps(drawn_texts(crowd))) == ([], [])
