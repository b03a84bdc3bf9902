"""The font subset: exactly the characters asked for, Chinese forms for Chinese, the same bytes each time."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from playbook.report.fonts import cut as font_cut
from playbook.report.fonts import document as fonts

TEXT = "骨直门 Plan 23% ·“"


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch):
    monkeypatch.setenv("PLAYBOOK_CACHE", "")
    monkeypatch.setattr(fonts, "_stocks", {})
    fonts._kept.cache_clear()


def _font(text: str, weight: int, lang: fonts.Lang) -> TTFont:
    return TTFont(BytesIO(fonts.subset(text, weight, lang)))


@pytest.mark.parametrize("weight", [400, 700])
def test_a_subset_holds_exactly_its_characters(weight):
    assert {chr(code) for code in _font(TEXT, weight, "zh").getBestCmap()} == set(TEXT)


def test_chinese_takes_simplified_forms_and_wide_quotes_but_narrow_dots():
    zh, en = _font(TEXT, 700, "zh"), _font(TEXT, 700, "en")
    assert zh.getBestCmap()[ord("骨")] != en.getBestCmap()[ord("骨")]
    assert (zh["hmtx"][zh.getBestCmap()[ord("“")]][0], en["hmtx"][en.getBestCmap()[ord("“")]][0]) == (1000, 574)
    assert zh["hmtx"][zh.getBestCmap()[ord("·")]][0] < 700


def test_both_files_share_their_glyphs():
    """The bold font takes its Chinese forms by the glyph names of the regular one."""
    regular, bold = font_cut.open_font(400), font_cut.open_font(700)
    with regular, bold:
        assert regular["name"].getDebugName(5) == bold["name"].getDebugName(5)
        assert regular.getBestCmap() == bold.getBestCmap()
        with font_cut.open_font(400, font_cut.CHINESE) as chinese:
            assert chinese["name"].getDebugName(1) == "Noto Sans CJK SC"


def test_the_order_of_the_text_does_not_change_the_bytes():
    first = fonts.subset(TEXT, 400, "zh")
    fonts._kept.cache_clear()
    assert fonts.subset(TEXT[::-1] + TEXT, 400, "zh") == first


def test_a_character_that_the_font_lacks_is_left_out():
    assert {chr(code) for code in _font("a\U0010fffd", 400, "en").getBestCmap()} == {"a"}


def test_the_cache_folder_is_used_and_a_broken_file_in_it_is_not(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path))
    whole = fonts.subset("ab", 400, "en")
    (kept,) = (tmp_path / "fonts").iterdir()
    assert kept.read_bytes() == whole
    kept.write_bytes(whole[:100])
    fonts._kept.cache_clear()
    assert fonts.subset("ab", 400, "en") == whole
    assert kept.read_bytes() == whole


@pytest.fixture()
def _small_stock(monkeypatch):
    """Stocks of few characters: the full ones take seconds to make."""
    monkeypatch.setattr(font_cut, "stock_characters", lambda lang: frozenset("骨直门一 Plan23%·“”To"))


@pytest.mark.parametrize("text", [TEXT, "To", "骨To"])
@pytest.mark.parametrize("weight", [400, 700])
def test_a_cut_from_the_stock_is_the_same(weight, text, _small_stock):
    stock = font_cut.make_stock(weight, "zh")
    assert font_cut.cut(text, weight, "zh", stock) == font_cut.cut(text, weight, "zh")


def test_what_the_stock_lacks_is_cut_from_the_big_font(_small_stock):
    stock = font_cut.make_stock(400, "en")
    assert {chr(code) for code in TTFont(BytesIO(font_cut.cut("ToX", 400, "en", stock))).getBestCmap()} == set("ToX")


def test_stocks_are_kept_in_the_cache_folder_and_broken_ones_are_not_taken(monkeypatch, tmp_path, _small_stock):
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path))
    fonts.stock_up("en", make=False)
    assert not fonts._stocks
    fonts.stock_up("en")
    made = dict(fonts._stocks)
    fonts._stocks.clear()
    fonts.stock_up("en", make=False)
    assert set(made) == {(400, "en"), (700, "en")} and fonts._stocks == made
    for path in (tmp_path / "fonts").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    fonts._stocks.clear()
    fonts.stock_up("en", make=False)
    assert not fonts._stocks


def test_a_stock_holds_everyday_characters():
    assert frozenset("骨Aé£−…、０") <= font_cut.stock_characters("zh")
    assert "骨" not in font_cut.stock_characters("en") and len(font_cut.stock_characters("zh")) > 7000


def test_the_css_asks_nobody():
    css = fonts.font_css("ab", "en")
    assert css.count("@font-face") == 2 and css.count('url("data:font/woff2;base64,') == 2 and "http" not in css
