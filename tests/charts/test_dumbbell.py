"""The dumbbell draws both sides where they are, the gap in the warning colour where the rival leads, and an unknown
side in words."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from playbook.charts.dumbbell import DumbbellRow, dumbbell_chart
from tests.charts.support import named, rectangle, texts

WORDS = {"lang": "en", "ours_label": "Us", "rival_label": "Best rival", "unknown": "unknown"}


def centre(figure: object, name: str) -> tuple[float, float]:
    artist = named(figure, name)[name]  # type: ignore[arg-type]
    assert isinstance(artist, Circle)
    x, y = artist.center
    return float(x), float(y)


def test_marks_stand_on_one_scale() -> None:
    rows = [DumbbellRow("a", 0, 4, "0", "4"), DumbbellRow("b", 1, 3, "1", "3"), DumbbellRow("c", 2, 2, "2", "2")]
    figure = dumbbell_chart(rows, **WORDS)  # type: ignore[arg-type]
    zero, four = centre(figure, "ours-0")[0], centre(figure, "rival-0")[0]
    step = (four - zero) / 4
    assert [centre(figure, name)[0] for name in ("ours-1", "rival-1", "ours-2", "rival-2")] == pytest.approx(
        [zero + step, zero + 3 * step, zero + 2 * step, zero + 2 * step]
    )
    assert centre(figure, "ours-0")[1] < centre(figure, "ours-1")[1] < centre(figure, "ours-2")[1]


def test_the_line_warns_where_the_rival_leads_and_is_missing_at_parity() -> None:
    rows = [
        DumbbellRow("behind", 1, 3, "1", "3"),
        DumbbellRow("ahead", 3, 1, "3", "1"),
        DumbbellRow("level", 2, 2, "2", "2"),
        DumbbellRow("best", 4, 1, "4", "1", role="accent"),
    ]
    lines = named(dumbbell_chart(rows, **WORDS), "gap-")  # type: ignore[arg-type]
    colours = {name: to_hex(line.get_color()).upper() for name, line in lines.items() if isinstance(line, Line2D)}  # type: ignore[arg-type]
    assert colours == {"gap-0": "#C8452D", "gap-1": "#8A94A0", "gap-3": "#0B6E99"}


def test_an_unknown_side_is_said_and_never_put_at_0() -> None:
    rows = [
        DumbbellRow("a", 3, None, "3", ""),
        DumbbellRow("b", None, 0, "", "0"),
        DumbbellRow("c", None, None, "", ""),
    ]
    figure = dumbbell_chart(rows, **WORDS)  # type: ignore[arg-type]
    assert set(named(figure, "ours-")) == {"ours-0"}
    assert set(named(figure, "rival-")) == {"rival-1"}
    assert named(figure, "gap-") == {}
    assert [text for text in texts(figure) if "unknown" in text] == ["Best rival: unknown", "Us: unknown", "unknown"]


def test_groups_and_weights() -> None:
    rows = [
        DumbbellRow("a", 1, 2, "1", "2", weight=0.4, weight_printed="40%", group="Core"),
        DumbbellRow("b", 1, 2, "1", "2", weight=0.1, weight_printed="10%", group="Core"),
        DumbbellRow("c", 1, 2, "1", "2", group="Image", role="warning", rival_name="Northwave"),
    ]
    figure = dumbbell_chart(rows, weight_label="Weight", **WORDS)  # type: ignore[arg-type]
    assert texts(figure).count("Core") == 1
    assert {"Core", "Image", "Weight", "Northwave", "40%"} <= set(texts(figure))
    assert rectangle(figure, "weight-0").get_width() == pytest.approx(4 * rectangle(figure, "weight-1").get_width())
    assert set(named(figure, "weight-")) == {"weight-0", "weight-1"}
    assert set(named(figure, "band-")) == {"band-2"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "at least one row"),
        ([DumbbellRow("a", float("nan"), 1, "", "")], "a: nan is not a number"),
        ([DumbbellRow("a", 5, 1, "", "")], "a: 5 is outside 0 to 4"),
        ([DumbbellRow("a", 1, -1, "", "")], "a: -1 is outside"),
        ([DumbbellRow("a", 1, 1, "", "", weight=-0.1)], "weight: -0.1 is below zero"),
    ],
)
def test_bad_rows_are_refused(rows: list[DumbbellRow], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        dumbbell_chart(rows, **WORDS)  # type: ignore[arg-type]


def test_a_scale_has_to_rise() -> None:
    with pytest.raises(ValueError, match="from 4 to 4"):
        dumbbell_chart([DumbbellRow("a", 4, 4, "4", "4")], low=4, high=4, **WORDS)  # type: ignore[arg-type]
