"""Fewer bytes, the same outline: every point of a compacted path lies where it lay."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from playbook.charts.drawing.compact import compact_path, compact_svg
from playbook.charts.drawing.svg import svg_of
from tests.charts.gallery import bars_zh

POINT = st.tuples(st.integers(-9000, 9000), st.integers(-9000, 9000))


def points(path: str) -> list[tuple[float, float]]:
    """The points of a path with M, L, l, Q, q, C, c and z, as a renderer reads them."""
    found: list[tuple[float, float]] = []
    here = (0.0, 0.0)
    for command, text in re.findall(r"([MLlQqCcz])([^MLlQqCcz]*)", path):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]
        base = here if command.islower() else (0.0, 0.0)
        step = [(base[0] + x, base[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        found += step
        here = step[-1] if step else here
    return found


@given(st.lists(POINT, min_size=2, max_size=20))
def test_an_outline_keeps_its_points(drawn: list[tuple[int, int]]) -> None:
    path = "M " + " \nL ".join(f"{x} {y}" for x, y in drawn) + " \nz\n"
    assert points(compact_path(path)) == drawn
    assert len(compact_path(path)) < len(path)


def test_curves_are_relative_to_where_they_begin() -> None:
    assert (
        compact_path("M 10 10 C 20 20 30 5 40 40 Q 41 42 43 44 z M 5 5 L 6 6 z")
        == "M10 10c10 10 20-5 30 30q1 2 3 4zM5 5l1 1z"
    )


def test_other_commands_are_left_as_they_are() -> None:
    assert compact_path("M 1 2 A 3 3 0 0 1 9 9") == "M 1 2 A 3 3 0 0 1 9 9"


def test_a_figure_has_no_metadata_and_no_line_of_its_own_for_a_point() -> None:
    svg = svg_of(bars_zh()).decode()
    assert "<metadata>" not in svg and " \n" not in svg
    assert compact_svg(svg) == svg
