"""What is on a figure as plain data: it is the same when it is read back, and its SVG is the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from playbook.charts.drawing.canvas import BASE, Align, Canvas
from playbook.charts.drawing.lettering import EM, lettering
from playbook.charts.drawing.marks import Letters
from playbook.charts.drawing.picture import Drawing, Panel
from playbook.charts.drawing.plain import as_json
from playbook.charts.drawing.svg import drawing_of, svg_of
from tests.charts.test_gallery import GALLERY


def again(drawing: Drawing) -> Drawing:
    """Written as JSON and read back, as a notebook does it."""
    return Drawing.from_json(json.loads(json.dumps(drawing.as_json(), allow_nan=False)))


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_a_figure_is_read_back_as_it_was(name: str) -> None:
    figure = GALLERY[name]()
    drawing = drawing_of(figure)
    assert drawing.panels and not drawing.foreign
    assert again(drawing) == drawing
    assert again(drawing).svg == svg_of(figure)


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(0, 1e9))
def test_no_digit_of_a_number_is_lost(place: float, size: float) -> None:
    canvas = Canvas("en", height=90)
    canvas.rect(place, -place, size, size / 3, "none", edge="#123456", radius=size)
    canvas.line([(place, place / 7), (size, 0)], width=size, dash="dotted", gid="a<b")
    canvas.polygon([(0, 0), (place, 9), (9, size)], "#123456")
    assert again(canvas.figure.drawing) == canvas.figure.drawing


def test_numbers_of_numpy_are_numbers() -> None:
    canvas = Canvas("en", height=90)
    canvas.circle(np.float64(1 / 3), np.int64(7), np.float64(2), "#123456")  # type: ignore[arg-type]
    assert again(canvas.figure.drawing) == canvas.figure.drawing


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_a_text_tells_where_it_was_put(align: Align, share: float) -> None:
    canvas = Canvas("en", height=90)
    canvas.text(100, 50, ("Local voice", "x"), align=align, bold=True)
    for mark in again(canvas.figure.drawing).panels[0].marks:
        assert isinstance(mark, Letters)
        assert (mark.align, mark.anchor, mark.bold, mark.size) == (align, 100, True, BASE)
        wide = lettering(mark.text, bold=True, language="en").advance * mark.size / EM
        assert mark.x == pytest.approx(mark.anchor - share * wide)


def test_a_text_says_all_that_it_takes_to_set_it_again() -> None:
    canvas = Canvas("en", height=90)
    canvas.text(100, 50, "Voice 话音", align="right", size=12, colour="#C8452D", gid="name")
    assert canvas.figure.drawing.as_json()["panels"][0]["marks"] == [
        {
            "kind": "text",
            "x": pytest.approx(43.56, abs=0.01),
            "y": pytest.approx(54.32),
            "text": "Voice 话音",
            "size": 12,
            "colour": "#C8452D",
            "language": "zh-Hans",
            "gid": "name",
            "z": 5,
            "align": "right",
            "anchor": 100,
        }
    ]


def test_a_picture_that_has_been_opened_keeps_what_matplotlib_draws() -> None:
    canvas = Canvas("en", height=90)
    canvas.text(10, 50, "voice")
    before = svg_of(canvas.figure)
    canvas.figure.axes[0].set_title("added")
    drawing = drawing_of(canvas.figure)
    assert (drawing.panels, drawing.width, drawing.height) == ((), 780, pytest.approx(90))
    assert again(drawing) == drawing and again(drawing).svg == svg_of(canvas.figure) != before


def test_a_figure_of_somebody_elses_keeps_its_svg() -> None:
    figure = Figure(figsize=(4, 3))
    figure.add_axes((0, 0, 1, 1)).plot([1, 2])
    drawing = drawing_of(figure)
    assert drawing.as_json() == {"width": 400.0, "height": 300.0, "svg": svg_of(figure).decode()}
    assert again(drawing) == drawing


def test_marks_that_are_added_later_are_in_it_later() -> None:
    canvas = Canvas("en", height=90)
    canvas.text(10, 50, "voice")
    first, svg = canvas.figure.drawing, svg_of(canvas.figure)
    canvas.text(10, 70, "data")
    assert len(first.panels[0].marks) == 1 and len(canvas.figure.drawing.panels[0].marks) == 2
    assert first.svg == svg != svg_of(canvas.figure)


def test_a_mark_of_another_kind_is_refused() -> None:
    mark: Any = object()
    with pytest.raises(TypeError, match="neither a text nor a line nor a shape"):
        as_json(mark)
    with pytest.raises(TypeError, match="neither a text nor a line nor a shape"):
        replace(Canvas("en").figure.drawing, panels=(Panel(9, (mark,)),)).as_json()
