"""The document's own type: a small font that holds exactly the characters that the document prints.

A reader's machine may have no Chinese font, and no document asks a server for one. The two weights of Noto Sans CJK
come with the installation (17 and 19 MB); what is embedded is a subset of a few hundred characters each, once
in the page and once in the deck, from the same bytes. Both hold the forms of every region, and the bold one picks those of
Japan: for a Chinese plan, characters are pointed at the Simplified Chinese forms, so no help from the browser is needed.

English text takes the Latin punctuation of the Japanese cut, Chinese text the wide quotation marks.

The same characters give the same bytes. A subset takes about a second, so it is kept in memory and in the user's cache
folder (`PLAYBOOK_CACHE`, else `XDG_CACHE_HOME`, else `~/.cache`; an empty PLAYBOOK_CACHE keeps nothing on disk).
"""
from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from playbook.units import Lang

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

__all__ = ["FAMILY", "WEIGHTS", "font_css", "subset"]

FAMILY = "Playbook Sans"
WEIGHTS = {400: ("noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc"), 700: ("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf")}
PACKAGES = ("noto-cjk-sans-otc", "noto-cjk-sans-jp-bold", "fonttools", "brotli")
JAPANESE, CHINESE = 0, 2  # faces of the regular font, a collection whose faces share all their glyphs with the bold font
NARROW = "·•"  # they separate words in headings; the Chinese forms are as wide as a character
RECIPE = 2  # raise it when the way of cutting changes: old files in the cache are then left alone
BROTLI_QUALITY = 9  # the best quality, 11, makes the file 8% smaller and takes four times as long


def font_css(characters: Iterable[str], lang: Lang) -> str:
    """`@font-face` rules for both weights, with the fonts inside as data: URIs."""
    text = "".join(sorted(set(characters)))
    return "\n".join(_face(weight, subset(text, weight, lang)) for weight in WEIGHTS)


def subset(text: str, weight: int, lang: Lang) -> bytes:
    """A WOFF2 font of that weight (400 or 700) with the characters of `text`; the same bytes for the same characters."""
    return _kept("".join(sorted(set(text))), weight, lang)


def _face(weight: int, font: bytes) -> str:
    data = base64.b64encode(font).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:normal;font-display:block;'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )


@cache
def _kept(text: str, weight: int, lang: Lang) -> bytes:
    folder = _cache_folder()
    if folder is None:
        return _cut(text, weight, lang)
    path = folder / f"{_key(text, weight, lang)}.woff2"
    with suppress(OSError):
        font = path.read_bytes()
        if font[:4] == b"wOF2" and int.from_bytes(font[8:12], "big") == len(font):  # the header names the file's length
            return font
    font = _cut(text, weight, lang)
    _keep(path, font)
    return font


def _cache_folder() -> Path | None:
    named = os.environ.get("PLAYBOOK_CACHE")
    if named is not None:
        return Path(named) / "fonts" if named else None
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    with suppress(RuntimeError):
        return Path(base).expanduser() / "keyaccount-playbook" / "fonts"
    return None


def _key(text: str, weight: int, lang: Lang) -> str:
    parts = (str(RECIPE), str(weight), lang, *(version(package) for package in PACKAGES), text)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _keep(path: Path, font: bytes) -> None:
    """Write whole or not at all; a cache that cannot be written is no fault."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(font)
        Path(name).replace(path)


def _cut(text: str, weight: int, lang: Lang) -> bytes:
    from fontTools.subset import Subsetter

    with _open(weight) as font:
        if lang == "zh":
            _simplify(font)
        subsetter = Subsetter(_options())
        subsetter.populate(unicodes=map(ord, text))
        subsetter.subset(font)
        return _woff2(font)


def _woff2(font: TTFont) -> bytes:
    font.flavor = "woff2"
    buffer = BytesIO()
    with _quick_brotli():
        font.save(buffer)
    return buffer.getvalue()


def _options() -> Any:
    """Keep what a browser needs to draw horizontal text; hints stay, because removing them costs more than they weigh."""
    from fontTools.subset import Options

    options = Options()
    options.layout_features = ["kern"]
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "GSUB"]
    options.name_IDs = [0, 1, 2, 13]
    options.notdef_outline = True
    options.desubroutinize = True
    return options


def _open(weight: int, face: int = JAPANESE) -> TTFont:
    from fontTools.ttLib import TTFont

    package, name = WEIGHTS[weight]
    return TTFont(Path(str(files(package).joinpath(name))), fontNumber=face, lazy=True, recalcBBoxes=False, recalcTimestamp=False)


def _simplify(font: TTFont) -> None:
    """Take the Chinese face's choice of a form for each character, but for the narrow dots."""
    with _open(400, CHINESE) as chinese:
        forms = dict(chinese.getBestCmap())
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap = {code: glyph if chr(code) in NARROW else forms.get(code, glyph) for code, glyph in table.cmap.items()}


@contextmanager
def _quick_brotli() -> Iterator[None]:
    """Quicker than fontTools, which compresses at the best quality, most of the time, and offers no setting."""
    from fontTools.ttLib import woff2

    full = woff2.brotli
    woff2.brotli = SimpleNamespace(MODE_FONT=full.MODE_FONT, compress=partial(full.compress, quality=BROTLI_QUALITY))
    try:
        yield
    finally:
        woff2.brotli = full
