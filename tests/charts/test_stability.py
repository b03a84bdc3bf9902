"""The ranking's chart: bars are shares, lines are ranks, the cut is under the top; without a score there is neither."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from playbook.charts.stability import RankedRow, StabilityHeads, stability_chart
from tests.charts.support import named, rectangle, texts

HEADS = StabilityHeads("Score", "In the top", "Ranks", "chosen", "front")


def row(rank: int, share: float, ranks: tuple[int, int, int], **given: object) -> RankedRow:
    return RankedRow(f"S{rank}", rank, "3.0", share=share, share_printed=f"{share:.0%}", ranks=ranks, **given)  # type: ignore[arg-type]


ROWS = [
    row(1, 1.0, (1, 1, 2), chosen=True, role="accent"),
    row(2, 0.5, (1, 2, 3), front=True, role="warning"),
    row(3, 0.0, (2, 3, 3)),
]


def test_bars_are_as_long_as_their_shares_and_start_together() -> None:
    figure = stability_chart(ROWS, lang="en", top=2, heads=HEADS)
    bars = [rectangle(figure, f"share-{number}") for number in range(3)]
    assert [bar.get_width() / bars[0].get_width() for bar in bars] == pytest.approx([1, 0.5, 0])
    assert len({bar.get_x() for bar in bars}) == 1
    assert [to_hex(bar.get_facecolor()).upper() for bar in bars[:2]] == ["#0B6E99", "#C8452D"]


def test_lines_run_from_rank_to_rank_on_one_scale() -> None:
    figure = stability_chart(ROWS, lang="en", top=2, heads=HEADS)
    lines, dots = named(figure, "range-"), named(figure, "median-")
    at = {
        number: list(line.get_xdata())
        for number, line in ((n, lines[f"range-{n}"]) for n in range(3))
        if isinstance(line, Line2D)
    }
    middle = [dot.get_center()[0] for dot in (dots[f"median-{n}"] for n in range(3)) if isinstance(dot, Circle)]
    assert at[1] == pytest.approx([middle[0], middle[2]])
    assert middle[1] == pytest.approx((middle[0] + middle[2]) / 2)
    assert (at[0][0], at[0][1]) == pytest.approx((middle[0], middle[1]))


def test_the_cut_is_under_the_top_and_marks_are_where_they_belong() -> None:
    figure = stability_chart(ROWS, lang="en", top=2, heads=HEADS)
    bars = [rectangle(figure, f"share-{number}") for number in range(3)]
    (cut,) = named(figure, "cut").values()
    assert isinstance(cut, Line2D)
    assert bars[1].get_y() + bars[1].get_height() < cut.get_ydata()[0] < bars[2].get_y()
    assert set(named(figure, "chosen-")) == {"chosen-0"} and set(named(figure, "front-")) == {"front-1"}


def test_where_all_are_in_the_top_there_is_no_cut() -> None:
    assert not named(stability_chart(ROWS, lang="en", top=3, heads=HEADS), "cut")


def test_without_a_score_there_is_no_bar_of_zero() -> None:
    figure = stability_chart([*ROWS, RankedRow("S4", None, "no score")], lang="en", top=2, heads=HEADS)
    assert "share-3" not in named(figure, "share-") and "no score" in texts(figure)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "at least one item"),
        ([RankedRow("S1", None, "no score")], "at least one item"),
        ([row(1, 1.5, (1, 1, 1))], "share: 1.5 is outside 0 to 1"),
        ([row(1, float("nan"), (1, 1, 1))], "not a number"),
        ([row(1, 0.5, (2, 1, 2))], "three in order"),
        ([row(1, 0.5, (0, 1, 2))], "three in order"),
    ],
)
def test_bad_data_are_refused(rows: list[RankedRow], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stability_chart(rows, lang="en", top=2, heads=HEADS)
