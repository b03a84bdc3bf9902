"""The chart of a choice: bars from one zero, marks, limits, and what it refuses."""

from __future__ import annotations

import pytest

from playbook.charts.choice import ChoiceHeads, ChoiceRow, Gauge, Use, choice_chart
from tests.charts.support import named, rectangle, texts

HEADS = ChoiceHeads("Value", ("Cost",), ("Best", "Team", "Bound"))
ROWS = [
    ChoiceRow("S1", 60.0, "60", ("3",), (True, False, True), role="accent", tinted=True),
    ChoiceRow("S2", -30.0, "-30", ("4",), (False, True, False)),
    ChoiceRow("S3", None, "unknown", ("?",), (False, None, False)),
]


def test_bars_share_one_zero_and_one_scale() -> None:
    figure = choice_chart(ROWS, lang="en", heads=HEADS)
    gain, loss = rectangle(figure, "bar-0"), rectangle(figure, "bar-1")
    assert gain.get_x() == pytest.approx(loss.get_x() + loss.get_width())
    assert gain.get_width() == pytest.approx(2 * loss.get_width())


def test_the_unknown_is_a_stub_and_a_question_not_a_zero() -> None:
    figure = choice_chart(ROWS, lang="en", heads=HEADS)
    assert rectangle(figure, "unknown-2").get_hatch()
    assert "bar-2" not in named(figure, "bar")
    assert texts(figure).count("?") == 2


def test_a_mark_stands_only_where_it_is_so() -> None:
    assert sorted(named(choice_chart(ROWS, lang="en", heads=HEADS), "mark")) == ["mark-0-0", "mark-0-2", "mark-1-1"]
    assert list(named(choice_chart(ROWS, lang="en", heads=HEADS), "tint")) == ["tint-0"]


def test_what_is_used_is_as_long_as_its_share_of_the_limit() -> None:
    figure = choice_chart(
        ROWS,
        lang="en",
        heads=HEADS,
        gauges=[Gauge("Cost", 100, "limit 100", (Use("a", 50, "50"), Use("b", 200, "200")))],
    )
    assert rectangle(figure, "use-0-1").get_width() == pytest.approx(4 * rectangle(figure, "use-0-0").get_width())
    limit = named(figure, "limit-0")["limit-0"].get_xdata()[0]  # type: ignore[attr-defined]
    first = rectangle(figure, "use-0-0")
    assert limit - first.get_x() == pytest.approx(2 * first.get_width())


@pytest.mark.parametrize(
    ("rows", "gauges", "message"),
    [
        ([], [], "at least one candidate"),
        ([ChoiceRow("S1", float("nan"), "", ("1",), (True, True, True))], [], "not a number"),
        ([ChoiceRow("S1", 1.0, "1", (), (True, True, True))], [], "expected 1 figures and 3 marks"),
        ([ChoiceRow("S1", 1.0, "1", ("1",), (True,))], [], "expected 1 figures and 3 marks"),
        (ROWS, [Gauge("Cost", 0, "", ())], "a limit of 0 cannot be shown"),
        (ROWS, [Gauge("Cost", 5, "", (Use("a", -1, "-1"),))], "below zero"),
        (ROWS, [Gauge("Cost", 5, "", (Use("a", float("nan"), ""),))], "not a number"),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows: list[ChoiceRow], gauges: list[Gauge], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        choice_chart(rows, lang="en", heads=HEADS, gauges=gauges)
