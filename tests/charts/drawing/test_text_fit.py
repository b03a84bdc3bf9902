"""Texts are measured as they are drawn, and broken where their language breaks."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from playbook.charts.drawing.canvas import Box, Canvas
from playbook.charts.drawing.crossing import crossing
from playbook.charts.drawing.labels import Anchor, place_labels
from playbook.charts.drawing.text_fit import fit, fit_all, text_width, word_width, wrap
from playbook.charts.network_layout import Segments, lay_out
from playbook.letters import CLOSE, OPEN
from tests.charts.support import drawn_texts
from tests.test_letters import texts


@pytest.mark.parametrize("text", ["Long-distance 2M circuits", "长途2M数字电路（示意）", "64,007.81"])
@pytest.mark.parametrize("bold", [False, True])
def test_the_measured_width_is_the_drawn_width(text: str, bold: bool) -> None:
    canvas = Canvas("zh", height=100)
    canvas.text(10, 50, text, size=40, bold=bold)
    ((_, box),) = drawn_texts(canvas.figure)
    assert text_width(text, 40, bold=bold) == pytest.approx(box.width, rel=0.03)


def test_english_breaks_between_words_and_balances() -> None:
    assert wrap("Erosion of long-distance and local calls", 15, width=130) == (
        "Erosion of",
        "long-distance",
        "and local calls",
    )
    assert wrap("local", 15, width=500) == ("local",)


def test_chinese_breaks_between_characters_but_not_inside_a_number() -> None:
    lines = wrap("回访中心转网17909协议", 10, width=64)
    assert "".join(lines) == "回访中心转网17909协议"
    assert any("17909" in line for line in lines)
    assert all(text_width(line, 10) <= 64 for line in lines)


def test_no_line_starts_with_a_closing_mark() -> None:
    for width in range(60, 120, 5):
        assert not any(line[0] in "，。）、" for line in wrap("长话（不含17909），市话、数据。", 10, width=width))


def test_a_word_wider_than_the_line_is_cut_and_nothing_is_lost() -> None:
    lines = wrap("Llanfairpwllgwyngyll", 15, width=60)
    assert len(lines) > 1
    assert "".join(lines) == "Llanfairpwllgwyngyll"


def test_a_text_gets_smaller_before_it_is_shortened() -> None:
    assert fit("Local voice", (15, 12), width=text_width("Local voice", 12) + 1, lines=1) == (("Local voice",), 12)
    (line,), size = fit("Local voice and much more", (15, 12), width=80, lines=1)
    assert (line[-1], size) == ("…", 12)


def test_several_texts_have_the_first_size_at_which_each_fits() -> None:
    texts = ["Local voice", "Data"]
    width = text_width("Local voice", 12) + 1
    assert fit_all(texts, (15, 12, 9), width=width, height=16) == [(("Local voice",), 12), (("Data",), 12)]
    assert fit_all(texts, (30, 15), width=text_width("voice", 15) - 1, height=60)[1] == (
        ("Data",),
        15,
    )  # a word is cut, so the last size
    assert fit_all([], (15,), width=80, height=16) == []


def test_a_text_needs_the_width_of_its_widest_piece() -> None:
    assert word_width("local 2M", 10) == text_width("local", 10)
    assert word_width("（长话）", 10, bold=True) == text_width("（长", 10, bold=True)
    assert word_width("", 10) == 0


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 12, width=50) == ("",)


def test_labels_of_near_points_move_apart() -> None:
    anchors = [Anchor(100 + 6 * number, 100, 5, 80, 17) for number in range(6)]
    boxes = place_labels(anchors, Box(0, 0, 400, 300))
    assert sum(one.overlap(other) for number, one in enumerate(boxes) for other in boxes[number + 1 :]) == 0
    assert sum(box.overlap(anchor.box) for box in boxes for anchor in anchors) == 0


def test_labels_of_a_crowd_go_further_away_rather_than_over_each_other() -> None:
    anchors = [Anchor(200 + 12 * number, 330 + 3 * number, 6, 110, 34) for number in range(9)]
    boxes = place_labels(anchors, Box(0, 0, 700, 400))
    assert sum(one.overlap(other) for one, other in combinations(boxes, 2)) == 0


def test_a_line_that_passes_a_row_runs_beside_its_nodes() -> None:
    items = [("top", 0, False), ("left", 1, False), ("right", 1, False), ("low", 2, False)]
    layout = lay_out(items, [("top", "left"), ("top", "right"), ("top", "low")], Box(0, 0, 600, 300), levels=3)
    through = layout.lines[2][1:-1]
    boxes = [layout.nodes[name].box for name in ("left", "right")]
    assert len(through) == 2
    assert not any(box.x0 <= x <= box.x1 for x, _ in through for box in boxes)


def test_the_order_of_a_row_follows_its_links() -> None:
    items = [("a", 0, False), ("b", 0, False), ("y", 1, False), ("x", 1, False)]
    layout = lay_out(items, [("a", "x"), ("b", "y")], Box(0, 0, 600, 300), levels=2)
    assert (layout.nodes["a"].x < layout.nodes["b"].x) == (layout.nodes["x"].x < layout.nodes["y"].x)


def test_a_short_head_keeps_its_hyphen_and_quotes_stay_with_what_they_quote() -> None:
    assert wrap("Managed Wi-Fi", 15, width=75) == ("Managed", "Wi-Fi")
    assert wrap("full-width", 15, width=50) == ("full-", "width")
    assert all(not line.endswith("“") and not line.startswith("”") for line in wrap("一个“三A”服务", 15, width=48))


def test_quotes_are_as_wide_as_a_character_among_chinese_ones() -> None:
    assert text_width("“中”", 10) == text_width("中中中", 10)
    assert text_width("“A”", 10) < text_width("中中中", 10)


def test_the_lines_to_far_labels_cross_no_label_no_point_and_no_other_line() -> None:
    anchors = [Anchor(250 + 55 * (number % 4), 320 + 30 * (number // 4), 5, 110, 31) for number in range(8)]
    boxes = place_labels(anchors, Box(70, 30, 760, 380))
    ends = [anchor.leader(box) for anchor, box in zip(anchors, boxes, strict=True)]
    lines = [[((anchor.x, anchor.y), end)] if end else [] for anchor, end in zip(anchors, ends, strict=True)]
    assert sum(end is not None for end in ends) >= 4
    for number, (anchor, box) in enumerate(zip(anchors, boxes, strict=True)):
        assert not Segments(lines).cross(box, without=number)
        assert not Segments(lines).cross(anchor.box, without=number)
    pieces = np.array([(*start, *end) for line in lines for start, end in line])
    assert not crossing(pieces, pieces).any()


def test_labels_that_have_room_stay_beside_their_points() -> None:
    first, second = place_labels([Anchor(100, 100, 6, 40, 18), Anchor(300, 200, 6, 40, 18)], Box(0, 0, 400, 300))
    assert (first, second) == (Box(110, 91, 150, 109), Box(310, 191, 350, 209))
    assert Anchor(100, 100, 6, 40, 18).leader(first) is None
    assert Anchor(100, 100, 6, 40, 18).leader(Box(100, 130, 140, 148)) == (100, 130)


@given(texts, st.sampled_from([12.0, 30.0, 75.0, 400.0]))
def test_no_line_ends_inside_a_letter(text: str, width: float) -> None:
    letters = [letter for letter in regex.findall(r"\X", text) if not letter.isspace()]
    assert [
        letter for line in wrap(text, 12, width=width) for letter in regex.findall(r"\X", line.replace(" ", ""))
    ] == letters
    shown = "".join(fit(text, (12,), width=width, lines=1)[0]).removesuffix("…").replace(" ", "")
    kept = regex.findall(r"\X", shown)
    assert kept == letters[: len(kept)]


def test_an_isolated_name_is_isolated_on_each_line() -> None:
    lines = wrap(f"Line {OPEN}בנק הפועלים{CLOSE} 12", 12, width=60)
    assert len(lines) > 1
    assert all(line.count(OPEN) == line.count(CLOSE) for line in lines)


def test_what_has_no_shape_has_no_width() -> None:
    assert text_width(f"{OPEN}ab{CLOSE}", 12) == text_width("ab", 12)
