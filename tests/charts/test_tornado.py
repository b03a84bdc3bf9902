"""The tornado's geometry: ends where the results are, the largest swing at the top, and what it refuses."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from playbook.charts.drawing.style import ACCENT, GREY_2, GREY_3
from playbook.charts.tornado import TornadoBar, tornado_chart
from tests.charts.gallery_competition import GALLERY
from tests.charts.support import drawn_texts, named, overlaps, rectangle, texts

WORDS = {"base_label": "as assumed", "low_label": "low", "high_label": "high"}
BARS = [
    TornadoBar("small", 19, 21, "19", "21"),
    TornadoBar("large", 10, 40, "10", "40", role="accent"),
    TornadoBar("down", 24, 15, "24", "15"),
]


def test_bars_run_from_the_base_to_their_results() -> None:
    figure = tornado_chart(BARS, 20, lang="en", **WORDS)  # type: ignore[arg-type]
    low, high = rectangle(figure, "low-0"), rectangle(figure, "high-0")
    assert high.get_width() == pytest.approx(2 * low.get_width())
    assert low.get_x() + low.get_width() == pytest.approx(high.get_x())
    unit = low.get_width() / 10
    assert rectangle(figure, "low-1").get_width() == pytest.approx(4 * unit)
    assert rectangle(figure, "low-1").get_x() == pytest.approx(high.get_x())
    assert rectangle(figure, "high-1").get_width() == pytest.approx(5 * unit)
    assert rectangle(figure, "high-2").get_width() == pytest.approx(unit)


def test_the_largest_swing_is_at_the_top_and_dark_is_the_high_bound() -> None:
    figure = tornado_chart(BARS, 20, lang="en", **WORDS)  # type: ignore[arg-type]
    assert [text for text in texts(figure) if text in ("small", "large", "down")] == ["large", "down", "small"]
    colours = [rectangle(figure, name).get_facecolor() for name in ("high-0", "high-1", "low-1")]
    assert [_hex(colour) for colour in colours] == [ACCENT, GREY_3, GREY_2]
    assert len(named(figure, "base")) == 1


def test_two_results_on_one_side_share_their_text() -> None:
    figure = tornado_chart([TornadoBar("odd", 24, 30, "24", "30")], 20, lang="en", **WORDS)  # type: ignore[arg-type]
    assert "24 – 30" in texts(figure)
    assert rectangle(figure, "low-0").get_x() == pytest.approx(rectangle(figure, "high-0").get_x())


@pytest.mark.parametrize(
    ("bars", "base", "match"),
    [
        ([], 20, "at least one"),
        ([TornadoBar("x", float("nan"), 1, "", "")], 20, "x: nan"),
        (BARS, float("nan"), "base"),
    ],
)
def test_it_refuses_what_it_cannot_draw(bars: list[TornadoBar], base: float, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        tornado_chart(bars, base, lang="en", **WORDS)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_nothing_overlaps_or_runs_out(name: str) -> None:
    figure = GALLERY[name]()
    found = drawn_texts(figure)
    width, height = figure.get_size_inches() * figure.dpi
    assert overlaps(found) == []
    assert [
        text for text, box in found if box.x0 < 0 or box.y0 < -1 or box.x1 > width or box.y1 > height + 1 or "…" in text
    ] == []
    assert width == pytest.approx(780)
    assert 140 <= height <= 480


def _hex(colour: object) -> str:
    return to_hex(colour).upper()  # type: ignore[arg-type]
