"""Cutting a font: the glyphs of some characters out of the two big fonts of the installation (17 and 19 MB).

Both hold the forms of every region, and the bold one picks those of Japan: for a Chinese plan, characters are pointed
at the Simplified Chinese forms, so no help from the browser is needed. English text takes the Latin punctuation of the
Japanese cut, Chinese text the wide quotation marks.

Most of the second and a half that a cut takes goes into opening the big font and into reading every outline again. Who
has many plans to make keeps a **stock**: a font of all the characters of everyday text, cut once, its outlines written
out in full. A cut from the stock gives the same bytes as one from the big font, in a tenth of the time; a text with a
rarer character is cut from the big font.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, getTableClass, woff2
from fontTools.ttLib.tables.otBase import USE_HARFBUZZ_REPACKER

from playbook.units import Lang

__all__ = ["CHINESE", "cut", "make_stock", "open_font", "stock_characters"]

WEIGHTS = {
    400: ("noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc"),
    700: ("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf"),
}
#: Faces of the regular font, a collection whose faces share all their glyphs with the bold font.
JAPANESE, CHINESE = 0, 2
#: They separate words in headings; the Chinese forms are as wide as a character.
NARROW = "·•"
#: The best quality, 11, makes the file 8% smaller and takes four times as long.
BROTLI_QUALITY = 9
#: The bytes of everyday Chinese: 6,763 characters, kana, Greek, Cyrillic.
GB2312 = bytes(range(0xA1, 0xF8)), bytes(range(0xA1, 0xFF))
#: Codes of Latin letters, and of the signs that stand in both languages.
SIGNS = (
    range(0x20, 0x180),
    range(0x2010, 0x2060),
    range(0x20A0, 0x20C0),
    range(0x2190, 0x2300),
    range(0x3000, 0x3020),
    range(0xFF01, 0xFFE7),
)
#: Of a font's names: copyright, family, style, licence.
_NAMES = [0, 1, 2, 13]
#: The format of a table that picks variants of a character, and holds none of its own.
_VARIATIONS = 14


def cut(text: str, weight: int, lang: Lang, stock: bytes | None = None) -> bytes:
    """A WOFF2 font of that weight (400 or 700) with the characters of `text`; the same bytes with a stock (of
    :func:`make_stock`) and without."""
    font, options = _source(text, weight, lang, stock)
    with font:
        return _subset(font, text, options, "woff2")


def make_stock(weight: int, lang: Lang) -> bytes:
    """An OpenType font with the characters of everyday text; it takes seconds to make."""
    with open_font(weight) as font:
        if lang == "zh":
            _simplify(font)
        return _subset(font, "".join(stock_characters(lang)), _options(), None)


@cache
def stock_characters(lang: Lang) -> frozenset[str]:
    """What a stock holds: Latin letters and signs, and for a Chinese plan the characters of GB 2312."""
    signs = {chr(code) for codes in SIGNS for code in codes}
    leads, trails = GB2312
    chinese = (
        {bytes((lead, trail)).decode("gb2312", "ignore") for lead in leads for trail in trails}
        if lang == "zh"
        else set()
    )
    return frozenset(signs | chinese - {""})


def open_font(weight: int, face: int = JAPANESE) -> TTFont:
    """One of the fonts of the installation."""
    package, name = WEIGHTS[weight]
    return TTFont(
        Path(str(files(package).joinpath(name))), fontNumber=face, lazy=True, recalcBBoxes=False, recalcTimestamp=False
    )


class _Outlines(getTableClass("CFF ")):  # type: ignore[misc]
    """The outlines of a font by numbers: none is made of other glyphs, and they are written out in full. So none is
    read only to look for that."""

    def closure_glyphs(self, subsetter: Subsetter) -> None:
        """No outline refers to another glyph."""

    def remove_unused_subroutines(self) -> None:
        """No outline of a stock refers to a subroutine."""


def _source(text: str, weight: int, lang: Lang, stock: bytes | None) -> tuple[TTFont, Options]:
    """The font to cut from, and how."""
    if stock is not None and stock_characters(lang).issuperset(text):
        return TTFont(BytesIO(stock), lazy=True, recalcBBoxes=False, recalcTimestamp=False), _options(
            desubroutinize=False
        )
    font = open_font(weight)
    if lang == "zh":
        _simplify(font)
    return font, _options()


def _subset(font: TTFont, text: str, options: Options, flavor: str | None) -> bytes:
    outlines = _Outlines("CFF ")
    outlines.decompile(font.reader["CFF "], font)
    font["CFF "] = outlines
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, text))
    subsetter.subset(font)
    font.flavor = flavor
    font.cfg[USE_HARFBUZZ_REPACKER] = False  # fontTools would take uharfbuzz where there is one: other bytes
    buffer = BytesIO()
    with _quick_brotli():
        font.save(buffer)
    return buffer.getvalue()


def _options(*, desubroutinize: bool = True) -> Options:
    """Keep what a browser needs to draw horizontal text; hints stay, because removing them costs more than they
    weigh."""
    options: Any = Options()
    options.layout_features = ["kern"]
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "GSUB"]
    options.name_IDs = _NAMES
    options.notdef_outline = True
    options.desubroutinize = desubroutinize
    return options


def _simplify(font: TTFont) -> None:
    """Take the Chinese face's choice of a form for each character, but for the narrow dots."""
    with open_font(400, CHINESE) as chinese:
        forms = dict(chinese.getBestCmap())
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != _VARIATIONS:
            table.cmap = {
                code: glyph if chr(code) in NARROW else forms.get(code, glyph) for code, glyph in table.cmap.items()
            }


@contextmanager
def _quick_brotli() -> Iterator[None]:
    """Quicker than fontTools, which compresses at the best quality, most of the time, and offers no setting."""
    full = woff2.brotli
    woff2.brotli = SimpleNamespace(MODE_FONT=full.MODE_FONT, compress=partial(full.compress, quality=BROTLI_QUALITY))
    try:
        yield
    finally:
        woff2.brotli = full
