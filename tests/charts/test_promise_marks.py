"""The marks of support and commitments draw what the data say; unknown is drawn as unknown; bad data are refused."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Circle

from playbook.charts.drawing.style import ACCENT, WARNING
from playbook.charts.duels import Duel, DuelPanel, LoadPanel, duel_chart
from playbook.charts.headroom import HeadroomHeads, HeadroomRow, headroom_chart
from tests.charts.support import named, rectangle, texts

HEADS = HeadroomHeads("Promise", "Kept", "too much", "in hand", "Verdict")


def promise(slack: float | None, state: str = "now", **more: str) -> HeadroomRow:
    return HeadroomRow("What", "Where", "8 h", "6 h", slack=slack, gap="2 h", verdict="Sign", state=state, **more)  # type: ignore[arg-type]


def test_a_bar_is_as_long_as_what_is_left_and_points_the_good_way() -> None:
    figure = headroom_chart([promise(0.5), promise(0.25), promise(-0.5, "no")], lang="en", heads=HEADS)
    half, quarter, over = (rectangle(figure, f"bar-{number}") for number in range(3))
    line = named(figure, "promise")["promise"].get_xdata()[0]  # type: ignore[attr-defined]
    assert half.get_width() == pytest.approx(2 * quarter.get_width()) == pytest.approx(over.get_width())
    assert (half.get_x(), over.get_x() + over.get_width()) == (pytest.approx(line), pytest.approx(line))
    assert [to_hex(bar.get_facecolor()).upper() for bar in (half, over)] == [ACCENT, WARNING]
    assert set(named(figure, "tint-")) == {"tint-2"}


def test_what_is_far_too_much_is_cut_and_says_so() -> None:
    figure = headroom_chart([promise(-5.0, "no"), promise(-1.0, "no")], lang="en", heads=HEADS)
    assert rectangle(figure, "bar-0").get_width() == pytest.approx(rectangle(figure, "bar-1").get_width())
    assert len([artist for artist in figure.axes[0].get_children() if artist.get_gid() == "cut"]) == 2


def test_an_unknown_promise_has_no_bar() -> None:
    figure = headroom_chart([promise(None, "unknown")], lang="en", heads=HEADS)
    assert named(figure, "bar-") == {}
    assert rectangle(figure, "unknown-0").get_hatch() == "////"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "at least one"),
        ([promise(float("nan"))], "What: nan is not a number"),
        ([promise(float("-inf"))], "is not a number"),
        ([promise(1.5)], "more than all"),
    ],
)
def test_bad_promises_are_refused(rows: list[HeadroomRow], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        headroom_chart(rows, lang="en", heads=HEADS)


def duels(*rows: Duel, load: LoadPanel | None = None):  # type: ignore[no-untyped-def]
    labels = [f"row {number}" for number in range(len(rows))]
    return duel_chart(labels, [DuelPanel("p", rows)], lang="en", ticks=((1.0, "1 h"), (2.0, "2 h")), load=load)


def at(figure, name: str) -> float:  # type: ignore[no-untyped-def]
    mark = named(figure, name)[name]
    assert isinstance(mark, Circle)
    return float(mark.center[0])


def test_equal_ratios_are_equal_steps_and_slower_is_a_warning() -> None:
    figure = duels(Duel(1.0, "1"), Duel(2.0, "2", needed=1.0), Duel(4.0, "4", needed=4.0))
    one, two, four = (at(figure, f"achieved-p-{number}") for number in range(3))
    assert two - one == pytest.approx(four - two)
    assert two > one
    colours = {name: to_hex(artist.get_facecolor()).upper() for name, artist in named(figure, "achieved-").items()}  # type: ignore[attr-defined]
    assert (colours["achieved-p-1"], colours["achieved-p-2"]) == (WARNING, ACCENT)
    assert WARNING != colours["achieved-p-0"] != ACCENT


def test_an_unknown_time_has_no_mark() -> None:
    figure = duels(Duel(None, "unknown", needed=2.0), Duel(1.0, "1"))
    assert set(named(figure, "achieved-")) == {"achieved-p-1"}
    assert set(named(figure, "needed-")) == {"needed-p-0"}
    assert named(figure, "gap-") == {}
    assert "unknown" in texts(figure)


def test_the_load_is_held_against_what_can_be_carried() -> None:
    figure = duels(Duel(1.0, "1"), load=LoadPanel("Pool", 0.5, "50%"))
    line = named(figure, "limit")["limit"].get_xdata()[0]  # type: ignore[attr-defined]
    bar = rectangle(figure, "load")
    assert bar.get_x() + 2 * bar.get_width() == pytest.approx(line)
    over = duels(Duel(1.0, "1"), load=LoadPanel("Pool", 2.0, "200%", warn=True))
    line, bar = named(over, "limit")["limit"].get_xdata()[0], rectangle(over, "load")  # type: ignore[attr-defined]
    assert bar.get_x() + bar.get_width() / 2 == pytest.approx(line)
    assert named(duels(Duel(1.0, "1"), load=LoadPanel("Pool", None, "unknown")), "load") == {}


@pytest.mark.parametrize(
    ("panels", "message"),
    [
        ([], "at least one row"),
        ([DuelPanel("p", ())], "0 rows, expected 1"),
        ([DuelPanel("p", (Duel(-1.0, "?"),))], "below zero"),
        ([DuelPanel("p", (Duel(float("nan"), "?"),))], "not a number"),
        ([DuelPanel("p", (Duel(1.0, "1", rivals=((float("inf"), "r"),)),))], "not a number"),
    ],
)
def test_bad_times_are_refused(panels: list[DuelPanel], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        duel_chart(["row"], panels, lang="en", ticks=())
