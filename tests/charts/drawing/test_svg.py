"""The quick way to SVG and matplotlib's own give the same bytes, and a letter stands where the font puts it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from playbook.charts.drawing import lettering as module
from playbook.charts.drawing.canvas import Canvas
from playbook.charts.drawing.lettering import _laid_out, lettering, outline_of
from playbook.charts.drawing.svg import svg_of
from playbook.charts.mix import MixRow, mix_chart
from playbook.charts.share_bar import ShareBar, share_over
from tests.charts.test_gallery import GALLERY

NARROW = "AVTofil .,:/+-%&'\"()[]<>0123456789£¥−–…·→“”"
CHINESE = "的骨直门一，。（）：、“”—《》"


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_a_picture_is_written_as_matplotlib_would(name: str) -> None:
    opened = GALLERY[name]()
    assert len(opened.axes) == 1
    assert svg_of(GALLERY[name]()) == svg_of(opened)


def test_so_is_one_over_another() -> None:
    def both() -> Figure:
        mix = mix_chart([MixRow("Client", (1, 3), ("25%", "75%"))], ["Data", "Voice"], lang="en", height=200)
        return share_over(mix, ShareBar("Market", 0.142, "Client 14.2%", "Others 85.8%", "450,000"), lang="en")

    opened = both()
    assert [axes.get_position().height * 310 for axes in opened.axes] == pytest.approx([110, 200])
    assert svg_of(both()) == svg_of(opened)


def test_every_kind_of_mark_in_its_strange_forms() -> None:
    def strange() -> Figure:
        canvas = Canvas("en", height=90)
        canvas.rect(5, 30, 30, 30, "none", edge="#123456", gid="a<b&c")
        canvas.rect(1 / 3, 2 / 3, 10, 10, "#ABCDEF", radius=2, hatch=True)
        canvas.polygon([(0, 0), (9, 0), (9, 9), (0, 0)], "#123456", edge="#654321")
        canvas.line([(0, 0), (300, 40), (300, 40), (700, 2)], dash="dotted")
        canvas.line([(place, place % 7) for place in range(200)], width=0.3)
        canvas.wedge(50, 50, 9, share=0.999, fill="#FFFFFF")
        canvas.text(50, 50, 'a--b <i>&amp; "x" 中文', align="right", halo=True)
        canvas.text(50, 70, " ", align="center")
        return canvas.figure

    opened = strange()
    assert opened.axes
    assert svg_of(strange()) == svg_of(opened)


def test_what_is_added_to_a_picture_is_shown() -> None:
    canvas = Canvas("en", height=90)
    canvas.text(10, 50, "voice")
    before = svg_of(canvas.figure)
    canvas.figure.axes[0].add_patch(Rectangle((0, 0), 10, 10, gid="added"))
    assert b'id="added"' in svg_of(canvas.figure) and b'id="added"' not in before


def test_kerning_and_forms_of_a_language() -> None:
    assert [letter.x for letter in lettering("To", bold=False, language="en").letters] == [
        0,
        52.5,
    ]  # T alone is 53.6 wide
    assert lettering("64,007", bold=False, language="en").advance == pytest.approx(5 * 55.5 + 27.8, abs=0.01)
    japanese, chinese = (
        lettering("骨", bold=False, language=language).letters[0].name for language in ("ja", "zh-Hans")
    )
    assert japanese != chinese
    assert outline_of(lettering(" ", bold=True, language="en").letters[0].name) == ""


def test_two_characters_that_make_one_sign_are_one_letter() -> None:
    assert len(lettering("office", bold=False, language="en").letters) == 4
    assert [
        len(lettering(text, bold=True, language="zh-Hans").letters) for text in ("ff", "fi", "fl", "ffi", "ffl", "fffi")
    ] == [1, 1, 1, 1, 1, 2]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(NARROW), min_size=1, max_size=12), st.booleans())
def test_latin_letters_stand_as_harfbuzz_sets_them(text: str, bold: bool) -> None:
    line = lettering(text, bold=bold, language="en")
    assert (line.letters, line.advance) == (_laid_out(text, bold, "en"), _laid_out(text + "一", bold, "en")[-1].x)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(NARROW + CHINESE), min_size=1, max_size=12), st.booleans())
def test_chinese_and_mixed_letters_stand_as_harfbuzz_sets_them(text: str, bold: bool) -> None:
    line = lettering(text, bold=bold, language="zh-Hans")
    assert (line.letters, line.advance) == (
        _laid_out(text, bold, "zh-Hans"),
        _laid_out(text + "一", bold, "zh-Hans")[-1].x,
    )


@pytest.mark.parametrize("text", ["(1@s,3)|6", ".(1@s,3)|6", "((f3) 1", "/)[l+ ]8;", "5{n}7?", "(c) 2"])
def test_digits_after_a_bracket_have_the_forms_that_harfbuzz_gives_them(text: str) -> None:
    lettering(text, bold=False, language="en")
    assert lettering("n 1 6 8", bold=False, language="en").letters == _laid_out("n 1 6 8", False, "en")
    assert lettering(text, bold=False, language="en").letters == _laid_out(text, False, "en")


@pytest.mark.parametrize("text", ["banana", "4–8", "第4–8月", "client's office", "（5G）“a”", "«3» 月(8)"])
def test_what_the_house_font_has_is_not_asked_of_matplotlib(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _laid_out(text, False, "zh-Hans")
    monkeypatch.setattr(module, "_laid_out", None)
    lettering.cache_clear()
    assert lettering(text, bold=False, language="zh-Hans").letters == expected


@pytest.mark.parametrize("text", ["a\U0001f9fe", "שלום", "aشب"])
def test_what_it_lacks_is(text: str) -> None:
    assert lettering(text, bold=False, language="en").letters == _laid_out(text, False, "en")


def test_both_ways_draw_a_letter_alike() -> None:
    for text in ("Aff 骨，g", "第8%"):
        for bold in (False, True):
            drawn = [outline_of(one.name) for one in lettering(text, bold=bold, language="zh-Hans").letters]
            module._names.clear()
            assert drawn == [outline_of(one.name) for one in _laid_out(text, bold, "zh-Hans")]


def test_a_character_that_no_font_has_is_told() -> None:
    for _ in range(2):
        canvas = Canvas("en", height=90)
        canvas.text(10, 50, "a\U0001f9fe")
        with pytest.warns(UserWarning, match="lack a character"):
            svg_of(canvas.figure)
