"""The range's chart: the histogram is split at the target, the band spans its quantiles, bars of inputs share one
scale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.lines import Line2D

from playbook.charts.band import BandMark, BandWords, InputRow, Outcomes, band_chart
from tests.charts.support import drawn_texts, named, overlaps, rectangle, texts

WORDS = BandWords("Outcomes", "Each input alone", "30% reach the target", "base 100", "low", "high")
MARKS = (
    BandMark("target", 115.0, "115", role="accent", strong=True),
    BandMark("base", 110.0, "110", role="ink", strong=True),
)
OUTCOMES = Outcomes((100.0, 110.0, 120.0), (70, 30), band=(102.0, 108.0, 118.0), marks=MARKS, target=115.0)
ROWS = [InputRow("Price", -20.0, 10.0, "−20", "+10", role="accent"), InputRow("Loss", 5.0, -5.0, "+5", "−5")]


def test_the_part_that_reaches_the_target_is_split_off() -> None:
    figure = band_chart(OUTCOMES, ROWS, lang="en", words=WORDS)
    below, upper, reach = rectangle(figure, "below-0"), rectangle(figure, "below-1"), rectangle(figure, "reach-1")
    assert set(named(figure, "reach-")) == {"reach-1"}
    assert below.get_width() / reach.get_width() == pytest.approx(70 / 30)
    assert upper.get_width() == reach.get_width()
    assert reach.get_height() == pytest.approx(below.get_height() / 2)


def test_the_band_runs_from_its_low_to_its_high() -> None:
    figure = band_chart(OUTCOMES, ROWS, lang="en", words=WORDS)
    assert rectangle(figure, "band").get_height() / rectangle(figure, "below-0").get_height() == pytest.approx(1.6)


def test_without_a_target_nothing_is_said_to_reach_it() -> None:
    figure = band_chart(
        replace(OUTCOMES, marks=MARKS[1:], target=None), ROWS, lang="en", words=replace(WORDS, reach="")
    )
    assert not named(figure, "reach-")


@pytest.mark.parametrize(("value", "breaks"), [(80.0, 0), (20.0, 2), (500.0, 2)])
def test_what_lies_far_off_is_beyond_a_break_of_the_scale(value: float, breaks: int) -> None:
    marks = (*MARKS, BandMark("today", value, f"{value:g}"))
    figure = band_chart(replace(OUTCOMES, marks=marks), ROWS, lang="en", words=WORDS)
    strokes = [
        artist for artist in figure.axes[0].get_children() if isinstance(artist, Line2D) and artist.get_gid() == "break"
    ]
    assert len(strokes) == breaks
    assert rectangle(figure, "below-0").get_height() > (60 if breaks else 40)


def test_equal_marks_have_labels_of_their_own() -> None:
    marks = tuple(
        BandMark(name, 110.0, "110") for name in ("target", "base", "half below", "10% below", "90% below", "today")
    )
    figure = band_chart(replace(OUTCOMES, marks=marks), ROWS, lang="en", words=WORDS)
    assert overlaps(drawn_texts(figure)) == [] and texts(figure).count("110") == 6


def test_bars_of_inputs_start_at_the_base_and_share_a_scale() -> None:
    figure = band_chart(OUTCOMES, ROWS, lang="en", words=WORDS)
    low, high, other = rectangle(figure, "low-0"), rectangle(figure, "high-0"), rectangle(figure, "high-1")
    base = high.get_x()
    assert low.get_x() + low.get_width() == pytest.approx(base)
    assert low.get_width() / high.get_width() == pytest.approx(2)
    assert other.get_x() + other.get_width() == pytest.approx(
        base
    ) and other.get_width() / high.get_width() == pytest.approx(0.5)


def test_an_input_without_range_has_its_note_and_no_bar() -> None:
    figure = band_chart(OUTCOMES, [*ROWS, InputRow("Wi-Fi", None, None, note="held")], lang="en", words=WORDS)
    assert "held" in texts(figure) and "low-2" not in named(figure, "low-")


def test_no_input_with_a_range_still_draws() -> None:
    assert "held" in texts(band_chart(OUTCOMES, [InputRow("Wi-Fi", None, None, note="held")], lang="en", words=WORDS))


@pytest.mark.parametrize(
    ("outcomes", "rows", "message"),
    [
        (replace(OUTCOMES, counts=(0, 0)), ROWS, "needs outcomes"),
        (replace(OUTCOMES, counts=(1,)), ROWS, "needs outcomes"),
        (replace(OUTCOMES, edges=(1.0, 1.0, 2.0)), ROWS, "must rise"),
        (OUTCOMES, [], "at least one input"),
        (replace(OUTCOMES, target=float("nan")), ROWS, "the outcomes: nan"),
        (OUTCOMES, [InputRow("a", float("nan"), 1.0)], "a: nan"),
    ],
)
def test_bad_data_are_refused(outcomes: Outcomes, rows: list[InputRow], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        band_chart(outcomes, rows, lang="en", words=WORDS)
