"""The load chart and the strip of months: what is drawn where, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from playbook.charts.drawing.style import WARNING
from playbook.charts.gantt import GanttBar, gantt_chart
from playbook.charts.gantt_load import LoadCell, LoadRow, LoadStrip
from playbook.charts.load import LoadBar, LoadGroup, load_chart
from tests.charts.gallery_talks import GALLERY
from tests.charts.support import drawn_texts, named, overlaps, rectangle, texts


def draw(*bars: LoadBar) -> Figure:
    return load_chart([LoadGroup("By member", bars)], lang="en")


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_a_mark_is_whole(name: str) -> None:
    figure = GALLERY[name]()
    width, height = figure.get_size_inches() * 100
    boxes = drawn_texts(figure)
    assert width == pytest.approx(780)
    assert 140 <= height <= 480
    assert overlaps(boxes) == []
    assert [
        text for text, box in boxes if box.x0 < 0 or box.y0 < -1 or box.x1 > width or box.y1 > height + 1 or "…" in text
    ] == []


def test_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    figure = draw(LoadBar("A", 50, 100, "50–100"), LoadBar("B", 25, 25, "25"))
    least, most, other = (rectangle(figure, name) for name in ("least-A", "most-A", "least-B"))
    assert least.get_x() == other.get_x()
    assert least.get_width() == pytest.approx(2 * other.get_width())
    assert (most.get_x(), most.get_width()) == (
        pytest.approx(least.get_x() + least.get_width()),
        pytest.approx(least.get_width()),
    )


def test_the_mark_stands_at_what_can_be_kept_up() -> None:
    figure = draw(LoadBar("A", 50, 100, "50–100", role="warning", capacity=50, note="can keep up 50"))
    mark, least = named(figure, "capacity-A")["capacity-A"], rectangle(figure, "least-A")
    assert isinstance(mark, Line2D)
    assert float(mark.get_xdata()[0]) == pytest.approx(least.get_x() + least.get_width())  # type: ignore[index,arg-type]
    assert to_hex(least.get_facecolor()).upper() == WARNING


def test_unknown_is_hatched_and_not_a_bar_of_0() -> None:
    figure = draw(LoadBar("A", None, None, "unknown"), LoadBar("B", 1, 2, "1–2"))
    assert rectangle(figure, "unknown-A").get_hatch()
    assert named(figure, "least-A") == {}


@pytest.mark.parametrize(
    ("bar", "said"),
    [
        (LoadBar("A", 2, 1, ""), "below its least"),
        (LoadBar("A", -1, 1, ""), "below zero"),
        (LoadBar("A", 1, float("nan"), ""), "not a number"),
        (LoadBar("A", 1, 2, "", capacity=float("inf")), "not a number"),
    ],
)
def test_what_is_no_range_is_refused(bar: LoadBar, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        draw(bar)


def test_no_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        load_chart([LoadGroup("Empty", ())], lang="en")


def plan(*cells: LoadCell) -> Figure:
    strip = LoadStrip("Load", (LoadRow("Account manager", cells, "has 10 days"),)) if cells else None
    bars = [GanttBar("Task", date(2026, 1, 5), date(2026, 5, 29), owner="Account manager")]
    return gantt_chart(bars, lang="en", start=date(2026, 1, 1), end=date(2026, 6, 30), load=strip)


def test_a_month_of_the_strip_stands_under_its_days() -> None:
    figure = plan(
        LoadCell(date(2026, 1, 1), date(2026, 1, 31), "4", 0.4),
        LoadCell(date(2026, 4, 1), date(2026, 4, 30), "12", 1.2, over=True),
    )
    task, first, second = (rectangle(figure, name) for name in ("task-0", "load-0-2026-01", "load-0-2026-04"))
    assert first.get_x() < task.get_x() < first.get_x() + first.get_width()
    assert first.get_y() > task.get_y()
    assert to_hex(second.get_facecolor()).upper() == WARNING
    assert {"4", "12", "has 10 days", "Load"} <= set(texts(figure))


def test_the_strip_takes_room_of_its_own() -> None:
    heights = [
        float(figure.get_size_inches()[1]) * 100
        for figure in (plan(), plan(LoadCell(date(2026, 1, 1), date(2026, 1, 31), "4", 0.4)))
    ]
    assert heights[1] - heights[0] == pytest.approx(24 + 21)


def test_an_empty_month_has_no_cell_and_nan_is_refused() -> None:
    assert named(plan(LoadCell(date(2026, 1, 1), date(2026, 1, 31), "", 0.0)), "load-") == {}
    broken: Any = LoadCell(date(2026, 1, 1), date(2026, 1, 31), "4", float("nan"))
    with pytest.raises(ValueError, match="not a number"):
        plan(broken)
