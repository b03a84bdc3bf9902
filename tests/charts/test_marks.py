"""Each mark draws what the data say: lengths, sums, places; unknown is drawn as unknown; bad data are refused."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Wedge

from playbook.charts.bars import Bar, BarNote, bar_chart
from playbook.charts.drawing.glyphs import quarters
from playbook.charts.gantt import GanttBar, gantt_chart
from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.charts.matrix import MatrixCell, matrix_chart
from playbook.charts.mix import MixRow, mix_chart
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.charts.roadmap import Card, Horizon, roadmap_chart
from playbook.charts.scale import Shift, attitude_chart
from playbook.charts.waterfall import WaterfallStep, waterfall_chart
from tests.charts.support import drawn_texts, named, overlaps, rectangle, texts

NAN = float("nan")
START, END = date(2003, 1, 1), date(2003, 12, 31)
GRADES = ("A", "B", "C", "D", "E")
FIELD = {"lang": "en", "x_label": "x", "y_label": "y", "x_split": 2, "y_split": 2, "x_range": (0, 4), "y_range": (0, 4)}


def test_bars_are_as_long_as_their_values_and_start_at_zero() -> None:
    figure = bar_chart([Bar("a", 50, "50"), Bar("b", 200, "200"), Bar("c", 100, "100"), Bar("zero", 0, "0")], lang="en")
    bars = [rectangle(figure, f"bar-{number}") for number in range(4)]
    assert [bar.get_width() / bars[0].get_width() for bar in bars] == pytest.approx([1, 0.5, 0.25, 0])
    assert len({bar.get_x() for bar in bars}) == 1


def test_a_longer_maximum_shortens_all_bars() -> None:
    own = rectangle(bar_chart([Bar("a", 50, "50")], lang="en"), "bar-0").get_width()
    shared = rectangle(bar_chart([Bar("a", 50, "50")], lang="en", maximum=100), "bar-0").get_width()
    assert shared == pytest.approx(own / 2)


def test_an_unknown_bar_is_hatched_and_last_and_not_a_bar_of_zero() -> None:
    figure = bar_chart([Bar("a", None, "unknown"), Bar("b", 0, "0")], lang="en")
    assert set(named(figure, "bar-")) == {"bar-0"}
    assert rectangle(figure, "unknown-1").get_hatch() == "////"
    assert rectangle(figure, "unknown-1").get_width() == 44
    assert "unknown" in texts(figure)


def test_the_order_may_be_kept() -> None:
    figure = bar_chart([Bar("a", 1, "1"), Bar("b", 2, "2")], lang="en", sort=False)
    assert rectangle(figure, "bar-1").get_width() == pytest.approx(2 * rectangle(figure, "bar-0").get_width())


@pytest.mark.parametrize(
    ("bars", "notes", "message"),
    [
        ([], [], "at least one bar"),
        ([Bar("a", NAN, "?")], [], "a: nan is not a number"),
        ([Bar("a", -1, "-1")], [], "a: -1 is below zero"),
        ([Bar("a", 1, "1")], [BarNote("why", ("b",))], "no bar is labelled b"),
        ([Bar("a", 1, "1", role="pink")], [], "role 'pink'"),  # type: ignore[arg-type]
    ],
)
def test_bad_bars_are_refused(bars: list[Bar], notes: list[BarNote], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bar_chart(bars, lang="en", notes=notes)


def test_a_waterfall_lands_on_the_sum() -> None:
    steps = [
        WaterfallStep("from", 100, "100", total=True),
        WaterfallStep("plus", 60, "+60"),
        WaterfallStep("minus", -40, "-40"),
        WaterfallStep("to", 120, "120", total=True),
    ]
    figure = waterfall_chart(steps, lang="en")
    first, plus, minus, last = (rectangle(figure, f"step-{number}") for number in range(4))
    base = first.get_y() + first.get_height()
    assert last.get_y() + last.get_height() == pytest.approx(base)
    assert [box.get_height() / first.get_height() for box in (plus, minus, last)] == pytest.approx([0.6, 0.4, 1.2])
    assert plus.get_y() + plus.get_height() == pytest.approx(first.get_y())
    assert minus.get_y() == pytest.approx(plus.get_y())
    assert minus.get_y() + minus.get_height() == pytest.approx(last.get_y())
    assert to_hex(minus.get_facecolor()).upper() == "#C8452D"
    assert len(named(figure, "connector-")) == 3


def test_a_waterfall_refuses_a_total_that_does_not_add_up() -> None:
    steps = [
        WaterfallStep("from", 100, "100", total=True),
        WaterfallStep("plus", 60, "+60"),
        WaterfallStep("to", 170, "170", total=True),
    ]
    with pytest.raises(ValueError, match="to: the total is 170, but the steps before it add up to 160"):
        waterfall_chart(steps, lang="en")


def test_the_tag_of_a_narrow_total_stays_off_the_labels() -> None:
    changes = [WaterfallStep(f"Change {number}", 1.0, "+1", tag="illustrative") for number in range(8)]
    figure = waterfall_chart(
        [WaterfallStep("Average a month", 100.0, "100", total=True, tag="illustrative"), *changes], lang="en"
    )
    assert not overlaps(drawn_texts(figure))


def test_a_waterfall_accepts_a_rounding_difference() -> None:
    steps = [
        WaterfallStep("from", 64007.81, "", total=True),
        WaterfallStep("plus", 10, ""),
        WaterfallStep("to", 64018.8, "", total=True),
    ]
    assert rectangle(waterfall_chart(steps, lang="en"), "step-2").get_height() > 0


def test_an_unknown_step_is_hatched() -> None:
    steps = [
        WaterfallStep("from", 100, "100", total=True),
        WaterfallStep("plus", None, "unknown"),
        WaterfallStep("to", 150, "150", total=True),
    ]
    figure = waterfall_chart(steps, lang="en")
    assert rectangle(figure, "unknown-1").get_hatch() == "////"
    assert "step-1" not in named(figure, "step-")


def test_a_waterfall_starts_with_a_total() -> None:
    with pytest.raises(ValueError, match="starts with a total"):
        waterfall_chart([WaterfallStep("plus", 1, "+1")], lang="en")


@pytest.mark.parametrize(("score", "filled"), [(0, 0), (0.49, 0), (0.5, 1), (2.3, 2), (3.5, 4), (4, 4)])
def test_a_score_fills_the_nearest_quarter(score: float, filled: int) -> None:
    assert quarters(score) == filled


def test_harvey_balls_are_filled_by_quarters_and_unknown_has_none() -> None:
    figure = harvey_chart([HarveyRow("voice", (0, 1, 3, 4, None))], GRADES, lang="en", unknown="unknown")
    fills = named(figure, "ball-0-")
    assert "ball-0-0-fill" not in fills
    quarter, three = fills["ball-0-1-fill"], fills["ball-0-2-fill"]
    assert isinstance(quarter, Wedge) and isinstance(three, Wedge)
    assert (quarter.theta2 - quarter.theta1, three.theta2 - three.theta1) == (90, 270)
    assert isinstance(fills["ball-0-3-fill"], Circle)
    assert "ball-0-4" not in fills
    assert "unknown" in texts(figure)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (HarveyRow("voice", (5,)), "score: 5 is outside 0 to 4"),
        (HarveyRow("voice", (NAN,)), "not a number"),
        (HarveyRow("voice", (1, 2)), "2 scores"),
    ],
)
def test_bad_scores_are_refused(row: HarveyRow, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        harvey_chart([row], ["us"], lang="en")


def test_a_legend_of_balls_has_five_texts() -> None:
    with pytest.raises(ValueError, match="4 texts"):
        harvey_chart([HarveyRow("voice", (1,))], ["us"], lang="en", legend=("a", "b", "c", "d"))


def test_states_differ_by_shape_and_colour() -> None:
    cells = [
        [MatrixCell("now"), MatrixCell("after_build"), MatrixCell("unknown"), MatrixCell("no"), MatrixCell("none")]
    ]
    signs = named(matrix_chart(["site"], GRADES, cells, lang="en", legend={}), "cell-0-")
    assert set(signs) == {"cell-0-0-now", "cell-0-1-after_build", "cell-0-2-unknown", "cell-0-3-no"}
    fills = [to_hex(sign.get_facecolor()) for sign in signs.values()]  # type: ignore[attr-defined]
    edges = [to_hex(sign.get_edgecolor(), keep_alpha=True) for sign in signs.values()]  # type: ignore[attr-defined]
    assert len(set(zip(fills, edges, strict=True))) == 4
    assert [type(sign).__name__ for sign in signs.values()] == ["Circle", "Circle", "Circle", "Rectangle"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([[MatrixCell("now")]], "1 rows of 2"),
        ([[MatrixCell("now"), MatrixCell("soon")]], "soon"),  # type: ignore[arg-type]
    ],
)
def test_bad_cells_are_refused(cells: list[list[MatrixCell]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        matrix_chart(["site"], ["S1", "S2"], cells, lang="en", legend={})


def test_segments_have_the_length_of_their_share_and_keep_their_colour() -> None:
    rows = [MixRow("a", (1, 3), ("25%", "75%")), MixRow("b", (30, 30), ("50%", "50%"))]
    figure = mix_chart(rows, ("data", "voice"), lang="en", highlight=0)
    widths = [[rectangle(figure, f"segment-{row}-{segment}").get_width() for segment in (0, 1)] for row in (0, 1)]
    assert sum(widths[0]) == pytest.approx(sum(widths[1]))
    assert [width / sum(widths[0]) for width in (*widths[0], *widths[1])] == pytest.approx([0.25, 0.75, 0.5, 0.5])
    colours = [
        [to_hex(rectangle(figure, f"segment-{row}-{segment}").get_facecolor()) for segment in (0, 1)] for row in (0, 1)
    ]
    assert colours[0] == colours[1]
    assert colours[0][0].upper() == "#0B6E99"


def test_a_row_with_an_unknown_segment_has_no_shares() -> None:
    figure = mix_chart([MixRow("a", (1, None), ("1", ""))], ("data", "voice"), lang="en", unknown="not given")
    assert named(figure, "segment-") == {}
    assert rectangle(figure, "unknown-0").get_hatch() == "////"
    assert "not given" in texts(figure)


def test_points_lie_where_their_values_are() -> None:
    points = [Point("low", 0, 0), Point("middle", 2, 2), Point("high", 4, 4), Point("nowhere", None, 4)]
    figure = quadrant_chart(points, unknown_label="Not rated:", **FIELD)  # type: ignore[arg-type]
    circles = named(figure, "point-")
    assert len(circles) == 3
    (x0, y0), (x1, y1), (x2, y2) = (circles[f"point-{number}"].center for number in range(3))  # type: ignore[attr-defined]
    assert (x1 - x0, y0 - y1) == pytest.approx((x2 - x1, y1 - y2))
    assert x0 < x1 and y0 > y1
    split = named(figure, "split-x")["split-x"]
    assert isinstance(split, Line2D) and split.get_xdata()[0] == pytest.approx(x1)  # type: ignore[index]
    assert "Not rated: nowhere" in texts(figure)


def test_bubbles_have_the_area_of_their_size() -> None:
    figure = quadrant_chart([Point("a", 1, 1, size=100), Point("b", 3, 3, size=400)], **FIELD)  # type: ignore[arg-type]
    circles = named(figure, "point-")
    assert circles["point-1"].radius == pytest.approx(2 * circles["point-0"].radius)  # type: ignore[attr-defined]


def test_points_on_one_place_stand_side_by_side() -> None:
    circles = named(quadrant_chart([Point(name, 1, 1) for name in "abc"], **FIELD), "point-")  # type: ignore[arg-type]
    places = sorted(circle.center[0] for circle in circles.values())  # type: ignore[attr-defined]
    assert min(right - left for left, right in pairwise(places)) >= 13


@pytest.mark.parametrize("point", [Point("a", 5, 1), Point("a", NAN, 1), Point("a", 1, 1, size=-1)])
def test_bad_points_are_refused(point: Point) -> None:
    with pytest.raises(ValueError, match=r"a(, size)?: "):
        quadrant_chart([point], **FIELD)  # type: ignore[arg-type]


def test_an_attitude_moves_along_its_line_and_unknown_does_not() -> None:
    shifts = [Shift("office", 0, 1, before_printed="C", now_printed="B"), Shift("head", -1, None, before_printed="D")]
    figure = attitude_chart(shifts, None, lang="en", grades=GRADES, unknown="unknown")
    before, now = (named(figure, f"{name}-0")[f"{name}-0"].center for name in ("before", "now"))  # type: ignore[attr-defined]
    assert before[0] < now[0]
    assert "now-1" not in named(figure, "now-")
    assert {"C → B", "D → unknown"} <= set(texts(figure))


def test_the_legend_keeps_off_the_first_grade() -> None:
    grades = ("A 推荐", "B 支持", "C 认可", "D 怀疑", "E 反对")
    figure = attitude_chart(
        [Shift("财务总监", 1, 0)], None, lang="zh", grades=grades, before_label="原来的态度", now_label="现在的态度"
    )
    boxes = dict(drawn_texts(figure))
    assert boxes["E 反对"].x0 - boxes["现在的态度"].x1 > 24


def test_an_unknown_position_is_not_the_middle() -> None:
    unknown = attitude_chart([], None, lang="en", grades=GRADES, unknown="not stated")
    middle = attitude_chart([], 0, lang="en", grades=GRADES, position_printed="0")
    assert (len(named(unknown, "position-mark")), len(named(middle, "position-mark"))) == (0, 1)
    assert "position-unknown" in named(unknown, "position")
    assert "not stated" in texts(unknown)


def test_the_position_bar_grows_with_the_position() -> None:
    two, four = (
        rectangle(attitude_chart([], value, lang="en", grades=GRADES), "position-bar").get_width() for value in (2, -4)
    )
    assert four == pytest.approx(2 * two)


@pytest.mark.parametrize(("shift", "position"), [(Shift("a", 3, 0), 0), (Shift("a", 0, NAN), 0), (Shift("a", 0, 0), 6)])
def test_bad_attitudes_are_refused(shift: Shift, position: float) -> None:
    with pytest.raises(ValueError, match=r"attitude: -?3|nan|position: -?6"):
        attitude_chart([shift], position, lang="en", grades=GRADES)


def test_a_task_is_as_long_as_its_days_and_one_without_dates_is_not_drawn() -> None:
    bars = [
        GanttBar("a", START, date(2003, 1, 10)),
        GanttBar("b", START, date(2003, 1, 20)),
        GanttBar("c", None, date(2003, 2, 1)),
        GanttBar("d", None, date(2003, 7, 1), milestone=True),
    ]
    figure = gantt_chart(bars, lang="en", no_date="no date", start=START, end=END)
    ten, twenty = rectangle(figure, "task-0"), rectangle(figure, "task-1")
    assert twenty.get_width() == pytest.approx(2 * ten.get_width())
    assert set(named(figure, "task-")) == {"task-0", "task-1"}
    assert "no date" in texts(figure)
    assert isinstance(named(figure, "milestone-3")["milestone-3"], Polygon)
    assert [line for line in texts(figure) if line.startswith("Q")] == ["Q1 2003", "Q2 2003", "Q3 2003", "Q4 2003"]


def test_the_work_before_a_milestone_is_drawn_and_a_mere_day_has_none() -> None:
    tenth = date(2003, 1, 10)
    bars = [
        GanttBar("a", START, tenth, milestone=True),
        GanttBar("b", START, tenth),
        GanttBar("c", START, START, milestone=True),
    ]
    figure = gantt_chart(bars, lang="en", start=START, end=END)
    lead, task = rectangle(figure, "lead-0"), rectangle(figure, "task-1")
    day = task.get_width() / 10
    assert lead.get_x() == pytest.approx(task.get_x())
    assert lead.get_width() == pytest.approx(task.get_width() - day / 2)
    assert set(named(figure, "lead-")) == {"lead-0"}


def test_a_task_that_runs_out_of_the_chart_is_cut_there() -> None:
    figure = gantt_chart(
        [GanttBar("a", date(2002, 6, 1), date(2004, 6, 1)), GanttBar("b", START, END)], lang="en", start=START, end=END
    )
    assert rectangle(figure, "task-0").get_width() == pytest.approx(rectangle(figure, "task-1").get_width())


def test_a_task_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="a: ends on 2003-01-01"):
        gantt_chart([GanttBar("a", date(2003, 2, 1), date(2003, 1, 1))], lang="en", start=START, end=END)


def test_cards_stand_in_their_columns() -> None:
    figure = roadmap_chart(
        [Card("S1", "a", 0), Card("S2", "b", 1), Card("S3", "c", 1)], [Horizon("short"), Horizon("middle")], lang="en"
    )
    first, second, third = (rectangle(figure, f"card-S{number}") for number in (1, 2, 3))
    assert first.get_x() < second.get_x() == third.get_x()
    assert third.get_y() >= second.get_y() + second.get_height()
    with pytest.raises(ValueError, match="S9: horizon 2"):
        roadmap_chart([Card("S9", "a", 2)], [Horizon("short"), Horizon("middle")], lang="en")
