"""The share bar over another chart."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from playbook.charts.mix import MixRow, mix_chart
from playbook.charts.share_bar import ShareBar, share_over
from tests.charts.support import drawn_texts, overlaps


def mix() -> Figure:
    return mix_chart([MixRow("Client", (1, 3), ("25%", "75%"))], ["Data", "Voice"], lang="en", height=200)


def widths(figure: Figure) -> dict[str, float]:
    return {
        patch.get_gid(): patch.get_width()
        for axes in figure.axes
        for patch in axes.patches
        if patch.get_gid() in ("part", "rest")
    }


def test_the_part_is_as_long_as_its_share() -> None:
    found = widths(share_over(mix(), ShareBar("Market", 0.142, "Client 14.2%", "Others 85.8%", "450,000"), lang="en"))
    assert found["part"] / found["rest"] == pytest.approx(0.142)


def test_a_long_name_over_a_small_part_takes_two_lines_and_leaves_the_rest_on_the_canvas() -> None:
    long = "Pewter Kite College of Lanternford and Dunes Bay (Holdings), Incorporating Its Subsidiaries"
    figure = share_over(mix(), ShareBar("Market", 0.001, f"{long} 0.1%", "All others 99.9%", "8,700,000"), lang="en")
    boxes = drawn_texts(figure)
    assert not overlaps(boxes) and max(box.x1 for _, box in boxes) <= figure.bbox.width
    assert any(text.endswith("Subsidiaries 0.1%") for text, _ in boxes)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="is no share"):
        share_over(mix(), ShareBar("Market", share, "", ""), lang="en")
